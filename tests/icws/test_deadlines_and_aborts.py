"""A call ends in time and at once when told to, wherever it happens to be."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Any

import pytest
from urllib3.util import wait

from agent_desktop.icws import (
    Abort,
    Aborted,
    Client,
    ConnectTimeout,
    IcwsError,
    NoAnswer,
    ServerAddress,
    Session,
    UnknownHost,
    Unreachable,
    connecting,
)
from tests.icws.conftest import CREDENTIALS, at
from tests.icws.raw_server import RawServer, drips, resets, says, says_and_closes, silent
from tests.icws.strict_server import Asked, Reply, StrictServer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DEADLINE = 0.4
# An abort is through within a second, whatever the call waits for.
AT_ONCE = 1.0


def tls(port: int) -> ServerAddress:
    return ServerAddress.parse(f"https://127.0.0.1:{port}")


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port that takes no more connections: the next connect waits."""
    with ExitStack() as stack, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


# Where a call can be when its time is up: the server, and what is raised.
PLACES: list[tuple[str, Any, type[IcwsError], Callable[[int], ServerAddress]]] = [
    ("the TLS handshake", silent, ConnectTimeout, tls),
    ("the answer's first byte", silent, NoAnswer, at),
    ("the headers, dripping", drips(HEAD + b"X-Slow: ", 0.05), NoAnswer, at),
    ("the body, dripping", drips(HEAD + b"\r\n", 0.05), NoAnswer, at),
    ("the body, stopped", says(HEAD + b"Content-Length: 9\r\n\r\n{"), NoAnswer, at),
    (
        "a chunk, dripping",
        drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n", 0.05),
        NoAnswer,
        at,
    ),
]
WHERE = pytest.mark.parametrize(
    ("behave", "kind", "address"), [place[1:] for place in PLACES], ids=[p[0] for p in PLACES]
)


@WHERE
def test_the_deadline_covers_the_whole_call(
    behave: Any, kind: type[IcwsError], address: Callable[[int], ServerAddress]
) -> None:
    with RawServer(behave) as server, Client(address(server.port)) as client:
        started = monotonic()
        with pytest.raises(kind) as caught:
            client.version(deadline=DEADLINE)
        assert DEADLINE <= monotonic() - started < DEADLINE + AT_ONCE
    assert "in time" in str(caught.value)
    assert caught.value.status is None


@WHERE
def test_an_abort_ends_the_call_at_once(
    behave: Any, kind: type[IcwsError], address: Callable[[int], ServerAddress]
) -> None:
    with RawServer(behave) as server, Client(address(server.port)) as client:
        abort = Abort()
        with ThreadPoolExecutor(1) as pool:
            call = pool.submit(client.version, deadline=30.0, abort=abort)
            assert server.connected.acquire(timeout=5)
            abort.abort()
            started = monotonic()
            error = call.exception(timeout=5)
        assert monotonic() - started < AT_ONCE
    assert isinstance(error, Aborted)
    assert error.sent or kind is ConnectTimeout or address is at


def test_the_deadline_covers_connecting() -> None:
    with full_backlog() as port, Client(at(port)) as client:
        started = monotonic()
        with pytest.raises(ConnectTimeout):
            client.version(deadline=DEADLINE)
        assert monotonic() - started < DEADLINE + AT_ONCE


