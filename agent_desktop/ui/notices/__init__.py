"""What happened, what it means, what to do: banner, list and toast."""
