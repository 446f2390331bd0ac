"""An IC server of our own, built from the vendor's documents and nothing of the client."""
