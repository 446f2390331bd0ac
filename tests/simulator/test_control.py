"""Steering a running simulator, as tests, the tour and trainers do."""

from typing import Any

import pytest

from tests.simulator.conftest import REMINDERS, RENEWAL, SURVEY, Running, Session


def test_the_state_tells_who_does_what(running: Running, ada: Session) -> None:
    ada.station("7001")
    ada.work(RENEWAL)
    call = running.order("calls", {"user": "ada", "alerting": False})["interactionId"]
    ada.stage(2)

    assert running.state() == {
        "sessions": [
            {
                "sessionId": ada.id,
                "user": "ada",
                "station": "7001",
                "stationKind": "workstationSettings",
                "campaigns": [RENEWAL],
                "ready": [RENEWAL],
                "statusId": "Available",
                "breakStatus": 0,
                "unfiled": [call],
                "call": {
                    "interactionId": call,
                    "campaignId": RENEWAL,
                    "state": "C",
                    "stage": 2,
                },
            }
        ],
        "faults": [],
        "dialing": True,
        "seed": 7,
    }


def test_a_session_without_anything_has_nulls(running: Running, ada: Session) -> None:
    [session] = running.state()["sessions"]

    assert (session["station"], session["stationKind"], session["call"]) == (None, None, None)


def test_dialing_is_told(running: Running) -> None:
    running.order("dialing", {"on": False})

    assert running.state()["dialing"] is False


def test_a_call_rings_unless_it_is_connected_at_once(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    running.order("calls", {"user": "ada"})
    assert running.state()["sessions"][0]["call"]["state"] == "A"
    running.pass_time(2)
    assert running.state()["sessions"][0]["call"]["state"] == "C"


def test_a_call_ends_after_the_talk_time_given(running: Running, ada: Session) -> None:
    ada.connected_call(talk_seconds=5)

    running.pass_time(4.5)
    assert running.state()["sessions"][0]["call"] is not None
    running.pass_time(1)

    assert running.state()["sessions"][0]["call"] is None


def test_a_preview_can_be_connected_at_once(running: Running, ada: Session) -> None:
    ada.connected_call(SURVEY)

    assert running.state()["sessions"][0]["call"]["state"] == "C"


@pytest.mark.parametrize("side", ["remote", "local"])
def test_a_call_is_ended_on_either_side(running: Running, ada: Session, side: str) -> None:
    ada.watch_queue()
    call = ada.connected_call()
    ada.messages()

    running.order(f"calls/{call}/end", {"side": side})

    [message] = ada.messages_of("queueContentsMessage")
    state = message["interactionsChanged"][0]["attributes"]["Eic_State"]
    assert state == {"remote": "E", "local": "I"}[side]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "calls", {"user": "nobody"}, 404),
        ("POST", "calls", {"user": "ben"}, 409),
        ("POST", "calls", {"user": "ada", "campaignId": REMINDERS}, 409),
        ("POST", "calls", {"user": "ada", "unknown": 1}, 400),
        ("POST", "calls", "{", 400),
        ("POST", "calls/1/end", {}, 404),
        ("POST", "calls/1/end", {"side": "left"}, 400),
        ("DELETE", "faults/9", None, 404),
        ("POST", "faults", {"route": "x", "kind": "flood"}, 400),
        ("POST", "faults", {"kind": "hang"}, 400),
        ("POST", "faults", {"route": "x", "kind": "hang", "count": 0}, 400),
        ("POST", "faults", {"route": "x", "kind": "hang", "probability": 2}, 400),
        ("POST", "faults", {"route": "x", "kind": "hang", "count": 1, "probability": 1}, 400),
        ("POST", "sessions/end", {}, 400),
        ("POST", "sessions/end", {"user": "ada", "sessionId": "1"}, 400),
        ("POST", "licences", {"dialer": True}, 400),
        ("POST", "licences", {"station": "1", "dialer": True}, 404),
        ("POST", "link", {"state": "sideways"}, 400),
        ("POST", "campaigns", {"name": "Renewal 2", "workgroup": "x", "id": RENEWAL}, 409),
        ("PATCH", "campaigns/1", {}, 404),
        ("DELETE", "campaigns/1", None, 404),
        ("POST", f"campaigns/{RENEWAL}/log-in", {"user": "ada"}, 409),
        ("POST", f"campaigns/{RENEWAL}/log-out", {"user": "ben"}, 409),
        ("POST", "status", {"user": "ada", "statusId": "x"}, 404),
        ("POST", "messages", {"user": "nobody", "message": {}}, 404),
        ("GET", "journal?since=x", None, 400),
    ],
)
def test_an_order_that_makes_no_sense_says_why(
    running: Running, ada: Session, method: str, path: str, body: Any, status: int
) -> None:
    ada.done("POST", "dialer/log-in")
    if path == f"campaigns/{RENEWAL}/log-in":
        ada.join(RENEWAL)

    reply = running.ask(method, f"/simulator/{path}", body)

    assert reply.status == status
    assert reply.json["message"]


def test_a_second_call_at_once_is_refused(running: Running, ada: Session) -> None:
    ada.connected_call()

    assert running.ask("POST", "/simulator/calls", {"user": "ada"}).status == 409


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Host": "rebound.example:8018"},
        {"Host": "192.0.2.1"},
    ],
)
def test_web_pages_cannot_steer_it(running: Running, headers: dict[str, str]) -> None:
    for method, path in (("GET", "state"), ("GET", "journal"), ("POST", "dialing")):
        assert running.ask(method, f"/simulator/{path}", {}, headers).status == 403


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8018"])
def test_programs_of_this_machine_can(running: Running, host: str) -> None:
    assert running.ask("GET", "/simulator/state", headers={"Host": host}).status == 200


def test_a_removed_campaign_is_left_and_its_call_goes_on(running: Running, ada: Session) -> None:
    ada.connected_call()

    running.order(f"campaigns/{RENEWAL}", method="DELETE")

    [session] = running.state()["sessions"]
    assert session["campaigns"] == []
    assert session["call"] is not None
    assert ada.stage(1).status == 400
