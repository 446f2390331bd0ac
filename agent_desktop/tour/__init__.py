"""Plays the main job through the real window, by real clicks and keys, and photographs it."""
