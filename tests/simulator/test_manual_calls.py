"""Reference section 4, initiate-manual-outbound-call, and campaigns dialled by hand."""

from typing import Any

import pytest

from tests.simulator.conftest import BY_HAND, RENEWAL, Reply, Running, Session

INITIATE = "dialer/initiate-manual-outbound-call"


def initiate(session: Session, **changed: Any) -> Reply:
    body = {"campaignid": BY_HAND, "agentid": "ADA", "identity": "1", "type": 1} | changed
    return session.ask("POST", INITIATE, {key: item for key, item in body.items() if item != ""})


def told(messages: list[dict[str, Any]]) -> list[int]:
    return [
        each["status"]
        for each in messages
        if each["__type"].endswith(":manualOutboundCallStatusMessage")
    ]


def test_a_contact_pops_and_is_dialled_only_when_told_to(running: Running, ada: Session) -> None:
    ada.watch_queue()
    ada.work(BY_HAND)
    ada.messages()
    running.pass_time(600)
    [pop] = ada.messages()
    assert pop["call"]["__type"] == "urn:inin.com:dialer:dataPop"
    assert pop["call"]["dialingMode"] == 6
    assert "callPlaced" not in pop["call"]

    reply = initiate(ada)

    assert (reply.status, reply.json) == (200, {"response": True})
    queue, placed = ada.messages()
    [added] = queue["interactionsAdded"]
    assert added["interactionId"] == pop["call"]["interactionId"]
    assert added["attributes"]["Eic_State"] == "A"
    assert placed == {
        "__type": "urn:inin.com:dialer:manualOutboundCallStatusMessage",
        "isDelta": False,
        "campaignId": BY_HAND,
        "agentId": "ada",
        "identity": "1",
        "status": 12,
    }
    running.pass_time(2)
    running.order(f"calls/{added['interactionId']}/end", {})
    assert told(ada.messages()) == [13]


def test_a_contact_that_did_not_pop_is_dialled_too(running: Running, ada: Session) -> None:
    ada.watch_queue()
    ada.join(BY_HAND, RENEWAL)
    ada.messages()

    assert initiate(ada, campaignid=RENEWAL, identity="2").json == {"response": True}

    messages = ada.messages()
    [pop] = [each for each in messages if each["__type"].endswith("dataPopMessage")]
    assert pop["call"]["dialingMode"] == 6
    assert pop["call"]["attributes"]["Name"] == "Piotr Wendel"
    assert told(messages) == [12]
    running.pass_time(2)
    assert running.state()["sessions"][0]["call"]["state"] == "C"
    ada.filed()


@pytest.mark.parametrize(
    ("kind", "value", "number"),
    [
        (1, "", "+1 202 555 0101"),
        (1, "Phone", "+1 202 555 0101"),
        (2, "2", "+1 202 555 0101"),
        (3, "+1 202 555 0142", "+1 202 555 0142"),
    ],
)
def test_the_number_is_a_columns_or_one_that_was_typed(
    ada: Session, kind: int, value: str, number: str
) -> None:
    ada.join(BY_HAND)
    initiate(ada, type=kind, numbervalue=value)
    queue = {"queueType": 1, "queueName": "ada"}
    body = {"queueIds": [queue], "attributeNames": ["Eic_RemoteAddress"]}
    ada.done("PUT", "messaging/subscriptions/queues/mine", body)

    [contents] = ada.messages_of("queueContentsMessage")

    assert contents["interactionsAdded"][0]["attributes"] == {"Eic_RemoteAddress": number}


@pytest.mark.parametrize(
    ("kind", "value"), [(1, "Fax"), (1, "Name"), (2, "9"), (2, "0"), (2, "x"), (3, "home")]
)
def test_a_number_that_is_none_is_told_as_invalid(
    running: Running, ada: Session, kind: int, value: str
) -> None:
    ada.join(BY_HAND)
    ada.messages()

    assert initiate(ada, type=kind, numbervalue=value).json == {"response": True}

    assert told(ada.messages()) == [10]
    assert running.state()["sessions"][0]["call"] is None


@pytest.mark.parametrize("name", ["campaignid", "agentid", "identity", "type"])
def test_required_properties_are_required_in_lower_case(ada: Session, name: str) -> None:
    ada.join(BY_HAND)
    camel = {"campaignid": "campaignId", "agentid": "agentId"}.get(name, name.upper())

    reply = initiate(ada, **{name: "", camel: "1"})

    assert reply.json["__type"] == "urn:inin.com:common:missingPropertyError"
    assert (reply.status, reply.json["propertyName"]) == (400, name)


@pytest.mark.parametrize(
    ("name", "value"),
    [("type", 0), ("type", 4), ("type", "1"), ("identity", 1), ("numbervalue", 5)],
)
def test_a_property_that_is_wrong_is_named(ada: Session, name: str, value: Any) -> None:
    ada.join(BY_HAND)

    reply = initiate(ada, **{name: value})

    assert (reply.status, reply.json["propertyName"]) == (400, name)


def test_a_typed_number_must_be_there(ada: Session) -> None:
    ada.join(BY_HAND)

    reply = initiate(ada, type=3)

    assert (reply.status, reply.json["propertyName"]) == (400, "numbervalue")


def test_it_is_for_the_agent_and_the_campaigns_that_were_joined(ada: Session) -> None:
    assert initiate(ada).status == 400
    ada.join(BY_HAND)
    assert initiate(ada, campaignid=RENEWAL).status == 400
    assert initiate(ada, agentid="ben").status == 400


def test_an_unknown_contact_another_call_or_a_break_answers_no(
    running: Running, ada: Session
) -> None:
    ada.join(BY_HAND)
    assert initiate(ada, identity="77").json == {"response": False}
    initiate(ada)
    assert initiate(ada, identity="2").json == {"response": False}
    running.pass_time(2)
    call = running.state()["sessions"][0]["call"]["interactionId"]
    running.order(f"calls/{call}/end", {})
    assert initiate(ada).json == {"response": False}

    ada.filed("Done")
    ada.done("POST", "dialer/request-break")
    assert initiate(ada).json == {"response": False}
    ada.done("POST", "dialer/end-break")

    assert initiate(ada).json == {"response": True}


def test_another_contact_is_not_dialled_while_one_waits(running: Running, ada: Session) -> None:
    ada.join(BY_HAND)
    running.order("calls", {"user": "ada", "campaignId": BY_HAND})

    assert initiate(ada, identity="2").json == {"response": False}
    assert initiate(ada, identity="1").json == {"response": True}


def test_what_popped_can_be_filed_without_dialling(running: Running, ada: Session) -> None:
    ada.join(BY_HAND)
    running.order("calls", {"user": "ada", "campaignId": BY_HAND})

    ada.filed("Done")

    assert running.state()["sessions"][0]["call"] is None
    assert ada.file("Done").status == 404
