"""Steering a running simulator, as tests, the tour and trainers do."""

import re
from typing import Any

import pytest

from agent_desktop.simulator.control import ROUTES
from tests.simulator.conftest import BY_HAND, REMINDERS, RENEWAL, SURVEY, Running, Session, Start


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
                "agentType": 1,
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


def test_what_a_pop_says_can_be_ordered(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    offered = {"label": "Odd", "category": "Success", "code": "ODD"}
    order = {
        "user": "ada",
        "campaignId": RENEWAL,
        "dialingMode": 0,
        "previewSeconds": 20,
        "allowSkip": False,
        "autoDisconnect": True,
        "allowAgentCallbacks": False,
        "dispositions": [offered],
        "attributes": {"Name": "Somebody Else"},
    }
    call = running.order("calls", order)["interactionId"]

    [message] = ada.messages_of("dataPopMessage")
    pop = message["call"]

    assert pop.pop("previewTimeout")
    assert pop == {
        "__type": "urn:inin.com:dialer:previewPop",
        "interactionId": call,
        "campaignId": RENEWAL,
        "attributes": {"Name": "Somebody Else"},
        "autoDisconnectOnDisposition": True,
        "allowAgentCallbacks": False,
        "dispositions": [
            {
                "label": "Odd",
                "wrapUpCategory": "Success",
                "wrapUpCode": "ODD",
                "abandon": False,
            }
        ],
        "dialingMode": 0,
        "callPlaced": False,
        "allowSkip": False,
    }
    assert ada.file("Renewed").status == 400
    ada.done("POST", "dialer/place-preview-call")
    ada.filed("Odd")
    assert running.state()["sessions"][0]["call"] is None


@pytest.mark.parametrize(
    ("campaign", "ordered", "mode", "kind"),
    [
        (RENEWAL, None, 2, "dataPop"),
        (RENEWAL, 1, 1, "previewPop"),
        (RENEWAL, 3, 3, "dataPop"),
        (RENEWAL, 5, 5, "dataPop"),
        (RENEWAL, 77, 77, "dataPop"),
        (SURVEY, None, 0, "previewPop"),
        (SURVEY, 2, 2, "dataPop"),
        (REMINDERS, None, 4, "dataPop"),
        (BY_HAND, None, 6, "dataPop"),
    ],
)
def test_the_mode_is_the_campaigns_or_the_one_ordered(
    running: Running, ada: Session, campaign: str, ordered: int | None, mode: int, kind: str
) -> None:
    ada.join(campaign)
    running.order("calls", {"user": "ada", "campaignId": campaign, "dialingMode": ordered})

    [pop] = ada.messages_of("dataPopMessage")

    assert pop["call"]["dialingMode"] == mode
    assert pop["call"]["__type"] == f"urn:inin.com:dialer:{kind}"


def test_a_second_call_comes_while_the_first_wants_its_outcome(
    running: Running, ada: Session
) -> None:
    first = ada.connected_call()
    running.order(f"calls/{first}/end", {})
    assert running.state()["sessions"][0]["unfiled"] == [first]

    second = ada.connected_call_again()

    [session] = running.state()["sessions"]
    assert (session["unfiled"], session["call"]["interactionId"]) == ([second], second)


def test_a_second_call_comes_during_the_first_when_ordered_so(
    running: Running, ada: Session
) -> None:
    first = ada.connected_call()
    order = {"user": "ada", "duringCall": True, "alerting": False}
    second = running.order("calls", order)["interactionId"]

    assert [each["call"]["interactionId"] for each in ada.messages_of("dataPopMessage")] == [
        first,
        second,
    ]
    ada.filed()
    outcomes = running.order("outcomes", method="GET")["outcomes"]
    assert [each["interactionId"] for each in outcomes] == [first, second]


def test_the_record_tells_each_calls_stages_and_when_they_began(
    running: Running, ada: Session
) -> None:
    call = ada.connected_call()
    ada.stage(1)
    ada.stage(7)
    ada.stage(2)
    running.order(f"calls/{call}/end", {"side": "local"})
    ada.stage(9)
    ada.filed()
    ada.done("POST", "dialer/log-in", {"campaignId": SURVEY})
    unplaced = running.order("calls", {"user": "ada", "campaignId": SURVEY})["interactionId"]

    first, second = running.order("calls", method="GET")["calls"]

    stages = first.pop("stages")
    assert [each["stage"] for each in stages] == [0, 1, 2]
    moments = [first.pop("poppedAt"), *(each["at"] for each in stages), first.pop("endedAt")]
    assert moments == sorted(moments)
    assert first.pop("connectedAt") <= moments[1]
    assert first == {
        "interactionId": call,
        "campaignId": RENEWAL,
        "user": "ada",
        "dialingMode": 2,
        "state": "I",
        "finishing": False,
        "outcome": "Renewed",
    }
    assert (second["interactionId"], second["stages"]) == (unplaced, [])
    assert [second[name] for name in ("connectedAt", "endedAt", "outcome")] == [None] * 3


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
        ("POST", "calls", {"user": "ada", "dialingMode": -1}, 400),
        ("POST", "calls", {"user": "ada", "dispositions": ["x"]}, 400),
        ("POST", "breaks", {"user": "ada", "status": "long"}, 400),
        ("POST", "breaks", {"user": "ben", "status": "on break"}, 409),
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

    reply = running.ask_control(method, path, body)

    assert reply.status == status
    assert reply.json["message"]


def test_a_second_call_at_once_is_refused(running: Running, ada: Session) -> None:
    ada.connected_call()

    assert running.ask_control("POST", "calls", {"user": "ada"}).status == 409


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
        assert running.ask_control(method, path, {}, headers).status == 403


@pytest.mark.parametrize("given", [None, "", "0" * 32, "WRONG", "KEY0", "\xe4" * 32])
def test_nobody_steers_it_without_the_key(
    running: Running, ada: Session, given: str | None
) -> None:
    ada.connected_call()
    key = running.simulator.control_key
    headers = {}
    if given is not None:
        headers["X-Simulator-Key"] = given.replace("KEY", key).replace("WRONG", key[:-1])
    before = running.state()
    paths = [(method, path) for method, path, *_ in ROUTES] + [("GET", "journal")]

    for method, path in paths:
        address = "/simulator/" + re.sub("<.*?>", "1", path)
        reply = running.ask(method, address, {"user": "ada"}, headers)
        assert reply.status == 401
        assert set(reply.json) == {"message"}
        assert key not in reply.raw.decode() + str(reply.headers)

    assert running.state() == before


def test_each_start_has_a_key_of_its_own_of_128_bits(start: Start) -> None:
    keys = {start().simulator.control_key for _ in range(3)}

    assert len(keys) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", key) for key in keys)


def test_the_key_is_compared_in_constant_time(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, key: bytes) -> bool:
        compared.append((given, key))
        return given == key

    monkeypatch.setattr("secrets.compare_digest", compare)

    assert running.ask("GET", "/simulator/state", headers={"X-Simulator-Key": "x"}).status == 401
    assert compared == [(b"x", running.simulator.control_key.encode())]


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8018"])
def test_programs_of_this_machine_can(running: Running, host: str) -> None:
    assert running.ask_control("GET", "state", headers={"Host": host}).status == 200


def test_a_removed_campaign_is_left_and_its_call_goes_on(running: Running, ada: Session) -> None:
    ada.connected_call()

    running.order(f"campaigns/{RENEWAL}", method="DELETE")

    [session] = running.state()["sessions"]
    assert session["campaigns"] == []
    assert session["call"] is not None
    assert ada.stage(1).status == 400
