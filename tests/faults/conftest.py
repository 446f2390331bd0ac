"""The real services on a plain loop, and servers and networks that fail them."""

import pytest

from agent_desktop.desk import stages
from tests.icws.conftest import ca, ca_file
from tests.services.conftest import desk, no_proxies, server, settings

__all__ = ["ca", "ca_file", "desk", "no_proxies", "server", "settings"]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agent's hand rests between two presses, without the wait."""
    monkeypatch.setattr(stages, "QUIET", 0.0)
    monkeypatch.setattr(stages, "WINDOW", 0.0)
