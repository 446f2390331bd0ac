"""Reference section 6: the queue and the interactions in it, and the pops of section 4."""

import re
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

QUEUE = "messaging/subscriptions/queues/mine"


def states(messages: list[dict[str, Any]]) -> list[str]:
    """Tell what queue messages say, in short: '+A' added alerting, 'C' changed, '-' removed."""
    said = []
    for message in messages:
        said += [
            f"+{each['attributes']['Eic_State']}" for each in message.get("interactionsAdded", [])
        ]
        said += [
            str(each["attributes"]["Eic_State"]) for each in message.get("interactionsChanged", [])
        ]
        said += ["-" for _ in message.get("interactionsRemoved", [])]
    return said


def test_a_call_rings_is_connected_ended_by_the_far_side_and_removed(
    running: Running, ada: Session
) -> None:
    ada.watch_queue()
    ada.join(RENEWAL)
    order = {"user": "ada", "campaignId": RENEWAL, "talkSeconds": 20}
    call = running.order("calls", order)["interactionId"]
    running.pass_time(30)

    whole, *deltas = ada.messages_of("queueContentsMessage")

    assert whole == {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": False,
        "subscriptionId": "mine",
        "interactionsAdded": [],
        "interactionsChanged": [],
        "interactionsRemoved": [],
    }
    assert all(each["isDelta"] is True for each in deltas)
    assert states(deltas) == ["+A", "C", "E", "-"]
    assert deltas[0]["interactionsAdded"] == [
        {
            "interactionId": call,
            "attributes": {
                "Eic_State": "A",
                "Eic_RemoteName": "Irene Castellan",
                "Eic_Muted": "0",
            },
        }
    ]
    assert deltas[1] == {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": True,
        "subscriptionId": "mine",
        "interactionsChanged": [{"interactionId": call, "attributes": {"Eic_State": "C"}}],
    }
    assert deltas[3]["interactionsRemoved"] == [call]


def test_a_late_subscription_starts_with_the_call_there_is(ada: Session) -> None:
    call = ada.connected_call()
    ada.messages()
    ada.watch_queue()

    [whole] = ada.messages_of("queueContentsMessage")

    assert whole["isDelta"] is False
    assert [each["interactionId"] for each in whole["interactionsAdded"]] == [call]


def test_all_known_attributes_can_be_had(ada: Session) -> None:
    names = [
        "Eic_State",
        "Eic_CallStateString",
        "Eic_RemoteName",
        "Eic_RemoteAddress",
        "Eic_Muted",
        "Eic_InitiationTime",
        "Eic_CallDirection",
        "Eic_ObjectType",
    ]
    ada.connected_call()
    queue = {"queueType": 1, "queueName": "ada"}
    body = {"queueIds": [queue], "attributeNames": [*names, "Unknown"]}
    ada.done("PUT", QUEUE, body)

    [whole] = ada.messages_of("queueContentsMessage")
    attributes = whole["interactionsAdded"][0]["attributes"]

    assert list(attributes) == names
    assert all(isinstance(value, str) for value in attributes.values())
    assert attributes["Eic_RemoteAddress"] == "+1 202 555 0101"
    assert attributes["Eic_CallStateString"] == "Connected"
    assert re.fullmatch(r"\d{8}T\d{6}Z", attributes["Eic_InitiationTime"])


def test_a_change_nobody_asked_about_is_not_told(ada: Session) -> None:
    call = ada.connected_call()
    queue = {"queueType": 1, "queueName": "ada"}
    ada.done("PUT", QUEUE, {"queueIds": [queue], "attributeNames": ["Eic_RemoteName"]})
    ada.messages()

    ada.done("POST", f"interactions/{call}/mute", {"on": True})

    assert ada.messages() == []


