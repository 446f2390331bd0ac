"""Answers that are meant to do harm, or broken beyond anything a server should send."""

import gzip
import json
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest

from agent_desktop.icws import (
    Client,
    IcwsError,
    NoAnswer,
    RedirectRefused,
    ServerFault,
    Session,
    SessionGone,
    UnreadableAnswer,
)
from agent_desktop.icws.transport import LARGEST_ANSWER
from tests.icws.conftest import CREDENTIALS, at
from tests.icws.raw_server import RawServer, read_request, says
from tests.icws.strict_server import COOKIE, SESSION_ID, TOKEN, Asked, Reply, StrictServer

STAGE = f"/icws/{SESSION_ID}/dialer/update-stage"
MESSAGES = f"/icws/{SESSION_ID}/messaging/messages"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
MIB = 1024 * 1024
# What one call may hold at most, above what was held before.
BOUND = 3 * LARGEST_ANSWER


def bomb(mebibytes: int) -> bytes:
    """Return gzip of so many MiB of zeros, 1 to 1000, in members of 64 MiB."""
    assert mebibytes % 64 == 0
    packer = zlib.compressobj(wbits=31)
    zeros = bytes(MIB)
    member = b"".join(packer.compress(zeros) for _ in range(64)) + packer.flush()
    return member * (mebibytes // 64)


@contextmanager
def bounded_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        yield
        assert tracemalloc.get_traced_memory()[1] - before < BOUND
    finally:
        tracemalloc.stop()


def test_a_gzip_bomb_is_not_unpacked() -> None:
    packed = bomb(1024)
    answer = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    with RawServer(says(answer)) as server, Client(at(server.port)) as client, bounded_memory():
        started = monotonic()
        with pytest.raises(UnreadableAnswer, match="longer than 16777216 bytes"):
            client.version()
        assert monotonic() - started < 5.0


@pytest.mark.parametrize("names", [b"gzip, gzip", b"gzip\r\nContent-Encoding: gzip", b"deflate,br"])
def test_what_is_packed_more_than_once_is_not_unpacked_at_all(names: bytes) -> None:
    packed = gzip.compress(bomb(1024))
    assert len(packed) < MIB
    answer = HEAD + b"Content-Encoding: %b\r\n\r\n" % names + packed
    with (
        RawServer(says(answer)) as server,
        Client(at(server.port)) as client,
        bounded_memory(),
        pytest.raises(UnreadableAnswer, match="more than once"),
    ):
        client.version()


def test_a_body_of_64_mb_is_not_held(server: StrictServer, session: Session) -> None:
    body = b" " * (64 * MIB)

    def send(connection: Any) -> None:
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body))
        connection.sendall(body)

    server.answer("GET", "/icws/connection/version", Reply(raw=send))
    server.answer("POST", STAGE, Reply(raw=send), Reply(200))
    with Client(at(server.port)) as client, bounded_memory():
        with pytest.raises(UnreadableAnswer, match="longer"):
            client.version()
        assert session.update_stage("c", 1).status == 200, "the status is all a stage needs"
        assert session.update_stage("c", 2).status == 200


def without_end(start: bytes, more: bytes) -> Callable[[socket.socket, threading.Event], None]:
    """Answer with a text that goes on for ever, as fast as it is read."""

    def behave(connection: socket.socket, stop: threading.Event) -> None:
        read_request(connection)
        connection.sendall(start)
        while not stop.is_set():
            connection.sendall(more)

    return behave


@pytest.mark.parametrize(
    ("start", "more"),
    [
        (b"HTTP/1.1 200 ", b"O" * 65536),
        (HEAD + b"X-Long: ", b"x" * 65536),
        (HEAD, b"X-More: x\r\n" * 5000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 65536),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 65536),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: x\r\n" * 5000),
        (HEAD + b"\r\n", b" " * 65536),
    ],
    ids=["status", "header", "headers", "chunk size", "chunk extension", "trailers", "body"],
)
def test_an_answer_without_end_is_given_up(start: bytes, more: bytes) -> None:
    with (
        RawServer(without_end(start, more)) as server,
        Client(at(server.port)) as client,
        bounded_memory(),
    ):
        started = monotonic()
        with pytest.raises((NoAnswer, UnreadableAnswer)):
            client.version(deadline=0.6)
        assert monotonic() - started < 3.0


@pytest.mark.parametrize("start", [b"\r\ndata: ", b"\r\n:", b"\r\nid: "])
def test_a_line_without_end_in_the_stream_ends_the_stream(
    server: StrictServer, session: Session, start: bytes
) -> None:
    def send(connection: Any) -> None:
        connection.sendall(STREAM + start)
        while True:  # until the client hangs up
            connection.sendall(b"x" * 65536)

    server.answer("GET", MESSAGES, Reply(raw=send))
    started = monotonic()
    with bounded_memory(), pytest.raises(UnreadableAnswer, match="too long"):
        list(session.messages())
    assert monotonic() - started < 10.0


