"""Reference section 4: log-in, log-off, ready-for-calls, form definitions and their messages."""

from typing import Any

import pytest

from tests.simulator.conftest import (
    BY_HAND,
    ELSEWHERE,
    REMINDERS,
    RENEWAL,
    STOPPED,
    SURVEY,
    WINBACK,
    Running,
    Session,
    Start,
)

DIALER = "urn:inin.com:dialer:"


def test_no_dialer_message_comes_before_the_log_in(running: Running, ada: Session) -> None:
    running.order("campaigns", {"name": "New", "workgroup": "Outbound"})

    assert ada.messages() == []


def test_the_log_in_tells_the_campaigns_of_the_agents_workgroups(ada: Session) -> None:
    assert ada.done("POST", "dialer/log-in").raw == b""

    [message] = ada.messages_of("availableCampaignsMessage")
    assert message["isDelta"] is False
    assert message["agentHasLogonCampaignRight"] is True
    campaigns = {each["id"]: each for each in message["campaignsAdded"]}
    assert set(campaigns) == {RENEWAL, WINBACK, SURVEY, BY_HAND, REMINDERS, STOPPED}
    assert campaigns[RENEWAL] == {
        "__type": "urn:inin.com:dialer:availableCampaign",
        "id": RENEWAL,
        "name": "Renewal",
        "workgroup": "Outbound",
        "status": [1],
        "hasBaseScript": True,
        "isLoggedIn": False,
        "campaignType": 1,
    }
    assert [campaigns[each]["campaignType"] for each in (WINBACK, SURVEY, REMINDERS)] == [2, 3, 8]
    assert campaigns[WINBACK]["hasBaseScript"] is False
    assert campaigns[WINBACK]["status"] == [8]


def test_an_agent_without_the_right_is_in_every_campaign_at_once(running: Running) -> None:
    ben = running.log_on("ben")
    ben.done("POST", "dialer/log-in")

    [message] = ben.messages_of("availableCampaignsMessage")
    assert message["agentHasLogonCampaignRight"] is False
    joined = {each["id"] for each in message["campaignsAdded"] if each["isLoggedIn"]}
    assert joined == {RENEWAL, WINBACK, REMINDERS}


def test_an_agent_without_the_right_may_send_no_campaign(running: Running) -> None:
    ben = running.log_on("ben")
    ben.done("POST", "dialer/log-in")

    assert ben.ask("POST", "dialer/log-in", {"campaignId": RENEWAL}).status == 400


def test_a_campaign_comes_after_the_dialer(ada: Session) -> None:
    assert ada.ask("POST", "dialer/log-in", {"campaignId": RENEWAL}).status == 400
    ada.done("POST", "dialer/log-in")
    assert ada.ask("POST", "dialer/log-in", {"campaignId": RENEWAL}).status == 200


def test_a_server_may_take_a_campaign_first(start: Start) -> None:
    running = start("campaign_log_in_needs_dialer_log_in = false")
    ada = running.log_on()

    ada.done("POST", "dialer/log-in", {"campaignId": RENEWAL})

    assert running.state()["sessions"][0]["campaigns"] == [RENEWAL]


@pytest.mark.parametrize(
    ("campaign", "code"), [(ELSEWHERE, 1), ("no-such-campaign", 2), (STOPPED, 3)]
)
def test_a_campaign_that_cannot_be_joined_says_why(ada: Session, campaign: str, code: int) -> None:
    ada.done("POST", "dialer/log-in")

    reply = ada.ask("POST", "dialer/log-in", {"campaignId": campaign})

    assert reply.status == 400
    assert reply.json["__type"] == "urn:inin.com:dialer:campaignLogonError"
    assert reply.json["logonError"] == code


def test_a_campaign_is_joined_only_once(ada: Session) -> None:
    ada.join(RENEWAL)

    assert ada.ask("POST", "dialer/log-in", {"campaignId": RENEWAL}).status == 400


def test_ready_for_calls_is_for_campaigns_that_were_joined(running: Running, ada: Session) -> None:
    assert ada.ask("POST", "dialer/ready-for-calls").status == 400
    ada.join(RENEWAL, WINBACK)
    ready = {"campaignIds": [WINBACK]}
    assert ada.ask("POST", "dialer/ready-for-calls", ready).status == 200
    assert running.state()["sessions"][0]["ready"] == [WINBACK]
    ready = {"campaignIds": [SURVEY]}
    assert ada.ask("POST", "dialer/ready-for-calls", ready).status == 400


