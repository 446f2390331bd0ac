"""Reference section 4, previews: placed by the agent, skipped, or placed by the server."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.simulator.conftest import RENEWAL, SURVEY, Running, Session, Start

SKIP = "Skipped - Agent Skip"
PLACE = "dialer/place-preview-call"


def preview(running: Running, session: Session, **order: Any) -> str:
    """Have a preview that isn't placed; returns its interaction id."""
    session.join(SURVEY)
    call = running.order("calls", {"user": session.user, "campaignId": SURVEY, **order})
    session.messages()
    return str(call["interactionId"])


def outcomes(running: Running) -> list[tuple[str, str]]:
    listed = running.order("outcomes", method="GET")["outcomes"]
    return [(each["interactionId"], each["label"]) for each in listed]


@pytest.mark.parametrize("body", [None, {"callInitiatedByTimer": True}])
def test_the_agent_places_a_preview_and_it_pops_again(
    running: Running, ada: Session, body: Any
) -> None:
    ada.watch_queue()
    call = preview(running, ada)

    assert ada.done("POST", PLACE, body).raw == b""

    queue, pop = ada.messages()
    assert queue["interactionsAdded"][0]["attributes"]["Eic_State"] == "A"
    assert pop["call"]["__type"] == "urn:inin.com:dialer:previewPop"
    assert (pop["call"]["interactionId"], pop["call"]["callPlaced"]) == (call, True)


def test_attributes_go_with_the_placing(running: Running, ada: Session) -> None:
    preview(running, ada)

    ada.done("POST", PLACE, {"callAttributes": {"Phone": "+1 202 555 0177"}})

    [pop] = ada.messages_of("dataPopMessage")
    assert pop["call"]["attributes"]["Phone"] == "+1 202 555 0177"


@pytest.mark.parametrize(
    ("name", "value"), [("callInitiatedByTimer", 1), ("callAttributes", {"Age": 5})]
)
def test_a_property_of_the_wrong_type_is_named(
    running: Running, ada: Session, name: str, value: Any
) -> None:
    preview(running, ada)

    reply = ada.ask("POST", PLACE, {name: value})

    assert (reply.status, reply.json["propertyName"]) == (400, name)


def test_what_is_placed_cannot_be_placed_again(running: Running, ada: Session) -> None:
    preview(running, ada)
    ada.done("POST", PLACE)

    assert ada.ask("POST", PLACE).status == 404
    assert len(ada.messages_of("dataPopMessage")) == 1


def test_nothing_but_a_preview_is_placed(ada: Session) -> None:
    assert ada.ask("POST", PLACE).status == 400
    ada.join()
    assert ada.ask("POST", PLACE).status == 404
    ada.done("POST", "dialer/log-in", {"campaignId": RENEWAL})
    ada.connected_call_again()
    assert ada.ask("POST", PLACE).status == 404


def test_a_placed_preview_is_not_placed_by_the_server_too(running: Running, ada: Session) -> None:
    preview(running, ada)
    ada.done("POST", PLACE)
    ada.messages()

    running.pass_time(60)

    assert ada.messages_of("dataPopMessage") == []


@pytest.mark.parametrize(("after", "seconds"), [("0.5", 8.5), ("30", 38)])
def test_a_server_places_what_the_client_left(start: Start, after: str, seconds: float) -> None:
    running = start(f"preview_placed_by_server_after = {after}")
    ada = running.log_on()
    preview(running, ada)
    running.pass_time(seconds - 0.5)
    assert ada.messages() == []

    running.pass_time(0.5)

    [pop] = ada.messages_of("dataPopMessage")
    assert pop["call"]["callPlaced"] is True


def test_a_server_may_never_place_a_preview(start: Start) -> None:
    running = start("preview_placed_by_server_after = 0")
    ada = running.log_on()
    preview(running, ada)

    running.pass_time(3600)

    assert ada.messages() == []
    ada.done("POST", PLACE)


