"""A server and a session for each test; what the server complains of fails the test."""

import os
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from agent_desktop.icws import Client, IcCredentials, Secret, ServerAddress, Session
from tests.icws.strict_server import PASSWORD, Reply, StrictServer


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


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(ca: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    ca.cert_pem.write_to_path(str(path))
    return path


@contextmanager
def secure(
    ca: trustme.CA,
    *names: str,
    host: str = "127.0.0.1",
    port: int = 0,
    change: Callable[[ssl.SSLContext], None] = lambda _: None,
) -> Iterator[StrictServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(*(names or ("127.0.0.1",))).configure_cert(context)
    change(context)
    with StrictServer(context, host=host, port=port) as server:
        server.answer("GET", "/icws/connection/version", Reply.of({"build": "7"}))
        yield server
    assert server.complaints == []


def tls(port: int) -> ServerAddress:
    return ServerAddress.parse(f"127.0.0.1:{port}")


CREDENTIALS = IcCredentials("ada", Secret(PASSWORD))


def at(port: int) -> ServerAddress:
    return ServerAddress.parse(f"http://127.0.0.1:{port}")