def test_a_campaign_joined_later_needs_ready_for_calls_again(
    running: Running, ada: Session
) -> None:
    ada.join(RENEWAL)
    ada.done("POST", "dialer/ready-for-calls")
    ada.done("POST", "dialer/log-in", {"campaignId": WINBACK})
    assert running.state()["sessions"][0]["ready"] == [RENEWAL]

    ada.done("POST", "dialer/ready-for-calls")

    assert running.state()["sessions"][0]["ready"] == [RENEWAL, WINBACK]


@pytest.mark.parametrize("ids", ["x", [1], {"a": 1}])
def test_campaign_ids_are_an_array_of_strings(ada: Session, ids: Any) -> None:
    ada.join(RENEWAL)

    for name in ("ready-for-calls", "log-off"):
        reply = ada.ask("POST", f"dialer/{name}", {"campaignIds": ids})
        assert (reply.status, reply.json["propertyName"]) == (400, "campaignIds")


def test_leaving_a_campaign_is_granted_by_a_message(running: Running, ada: Session) -> None:
    ada.join(RENEWAL, WINBACK)

    assert ada.done("POST", "dialer/log-off", {"campaignIds": [RENEWAL]}).raw == b""

    [granted] = ada.messages_of("logoutGrantedMessage")
    assert granted["campaigns"] == [{"id": RENEWAL, "name": "Renewal"}]
    assert running.state()["sessions"][0]["campaigns"] == [WINBACK]
    assert ada.ask("POST", "dialer/log-off", {"campaignIds": [RENEWAL]}).status == 400


def test_leaving_the_dialer_is_granted_with_an_empty_id(ada: Session) -> None:
    ada.join(RENEWAL)
    ada.done("POST", "dialer/log-off")

    [granted] = ada.messages_of("logoutGrantedMessage")
    assert [each["id"] for each in granted["campaigns"]] == [""]
    assert ada.ask("POST", "dialer/ready-for-calls").status == 400


@pytest.mark.parametrize("body", [{"campaignIds": [RENEWAL]}, None])
def test_leaving_waits_for_the_end_of_the_call_and_its_outcome(
    running: Running, ada: Session, body: dict[str, Any] | None
) -> None:
    call = ada.connected_call()
    ada.done("POST", "dialer/log-off", body)
    ada.filed()
    assert ada.messages_of("logoutGrantedMessage") == []

    running.order(f"calls/{call}/end", {"side": "remote"})

    assert len(ada.messages_of("logoutGrantedMessage")) == 1
    assert running.state()["sessions"][0]["campaigns"] == []


@pytest.mark.parametrize("body", [{"campaignIds": [RENEWAL]}, None])
def test_leaving_waits_for_the_outcome_of_a_call_that_has_ended(
    running: Running, ada: Session, body: dict[str, Any] | None
) -> None:
    call = ada.connected_call()
    ada.done("POST", "dialer/log-off", body)
    running.order(f"calls/{call}/end", {"side": "remote"})
    assert ada.messages_of("logoutGrantedMessage") == []

    ada.filed()

    assert len(ada.messages_of("logoutGrantedMessage")) == 1


@pytest.mark.parametrize("body", [{"campaignIds": [RENEWAL]}, None])
def test_a_server_may_let_agents_leave_without_an_outcome(
    start: Start, body: dict[str, Any] | None
) -> None:
    running = start("outcome_needed = false")
    ada = running.log_on()
    call = ada.connected_call()
    ada.done("POST", "dialer/log-off", body)
    assert ada.messages_of("logoutGrantedMessage") == []

    running.order(f"calls/{call}/end", {"side": "remote"})

    assert len(ada.messages_of("logoutGrantedMessage")) == 1
    assert running.state()["sessions"][0]["campaigns"] == []


def test_nobody_leaves_who_was_not_in(ada: Session) -> None:
    assert ada.ask("POST", "dialer/log-off").status == 400