def test_an_unsubscribed_queue_is_silent(running: Running, ada: Session) -> None:
    ada.watch_queue()
    assert ada.ask("DELETE", QUEUE).status == 204
    ada.messages()

    ada.connected_call()

    assert ada.messages_of("queueContentsMessage") == []
    assert ada.ask("DELETE", QUEUE).status == 404


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        ({"attributeNames": []}, 400, "queueIds"),
        ({"queueIds": [], "attributeNames": []}, 400, "queueIds"),
        ({"queueIds": [{"queueName": "ada"}], "attributeNames": []}, 400, "queueType"),
        (
            {"queueIds": [{"queueType": True, "queueName": "ada"}], "attributeNames": []},
            400,
            "queueType",
        ),
        (
            {"queueIds": [{"queueType": "1", "queueName": "ada"}], "attributeNames": []},
            400,
            "queueType",
        ),
        ({"queueIds": [{"queueType": 1}], "attributeNames": []}, 400, "queueName"),
        ({"queueIds": [{"queueType": 1, "queueName": "ada"}]}, 400, "attributeNames"),
        (
            {"queueIds": [{"queueType": 1, "queueName": "ben"}], "attributeNames": []},
            403,
            None,
        ),
        (
            {"queueIds": [{"queueType": 1, "queueName": "nobody"}], "attributeNames": []},
            404,
            None,
        ),
    ],
)
def test_a_wrong_subscription_is_refused(
    ada: Session, body: dict[str, Any], status: int, name: str | None
) -> None:
    reply = ada.ask("PUT", QUEUE, body)

    assert reply.status == status
    assert reply.json.get("propertyName") == name


def act(session: Session, call: str, action: str, body: dict[str, Any] | None = None) -> Reply:
    return session.ask("POST", f"interactions/{call}/{action}", body)


