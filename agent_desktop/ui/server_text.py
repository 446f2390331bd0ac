"""A server as agents know it."""


def server_text(server: str) -> str:
    """Return a server's address without what every address begins with."""
    return server.partition("://")[2] or server
