"""Leaving in good order: the question before, and the waiting for Dialer."""
