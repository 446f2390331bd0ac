"""The outcome of the call."""