def test_a_form_has_its_pages_with_their_stages(ada: Session) -> None:
    ada.done("POST", "dialer/log-in")

    form = ada.done("POST", "dialer/request-form-definition", {"campaignId": RENEWAL}).json

    assert form["pages"] == [
        {
            "name": "Identify",
            "text": "Who is it?",
            "foregroundColor": "#000000",
            "backgroundColor": "#FFFFFF",
            "stage": 1,
            "controls": [
                {
                    "column": "Name",
                    "label": "Name",
                    "readOnly": False,
                    "type": 3,
                    "dataItems": ["a", "b"],
                }
            ],
            "dispositions": [],
        },
        {
            "name": "Notes",
            "text": "",
            "foregroundColor": "#000000",
            "backgroundColor": "#FFFFFF",
            "controls": [],
            "dispositions": [],
        },
    ]
    assert form["misc"]["allowBreak"] is True
    assert form["extensions"] == []


@pytest.mark.parametrize("campaign", [WINBACK, ELSEWHERE, "none"])
def test_there_is_no_form_without_a_script_or_access(ada: Session, campaign: str) -> None:
    ada.done("POST", "dialer/log-in")

    reply = ada.ask("POST", "dialer/request-form-definition", {"campaignId": campaign})

    assert reply.status == 400


def test_without_an_id_the_form_of_the_call_is_given(ada: Session) -> None:
    ada.done("POST", "dialer/log-in")
    assert ada.ask("POST", "dialer/request-form-definition").status == 400
    ada.connected_call()

    assert ada.done("POST", "dialer/request-form-definition").json["pages"]


def test_a_server_may_give_forms_to_members_only(start: Start) -> None:
    ada = start("form_needs_campaign_log_in = true").log_on()
    ada.done("POST", "dialer/log-in")
    assert ada.ask("POST", "dialer/request-form-definition", {"campaignId": RENEWAL}).status == 400
    ada.join(RENEWAL)
    assert ada.ask("POST", "dialer/request-form-definition", {"campaignId": RENEWAL}).status == 200


VERSIONS = {
    "log-in": 2,
    "log-off": 2,
    "ready-for-calls": 2,
    "disposition": 2,
    "request-break": 2,
    "end-break": 2,
    "establish-persistent-connection": 2,
    "place-preview-call": 3,
    "request-form-definition": 3,
    "update-call-data": 3,
    "request-contact-data": 3,
    "set-agent-type": 3,
    "update-stage": 5,
    "mark-call-for-finishing": 7,
    "allocate-agents": 7,
    "initiate-manual-outbound-call": 7,
}
UNLICENSED = {"request-break", "end-break", "establish-persistent-connection", "update-call-data"}
"""The resources that don't declare a 403."""


@pytest.mark.parametrize("name", sorted(set(VERSIONS) - UNLICENSED))
def test_without_a_licence_a_dialer_resource_is_a_403(running: Running, name: str) -> None:
    cleo = running.log_on("cleo")
    cleo.station("7001")
    body = {"newStageId": 1, "campaignId": RENEWAL}

    reply = cleo.ask("POST", f"dialer/{name}", body)

    assert reply.status == 403
    assert reply.json["message"] == (
        "Neither the agent nor the station the agent is logged in to has a Dialer Add-on License"
        " available."
    )


@pytest.mark.parametrize("name", sorted(UNLICENSED))
def test_without_a_licence_some_resources_declare_no_403(running: Running, name: str) -> None:
    cleo = running.log_on("cleo")
    cleo.station("7001")

    assert cleo.ask("POST", f"dialer/{name}", {}).status != 403


@pytest.mark.parametrize(("name", "version"), VERSIONS.items())
def test_a_resource_needs_its_version_of_the_dialer(start: Start, name: str, version: int) -> None:
    def answered(dialer: int) -> int:
        features = f"connection=12\nmessaging=2\ndialer={dialer}"
        return start(features=features).log_on().ask("POST", f"dialer/{name}", {}).status

    assert answered(version - 1) == 404
    assert answered(version) in {200, 202, 400}


def test_the_licence_of_the_station_is_enough(running: Running) -> None:
    cleo = running.log_on("cleo")
    cleo.station("7002")
    assert cleo.ask("POST", "dialer/log-in").status == 200

    cleo.done("DELETE", "connection/station")

    assert cleo.ask("POST", "dialer/log-in").status == 403


def test_licences_come_and_go_while_it_runs(running: Running) -> None:
    cleo = running.log_on("cleo")
    cleo.station("7001")

    running.order("licences", {"user": "cleo", "dialer": True})
    assert cleo.ask("POST", "dialer/log-in").status == 200
    running.order("licences", {"user": "cleo", "dialer": False})
    assert cleo.ask("POST", "dialer/log-in").status == 403
    running.order("licences", {"station": "7001", "dialer": True})
    assert cleo.ask("POST", "dialer/log-in").status == 200


