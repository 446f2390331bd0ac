"""The agent's note on the call in hand."""
