"""The campaign panel: what can be worked, what is worked."""