def test_a_campaign_added_changed_and_removed_is_told(running: Running, ada: Session) -> None:
    ada.join()
    ada.messages()

    new = running.order("campaigns", {"name": "Autumn", "workgroup": "Research"})["id"]
    running.order("campaigns", {"name": "Not hers", "workgroup": "Sales"})
    running.order(f"campaigns/{new}", {"status": [16], "name": "Autumn 2"}, "PATCH")
    running.order(f"campaigns/{new}", {"status": ["on"]}, "PATCH")
    running.order(f"campaigns/{new}", None, "DELETE")

    added, paused, on, removed = ada.messages_of("availableCampaignsMessage")
    assert all(each["isDelta"] is True for each in (added, paused, on, removed))
    assert [each["name"] for each in added["campaignsAdded"]] == ["Autumn"]
    assert paused["campaignsChanged"] == [
        {
            "__type": "urn:inin.com:dialer:changedCampaign",
            "id": new,
            "name": "Autumn 2",
            "status": [16],
        }
    ]
    assert on["campaignsChanged"][0]["status"] == [1]
    assert removed["campaignsRemoved"] == [{"id": new}]
    assert "campaignsAdded" not in removed


def test_an_agent_without_the_right_is_in_a_new_campaign_at_once(running: Running) -> None:
    ben = running.log_on("ben")
    ben.join()
    ben.messages()

    running.order("campaigns", {"name": "Autumn", "workgroup": "Outbound"})

    [message] = ben.messages_of("availableCampaignsMessage")
    assert message["campaignsAdded"][0]["isLoggedIn"] is True


def test_a_supervisor_logs_an_agent_in_and_out(running: Running, ada: Session) -> None:
    ada.join()
    ada.messages()
    order = {"user": "ada", "initiatorName": "Sue Per"}

    running.order(f"campaigns/{RENEWAL}/log-in", order)
    running.order(f"campaigns/{RENEWAL}/log-out", order)

    assert ada.messages() == [
        {
            "__type": f"{DIALER}autoLoginMessage",
            "isDelta": False,
            "campaignId": RENEWAL,
            "initiatorName": "Sue Per",
        },
        {
            "__type": f"{DIALER}autoLogoutMessage",
            "isDelta": False,
            "campaignIds": [RENEWAL],
            "initiatorName": "Sue Per",
        },
    ]
    assert ada.stage(1).status == 400


def test_the_dialers_link_goes_down_and_up(running: Running, ada: Session) -> None:
    ada.connected_call()
    ada.messages()

    running.order("link", {"state": "down", "reason": "Cable"})
    down = ada.stage(1)
    running.order("link", {"state": "up", "reason": "Back"})

    assert down.status == 500
    assert ada.stage(1).status == 200
    first, second = ada.messages_of("outboundServerConnectionStateChangeMessage")
    assert (first["previousConnectionState"], first["newConnectionState"]) == (1, 2)
    assert first["reason"] == "Cable"
    assert (second["previousConnectionState"], second["newConnectionState"]) == (2, 1)


def test_sessions_of_one_user_and_program_are_one_agent(start: Start) -> None:
    running = start("second_log_on_ends_first = false")
    first, twin = running.log_on("ada"), running.log_on("ada")
    other = running.log_on("ada", application="another program")
    first.connected_call()

    assert twin.stage(1).status == 200
    assert other.stage(1).status == 400
    assert running.state()["sessions"][1]["call"]["stage"] == 1


def test_an_agent_stays_in_while_one_session_is_left(start: Start) -> None:
    running = start("second_log_on_ends_first = false")
    first, twin = running.log_on("ada"), running.log_on("ada")
    first.join(RENEWAL)
    twin.done("POST", "dialer/log-in")

    first.done("DELETE", "connection")
    assert running.state()["sessions"][0]["campaigns"] == [RENEWAL]
    twin.done("DELETE", "connection")

    again = running.log_on("ada")
    again.done("POST", "dialer/log-in")
    [message] = again.messages_of("availableCampaignsMessage")
    assert not any(each["isLoggedIn"] for each in message["campaignsAdded"])
