"""Whole shifts without a window: robots at real desks, and judges of what they leave."""