@pytest.mark.parametrize("offset", [0, 5400, -5400])
def test_the_timeout_is_by_the_servers_clock(start: Start, offset: int) -> None:
    running = start(f"clock_offset = {offset}")
    ada = running.log_on()
    ada.join(SURVEY)
    before = datetime.now(UTC)
    running.order("calls", {"user": "ada", "campaignId": SURVEY, "previewSeconds": 600})
    [pop] = ada.messages_of("dataPopMessage")

    timeout = pop["call"]["previewTimeout"]

    assert re.fullmatch(r"\d{8}T\d{6}Z", timeout)
    moment = datetime.strptime(timeout, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert abs((moment - before).total_seconds() - 600 - offset) < 30


# Skipping


def test_a_skipped_preview_is_gone_and_the_next_one_comes_later(
    running: Running, ada: Session
) -> None:
    ada.work(SURVEY)
    running.pass_time(6)
    [first] = ada.messages_of("dataPopMessage")
    ada.filed(SKIP)
    assert running.state()["sessions"][0]["call"] is None
    assert running.state()["sessions"][0]["statusId"] == "Available"
    assert ada.ask("POST", PLACE).status == 404

    running.pass_time(5.5)
    assert ada.messages_of("dataPopMessage") == []
    running.pass_time(0.5)

    [second] = ada.messages_of("dataPopMessage")
    assert second["call"]["interactionId"] != first["call"]["interactionId"]
    assert second["call"]["attributes"]["Name"] == "Piotr Wendel"
    assert outcomes(running) == [(first["call"]["interactionId"], SKIP)]


def test_a_server_may_want_a_follow_up_after_a_skip(start: Start) -> None:
    running = start("skip_gives_follow_up = true")
    ada = running.log_on()
    preview(running, ada)

    ada.filed(SKIP)

    assert running.state()["sessions"][0]["statusId"] == "Follow Up"


def test_a_preview_that_may_not_be_skipped_stays(running: Running, ada: Session) -> None:
    preview(running, ada, allowSkip=False)

    assert ada.file(SKIP).status == 400

    assert outcomes(running) == []
    ada.done("POST", PLACE)


@pytest.mark.parametrize("campaign", [SURVEY, RENEWAL])
def test_only_an_unplaced_preview_is_skipped(ada: Session, campaign: str) -> None:
    ada.connected_call(campaign)

    assert ada.file(SKIP).status == 400


def test_the_skip_label_need_not_be_offered(running: Running, ada: Session) -> None:
    call = preview(running, ada, dispositions=[])

    ada.filed(SKIP)

    assert outcomes(running) == [(call, SKIP)]


def test_an_unplaced_preview_takes_no_other_outcome(running: Running, ada: Session) -> None:
    preview(running, ada)
    assert ada.file("Done").status == 400

    ada.done("POST", PLACE)

    ada.filed("Done")


def test_a_server_may_take_another_outcome_of_an_unplaced_preview(start: Start) -> None:
    running = start("unplaced_preview_needs_skip = false")
    ada = running.log_on()
    call = preview(running, ada)

    ada.filed("Done")

    assert outcomes(running) == [(call, "Done")]
    assert running.state()["sessions"][0]["call"] is None
    running.pass_time(60)
    assert ada.messages_of("dataPopMessage") == []


def test_a_skipped_preview_lets_the_agent_leave(running: Running, ada: Session) -> None:
    preview(running, ada)
    ada.done("POST", "dialer/log-off")
    assert ada.messages_of("logoutGrantedMessage") == []

    ada.filed(SKIP)

    assert len(ada.messages_of("logoutGrantedMessage")) == 1


def test_a_preview_whose_agent_left_is_withdrawn(running: Running, ada: Session) -> None:
    call = preview(running, ada, previewSeconds=300)
    ada.done("DELETE", "connection")
    running.pass_time(60)
    assert outcomes(running) == [(call, "Ambiguous")]

    again = running.log_on("ada")
    again.join(SURVEY)

    assert again.messages_of("dataPopMessage") == []
    assert running.state()["sessions"][0]["call"] is None
