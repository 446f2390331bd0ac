"""What is left of a run that went wrong: offered quietly, shown in full, never sent."""