@pytest.mark.parametrize(
    "body",
    [b"\xff" * 10, b"{" * 100_000, b"[" * 5_000_000, b'{"a":' * 100_000, b'"' + b"\\" * 99_999],
)
def test_what_is_no_json_is_told_as_such(server: StrictServer, client: Client, body: bytes) -> None:
    server.answer("GET", "/icws/connection/version", Reply(200, body))
    with pytest.raises(UnreadableAnswer):
        client.version()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_log_on_is_not_sent_on_to_where_a_server_points(
    server: StrictServer, client: Client, status: int
) -> None:
    with StrictServer(host="127.0.0.2", port=server.port) as elsewhere:
        there = f"http://127.0.0.2:{elsewhere.port}/icws/connection"
        server.answer("POST", "/icws/connection", Reply(status, b"", [("Location", there)]))
        with pytest.raises(RedirectRefused) as caught:
            client.log_on(CREDENTIALS)
        assert elsewhere.asked == []
        assert elsewhere.connections == 0
    assert caught.value.location == "127.0.0.2"


GONE = Reply.of({"message": "Expired.", "errorCode": -2147221499}, 401)


def test_a_401_on_one_request_costs_that_request_only(
    server: StrictServer, session: Session
) -> None:
    server.answer("POST", STAGE, Reply(200), GONE, Reply(200))
    session.update_stage("c", 1)
    with pytest.raises(SessionGone):
        session.update_stage("c", 2)
    assert session.update_stage("c", 3).new_stage_id == 3
    assert [asked.json["newStageId"] for asked in server.took("POST", STAGE)] == [1, 2, 3]


def test_a_cookie_the_server_takes_back_ends_in_its_401(
    server: StrictServer, session: Session
) -> None:
    name = COOKIE.partition("=")[0]
    lost = Reply(200, b"", [("Set-Cookie", f"{name}=; Max-Age=0; Path=/icws")])
    server.answer("POST", STAGE, lost, GONE, Reply(200))
    session.update_stage("c", 1)
    server.cookie = f"{name}="
    with pytest.raises(SessionGone):
        session.update_stage("c", 2)
    assert session.update_stage("c", 3).status == 200, "the session's other requests go on"


def test_a_token_given_out_anew_is_sent_from_then_on(
    server: StrictServer, session: Session
) -> None:
    server.answer("POST", STAGE, Reply(200, b"", [("ININ-ICWS-CSRF-Token", "new+/==")]), Reply(200))
    session.update_stage("c", 1)
    server.token = "new+/=="
    session.update_stage("c", 2)


@pytest.mark.parametrize("token", ["", " ", "two words", "caf\xe9", "\x01"])
def test_a_token_that_cannot_be_sent_is_not_taken(
    server: StrictServer, session: Session, token: str
) -> None:
    answer = f"HTTP/1.1 200 OK\r\nININ-ICWS-CSRF-Token: {token}\r\nConnection: close\r\n\r\n"
    raw = answer.encode("latin-1")
    server.answer("POST", STAGE, Reply(raw=lambda sock: sock.sendall(raw)), Reply(200))
    session.update_stage("c", 1)
    session.update_stage("c", 2)


def test_a_token_the_server_no_longer_takes_ends_in_its_401(
    server: StrictServer, session: Session
) -> None:
    def changed(asked: Asked) -> Reply:
        assert asked.headers["inin-icws-csrf-token"] == TOKEN
        return GONE

    server.answer("POST", STAGE, changed)
    with pytest.raises(SessionGone) as caught:
        session.update_stage("c", 1)
    assert TOKEN not in f"{caught.value}{vars(caught.value)}"
    assert len(server.took("POST", STAGE)) == 1


def test_a_storm_of_500s_lets_every_call_fail_by_itself_and_is_over_with_the_first_200(
    server: StrictServer, session: Session
) -> None:
    storm = [Reply.of({"message": f"Fault {n}."}, 500, Retry_After="0") for n in range(50)]
    server.answer("POST", STAGE, *storm, Reply(200))
    for number in range(50):
        with pytest.raises(ServerFault, match=f"Fault {number}"):
            session.update_stage("c", number)
    assert session.update_stage("c", 50).status == 200
    sent = [asked.json["newStageId"] for asked in server.took("POST", STAGE)]
    assert sent == list(range(51)), "each once"


def test_an_error_with_a_number_of_any_size_is_that_error(
    server: StrictServer, session: Session
) -> None:
    for code in ("1e999", "1" + "0" * 400, "9" * 5000, "-1e999", str(2**64)):
        body = json.dumps({"message": "No.", "errorCode": 0}).replace(": 0", f": {code}").encode()
        server.answer("POST", STAGE, Reply(500, body))
        with pytest.raises(IcwsError, match=r"No\.") as caught:
            session.update_stage("c", 1)
        assert isinstance(caught.value, ServerFault)
