"""Reference section 6: statuses and who is in which."""

import re
from typing import Any

import pytest

from tests.simulator.conftest import Running, Session

SUBSCRIPTION = "messaging/subscriptions/status/user-statuses"


def test_every_status_is_listed_with_its_flags(ada: Session) -> None:
    statuses = ada.done("GET", "status/status-messages").json["statusMessageList"]

    assert statuses[0] == {
        "statusId": "Available",
        "messageText": "Available",
        "isSelectableStatus": True,
        "isAcdStatus": True,
        "isAfterCallWorkStatus": False,
        "isDoNotDisturbStatus": False,
        "isAllowFollowUpStatus": False,
        "canHaveDate": False,
        "canHaveTime": False,
    }
    assert [each["statusId"] for each in statuses] == [
        "Available",
        "At Lunch",
        "Follow Up",
        "Not Answering",
    ]
    assert statuses[1]["canHaveTime"] is True


def test_a_user_may_choose_the_selectable_ones(ada: Session) -> None:
    access = ada.done("GET", "status/status-messages-user-access/ada").json

    assert access == {"statusMessages": ["Available", "At Lunch", "Follow Up"]}
    assert ada.ask("GET", "status/status-messages-user-access/nobody").status == 404


def test_a_status_is_set_by_a_202_and_a_message(running: Running, ada: Session) -> None:
    body = {"statusId": "at lunch", "notes": "soup", "until": "2026-11-23T12:30:00Z"}

    reply = ada.ask("PUT", "status/user-statuses/ADA", body)

    assert reply.status == 202
    [done] = ada.messages_of("asyncOperationCompletedMessage")
    assert done["requestId"] == reply.json["requestId"]
    assert done["error"] is None
    status = ada.done("GET", "status/user-statuses/Ada").json
    assert (status["statusId"], status["notes"]) == ("At Lunch", "soup")
    assert status["until"] == "20261123T123000Z"
    assert re.fullmatch(r"\d{8}T\d{6}Z", status["statusChanged"])


def test_a_status_nobody_may_select_fails_by_the_message(ada: Session) -> None:
    reply = ada.ask("PUT", "status/user-statuses/ada", {"statusId": "Not Answering"})

    assert reply.status == 202
    [done] = ada.messages_of("asyncOperationCompletedMessage")
    assert "Not answering" in done["error"]["message"]
    assert ada.done("GET", "status/user-statuses/ada").json["statusId"] == "At Lunch"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, "statusId"),
        ({"statusId": 1}, "statusId"),
        ({"statusId": "No such status"}, "statusId"),
        ({"statusId": "Available", "notes": 1}, "notes"),
        ({"statusId": "Available", "until": "2026-11-23T12:30:00+00:00"}, "until"),
        ({"statusId": "Available", "until": "2026-11-23"}, "until"),
        ({"statusId": "Available", "until": "20261399T123000Z"}, "until"),
        ({"statusId": "Available", "until": 5}, "until"),
    ],
)
def test_a_wrong_status_is_refused_by_name(ada: Session, body: dict[str, Any], name: str) -> None:
    reply = ada.ask("PUT", "status/user-statuses/ada", body)

    assert (reply.status, reply.json["propertyName"]) == (400, name)


@pytest.mark.parametrize("until", ["20261123T123000Z", "2026-11-23T12:30:00Z"])
def test_both_ways_to_write_a_date_are_read(ada: Session, until: str) -> None:
    body = {"statusId": "Available", "until": until}

    assert ada.ask("PUT", "status/user-statuses/ada", body).status == 202


def test_another_users_status_is_seen_but_not_set(running: Running, ada: Session) -> None:
    assert ada.done("GET", "status/user-statuses/ben").json["loggedIn"] is False
    assert ada.ask("PUT", "status/user-statuses/ben", {"statusId": "Available"}).status == 403
    assert ada.ask("PUT", "status/user-statuses/nobody", {"statusId": "Available"}).status == 404
    assert ada.ask("GET", "status/user-statuses/nobody").status == 404


def test_a_subscription_starts_with_the_whole_and_goes_on_with_changes(
    running: Running, ada: Session
) -> None:
    assert ada.ask("PUT", SUBSCRIPTION, {"userIds": ["ada", "BEN", "nobody"]}).status == 200
    [whole] = ada.messages_of("userStatusMessage")
    assert whole["isDelta"] is False
    assert [each["userId"] for each in whole["userStatusList"]] == ["ada", "ben"]
    assert whole["userStatusList"][0]["icServers"] == ["ic-test"]
    assert whole["userStatusList"][1]["loggedIn"] is False

    running.order("status", {"user": "ben", "statusId": "available"})
    running.log_on("ben").station("7002")

    status, logged_on, station = ada.messages_of("userStatusMessage")
    assert all(each["isDelta"] is True for each in (status, logged_on, station))
    assert [each["userId"] for each in status["userStatusList"]] == ["ben"]
    assert status["userStatusList"][0]["statusId"] == "Available"
    assert logged_on["userStatusList"][0]["loggedIn"] is True
    assert station["userStatusList"][0]["stations"] == ["7002"]


def test_being_on_the_phone_is_told(running: Running, ada: Session) -> None:
    ada.join()
    ada.messages()
    ada.done("PUT", SUBSCRIPTION, {"userIds": ["ada"]})

    call = ada.connected_call()
    running.order(f"calls/{call}/end", {"side": "remote"})

    messages = ada.messages_of("userStatusMessage")
    assert [each["userStatusList"][0]["onPhone"] for each in messages] == [False, True, False]


def test_an_unsubscribed_session_hears_no_more(running: Running, ada: Session) -> None:
    ada.done("PUT", SUBSCRIPTION, {"userIds": ["ada"]})
    ada.messages()

    assert ada.ask("DELETE", SUBSCRIPTION).status == 204
    running.order("status", {"user": "ada", "statusId": "Available"})

    assert ada.messages() == []


def test_the_users_to_watch_are_required(ada: Session) -> None:
    assert ada.ask("PUT", SUBSCRIPTION, {}).json["propertyName"] == "userIds"
    assert ada.ask("PUT", SUBSCRIPTION, {"userIds": "ada"}).json["propertyName"] == "userIds"
