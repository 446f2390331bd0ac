"""The calls of today and before: found, measured stage by stage, and kept as a file."""
