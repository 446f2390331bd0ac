"""The real services on a plain loop, and servers and networks that fail them."""

from tests.services.conftest import desk, no_proxies, server, settings

__all__ = ["desk", "no_proxies", "server", "settings"]
