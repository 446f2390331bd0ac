"""The window: it renders the state of the desk and sends intents."""
