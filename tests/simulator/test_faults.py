"""Each thing that goes wrong on purpose, as a client at the other end of the socket sees it."""

import http.client
import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from tests.simulator.conftest import RENEWAL, Running, Session, Start

STAGE = {"newStageId": 1, "campaignId": RENEWAL}


@pytest.fixture
def talking(ada: Session) -> Session:
    """A session with a connected call."""
    ada.connected_call()
    return ada


def fault(running: Running, kind: str, route: str = "dialer/update-stage", **keys: Any) -> str:
    made: str = running.order("faults", {"route": route, "kind": kind, **keys})["id"]
    return made


def stage_now(running: Running) -> int:
    stage: int = running.state()["sessions"][0]["call"]["stage"]
    return stage


def raw_exchange(session: Session) -> socket.socket:
    """Send update-stage on a bare socket."""
    body = json.dumps(STAGE)
    lines = [
        f"POST {session.path('dialer/update-stage')} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in session.headers.items()),
        f"Content-Length: {len(body)}",
    ]
    connection = socket.create_connection(("127.0.0.1", session.running.port), timeout=10)
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
    return connection


def read_all(connection: socket.socket) -> bytes:
    with connection:
        received = b""
        while piece := connection.recv(4096):
            received += piece
        return received


def test_a_status_is_answered_instead_of_handled(running: Running, talking: Session) -> None:
    fault(
        running,
        "status",
        status=429,
        errorId="error.slow.down",
        message="Later",
        headers={"Retry-After": "7"},
    )

    reply = talking.stage(1)

    assert reply.status == 429
    assert reply.json == {"errorId": "error.slow.down", "message": "Later"}
    assert reply.headers["Retry-After"] == "7"
    assert stage_now(running) == 0


@pytest.mark.parametrize(
    ("body", "raw"), [("<html>", b"<html>"), ({"a": 1}, b'{"a": 1}'), (None, b"")]
)
def test_a_status_has_any_body(running: Running, talking: Session, body: Any, raw: bytes) -> None:
    fault(running, "status", status=502, body=body, headers={"Content-Type": "text/html"})

    reply = talking.stage(1)

    assert (reply.status, reply.raw) == (502, raw)
    assert reply.headers["Content-Type"] == "text/html"


def test_a_delay_is_handled_afterwards(running: Running, talking: Session) -> None:
    fault(running, "delay", seconds=0.05)

    assert talking.stage(1).status == 200
    assert running.journal()[-1]["ms"] >= 50
    assert stage_now(running) == 1


def test_a_hanging_request_is_never_answered_nor_handled(
    running: Running, talking: Session
) -> None:
    fault(running, "hang")
    with raw_exchange(talking) as connection:
        connection.settimeout(0.2)
        with pytest.raises(TimeoutError):
            connection.recv(1)

    assert stage_now(running) == 0
    [entry] = [each for each in running.journal() if each["fault"]]
    assert (entry["fault"], entry["status"]) == ("hang", None)


def test_a_dripping_answer_comes_byte_by_byte(running: Running, talking: Session) -> None:
    fault(running, "drip", bytes=1, interval=0.0)
    fault(running, "drip", route="status/*", bytes=16, interval=0.0)

    assert talking.stage(1).status == 200
    assert talking.done("GET", "status/status-messages").json["statusMessageList"]


def test_a_dripping_answer_takes_its_time(running: Running, talking: Session) -> None:
    fault(running, "drip", bytes=1, interval=30)

    with raw_exchange(talking) as connection:
        assert connection.recv(100) == b"H"


def assert_reset(connection: socket.socket) -> None:
    with connection, pytest.raises(ConnectionResetError):
        connection.recv(1)


def test_a_reset_before_leaves_the_request_unhandled(running: Running, talking: Session) -> None:
    fault(running, "reset_before")

    assert_reset(raw_exchange(talking))

    assert stage_now(running) == 0


def test_a_reset_after_leaves_it_handled(running: Running, talking: Session) -> None:
    fault(running, "reset_after")

    assert_reset(raw_exchange(talking))

    assert stage_now(running) == 1
    assert running.journal()[-1]["status"] == 200


