"""Use cases in the background: they move between the wire, the desk and the window."""
