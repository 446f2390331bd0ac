"""A connection that is used again: what a server does to it meanwhile never doubles a request."""

import json
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import trustme
import urllib3.connectionpool

from agent_desktop.icws import (
    Client,
    NoAnswer,
    ServerAddress,
    Session,
    StageRefused,
    Trust,
)
from tests.icws.conftest import CREDENTIALS, at
from tests.icws.raw_server import RawServer, read_whole
from tests.icws.strict_server import connected

TAKEN = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
REFUSED = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
NO_CONTENT_YET = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
# What a server may say to a connection that is idle too long, before it closes it.
IDLE_TOO_LONG = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"


def logged_on() -> bytes:
    reply = connected()
    head = "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
    return f"HTTP/1.1 201 Created\r\n{head}Content-Length: {len(reply.body)}\r\n\r\n".encode() + (
        reply.body
    )


class Talk:
    """Answers one request after the other by turns; a turn may close its connection."""

    def __init__(self, *turns: Callable[[socket.socket], object]) -> None:
        self.stages: list[int] = []
        self._turns = deque([says(logged_on()), *turns])
        self.done = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)  # connections that the client has closed

    def __call__(self, connection: socket.socket, _: threading.Event) -> None:
        while request := read_whole(connection):
            if b"update-stage" in request:
                body = request.partition(b"\r\n\r\n")[2]
                self.stages.append(json.loads(body)["newStageId"])
            self._turns.popleft()(connection)
            self.done.release()
        self.ended.release()


def says(*parts: bytes) -> Callable[[socket.socket], None]:
    def turn(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)

    return turn


