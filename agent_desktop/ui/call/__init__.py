"""The call card: which call it is, and how it is going."""
