"""The vendor page update-stage, and what reference section 4 says of stages."""

from typing import Any

import pytest

from tests.simulator.conftest import RENEWAL, WINBACK, Reply, Running, Session, Start


def assert_refused(reply: Reply, *words: str) -> None:
    assert reply.status == 400, reply.raw
    assert reply.json["errorId"].startswith("error.request.dialer.updateStage.")
    for word in words:
        assert word in reply.json["message"]


def test_a_stage_is_confirmed_by_a_200_without_a_body(running: Running, ada: Session) -> None:
    ada.connected_call()

    reply = ada.stage(2)

    assert (reply.status, reply.raw) == (200, b"")
    assert reply.headers["Content-Length"] == "0"
    assert reply.headers["Content-Type"] is None
    assert running.state()["sessions"][0]["call"]["stage"] == 2


def test_a_call_starts_in_stage_0_and_may_go_back_to_it(running: Running, ada: Session) -> None:
    ada.connected_call()
    assert running.state()["sessions"][0]["call"]["stage"] == 0

    assert ada.stage(2).status == 200
    assert ada.stage(0).status == 200

    assert running.state()["sessions"][0]["call"]["stage"] == 0


def test_stage_0_is_in_a_set_of_its_own_too(ada: Session) -> None:
    ada.connected_call(WINBACK)

    assert ada.stage(0, WINBACK).status == 200
    assert_refused(ada.stage(1, WINBACK))


@pytest.mark.parametrize("agent", ["ada", "ADA"])
def test_the_agent_on_the_call_may_be_named(ada: Session, agent: str) -> None:
    ada.connected_call()

    assert ada.stage(1, agentId=agent).status == 200


def test_another_agent_may_not_be_named(ada: Session) -> None:
    ada.connected_call()

    assert_refused(ada.stage(1, agentId="ben"), "agent")


def test_unknown_keys_are_survived(ada: Session) -> None:
    ada.connected_call()

    assert ada.stage(1, somethingNew={"a": [None]}).status == 200


@pytest.mark.parametrize("stage", [True, "3", 1.0, 1.5, [], {}, 2**31, -(2**31) - 1])
def test_a_stage_that_is_no_int_is_an_invalid_property(ada: Session, stage: Any) -> None:
    ada.connected_call()

    reply = ada.stage(stage)

    assert reply.status == 400
    assert reply.json["__type"] == "urn:inin.com:common:invalidPropertyError"
    assert reply.json["propertyName"] == "newStageId"


def test_a_negative_stage_is_refused_whatever_the_set(start: Start) -> None:
    ada = start("unknown_stage_refused = false").log_on()
    ada.connected_call()

    assert ada.stage(-1).json["propertyName"] == "newStageId"
    assert ada.stage(77).status == 200


@pytest.mark.parametrize(("name", "value"), [("campaignId", 5), ("agentId", 5)])
def test_ids_are_strings(ada: Session, name: str, value: Any) -> None:
    body = {"newStageId": 1, "campaignId": RENEWAL} | {name: value}

    reply = ada.ask("POST", "dialer/update-stage", body)

    assert (reply.status, reply.json["propertyName"]) == (400, name)


@pytest.mark.parametrize("name", ["newStageId", "campaignId"])
@pytest.mark.parametrize("null", [True, False])
def test_required_properties_are_required(ada: Session, name: str, null: bool) -> None:
    body: dict[str, Any] = {"newStageId": 1, "campaignId": RENEWAL, name: None}
    if not null:
        del body[name]

    reply = ada.ask("POST", "dialer/update-stage", body)

    assert reply.status == 400
    assert reply.json["__type"] == "urn:inin.com:common:missingPropertyError"
    assert reply.json["propertyName"] == name


def test_a_stage_outside_the_campaigns_set_is_refused(running: Running, ada: Session) -> None:
    ada.connected_call()

    assert_refused(ada.stage(3), "3")
    assert running.state()["sessions"][0]["call"]["stage"] == 0


def test_an_edited_set_counts_at_once(running: Running, ada: Session) -> None:
    ada.connected_call()

    running.order(f"campaigns/{RENEWAL}", {"stages": [1, 3]}, "PATCH")

    assert ada.stage(3).status == 200
    assert_refused(ada.stage(2))


def test_an_unknown_campaign_is_refused(ada: Session) -> None:
    ada.connected_call()

    assert_refused(ada.stage(1, "no-such-campaign"), "campaign")
    assert_refused(ada.stage(1, ""), "campaign")


def test_a_campaign_the_agent_is_not_in_is_refused(running: Running, ada: Session) -> None:
    assert_refused(ada.stage(1), "not logged in")
    ada.join(WINBACK)
    assert_refused(ada.stage(1), "not logged in")


def test_without_a_call_of_the_campaign_it_is_refused(ada: Session) -> None:
    ada.connected_call(WINBACK)
    ada.done("POST", "dialer/log-in", {"campaignId": RENEWAL})

    assert_refused(ada.stage(1), "call")


def test_a_ringing_call_is_not_connected_yet(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    running.order("calls", {"user": "ada", "campaignId": RENEWAL})
    assert_refused(ada.stage(1), "call")

    running.pass_time(2)

    assert ada.stage(1).status == 200


@pytest.mark.parametrize("side", ["remote", "local"])
def test_after_the_end_of_the_call_it_is_refused(running: Running, ada: Session, side: str) -> None:
    call = ada.connected_call()
    running.order(f"calls/{call}/end", {"side": side})

    assert_refused(ada.stage(1), "call")


def test_a_call_on_hold_is_still_one(ada: Session) -> None:
    call = ada.connected_call()
    ada.done("POST", f"interactions/{call}/hold", {"on": True})

    assert ada.stage(1).status == 200


def test_a_server_may_take_stages_without_a_log_in_or_a_call(start: Start) -> None:
    running = start("stage_needs_dialer_log_in = false\nstage_needs_call = false")
    ada = running.log_on()

    assert ada.stage(1).status == 200
    assert_refused(ada.stage(5))
    assert_refused(ada.stage(1, "none"))


def test_the_reason_is_in_the_sessions_language(running: Running) -> None:
    ada = running.log_on(language="de-de")
    ada.connected_call()

    assert ada.stage(5).json["message"] == ("Die Phase 5 gehört nicht zum Phasensatz der Kampagne.")


def test_after_logging_on_again_the_same_call_goes_on(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    running.order("sessions/end", {"user": "ada", "silent": True})
    assert ada.stage(1).status == 401

    again = running.log_on("ada")
    assert again.stage(1).status == 400
    again.join(RENEWAL)

    [pop] = again.messages_of("dataPopMessage")
    assert pop["call"]["interactionId"] == call
    assert again.stage(1).status == 200


def test_a_server_may_not_show_a_call_again(start: Start) -> None:
    running = start("call_shown_again_after_log_in = false")
    ada = running.log_on()
    ada.connected_call()
    running.order("sessions/end", {"user": "ada", "silent": True})
    again = running.log_on("ada")
    again.join(RENEWAL)

    assert again.messages_of("dataPopMessage") == []
