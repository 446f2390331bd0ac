"""The part that talks to the accessibility bus and the display. Runs on the system's Python.

It reads one JSON request a line and answers each with one line; see `__main__`.
"""
