"""Plays the main job through the real window and photographs each step."""
