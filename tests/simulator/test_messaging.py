"""Reference section 3: polling and the event stream."""

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.simulator.conftest import Running, Session, Start


def send(running: Running, text: str, user: str = "ada") -> None:
    message = {"__type": "urn:inin.com:test:note", "isDelta": False, "text": text}
    running.order("messages", {"user": user, "message": message})


class Stream:
    """An open event stream, read line by line."""

    def __init__(self, session: Session, **headers: str) -> None:
        self.connection = session.running.connect()
        self.connection.request(
            "GET",
            session.path("messaging/messages"),
            headers={"Accept": "text/event-stream", "Cookie": session.cookie, **headers},
        )
        self.answer = self.connection.getresponse()

    def lines(self) -> Iterator[str]:
        while line := self.answer.readline():
            yield line.decode("utf-8").rstrip("\n")

    def events(self) -> Iterator[dict[str, Any]]:
        for line in self.lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


def test_a_poll_without_news_is_an_empty_array(ada: Session) -> None:
    assert ada.messages() == []


def test_reading_empties_the_queue_in_order(running: Running, ada: Session) -> None:
    send(running, "first")
    send(running, "second")

    assert [each["text"] for each in ada.messages()] == ["first", "second"]
    assert ada.messages() == []


def test_messages_reach_their_user_only(running: Running, ada: Session) -> None:
    ben = running.log_on("ben")
    send(running, "for ben", "ben")

    assert ada.messages() == []
    assert len(ben.messages()) == 1


def test_a_stream_gives_one_object_an_event(running: Running, ada: Session) -> None:
    send(running, "early äöü")
    stream = Stream(ada)

    assert stream.answer.status == 200
    assert stream.answer.headers["Content-Type"] == "text/event-stream"
    lines = stream.lines()
    assert next(lines) == ":ping"
    assert next(lines) == ""
    event = next(lines)
    assert event.startswith("data: ")
    assert json.loads(event.removeprefix("data: "))["text"] == "early äöü"
    assert next(lines) == ""
    send(running, "late")
    assert json.loads(next(lines).removeprefix("data: "))["text"] == "late"


def test_a_silent_stream_is_kept_alive_by_comments(start: Start) -> None:
    running = start("ping_interval = 0.05")

    lines = Stream(running.log_on()).lines()

    assert [next(lines) for _ in range(4)] == [":ping", "", ":ping", ""]


def test_an_open_stream_keeps_an_idle_session(start: Start) -> None:
    running = start("ping_interval = 0.02\nidle_limit = 10")
    ada = running.log_on()
    lines = Stream(ada).lines()
    for _ in range(4):
        running.time.now += 9
        # The session is noted as used before a ping is written: two pings on, it has been.
        for _ in range(4):
            next(lines)

    assert ada.ask("GET", "connection").json["connectionState"] == 1


def test_events_can_have_ids(start: Start) -> None:
    running = start("event_ids = true")
    ada = running.log_on()
    send(running, "a")
    lines = Stream(ada).lines()

    assert [next(lines) for _ in range(3)][2] == "id: 1"


def test_a_stream_without_a_session_is_a_401_at_once(ada: Session) -> None:
    stream = Stream(ada, Cookie="icws_1=x")

    assert stream.answer.status == 401
    assert stream.answer.headers["WWW-Authenticate"].startswith("ICWS ")


def test_a_stream_ends_with_its_session_after_the_reason(running: Running, ada: Session) -> None:
    stream = Stream(ada)
    order = {"user": "ada", "reason": "Break is over", "shouldReconnect": True, "silent": False}
    running.order("sessions/end", order)

    [last] = list(stream.events())

    assert last["reason"] == "Break is over"
    assert last["shouldReconnect"] is True
    assert Stream(ada).answer.status == 401


def test_a_session_that_ends_silently_ends_its_stream_without_a_word(
    running: Running, ada: Session
) -> None:
    stream = Stream(ada)
    running.order("sessions/end", {"user": "ada", "silent": True})

    assert list(stream.events()) == []


def test_a_newer_stream_ends_the_older_one(running: Running, ada: Session) -> None:
    older = Stream(ada)
    lines = older.lines()
    assert next(lines) == ":ping"
    newer = Stream(ada).events()
    rest = list(lines)
    send(running, "hello")

    assert next(newer)["text"] == "hello"
    assert not any(line.startswith("data") for line in rest)


def test_a_torn_stream_breaks_off_and_loses_nothing(running: Running, ada: Session) -> None:
    stream = Stream(ada)
    lines = stream.lines()
    assert next(lines) == ":ping"
    assert next(lines) == ""
    reader_saw: list[BaseException] = []

    def read_on() -> None:
        try:
            next(lines)
        except (OSError, http.client.HTTPException) as error:
            reader_saw.append(error)

    reader = threading.Thread(target=read_on)
    reader.start()
    while running.order("streams/reset", {"user": "ada"})["reset"] == 0:
        pass
    reader.join(10)
    send(running, "still there")

    assert len(reader_saw) == 1
    assert next(Stream(ada).events())["text"] == "still there"


def test_an_old_server_has_no_event_stream(start: Start) -> None:
    running = start(features="connection=3\nmessaging=1")
    ada = running.log_on()

    assert Stream(ada).answer.status == 406
    polled = ada.ask("GET", "messaging/messages", Accept="application/json, text/event-stream")
    assert polled.json == []


@pytest.mark.parametrize("silent", [True, False])
def test_after_the_end_a_poll_is_a_401(running: Running, ada: Session, silent: bool) -> None:
    send(running, "unread")
    running.order("sessions/end", {"sessionId": ada.id, "reason": "x", "silent": silent})

    if not silent:
        names = [each["__type"] for each in ada.messages()]
        assert names[1] == "urn:inin.com:connection:connectionStateChangeMessage"
    assert ada.ask("GET", "messaging/messages").status == 401
