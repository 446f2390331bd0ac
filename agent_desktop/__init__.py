"""Agent Desktop: the desk of an outbound call-centre agent on Genesys PureConnect."""

__version__ = "0.5.0"