def closes(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def then(*turns: Callable[[socket.socket], object]) -> Callable[[socket.socket], None]:
    def turn(connection: socket.socket) -> None:
        for each in turns:
            each(connection)

    return turn


@contextmanager
def talking(talk: Talk) -> Iterator[tuple[RawServer, Session]]:
    with RawServer(talk) as server, Client(at(server.port), deadline=5.0) as client:
        session = client.log_on(CREDENTIALS)
        assert talk.done.acquire(timeout=5)
        yield server, session


def connections(server: RawServer) -> int:
    count = 0
    while server.connected.acquire(blocking=False):
        count += 1
    return count


@pytest.mark.parametrize("word", [b"", IDLE_TOO_LONG, TAKEN])
def test_a_connection_closed_while_it_was_idle_is_replaced_before_anything_is_sent(
    word: bytes,
) -> None:
    talk = Talk(then(says(TAKEN), says(word), closes), says(REFUSED))
    with talking(talk) as (server, session):
        session.update_stage("c", 1)
        assert talk.done.acquire(timeout=5)
        with pytest.raises(StageRefused):
            session.update_stage("c", 2)
        assert talk.stages == [1, 2]
        assert connections(server) == 2


def test_an_encrypted_connection_closed_while_it_was_idle_is_replaced(tmp_path: Path) -> None:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    talk = Talk(then(says(TAKEN), closes), says(TAKEN))

    def encrypted(connection: socket.socket, stop: threading.Event) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            talk(secure, stop)

    with RawServer(encrypted) as server:
        address = ServerAddress.parse(f"https://127.0.0.1:{server.port}")
        with Client(address, trust=Trust(tmp_path / "ca.pem")) as client:
            session = client.log_on(CREDENTIALS)
            session.update_stage("c", 1)
            for _ in range(2):
                assert talk.done.acquire(timeout=5)
            session.update_stage("c", 2)
        assert talk.stages == [1, 2]
        assert connections(server) == 2


def test_a_connection_that_closes_just_as_a_press_is_sent_leaves_it_unconfirmed_and_unsent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The moment between the look at the connection and the first byte: it looks alive.
    monkeypatch.setattr(urllib3.connectionpool, "is_connection_dropped", lambda _: False)
    talk = Talk(then(says(TAKEN), closes), says(TAKEN))
    with talking(talk) as (server, session):
        session.update_stage("c", 1)
        assert talk.done.acquire(timeout=5)
        with pytest.raises(NoAnswer) as caught:
            session.update_stage("c", 2)
        assert caught.value.sent
        assert talk.stages == [1], "once bytes were written, never again"
        assert connections(server) == 1
        session.update_stage("c", 2)
        assert talk.stages == [1, 2]


@pytest.mark.parametrize("linger", [False, True])
def test_a_press_that_was_read_and_not_answered_is_not_sent_again(linger: bool) -> None:
    def breaks(connection: socket.socket) -> None:
        if linger:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()
        else:
            closes(connection)

    talk = Talk(says(TAKEN), breaks, says(TAKEN))
    with talking(talk) as (server, session):
        session.update_stage("c", 1)
        with pytest.raises(NoAnswer):
            session.update_stage("c", 2)
        assert talk.stages == [1, 2]
        assert connections(server) == 1
        session.update_stage("c", 3)
        assert talk.stages == [1, 2, 3]


def test_presses_in_a_race_with_a_server_that_closes_are_never_doubled() -> None:
    talk = Talk(*[then(says(TAKEN), closes)] * 200)
    confirmed = set()
    with talking(talk) as (_, session):
        for number in range(200):
            with suppress(NoAnswer):
                session.update_stage("c", number)
                confirmed.add(number)
    assert len(talk.stages) == len(set(talk.stages))
    assert confirmed <= set(talk.stages)
    assert confirmed


@pytest.mark.parametrize(
    "more", [TAKEN, TAKEN * 1000, b"x" * 100_000], ids=["a false answer", "many", "junk"]
)
def test_what_is_too_much_of_one_answer_is_not_taken_for_the_next(more: bytes) -> None:
    talk = Talk(says(TAKEN + more), says(REFUSED))
    with talking(talk) as (_, session):
        session.update_stage("c", 1)
        with pytest.raises(StageRefused):
            session.update_stage("c", 2)
        assert talk.stages == [1, 2]


def test_a_status_before_the_answer_is_not_taken_for_it_nor_what_follows_for_the_next() -> None:
    talk = Talk(says(NO_CONTENT_YET + TAKEN), says(REFUSED))
    with talking(talk) as (server, session):
        with pytest.raises(NoAnswer):
            session.update_stage("c", 1)
        with pytest.raises(StageRefused):
            session.update_stage("c", 2)
        assert talk.stages == [1, 2]
        assert connections(server) == 2


def test_a_server_may_say_go_on_before_its_answer() -> None:
    talk = Talk(says(b"HTTP/1.1 100 Continue\r\n\r\n" + TAKEN))
    with talking(talk) as (_, session):
        assert session.update_stage("c", 1).status == 200


@pytest.mark.parametrize("how", ["closed", "idle ones dropped"])
def test_no_connection_stays_open_for_an_error_that_somebody_keeps(how: str) -> None:
    broken = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
    talk = Talk(then(says(broken), closes), says(TAKEN), says(TAKEN))
    with talking(talk) as (server, session):
        with pytest.raises(NoAnswer) as kept:
            session.connection_state()
        assert talk.ended.acquire(timeout=5)
        session.update_stage("c", 1)
        if how == "closed":
            session.close()
        else:
            session.drop_idle_connections()
        assert talk.ended.acquire(timeout=5), "the connection is still open"
        assert kept.value.sent
        if how != "closed":
            session.update_stage("c", 2)
            assert talk.stages == [1, 2]
            assert connections(server) == 3


def test_an_answer_after_the_deadline_is_not_taken_for_the_next() -> None:
    late = threading.Event()

    def answers_late(connection: socket.socket) -> None:
        late.wait(5)
        says(TAKEN)(connection)

    talk = Talk(answers_late, says(REFUSED))
    with talking(talk) as (server, session):
        with pytest.raises(NoAnswer, match="in time"):
            session.update_stage("c", 1, deadline=0.2)
        late.set()
        with pytest.raises(StageRefused):
            session.update_stage("c", 2)
        assert talk.stages == [1, 2]
        assert connections(server) == 2
