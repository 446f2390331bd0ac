"""Reference section 4: a call's contact data, finishing, and agents' places in campaigns."""

from typing import Any

import pytest

from tests.simulator.conftest import RENEWAL, WINBACK, Reply, Running, Session

UPDATE, ASK = "dialer/update-call-data", "dialer/request-contact-data"
FINISH = "dialer/mark-call-for-finishing"


def data(session: Session, call: str) -> dict[str, str]:
    body = {"callId": call, "campaignId": RENEWAL}
    [contact] = session.done("POST", ASK, body).json["contacts"]
    return dict(contact["contactdata"])


def about(call: str, **more: Any) -> dict[str, Any]:
    return {"callId": call, "campaignId": RENEWAL, **more}


def test_columns_are_merged_into_the_contact(ada: Session) -> None:
    call = ada.connected_call()
    body = about(call, callAttributes={"Town": "Elmford", "Name": "Irene C."})

    reply = ada.ask("POST", UPDATE, body)

    assert reply.status == 202
    [completed] = ada.messages_of("asyncOperationCompletedMessage")
    assert completed["requestId"] == reply.json["requestId"]
    assert data(ada, call) == {
        "Name": "Irene C.",
        "Phone": "+1 202 555 0101",
        "I3_IDENTITY": "1",
        "Town": "Elmford",
    }


def test_the_list_itself_is_as_it_was_for_the_next_call(running: Running, ada: Session) -> None:
    call = ada.connected_call()
    ada.done("POST", UPDATE, about(call, callAttributes={"Name": "changed"}))
    ada.filed()
    for _ in range(2):
        running.order(f"calls/{call}/end", {})
        call = ada.connected_call_again()
        ada.filed()

    assert data(ada, call)["Name"] == "Irene Castellan"


@pytest.mark.parametrize("resource", [UPDATE, ASK, FINISH])
def test_data_is_of_the_last_call_even_when_it_is_filed(
    running: Running, ada: Session, resource: str
) -> None:
    call = ada.connected_call()
    running.order(f"calls/{call}/end", {})
    ada.filed()

    assert ada.ask("POST", resource, about(call, callAttributes={})).status in {200, 202}


@pytest.mark.parametrize("resource", [UPDATE, ASK, FINISH])
def test_an_unknown_call_or_another_campaigns_is_refused(ada: Session, resource: str) -> None:
    call = ada.connected_call()

    for wrong in ({"callId": "1"}, {"campaignId": WINBACK}):
        reply = ada.ask("POST", resource, about(call, callAttributes={}) | wrong)
        assert reply.status == 400
        assert reply.json["errorId"] == "error.request.dialer.callNotFound"


@pytest.mark.parametrize("name", ["callId", "campaignId", "callAttributes"])
@pytest.mark.parametrize("value", [None, 5, ["x"]])
def test_every_property_of_update_call_data_is_required(
    ada: Session, name: str, value: Any
) -> None:
    call = ada.connected_call()
    body = about(call, callAttributes={"Town": "x"}) | {name: value}

    reply = ada.ask("POST", UPDATE, body)

    fault = "missing" if value is None else "invalid"
    assert reply.json["__type"] == f"urn:inin.com:common:{fault}PropertyError"
    assert (reply.status, reply.json["propertyName"]) == (400, name)


@pytest.mark.parametrize("name", ["callId", "campaignId"])
@pytest.mark.parametrize("resource", [ASK, FINISH])
def test_the_call_must_be_named(ada: Session, resource: str, name: str) -> None:
    reply = ada.ask("POST", resource, about(ada.connected_call()) | {name: None})

    assert (reply.status, reply.json["propertyName"]) == (400, name)


def test_a_call_is_marked_for_finishing(running: Running, ada: Session) -> None:
    call = ada.connected_call()

    reply = ada.ask("POST", FINISH, about(call, callAttributes={"Town": "Elmford"}))

    assert (reply.status, reply.raw) == (200, b"")
    assert data(ada, call)["Town"] == "Elmford"
    assert running.order("calls", method="GET")["calls"][0]["finishing"] is True


def test_a_persistent_connection_is_accepted_and_never_reported(ada: Session) -> None:
    reply = ada.ask("POST", "dialer/establish-persistent-connection")

    assert (reply.status, reply.raw) == (202, b"")
    assert ada.messages() == []


@pytest.mark.parametrize("kind", [1, 2, 3])
def test_an_agent_has_a_type(running: Running, ada: Session, kind: int) -> None:
    ada.join(RENEWAL)
    body = {"agentType": kind, "campaignIds": [RENEWAL]}

    assert ada.ask("POST", "dialer/set-agent-type", body).raw == b""

    assert running.state()["sessions"][0]["agentType"] == kind


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"campaignIds": []}, "agentType"),
        ({"agentType": 1}, "campaignIds"),
        ({"agentType": 0, "campaignIds": []}, "agentType"),
        ({"agentType": 4, "campaignIds": []}, "agentType"),
        ({"agentType": "1", "campaignIds": []}, "agentType"),
        ({"agentType": 1, "campaignIds": "x"}, "campaignIds"),
    ],
)
def test_a_wrong_type_is_named(ada: Session, body: dict[str, Any], name: str) -> None:
    ada.join(RENEWAL)

    reply = ada.ask("POST", "dialer/set-agent-type", body)

    assert (reply.status, reply.json["propertyName"]) == (400, name)


def test_a_type_is_for_campaigns_that_were_joined(ada: Session) -> None:
    ada.join(RENEWAL)
    body = {"agentType": 2, "campaignIds": [WINBACK]}

    assert ada.ask("POST", "dialer/set-agent-type", body).status == 400


def allocate(session: Session, **body: Any) -> Reply:
    return session.ask("POST", "dialer/allocate-agents", body)


def test_agents_are_allocated_in_to_and_out_of_campaigns(running: Running) -> None:
    ada, ben = running.log_on("ada"), running.log_on("ben")
    ada.join(RENEWAL)
    ben.join()
    ada.messages()

    reply = allocate(ben, agentIds=["ADA"], campaignIdsIn=[WINBACK], campaignIdsOut=[RENEWAL])

    assert reply.status == 202
    logged_out, logged_in = ada.messages()
    assert (logged_out["campaignIds"], logged_out["initiatorName"]) == ([RENEWAL], "Ben Okafor")
    assert (logged_in["campaignId"], logged_in["initiatorName"]) == (WINBACK, "Ben Okafor")
    assert running.state()["sessions"][0]["campaigns"] == [WINBACK]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"campaignIdsIn": [RENEWAL]}, "agentIds"),
        ({"agentIds": "ada", "campaignIdsIn": [RENEWAL]}, "agentIds"),
        ({"agentIds": ["ada"]}, "campaignIdsIn"),
        ({"agentIds": ["ada"], "campaignIdsOut": ["none"]}, "campaignIdsOut"),
        ({"agentIds": ["ada"], "campaignIdsIn": [5]}, "campaignIdsIn"),
    ],
)
def test_a_wrong_allocation_is_named(ada: Session, body: dict[str, Any], name: str) -> None:
    reply = allocate(ada, **body)

    assert (reply.status, reply.json["propertyName"]) == (400, name)
