"""The ICWS protocol: a typed client for an IC server. No Qt, no event loop."""
