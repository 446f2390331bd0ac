"""Reference section 4, disposition: what is filed, what follows, and what becomes of the rest."""

import time
from typing import Any

import pytest

from tests.simulator.conftest import (
    RENEWAL,
    SURVEY,
    WINBACK,
    Reply,
    Running,
    Session,
    Start,
)

DISPOSITION = "error.request.dialer.disposition."
LABEL = {"label": "Renewed"}


def outcomes(running: Running) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = running.order("outcomes", method="GET")["outcomes"]
    return listed


def labels(running: Running) -> list[tuple[str, str]]:
    """Tell each outcome's call and label, in the order they were filed."""
    return [(each["interactionId"], each["label"]) for each in outcomes(running)]


def assert_refused(reply: Reply, name: str, status: int = 400) -> None:
    assert reply.status == status, reply.raw
    assert reply.json["errorId"] == f"{DISPOSITION}{name}"
    assert reply.json["message"]


def status_of(running: Running, user: str = "ada") -> str:
    for session in running.state()["sessions"]:
        if session["user"] == user:
            return str(session["statusId"])
    raise LookupError(user)


def end(running: Running, call: str) -> None:
    running.order(f"calls/{call}/end", {"side": "remote"})


def soon() -> int:
    return int(time.time()) + 3600


def test_an_outcome_is_filed_with_all_that_was_sent(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    due = soon()
    ada.filed(
        "Call back",
        scheduledTime=due,
        scheduledAgent="BEN",
        relativeTo=1,
        placeAdditionalFollowUpCall=False,
        callAttributes={"Town": "Elmford"},
        isAbandon=True,
    )

    [outcome] = outcomes(running)

    at = outcome.pop("at")
    assert at.endswith("Z")
    assert outcome == {
        "interactionId": call,
        "campaignId": RENEWAL,
        "user": "ada",
        "label": "Call back",
        "wrapUpCategory": "Scheduled",
        "wrapUpCode": "LATER",
        "byAgent": True,
        "scheduledTime": due,
        "scheduledAgent": "BEN",
        "relativeTo": 1,
        "placeAdditionalFollowUpCall": False,
        "callAttributes": {"Town": "Elmford"},
        "isAbandon": True,
    }


def test_what_was_not_sent_is_null(running: Running, ada: Session) -> None:
    ada.connected_call()
    ada.filed()

    [outcome] = outcomes(running)

    sent = ["scheduledTime", "scheduledAgent", "relativeTo", "callAttributes", "isAbandon"]
    assert [outcome[name] for name in sent] == [None] * 5
    assert outcome["placeAdditionalFollowUpCall"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("label", 5),
        ("scheduledTime", "soon"),
        ("scheduledTime", 1.5),
        ("scheduledTime", True),
        ("scheduledTime", 2**31),
        ("scheduledAgent", 5),
        ("relativeTo", 2),
        ("relativeTo", "0"),
        ("relativeTo", False),
        ("placeAdditionalFollowUpCall", 1),
        ("callAttributes", []),
        ("callAttributes", {"Age": 5}),
        ("callAttributes", {"Age": None}),
        ("isAbandon", "true"),
    ],
)
def test_a_property_of_the_wrong_type_is_named(
    running: Running, ada: Session, name: str, value: Any
) -> None:
    ada.connected_call()

    reply = ada.ask("POST", "dialer/disposition", LABEL | {name: value})

    assert reply.status == 400
    assert reply.json["__type"] == "urn:inin.com:common:invalidPropertyError"
    assert reply.json["propertyName"] == name
    assert outcomes(running) == []


@pytest.mark.parametrize("body", [{}, {"label": None}, {"Label": "Renewed"}])
def test_a_label_is_required(ada: Session, body: dict[str, Any]) -> None:
    ada.connected_call()

    reply = ada.ask("POST", "dialer/disposition", body)

    assert reply.json["__type"] == "urn:inin.com:common:missingPropertyError"
    assert reply.json["propertyName"] == "label"


@pytest.mark.parametrize("label", ["Won back", "renewed", ""])
def test_a_label_is_one_that_the_pop_offered(running: Running, ada: Session, label: str) -> None:
    ada.connected_call()

    assert_refused(ada.file(label), "unknownLabel")

    assert outcomes(running) == []
    ada.filed()


def test_a_server_may_take_any_label(start: Start) -> None:
    running = start("unknown_label_refused = false")
    ada = running.log_on()
    call = ada.connected_call()

    ada.filed("Something else")

    assert labels(running) == [(call, "Something else")]


def test_outside_the_dialer_nothing_is_filed(ada: Session) -> None:
    reply = ada.file()

    assert (reply.status, reply.json["errorId"]) == (400, "error.request.dialer.notLoggedIn")