def test_an_abort_ends_connecting(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()

    def wait_for_write(sock: socket.socket, seconds: float) -> bool:
        waiting.set()
        return wait.wait_for_write(sock, seconds)

    monkeypatch.setattr(connecting, "wait_for_write", wait_for_write)
    with full_backlog() as port, Client(at(port)) as client, ThreadPoolExecutor(1) as pool:
        abort = Abort()
        call = pool.submit(client.version, deadline=30.0, abort=abort)
        assert waiting.wait(5)
        abort.abort()
        started = monotonic()
        error = call.exception(timeout=5)
        assert monotonic() - started < AT_ONCE
    assert isinstance(error, Aborted)
    assert not error.sent


@contextmanager
def hanging_lookup(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A name server that doesn't answer."""
    asked, go_on = threading.Event(), threading.Event()

    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        asked.set()
        go_on.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "again")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield asked
    go_on.set()


def test_the_deadline_covers_looking_the_name_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with hanging_lookup(monkeypatch), Client(ServerAddress.parse("ic1.example")) as client:
        started = monotonic()
        with pytest.raises(ConnectTimeout):
            client.version(deadline=DEADLINE)
        assert monotonic() - started < DEADLINE + AT_ONCE


def test_an_abort_ends_looking_the_name_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        hanging_lookup(monkeypatch) as asked,
        Client(ServerAddress.parse("ic1.example")) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        abort = Abort()
        call = pool.submit(client.version, deadline=30.0, abort=abort)
        assert asked.wait(5)
        abort.abort()
        started = monotonic()
        error = call.exception(timeout=5)
        assert monotonic() - started < AT_ONCE
    assert isinstance(error, Aborted)


def test_an_unknown_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with Client(ServerAddress.parse("ic1.example")) as client, pytest.raises(UnknownHost) as caught:
        client.version()
    assert caught.value.host == "ic1.example"
    assert str(caught.value) == "There is no server called ic1.example."


def test_the_next_address_of_a_name_is_tried(
    monkeypatch: pytest.MonkeyPatch, server: StrictServer
) -> None:
    server.answer("GET", "/icws/connection/version", Reply.of({"build": "7"}))
    dead = ("127.0.0.9", server.port)
    alive = ("127.0.0.1", server.port)
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in (dead, alive)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with Client(ServerAddress.parse(f"http://ic1.example:{server.port}")) as client:
        assert client.version().build == "7"


def test_an_address_that_swallows_everything_leaves_time_for_the_next(
    monkeypatch: pytest.MonkeyPatch, server: StrictServer
) -> None:
    server.answer("GET", "/icws/connection/version", Reply.of({"build": "7"}))
    with full_backlog() as dead:
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
            for port in (dead, server.port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        with Client(ServerAddress.parse(f"http://ic1.example:{server.port}")) as client:
            assert client.version(deadline=1.0).build == "7"


@pytest.mark.parametrize("behave", [says_and_closes(b""), resets()])
def test_nothing_is_ever_sent_twice(behave: Any) -> None:
    with RawServer(behave) as server, Client(at(server.port)) as client:
        with pytest.raises(NoAnswer):
            client.version()
        assert server.connected.acquire(timeout=5)
        assert not server.connected.acquire(blocking=False)


def test_a_thrown_abort_lets_nothing_out(server: StrictServer, session: Session) -> None:
    abort = Abort()
    abort.abort()
    with pytest.raises(Aborted) as caught:
        session.update_stage("c", 1, abort=abort)
    assert not caught.value.sent
    assert len(server.asked) == 1


def test_one_abort_ends_several_calls_and_leaves_the_session_usable(
    server: StrictServer, session: Session
) -> None:
    go_on = threading.Event()

    def hang(_: Asked) -> Reply:
        go_on.wait(10)
        return Reply(200)

    server.session("POST", "/messaging/heartbeat", hang)
    server.session("POST", "/dialer/update-stage", Reply(200))
    abort = Abort()
    assert server.arrived.acquire(timeout=5)  # the log-on
    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(session.heartbeat, abort=abort) for _ in range(4)]
        for _ in calls:
            assert server.arrived.acquire(timeout=5)
        abort.abort()
        errors = [call.exception(timeout=AT_ONCE) for call in calls]
    go_on.set()
    assert all(isinstance(error, Aborted) and error.sent for error in errors)
    assert session.update_stage("c", 1).status == 200


def test_an_abort_after_the_call_is_over_harms_nothing(
    server: StrictServer, session: Session
) -> None:
    server.session("POST", "/dialer/update-stage", Reply(200))
    abort = Abort()
    session.update_stage("c", 1, abort=abort)
    abort.abort()
    session.update_stage("c", 2)
    assert server.connections == 1


def test_closing_the_client_ends_its_calls_and_refuses_more(server: StrictServer) -> None:
    go_on = threading.Event()

    def hang(_: Asked) -> Reply:
        go_on.wait(10)
        return Reply(200)

    server.answer("GET", "/icws/connection/version", hang)
    client = Client(at(server.port))
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(client.version)
        assert server.arrived.acquire(timeout=5)
        client.close()
        assert isinstance(call.exception(timeout=AT_ONCE), Aborted)
    go_on.set()
    with pytest.raises(Aborted):
        client.version()
    assert len(server.asked) == 1


def test_a_deadline_of_its_own_does_not_end_another_call(
    server: StrictServer, session: Session
) -> None:
    go_on = threading.Event()

    def hang(_: Asked) -> Reply:
        go_on.wait(10)
        return Reply(200)

    server.session("POST", "/messaging/heartbeat", hang)
    assert server.arrived.acquire(timeout=5)
    with ThreadPoolExecutor(2) as pool:
        patient = pool.submit(session.heartbeat, deadline=30.0)
        assert server.arrived.acquire(timeout=5)
        hasty = pool.submit(session.heartbeat, deadline=0.2)
        assert isinstance(hasty.exception(timeout=5), NoAnswer)
        assert not patient.done()
        go_on.set()
        assert patient.result(timeout=5).reference


def test_a_dead_host_leaves_time_for_the_next() -> None:
    with RawServer(silent) as dead, Client(tls(dead.port)) as client:
        started = monotonic()
        with pytest.raises(Unreachable) as caught:
            client.log_on(CREDENTIALS, alternates=["127.0.0.2"], deadline=1.0)
        assert monotonic() - started < 1.0, "the dead one had half of the time"
    assert len(caught.value.hosts_tried) == 2


@pytest.mark.parametrize(
    "behave",
    [
        resets(),
        resets(b"HTTP/1.1 200 OK\r\n"),
        resets(HEAD + b"Content-Length: 9\r\n\r\n{"),
        says_and_closes(HEAD + b"Content-Length: 9\r\n\r\n{}"),
        says_and_closes(HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\n{}"),
        says_and_closes(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
        says_and_closes(b""),
    ],
)
def test_a_connection_that_breaks_is_no_answer(behave: Any) -> None:
    with (
        RawServer(behave) as server,
        Client(at(server.port)) as client,
        pytest.raises(NoAnswer) as caught,
    ):
        client.version()
    assert "broke" in str(caught.value)
    assert "/icws" not in str(caught.value)


def test_a_refused_connection_was_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with Client(at(port)) as client, pytest.raises(Unreachable) as caught:
        client.version()
    assert f"port {port}" in str(caught.value)


def test_no_thread_and_no_descriptor_is_left_behind(server: StrictServer) -> None:
    before = threading.active_count()
    client = Client(at(server.port))
    client.log_on(CREDENTIALS)
    client.close()
    deadline = monotonic() + 5
    while any(thread.name.startswith("icws-") for thread in threading.enumerate()):
        assert monotonic() < deadline
        threading.Event().wait(0.01)
    assert threading.active_count() <= before + 1  # the server's own, for the open connection
