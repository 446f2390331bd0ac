"""Receiving messages: by event stream, and by asking where there is none."""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from time import monotonic
from typing import Any

import pytest
import trustme

from agent_desktop.icws import (
    Abort,
    Aborted,
    BreakStatusMessage,
    Client,
    NoAnswer,
    NotFound,
    ServerAddress,
    Session,
    SessionGone,
    StreamAlive,
    Trust,
    UnknownMessage,
    UnreadableAnswer,
    UnreadableMessage,
)
from tests.icws.conftest import CREDENTIALS
from tests.icws.strict_server import FEATURES, SESSION_ID, Asked, Reply, StrictServer, connected

PATH = f"/icws/{SESSION_ID}/messaging/messages"
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n"
BREAK = {"__type": "urn:inin.com:dialer:breakStatusMessage", "isDelta": False, "breakStatus": 1}
DATA = b"data: " + json.dumps(BREAK).encode() + b"\n\n"
GONE = Reply.of(
    {"message": "Expired.", "errorCode": -2147221499},
    401,
    WWW_Authenticate='ICWS realm="ICWS" location="/ICWS/connection"',
)


class Stream:
    """A stream the test writes to; it stays open until the test closes it."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self._done = threading.Event()
        self._socket: socket.socket | None = None

    def reply(self) -> Reply:
        return Reply(raw=self._serve)

    def write(self, part: bytes) -> None:
        assert self.open.wait(5)
        assert self._socket is not None
        self._socket.sendall(part)

    def close(self) -> None:
        self._done.set()

    def wait(self) -> None:
        self._done.wait(20)

    def _serve(self, connection: Any) -> None:
        connection.sendall(STREAM)
        self._socket = connection
        self.open.set()
        self.wait()


@pytest.fixture
def stream(server: StrictServer) -> Any:
    stream = Stream()
    server.answer("GET", PATH, stream.reply())
    yield stream
    stream.close()


@pytest.fixture
def polling(server: StrictServer, client: Client) -> Session:
    old = [feature for feature in FEATURES if feature["featureId"] != "messaging"]
    server.answer("POST", "/icws/connection", connected(features=old))
    return client.log_on(CREDENTIALS)


def test_the_stream_is_asked_for_as_the_reference_says(
    server: StrictServer, session: Session, stream: Stream
) -> None:
    messages = session.messages()
    assert next(messages) == StreamAlive()
    [asked] = server.took("GET", PATH)
    assert asked.headers["accept"] == "text/event-stream"
    assert asked.headers["accept-encoding"] == "identity"
    assert asked.body == b""
    messages.close()


def test_messages_come_as_they_are_said(session: Session, stream: Stream) -> None:
    messages = session.messages()
    assert next(messages) == StreamAlive()
    stream.write(DATA[:20])
    assert next(messages) == StreamAlive()
    stream.write(DATA[20:])
    message = next(messages)
    assert isinstance(message, BreakStatusMessage)
    stream.write(b":ping\n\n")
    assert next(messages) == StreamAlive()
    stream.write(b'data: {"__type":"urn:x"}\n\ndata: {oops\n\n' + DATA)
    assert list(islice(messages, 3)) == [UnknownMessage("urn:x"), UnreadableMessage(""), message]
    messages.close()


def test_a_stream_outlives_the_deadline_of_calls(server: StrictServer, stream: Stream) -> None:
    with Client(ServerAddress.parse(f"http://127.0.0.1:{server.port}"), deadline=0.3) as client:
        server.session("POST", "/messaging/heartbeat", Reply(raw=lambda _: stream.wait()))
        session = client.log_on(CREDENTIALS)
        messages = session.messages()
        assert next(messages) == StreamAlive()
        with pytest.raises(NoAnswer):
            session.heartbeat(deadline=0.5)  # so long has passed now
        stream.write(DATA)
        assert isinstance(next(messages), BreakStatusMessage)
        messages.close()


def test_the_answer_to_the_stream_has_a_deadline(server: StrictServer) -> None:
    done = threading.Event()

    def say_nothing(_: Any) -> None:
        done.wait(10)

    server.answer("GET", PATH, Reply(raw=say_nothing))
    address = ServerAddress.parse(f"http://127.0.0.1:{server.port}")
    with Client(address, deadline=0.3) as client, pytest.raises(NoAnswer):
        next(client.log_on(CREDENTIALS).messages())
    done.set()


def end_stream(stream: Stream) -> None:
    stream.close()


def break_stream(stream: Stream) -> None:
    assert stream.open.wait(5)
    assert stream._socket is not None
    stream._socket.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("end", [end_stream, break_stream])
def test_a_stream_that_ends_is_no_answer(
    session: Session, stream: Stream, end: Callable[[Stream], None]
) -> None:
    messages = session.messages()
    assert next(messages) == StreamAlive()
    end(stream)
    with pytest.raises(NoAnswer):
        next(messages)


def test_a_stream_that_falls_silent_is_no_answer(session: Session, stream: Stream) -> None:
    messages = session.messages(silence=0.3)
    assert next(messages) == StreamAlive()
    started = monotonic()
    with pytest.raises(NoAnswer):
        next(messages)
    assert 0.2 < monotonic() - started < 2.0


@pytest.mark.parametrize("secure", [False, True])
def test_an_abort_ends_the_stream_at_once(
    secure: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    context = None
    ca_file = None
    if secure:
        ca = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ca.issue_cert("127.0.0.1").configure_cert(context)
        ca_file = tmp_path_factory.mktemp("ca") / "ca.pem"
        ca.cert_pem.write_to_path(str(ca_file))
    with StrictServer(context) as server, ThreadPoolExecutor(1) as pool:
        stream = Stream()
        server.answer("GET", PATH, stream.reply())
        server.session("POST", "/messaging/heartbeat", Reply(200))
        scheme = "https" if secure else "http"
        address = ServerAddress.parse(f"{scheme}://127.0.0.1:{server.port}")
        with Client(address, trust=Trust(ca_file)) as client:
            session = client.log_on(CREDENTIALS)
            abort = Abort()
            messages = session.messages(abort)
            assert next(messages) == StreamAlive()
            waiting = pool.submit(next, messages)
            session.heartbeat()
            abort.abort()
            started = monotonic()
            assert isinstance(waiting.exception(timeout=5), Aborted)
            assert monotonic() - started < 1.0
            assert session.heartbeat().reference, "the session goes on"
        stream.close()


def test_a_stream_that_is_left_closes_its_connection(session: Session, stream: Stream) -> None:
    messages = session.messages()
    assert next(messages) == StreamAlive()
    messages.close()
    assert stream.open.wait(5)
    assert stream._socket is not None
    stream._socket.settimeout(5)
    assert stream._socket.recv(1) == b""


def test_a_401_on_the_stream_is_a_lost_session(server: StrictServer, session: Session) -> None:
    server.answer("GET", PATH, GONE)
    with pytest.raises(SessionGone) as caught:
        next(session.messages())
    assert caught.value.location == "/ICWS/connection"
    assert caught.value.message == "Expired."


def test_a_server_that_answers_the_stream_as_a_poll_is_polled(
    server: StrictServer, session: Session
) -> None:
    server.answer("GET", PATH, Reply.of([BREAK]), GONE)
    messages = session.messages()
    assert next(messages) == StreamAlive()
    assert isinstance(next(messages), BreakStatusMessage)
    with pytest.raises(SessionGone):
        next(messages)
    first, second = server.took("GET", PATH)
    assert first.headers["accept"] == "text/event-stream"
    assert second.headers["accept"] == "application/vnd.inin.icws+JSON"


def test_without_streams_the_server_is_asked_a_second_after_its_answer(
    server: StrictServer, polling: Session
) -> None:
    times: list[float] = []

    def answer(_: Asked) -> Reply:
        times.append(monotonic())
        if len(times) == 1:
            return Reply.of([BREAK, {"__type": "urn:x"}])
        return Reply.of([]) if len(times) == 2 else GONE

    server.answer("GET", PATH, answer)
    messages = polling.messages()
    started = monotonic()
    assert next(messages) == StreamAlive()
    assert monotonic() - started < 0.9, "the first question waits for nothing"
    assert isinstance(next(messages), BreakStatusMessage)
    assert next(messages) == UnknownMessage("urn:x")
    assert next(messages) == StreamAlive()
    with pytest.raises(SessionGone):
        next(messages)
    assert times[1] - times[0] >= 1.0
    assert times[2] - times[1] >= 1.0


def test_an_abort_ends_polling_at_once(server: StrictServer, polling: Session) -> None:
    server.answer("GET", PATH, Reply.of([]))
    abort = Abort()
    messages = polling.messages(abort)
    assert next(messages) == StreamAlive()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, messages)
        abort.abort()
        assert isinstance(waiting.exception(timeout=0.9), Aborted)
    assert len(server.took("GET", PATH)) == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply.of({"message": "m"}, 404), NotFound),
        (Reply.of({}), UnreadableAnswer),
        (Reply(200, b"<html>", [("Content-Type", "text/html")]), UnreadableAnswer),
    ],
)
def test_a_poll_can_end_as_any_request_can(
    server: StrictServer, polling: Session, reply: Reply, kind: type[Exception]
) -> None:
    server.answer("GET", PATH, reply)
    with pytest.raises(kind):
        next(polling.messages())
