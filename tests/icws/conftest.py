"""A server and a session for each test; what the server complains of fails the test."""

import os
from collections.abc import Iterator

import pytest

from agent_desktop.icws import Client, IcCredentials, Secret, ServerAddress, Session
from tests.icws.strict_server import PASSWORD, StrictServer


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the proxies of the machine it runs on."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[StrictServer]:
    with StrictServer() as server:
        yield server
    assert server.complaints == []


@pytest.fixture
def client(server: StrictServer) -> Iterator[Client]:
    with Client(at(server.port), deadline=10.0) as client:
        yield client


@pytest.fixture
def session(client: Client) -> Session:
    return client.log_on(CREDENTIALS)


CREDENTIALS = IcCredentials("ada", Secret(PASSWORD))


def at(port: int) -> ServerAddress:
    return ServerAddress.parse(f"http://127.0.0.1:{port}")
