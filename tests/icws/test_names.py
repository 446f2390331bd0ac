"""Names of servers: looked up anew, in either family, and not always there."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import trustme

from agent_desktop.icws import (
    Abort,
    Aborted,
    Client,
    ConnectionRefused,
    ConnectTimeout,
    ServerAddress,
    Trust,
    UnknownHost,
)
from tests.icws.conftest import CREDENTIALS, secure
from tests.icws.strict_server import Reply, StrictServer

VERSION = ("GET", "/icws/connection/version")


@pytest.fixture
def v6() -> Iterator[StrictServer]:
    with StrictServer(host="::1") as server:
        server.answer(*VERSION, Reply.of({"build": "6"}))
        server.session("POST", "/dialer/update-stage", Reply(200))
        yield server
    assert server.complaints == []


@pytest.fixture
def resolves(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let every name resolve to these (address, port) pairs, in this order."""

    def to(*places: tuple[str, int]) -> None:
        def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (host, port, 0, 0))
                if ":" in host
                else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))
                for host, port in places
            ]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return to


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])


def work(address: str) -> None:
    with Client(ServerAddress.parse(address), deadline=5.0) as client:
        assert client.version().build == "6"
        assert client.log_on(CREDENTIALS).update_stage("c", 1).status == 200


def test_a_server_that_has_an_ipv6_address_only_is_reached_by_it(v6: StrictServer) -> None:
    work(f"http://[::1]:{v6.port}")


def test_a_name_that_has_an_ipv6_address_only_is_reached(
    v6: StrictServer, resolves: Callable[..., None]
) -> None:
    resolves(("::1", v6.port))
    work(f"http://ic1.example:{v6.port}")


@pytest.mark.parametrize("dead_first", [True, False])
def test_of_two_families_the_one_that_lives_is_taken(
    v6: StrictServer, resolves: Callable[..., None], dead_first: bool
) -> None:
    places = [("127.0.0.1", unused_port()), ("::1", v6.port)]
    resolves(*(places if dead_first else reversed(places)))
    work(f"http://ic1.example:{v6.port}")


def test_a_family_this_computer_does_not_speak_is_passed_over(
    v6: StrictServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        (socket.AF_APPLETALK, socket.SOCK_STREAM, 6, "", ("127.0.0.1", v6.port)),
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", v6.port, 0, 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    work(f"http://ic1.example:{v6.port}")
    found.pop()
    with (
        Client(ServerAddress.parse(f"http://ic1.example:{v6.port}")) as client,
        pytest.raises(ConnectionRefused),
    ):
        client.version()


def test_a_certificate_may_be_for_an_ipv6_address(ca: trustme.CA, ca_file: Path) -> None:
    with (
        secure(ca, "::1", host="::1") as server,
        Client(ServerAddress.parse(f"[::1]:{server.port}"), trust=Trust(ca_file)) as client,
    ):
        assert client.version().build == "7"


def test_a_name_that_is_gone_sends_nothing_and_is_looked_up_anew_each_time(
    v6: StrictServer, resolves: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    resolves(("::1", v6.port))
    with Client(ServerAddress.parse(f"http://ic1.example:{v6.port}")) as client:
        session = client.log_on(CREDENTIALS)
        session.update_stage("c", 1)
        monkeypatch.setattr(socket, "getaddrinfo", gone)
        session.update_stage("c", 2)  # the connection that stands needs no name
        v6.session("POST", "/dialer/update-stage", Reply(200, b"", [("Connection", "close")]))
        session.update_stage("c", 3)
        with pytest.raises(UnknownHost, match=r"no server called ic1\.example"):
            session.update_stage("c", 4)
        resolves(("::1", v6.port))
        session.update_stage("c", 5)
    sent = [a.json["newStageId"] for a in v6.asked if a.path.endswith("update-stage")]
    assert sent == [1, 2, 3, 5]


@pytest.mark.parametrize("aborted", [False, True])
def test_a_name_server_that_hangs_holds_no_press_beyond_its_deadline(
    monkeypatch: pytest.MonkeyPatch, aborted: bool
) -> None:
    go_on, asked, abort = threading.Event(), threading.Event(), Abort()

    def hangs(*_: Any, **__: Any) -> Any:
        asked.set()
        go_on.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "again")

    monkeypatch.setattr(socket, "getaddrinfo", hangs)

    def throw() -> None:
        asked.wait(5)
        abort.abort()

    if aborted:
        threading.Thread(target=throw, daemon=True).start()
    started = monotonic()
    try:
        with (
            Client(ServerAddress.parse("http://ic1.example")) as client,
            pytest.raises(Aborted if aborted else ConnectTimeout) as caught,
        ):
            client.version(deadline=30.0 if aborted else 0.3, abort=abort)
    finally:
        go_on.set()
    assert monotonic() - started < 5.0
    assert not getattr(caught.value, "sent", False)
