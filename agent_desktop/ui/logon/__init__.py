"""Logging on: the dialog, and the overlay after a session has ended."""