def test_a_ringing_call_is_picked_up(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    call = running.order("calls", {"user": "ada", "campaignId": RENEWAL})["interactionId"]

    assert act(ada, call, "pickup").status == 200

    assert running.state()["sessions"][0]["call"]["state"] == "C"


def test_a_call_is_held_muted_and_hung_up(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.watch_queue()
    ada.messages()

    for action, body in [
        ("hold", {"on": True}),
        ("hold", {"on": False}),
        ("hold", {"on": True}),
        ("pickup", None),
        ("mute", {"on": True}),
        ("disconnect", None),
    ]:
        reply = act(ada, call, action, body)
        assert (reply.status, reply.raw) == (200, b"")

    changes = [
        each["interactionsChanged"][0]["attributes"]
        for each in ada.messages_of("queueContentsMessage")
    ]
    assert changes == [
        {"Eic_State": "H"},
        {"Eic_State": "C"},
        {"Eic_State": "H"},
        {"Eic_State": "C"},
        {"Eic_Muted": "1"},
        {"Eic_State": "I"},
    ]


def test_an_ended_call_answers_nothing_more(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.done("POST", f"interactions/{call}/disconnect")

    assert act(ada, call, "hold", {"on": True}).status == 404
    running.pass_time(5)
    assert act(ada, call, "disconnect").status == 404


def test_a_call_is_its_agents_own(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ben = running.log_on("ben")

    assert act(ben, call, "disconnect").status == 403
    assert act(ben, "1", "disconnect").status == 404


@pytest.mark.parametrize("action", ["hold", "mute"])
@pytest.mark.parametrize("body", [{}, {"on": 1}, {"on": "true"}])
def test_hold_and_mute_need_a_boolean(ada: Session, action: str, body: dict[str, Any]) -> None:
    reply = act(ada, ada.connected_call(), action, body)

    assert (reply.status, reply.json["propertyName"]) == (400, "on")


def test_a_call_pops_with_the_contacts_data(ada: Session) -> None:
    call = ada.connected_call()

    [pop] = ada.messages_of("dataPopMessage")

    assert pop == {
        "__type": "urn:inin.com:dialer:dataPopMessage",
        "isDelta": False,
        "call": {
            "__type": "urn:inin.com:dialer:dataPop",
            "interactionId": call,
            "campaignId": RENEWAL,
            "attributes": {
                "Name": "Irene Castellan",
                "Phone": "+1 202 555 0101",
                "I3_IDENTITY": "1",
            },
            "autoDisconnectOnDisposition": False,
            "allowAgentCallbacks": True,
            "dispositions": [
                {
                    "label": "Renewed",
                    "wrapUpCategory": "Success",
                    "wrapUpCode": "OK",
                    "abandon": False,
                },
                {
                    "label": "Call back",
                    "wrapUpCategory": "Scheduled",
                    "wrapUpCode": "LATER",
                    "abandon": False,
                },
            ],
            "dialingMode": 2,
        },
    }


def test_a_preview_pops_first_and_again_when_the_server_places_it(
    running: Running, ada: Session
) -> None:
    ada.watch_queue()
    ada.work(SURVEY)
    ada.messages()
    running.pass_time(6)

    [first] = ada.messages_of("dataPopMessage")
    assert first["call"]["__type"] == "urn:inin.com:dialer:previewPop"
    assert first["call"]["callPlaced"] is False
    assert first["call"]["allowSkip"] is True
    assert first["call"]["dialingMode"] == 0
    assert re.fullmatch(r"\d{8}T\d{6}Z", first["call"]["previewTimeout"])
    running.pass_time(17.5)
    assert ada.messages() == []
    running.pass_time(0.5)

    messages = ada.messages()
    [second] = [each for each in messages if each["__type"].endswith("dataPopMessage")]
    assert second["call"]["callPlaced"] is True
    assert second["call"]["interactionId"] == first["call"]["interactionId"]
    assert states(messages) == ["+A"]


def test_calls_come_to_whoever_is_ready_and_available(running: Running, ada: Session) -> None:
    ada.join(RENEWAL)
    running.pass_time(20)
    assert ada.messages_of("dataPopMessage") == []
    ada.done("POST", "dialer/ready-for-calls")
    running.pass_time(20)
    assert ada.messages_of("dataPopMessage") == []

    ada.done("PUT", "status/user-statuses/ada", {"statusId": "Available"})
    running.pass_time(5.5)
    assert ada.messages_of("dataPopMessage") == []
    running.pass_time(0.5)
    assert len(ada.messages_of("dataPopMessage")) == 1


def test_no_call_comes_after_leaving_the_status(running: Running, ada: Session) -> None:
    ada.work(RENEWAL)
    running.pass_time(3)
    running.order("status", {"user": "ada", "statusId": "At Lunch"})
    running.pass_time(60)

    assert ada.messages_of("dataPopMessage") == []


def test_a_server_may_give_the_next_call_after_the_wrap_up_time(start: Start) -> None:
    running = start("outcome_needed = false")
    ada = running.log_on()
    ada.work(RENEWAL)
    running.pass_time(6)
    [first] = ada.messages_of("dataPopMessage")
    running.order(f"calls/{first['call']['interactionId']}/end", {"side": "remote"})

    running.pass_time(14.5)
    assert ada.messages_of("dataPopMessage") == []
    running.pass_time(0.5)

    [second] = ada.messages_of("dataPopMessage")
    assert second["call"]["attributes"]["Name"] == "Piotr Wendel"


def test_a_paused_campaign_gives_no_calls_until_it_is_on(running: Running, ada: Session) -> None:
    running.order(f"campaigns/{RENEWAL}", {"status": ["on", "paused"]}, "PATCH")
    ada.work(RENEWAL)
    running.pass_time(60)
    assert ada.messages_of("dataPopMessage") == []

    running.order(f"campaigns/{RENEWAL}", {"status": ["on"]}, "PATCH")
    running.pass_time(6)

    assert len(ada.messages_of("dataPopMessage")) == 1


@pytest.mark.parametrize(
    ("path", "stop", "go"),
    [
        ("dialing", {"on": False}, {"on": True}),
        ("link", {"state": "down"}, {"state": "up"}),
    ],
)
def test_dialing_stops_and_goes_on(
    running: Running, ada: Session, path: str, stop: Any, go: Any
) -> None:
    ada.work(RENEWAL)
    running.order(path, stop)
    running.pass_time(60)
    assert ada.messages_of("dataPopMessage") == []

    running.order(path, go)
    running.pass_time(6)

    assert len(ada.messages_of("dataPopMessage")) == 1


def test_agents_without_the_right_get_calls_of_all_their_campaigns(running: Running) -> None:
    ben = running.log_on("ben")
    ben.work()
    seen = set()
    for _ in range(40):
        running.pass_time(20)
        for pop in ben.messages_of("dataPopMessage"):
            seen.add(pop["call"]["campaignId"])
            running.order(f"calls/{pop['call']['interactionId']}/end", {})
            ben.filed(pop["call"]["dispositions"][0]["label"])
            ben.available()

    assert seen == {RENEWAL, WINBACK}


def test_talk_times_are_repeatable_and_within_bounds(start: Any) -> None:
    def talk_times() -> list[float]:
        running = start("outcome_needed = false")
        ada = running.log_on()
        ada.work(RENEWAL)
        pops: list[float] = []
        for _ in range(1600):
            running.pass_time(0.5)
            call = running.world.agents.of_user(running.world.users["ada"]).call
            if call is not None and call.talk_for not in pops:
                pops.append(call.talk_for)
        return pops

    first, second = talk_times(), talk_times()

    assert first == second
    assert len(first) >= 4
    assert all(60 <= seconds <= 180 for seconds in first)
