"""What the program does without a window, for administrators and support staff."""
