"""Reference section 4: a break is asked for, granted once no call is open, and ended."""

import pytest

from tests.simulator.conftest import RENEWAL, SURVEY, Running, Session, Start

ASK, END = "dialer/request-break", "dialer/end-break"


def told(session: Session) -> list[int]:
    """Tell the break statuses that came."""
    return [each["breakStatus"] for each in session.messages_of("breakStatusMessage")]


def test_a_break_of_a_free_agent_is_granted_at_once(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    ada.messages()

    reply = ada.ask("POST", ASK)

    assert reply.status == 202
    pending, granted, completed = ada.messages()
    assert pending == {
        "__type": "urn:inin.com:dialer:breakStatusMessage",
        "isDelta": False,
        "breakStatus": 1,
    }
    assert granted["breakStatus"] == 2
    assert completed["requestId"] == reply.json["requestId"]
    assert completed["error"] is None
    assert running.state()["sessions"][0]["breakStatus"] == 2


@pytest.mark.parametrize("filed_first", [True, False])
def test_a_break_waits_for_the_end_of_the_call_and_its_outcome(
    running: Running, ada: Session, filed_first: bool
) -> None:
    call = ada.connected_call()
    ada.done("POST", ASK)
    assert told(ada) == [1]

    if filed_first:
        ada.filed()
        assert told(ada) == []
        running.order(f"calls/{call}/end", {})
    else:
        running.order(f"calls/{call}/end", {})
        assert told(ada) == []
        ada.filed()

    assert told(ada) == [2]


def test_no_call_comes_on_a_break_or_before_it(running: Running, ada: Session) -> None:
    ada.work(RENEWAL)
    running.pass_time(3)
    ada.done("POST", ASK)
    running.pass_time(60)
    assert ada.messages_of("dataPopMessage") == []

    ada.done("POST", END)
    running.pass_time(6)

    messages = ada.messages()
    assert [each["breakStatus"] for each in messages if "breakStatus" in each] == [0]
    assert len([each for each in messages if "call" in each]) == 1


def test_the_status_stays_as_it_is_on_a_break(running: Running, ada: Session) -> None:
    ada.work(RENEWAL)

    ada.done("POST", ASK)

    assert running.state()["sessions"][0]["statusId"] == "Available"


def test_a_wish_for_a_break_can_be_taken_back(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.done("POST", ASK)

    ada.done("POST", END)
    ada.filed()
    running.order(f"calls/{call}/end", {})

    assert told(ada) == [1, 0]


def test_a_preview_on_the_screen_keeps_from_a_break(running: Running, ada: Session) -> None:
    ada.join(SURVEY)
    running.order("calls", {"user": "ada", "campaignId": SURVEY})
    ada.done("POST", ASK)
    assert told(ada) == [1]

    ada.filed("Skipped - Agent Skip")

    assert told(ada) == [2]


def test_what_makes_no_sense_is_refused(ada: Session) -> None:
    assert ada.ask("POST", ASK).status == 400
    assert ada.ask("POST", END).status == 400
    ada.join(RENEWAL)
    assert ada.ask("POST", END).status == 400
    ada.done("POST", ASK)

    reply = ada.ask("POST", ASK)

    assert (reply.status, reply.json["errorId"]) == (400, "error.request.dialer.break")


def test_a_server_may_take_a_break_twice(start: Start) -> None:
    ada = start("break_asked_twice_refused = false").log_on()
    ada.join(RENEWAL)
    ada.done("POST", END)
    ada.done("POST", ASK)
    ada.done("POST", ASK)

    assert told(ada) == [1, 2]


def test_a_server_may_accept_without_an_id(start: Start) -> None:
    ada = start("accepted_with_request_id = false").log_on()
    ada.join(RENEWAL)
    ada.messages()

    reply = ada.ask("POST", ASK)

    assert (reply.status, reply.raw) == (202, b"")
    assert told(ada) == [1, 2]


def test_a_break_ends_with_the_agents_last_session(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    ada.done("POST", ASK)
    ada.done("DELETE", "connection")

    running.log_on("ada").join(RENEWAL)

    assert running.state()["sessions"][0]["breakStatus"] == 0


def test_a_supervisor_gives_and_ends_a_break(running: Running, ada: Session) -> None:
    ada.connected_call()

    running.order("breaks", {"user": "ada", "status": "on break"})
    running.order("breaks", {"user": "ada", "status": "not on break"})
    running.order("breaks", {"user": "ada", "status": "pending"})
    assert told(ada) == [2, 0, 1]


def test_only_agents_in_the_dialer_are_given_breaks(running: Running, ada: Session) -> None:
    order = {"user": ada.user, "status": "on break"}

    assert running.ask_control("POST", "breaks", order).status == 409