def test_without_a_call_there_is_none_to_file(ada: Session) -> None:
    ada.join(RENEWAL)

    assert_refused(ada.file(), "callNotFound", 404)


def test_an_outcome_is_filed_only_once(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.filed()
    assert_refused(ada.file(), "callNotFound", 404)
    end(running, call)

    assert_refused(ada.file(), "callNotFound", 404)
    assert labels(running) == [(call, "Renewed")]


def test_a_call_that_has_ended_and_left_the_queue_is_still_filed(
    running: Running, ada: Session
) -> None:
    call = ada.connected_call()
    end(running, call)
    running.pass_time(120)

    ada.filed()

    assert labels(running) == [(call, "Renewed")]


def test_an_outcome_is_of_the_agents_own_call(running: Running, ada: Session) -> None:
    ada.connected_call()
    ben = running.log_on("ben")
    ben.join()

    assert_refused(ben.file(), "callNotFound", 404)


# What follows


def test_the_agent_follows_up_and_it_is_told(running: Running, ada: Session) -> None:
    subscription = "messaging/subscriptions/status/user-statuses"
    ada.work(RENEWAL)
    ada.connected_call_again()
    ada.done("PUT", subscription, {"userIds": ["ada"]})
    ada.messages()

    ada.filed()

    [message] = ada.messages_of("userStatusMessage")
    assert message["isDelta"] is True
    assert message["userStatusList"][0]["statusId"] == "Follow Up"
    assert status_of(running) == "Follow Up"


def test_a_campaign_may_have_a_follow_up_status_of_its_own(start: Start) -> None:
    more = (
        '[[campaign]]\nid = "x"\nname = "Own"\nworkgroup = "Outbound"\n'
        'follow_up_status = "not answering"\ndispositions = '
        '[{ label = "Renewed", category = "Success", code = "OK" }]\n'
    )
    running = start(more=more)
    ada = running.log_on()
    ada.connected_call("x")

    ada.filed()

    assert status_of(running) == "Not Answering"


def test_the_next_call_wants_an_outcome_and_an_available_status(
    running: Running, ada: Session
) -> None:
    ada.work(RENEWAL)
    running.pass_time(6)
    [pop] = ada.messages_of("dataPopMessage")
    end(running, pop["call"]["interactionId"])
    running.pass_time(300)
    assert ada.messages_of("dataPopMessage") == []

    ada.filed()
    running.pass_time(60)
    assert ada.messages_of("dataPopMessage") == []

    ada.available()
    running.pass_time(5.5)
    assert ada.messages_of("dataPopMessage") == []
    running.pass_time(0.5)
    assert len(ada.messages_of("dataPopMessage")) == 1


def test_the_next_call_wants_the_end_of_one_that_was_filed_before(
    running: Running, ada: Session
) -> None:
    ada.work(RENEWAL)
    call = ada.connected_call_again()
    ada.messages()
    ada.filed()
    ada.available()
    running.pass_time(60)
    assert ada.messages_of("dataPopMessage") == []

    end(running, call)
    running.pass_time(6)

    assert len(ada.messages_of("dataPopMessage")) == 1


def test_the_call_goes_on_after_its_outcome(running: Running, ada: Session) -> None:
    ada.connected_call()

    ada.filed()

    assert running.state()["sessions"][0]["call"]["state"] == "C"
    assert ada.stage(2).status == 200


def test_the_dialer_hangs_up_where_the_pop_says_so(running: Running, ada: Session) -> None:
    ada.watch_queue()
    ada.connected_call(WINBACK)
    [pop] = ada.messages_of("dataPopMessage")
    assert pop["call"]["autoDisconnectOnDisposition"] is True

    ada.filed("Won back")

    [message] = ada.messages_of("queueContentsMessage")
    assert message["interactionsChanged"][0]["attributes"] == {"Eic_State": "I"}


def test_attributes_go_into_the_contact(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.filed(callAttributes={"Town": "Elmford", "Name": "Irene C."})

    body = {"callId": call, "campaignId": RENEWAL}
    data = ada.done("POST", "dialer/request-contact-data", body).json

    assert data["contacts"][0]["contactdata"] == {
        "Name": "Irene C.",
        "Phone": "+1 202 555 0101",
        "I3_IDENTITY": "1",
        "Town": "Elmford",
    }


# Callbacks


@pytest.mark.parametrize("more", [{}, {"relativeTo": 0}])
def test_a_scheduled_outcome_needs_a_time_or_an_agent(ada: Session, more: dict[str, Any]) -> None:
    ada.connected_call()

    assert_refused(ada.file("Call back", **more), "schedule")

    ada.filed("Call back", scheduledTime=soon())


@pytest.mark.parametrize("more", [{"scheduledTime": 2**31 - 1}, {"scheduledAgent": "ada"}])
def test_only_a_scheduled_outcome_takes_a_time_or_an_agent(
    ada: Session, more: dict[str, Any]
) -> None:
    ada.connected_call()

    assert_refused(ada.file("Renewed", **more), "schedule")


@pytest.mark.parametrize("seconds", [-10, -(10**9)])
def test_a_time_that_has_passed_is_refused(ada: Session, seconds: int) -> None:
    ada.connected_call()

    assert_refused(ada.file("Call back", scheduledTime=int(time.time()) + seconds), "schedule")


def test_a_server_may_take_a_time_that_has_passed(start: Start) -> None:
    ada = start("past_schedule_refused = false").log_on()
    ada.connected_call()

    ada.filed("Call back", scheduledTime=1)


def test_the_servers_clock_tells_what_has_passed(start: Start) -> None:
    ada = start("clock_offset = 7200").log_on()
    ada.connected_call()

    assert_refused(ada.file("Call back", scheduledTime=soon()), "schedule")


def test_an_agents_own_callback_must_be_allowed(ada: Session) -> None:
    ada.connected_call(SURVEY)

    assert_refused(ada.file("Later", scheduledAgent="ada"), "schedule")

    ada.filed("Later", scheduledTime=soon())


def test_an_agent_of_a_callback_is_a_user(ada: Session) -> None:
    ada.connected_call()

    reply = ada.file("Call back", scheduledAgent="nobody")

    assert (reply.status, reply.json["propertyName"]) == (400, "scheduledAgent")


def test_an_own_callback_pops_as_a_preview_for_its_agent_only(running: Running) -> None:
    ada, ben = running.log_on("ada"), running.log_on("ben")
    ada.connected_call()
    ada.filed("Call back", scheduledAgent="ben", callAttributes={"Note": "after five"})
    running.order("sessions/end", {"user": "ada", "silent": True})
    again = running.log_on("ada")
    again.work(RENEWAL)
    running.pass_time(6)
    [other] = again.messages_of("dataPopMessage")
    assert other["call"]["dialingMode"] == 2

    ben.join()
    ben.done("POST", "dialer/ready-for-calls", {"campaignIds": [RENEWAL]})
    ben.available()
    running.pass_time(6)

    [pop] = ben.messages_of("dataPopMessage")
    assert pop["call"]["__type"] == "urn:inin.com:dialer:previewPop"
    assert pop["call"]["dialingMode"] == 1
    assert pop["call"]["callPlaced"] is False
    assert pop["call"]["attributes"]["Name"] == "Irene Castellan"
    assert pop["call"]["attributes"]["Note"] == "after five"


def test_anybodys_callback_pops_like_the_campaigns_calls(running: Running, ada: Session) -> None:
    ada.work(RENEWAL)
    first = ada.connected_call_again()
    ada.filed("Call back", scheduledTime=int(time.time()) + 4)
    end(running, first)
    ada.available()
    ada.messages()
    running.pass_time(6)

    [pop] = ada.messages_of("dataPopMessage")

    assert pop["call"]["attributes"]["Name"] == "Irene Castellan"
    assert pop["call"]["interactionId"] != first
    assert pop["call"]["dialingMode"] == 2


def test_a_callback_waits_until_it_is_due(running: Running, ada: Session) -> None:
    ada.work(RENEWAL)
    first = ada.connected_call_again()
    ada.filed("Call back", scheduledTime=soon(), scheduledAgent="ada")
    end(running, first)
    ada.available()
    ada.messages()
    running.pass_time(6)

    [pop] = ada.messages_of("dataPopMessage")

    assert pop["call"]["attributes"]["Name"] == "Piotr Wendel"


# Without an outcome


def test_an_ended_call_is_ambiguous_after_a_while(start: Start) -> None:
    running = start(dialing="ambiguous_after = 40")
    ada = running.log_on()
    ada.work(RENEWAL)
    call = ada.connected_call_again()
    running.pass_time(60)
    end(running, call)
    running.pass_time(39.5)
    assert outcomes(running) == []
    ada.messages()

    running.pass_time(0.5)

    [outcome] = outcomes(running)
    assert (outcome["label"], outcome["byAgent"]) == ("Ambiguous", False)
    assert_refused(ada.file(), "callNotFound", 404)
    running.pass_time(6)
    assert len(ada.messages_of("dataPopMessage")) == 1


def test_an_outcome_in_time_is_the_only_one(start: Start) -> None:
    running = start(dialing="ambiguous_after = 40")
    ada = running.log_on()
    call = ada.connected_call()
    end(running, call)
    running.pass_time(30)
    ada.filed()
    running.pass_time(60)

    assert labels(running) == [(call, "Renewed")]


def test_without_a_limit_a_call_waits_for_ever(running: Running, ada: Session) -> None:
    end(running, ada.connected_call())

    running.pass_time(3600)

    assert outcomes(running) == []
    ada.filed()


def test_leaving_makes_a_call_ambiguous_after_the_grace_time(
    running: Running, ada: Session
) -> None:
    call = ada.connected_call()
    ada.done("DELETE", "connection")
    running.pass_time(29.5)
    assert outcomes(running) == []

    running.pass_time(0.5)

    assert labels(running) == [(call, "Ambiguous")]


def test_without_grace_leaving_makes_it_ambiguous_at_once(start: Start) -> None:
    running = start("ambiguous_grace = 0")
    ada = running.log_on()
    call = ada.connected_call()
    end(running, call)

    ada.done("DELETE", "connection")

    assert labels(running) == [(call, "Ambiguous")]


def test_logging_off_while_a_call_is_open_does_not_save_it(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.done("POST", "dialer/log-off")
    ada.done("DELETE", "connection")
    running.pass_time(30)

    assert labels(running) == [(call, "Ambiguous")]


@pytest.mark.parametrize("ended", [True, False])
def test_whoever_comes_back_in_time_finds_the_call_and_files(
    running: Running, ada: Session, ended: bool
) -> None:
    call = ada.connected_call()
    running.order("sessions/end", {"user": "ada", "silent": True})
    running.pass_time(20)
    if ended:
        end(running, call)
    again = running.log_on("ada")
    again.join(RENEWAL)
    [pop] = again.messages_of("dataPopMessage")
    assert pop["call"]["interactionId"] == call
    running.pass_time(60)

    again.filed()

    assert labels(running) == [(call, "Renewed")]


def test_the_dialers_log_in_is_enough_to_keep_the_call(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    running.order("sessions/end", {"user": "ada", "silent": True})
    again = running.log_on("ada")
    again.join()
    running.pass_time(60)

    again.filed()

    assert labels(running) == [(call, "Renewed")]


def test_an_agent_without_the_right_finds_the_call_at_once(running: Running) -> None:
    ben = running.log_on("ben")
    ben.join()
    call = ben.connected_call_again()
    running.order("sessions/end", {"user": "ben", "silent": True})
    again = running.log_on("ben")
    again.join()

    [pop] = again.messages_of("dataPopMessage")

    assert pop["call"]["interactionId"] == call


def test_whoever_leaves_again_has_the_whole_grace_time_again(
    running: Running, ada: Session
) -> None:
    ada.connected_call()
    for _ in range(3):
        running.order("sessions/end", {"user": "ada", "silent": True})
        running.pass_time(20)
        running.log_on("ada").join(RENEWAL)

    assert outcomes(running) == []


def test_a_second_session_of_the_agent_keeps_the_call(start: Start) -> None:
    running = start("second_log_on_ends_first = false\nambiguous_grace = 0")
    first, twin = running.log_on(), running.log_on()
    twin.done("POST", "dialer/log-in")
    call = first.connected_call()
    first.done("DELETE", "connection")

    twin.filed()

    assert labels(running) == [(call, "Renewed")]


def test_an_earlier_call_is_ambiguous_when_another_pops(running: Running, ada: Session) -> None:
    first = ada.connected_call()
    end(running, first)
    second = ada.connected_call_again()
    assert labels(running) == [(first, "Ambiguous")]

    ada.filed()

    assert labels(running) == [(first, "Ambiguous"), (second, "Renewed")]
    assert_refused(ada.file(), "callNotFound", 404)


def test_a_server_may_let_the_earlier_call_be_filed_after_the_last(start: Start) -> None:
    running = start("earlier_call_can_be_filed = true")
    ada = running.log_on()
    first = ada.connected_call()
    end(running, first)
    second = ada.connected_call_again()

    ada.filed()
    ada.filed("Call back", scheduledTime=soon())

    assert labels(running) == [(second, "Renewed"), (first, "Call back")]


def test_where_no_outcome_is_needed_none_is_made_up(start: Start) -> None:
    running = start("outcome_needed = false", dialing="ambiguous_after = 5")
    ada = running.log_on()
    first = ada.connected_call()
    end(running, first)
    running.pass_time(60)
    ada.filed()
    end(running, ada.connected_call_again())
    ada.connected_call_again()
    ada.done("DELETE", "connection")
    running.pass_time(60)

    assert labels(running) == [(first, "Renewed")]
