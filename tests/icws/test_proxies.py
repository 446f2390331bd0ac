"""Proxies of this computer's settings: used, except for this computer itself."""

import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme

from agent_desktop.icws import (
    Client,
    NoAnswer,
    ProxyFailed,
    ServerAddress,
    Session,
    Trust,
    UnexpectedStatus,
    UnknownHost,
    Unreachable,
)
from tests.icws.conftest import CREDENTIALS, at, secure
from tests.icws.connect_proxy import FORBIDS, ConnectProxy
from tests.icws.raw_server import RawServer, read_request
from tests.icws.strict_server import PASSWORD, Reply, StrictServer


class Proxy:
    """Writes down what it is asked for, and answers all with the same."""

    def __init__(self, answer: bytes) -> None:
        self.asked: list[bytes] = []
        self._answer = answer

    def __call__(self, connection: socket.socket, _: threading.Event) -> None:
        self.asked.append(read_request(connection))
        connection.sendall(self._answer)


REFUSES = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
OK = b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"build":"p"}'
Setter = Callable[[int], None]


@pytest.fixture
def use_proxy(monkeypatch: pytest.MonkeyPatch) -> Setter:
    def use(port: int) -> None:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://agent:canary-proxy@127.0.0.1:{port}")

    return use


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_computer_is_never_reached_by_proxy(
    server: StrictServer, use_proxy: Setter, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo

    def here(_host: str, *more: Any, **named: Any) -> Any:
        return resolve("127.0.0.1", *more, **named)

    # A bare machine has no hosts file to find itself in.
    monkeypatch.setattr(socket, "getaddrinfo", here)
    server.answer("GET", "/icws/connection/version", Reply.of({"build": "7"}))
    proxy = Proxy(REFUSES)
    with RawServer(proxy) as front:
        use_proxy(front.port)
        address = ServerAddress.parse(f"http://{name}:{server.port}")
        with Client(address) as client:
            assert client.version().build == "7"
    assert proxy.asked == []


def test_an_http_server_is_asked_through_the_proxy(use_proxy: Setter) -> None:
    proxy = Proxy(OK)
    with RawServer(proxy) as front:
        use_proxy(front.port)
        with Client(ServerAddress.parse("http://ic1.example"), plain_http_allowed=True) as client:
            assert client.version().build == "p"
    [asked] = proxy.asked
    assert asked.startswith(b"GET http://ic1.example:8018/icws/connection/version HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic" in asked


def test_an_https_server_is_asked_through_a_tunnel(use_proxy: Setter) -> None:
    proxy = Proxy(REFUSES)
    with RawServer(proxy) as front:
        use_proxy(front.port)
        with (
            Client(ServerAddress.parse("ic1.example")) as client,
            pytest.raises(ProxyFailed, match="407") as caught,
        ):
            client.log_on(CREDENTIALS)
    [asked] = proxy.asked
    assert asked.startswith(b"CONNECT ic1.example:8019 HTTP/1.")
    assert PASSWORD.encode() not in asked
    assert "canary-proxy" not in f"{caught.value}{vars(caught.value)}"


def test_no_proxy_is_heeded(use_proxy: Setter, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = Proxy(OK)
    with RawServer(proxy) as front:
        use_proxy(front.port)
        monkeypatch.setenv("NO_PROXY", "ic1.invalid")
        with (
            Client(ServerAddress.parse("http://ic1.invalid")) as client,
            pytest.raises(UnknownHost, match="no server called"),
        ):
            client.version()
    assert proxy.asked == []


def test_a_proxy_that_is_gone_is_told_from_a_server_that_is(use_proxy: Setter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    use_proxy(port)
    with (
        Client(ServerAddress.parse("ic1.example")) as client,
        pytest.raises(ProxyFailed, match=r"proxy 127\.0\.0\.1"),
    ):
        client.version()


@pytest.mark.parametrize("text", ["socks5://127.0.0.1:1", "http://", "http://[", "://"])
def test_a_proxy_setting_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", text)
    with Client(ServerAddress.parse("ic1.example")) as client, pytest.raises(ProxyFailed):
        client.version()


def test_a_proxy_that_wants_a_password_lets_nothing_through(use_proxy: Setter) -> None:
    proxy = Proxy(REFUSES)
    with RawServer(proxy) as front:
        use_proxy(front.port)
        with (
            Client(ServerAddress.parse("http://ic1.example"), plain_http_allowed=True) as client,
            pytest.raises(ProxyFailed, match="wants a user and a password") as caught,
        ):
            client.version()
    assert caught.value.host == "127.0.0.1"
    assert "canary-proxy" not in f"{caught.value}{vars(caught.value)}"


def test_a_server_cannot_pass_for_a_proxy(server: StrictServer, session: Session) -> None:
    server.session("POST", "/dialer/update-stage", Reply(407))
    with pytest.raises(UnexpectedStatus):
        session.update_stage("c", 1)


def test_no_netrc_is_read(
    server: StrictServer, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password canary-netrc\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with Client(at(server.port)) as client:
        client.log_on(CREDENTIALS)
    assert "authorization" not in server.asked[0].headers


Tunnel = Callable[..., Client]


@pytest.fixture
def tunnel(ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tunnel]:
    """Make a client of ic1.example that knows a proxy by the environment, as `login@`."""
    with ExitStack() as stack:

        def through(proxy: ConnectProxy, port: int, login: str = "") -> Client:
            front = stack.enter_context(RawServer(proxy))
            monkeypatch.setenv("HTTPS_PROXY", f"http://{login}127.0.0.1:{front.port}")
            address = ServerAddress.parse(f"ic1.example:{port}")
            return stack.enter_context(Client(address, trust=Trust(ca_file), deadline=5.0))

        yield through


def test_a_tunnel_carries_what_is_said_and_sees_nothing_of_it(
    ca: trustme.CA, tunnel: Tunnel
) -> None:
    with secure(ca, "ic1.example") as server:
        server.session("POST", "/dialer/update-stage", Reply(200))
        proxy = ConnectProxy(server.port)
        session = tunnel(proxy, server.port).log_on(CREDENTIALS)
        assert session.update_stage("c", 1).status == 200
        assert len(server.asked) == 2
    (asked,) = proxy.asked
    assert asked.startswith(f"CONNECT ic1.example:{server.port} HTTP/1.".encode())
    assert b"authorization" not in asked.lower()
    assert b"icws" not in asked


def test_a_proxy_with_a_password_gets_the_one_of_its_setting(
    ca: trustme.CA, tunnel: Tunnel
) -> None:
    with secure(ca, "ic1.example") as server:
        proxy = ConnectProxy(server.port, password="agent 7:canary@proxy")
        client = tunnel(proxy, server.port, "agent%207:canary%40proxy@")
        assert client.version().build == "7"
        assert all("proxy-authorization" not in asked.headers for asked in server.asked)


@pytest.mark.parametrize("login", ["", "agent:canary-wrong@"])
def test_a_proxy_that_takes_no_password_of_ours_says_so_and_leaks_none(
    ca: trustme.CA, tunnel: Tunnel, login: str
) -> None:
    with secure(ca, "ic1.example") as server:
        proxy = ConnectProxy(server.port, password="agent:canary-right")
        with pytest.raises(ProxyFailed, match="wants a user and a password") as caught:
            tunnel(proxy, server.port, login).log_on(CREDENTIALS)
        assert server.asked == []
    assert len(proxy.asked) == 1, "it isn't asked in a loop"
    assert caught.value.host == "127.0.0.1"
    shown = "".join(traceback.format_exception(caught.value)) + str(vars(caught.value))
    assert "canary" not in shown


def test_a_proxy_that_refuses_is_told_from_a_server_that_does(
    ca: trustme.CA, tunnel: Tunnel
) -> None:
    with secure(ca, "ic1.example") as server:
        proxy = ConnectProxy(server.port, refuses=FORBIDS)
        with pytest.raises(ProxyFailed, match=r"refused the connection \(status 403\)"):
            tunnel(proxy, server.port).version()


def test_a_proxy_that_dies_in_the_tunnel_leaves_the_press_unconfirmed(
    ca: trustme.CA, tunnel: Tunnel
) -> None:
    with secure(ca, "ic1.example") as server:
        server.session("POST", "/dialer/update-stage", Reply(200))
        proxy = ConnectProxy(server.port)
        session = tunnel(proxy, server.port).log_on(CREDENTIALS)
        proxy.dying.set()
        with pytest.raises(NoAnswer):
            session.update_stage("c", 1)
        assert len(proxy.asked) == 1, "no second tunnel for it"
        proxy.dying.clear()
        assert session.update_stage("c", 1).status == 200
        assert len(server.asked) == 2


def test_a_proxy_that_breaks_off_before_the_tunnel_sent_nothing(tunnel: Tunnel) -> None:
    for said in (b"HTTP/1.1 2", b"\x00\xff", b"HTTP/1.1 200 OK\r\n\r\n<html>Please sign in</html>"):
        with pytest.raises(Unreachable):
            tunnel(ConnectProxy(1, refuses=said), 8019).version()