def test_a_half_closed_answer_stops_in_the_middle(running: Running, talking: Session) -> None:
    fault(running, "half_close")

    received = read_all(raw_exchange(talking))

    assert received.startswith(b"HTTP/1.1 200")
    assert b"\r\n\r\n" not in received
    assert stage_now(running) == 1


def test_a_truncated_answer_promises_more_than_comes(running: Running, talking: Session) -> None:
    fault(running, "truncate")

    received = read_all(raw_exchange(talking))

    head, _, body = received.partition(b"\r\n\r\n")
    assert b"Content-Length: 64" in head
    assert body == b""
    with pytest.raises(http.client.IncompleteRead):
        talking.stage(1)


def test_an_answer_of_another_media_type(running: Running, talking: Session) -> None:
    fault(running, "media_type", route="status/status-messages", mediaType="text/plain")

    reply = talking.done("GET", "status/status-messages")

    assert reply.headers["Content-Type"] == "text/plain"
    assert reply.json["statusMessageList"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: session.done("GET", "status/status-messages"),
        lambda session: session.stage(1),
    ],
)
def test_broken_json_cannot_be_read(
    running: Running, talking: Session, ask: Callable[[Session], Any]
) -> None:
    fault(running, "broken_json", route="*")

    reply = ask(talking)

    assert reply.status == 200
    assert "JSON" in reply.headers["Content-Type"]
    with pytest.raises(json.JSONDecodeError):
        json.loads(reply.raw)


def test_a_session_expires_as_the_request_arrives(running: Running, talking: Session) -> None:
    fault(running, "expire_session", count=1)

    reply = talking.stage(1)

    assert (reply.status, reply.json["errorCode"]) == (401, -2147221499)
    assert talking.ask("GET", "connection").json["connectionState"] == 2
    assert running.state()["sessions"] == []


def test_a_lost_cookie_is_worthless(running: Running, talking: Session) -> None:
    fault(running, "lose_cookie", count=1)

    assert talking.stage(1).status == 401
    assert talking.ask("GET", "connection").status == 401


def test_a_log_on_may_lack_its_cookie(running: Running, ada: Session) -> None:
    fault(running, "lose_cookie", route="connection", method="POST")

    reply = running.ask(
        "POST",
        "/icws/connection",
        {
            "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
            "applicationName": "t",
            "userID": "ben",
            "password": "ben",
        },
        {"Accept-Language": "en"},
    )

    assert (reply.status, reply.headers["Set-Cookie"]) == (201, None)


def test_a_fault_strikes_as_often_as_it_is_counted(running: Running, talking: Session) -> None:
    fault(running, "status", status=500, after=1, count=2)

    assert [talking.stage(1).status for _ in range(5)] == [200, 500, 500, 200, 200]
    assert running.state()["faults"] == []


def test_a_fault_without_a_count_stays_until_it_is_removed(
    running: Running, talking: Session
) -> None:
    made = fault(running, "status", status=500)
    assert [talking.stage(1).status for _ in range(3)] == [500] * 3
    [listed] = running.state()["faults"]
    assert listed["id"] == made
    assert (listed["route"], listed["kind"]) == ("dialer/update-stage", "status")
    assert listed["hit"] == 3

    running.order(f"faults/{made}", method="DELETE")

    assert talking.stage(1).status == 200


def test_a_fault_may_strike_by_chance(running: Running, talking: Session) -> None:
    fault(running, "status", status=500, probability=0.5)

    statuses = [talking.stage(1).status for _ in range(40)]

    assert 5 < statuses.count(500) < 35
    running.order("faults", method="DELETE")
    assert talking.stage(1).status == 200


def test_a_fault_is_for_its_method_and_route_only(running: Running, talking: Session) -> None:
    fault(running, "status", route="connection", method="get", status=500)

    assert talking.ask("GET", "connection").status == 500
    assert talking.ask("GET", "connection/station").status == 404
    assert talking.stage(1).status == 200
    assert running.log_on("ben").reply.status == 201


def test_a_scenario_may_bring_its_faults(start: Start) -> None:
    running = start(more='[[fault]]\nroute = "connection"\nkind = "status"\ncount = 1\n')

    assert running.ask("POST", "/icws/connection", {}).status == 500
    assert running.log_on().reply.status == 201
