"""A shift in which every text is a canary, and a search for them in all that the program leaves."""
