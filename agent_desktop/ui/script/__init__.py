"""The campaign's script: its pages, its fields, its way to the outcome."""
