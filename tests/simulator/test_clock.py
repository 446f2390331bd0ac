"""The server's clock: it may be wrong against this machine's, and everything told is by it."""

import email.utils
from datetime import UTC, datetime

import pytest

from tests.simulator.conftest import Start


def ahead(text: str) -> float:
    """Tell by how many seconds a date of the server is ahead of this machine's clock."""
    moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()


@pytest.mark.parametrize("offset", [0, 5400, -5400])
def test_every_date_of_the_server_is_by_its_own_clock(start: Start, offset: int) -> None:
    running = start(f"clock_offset = {offset}")
    ada = running.log_on(include="?include=server-time")
    ada.connected_call()
    queue = {"queueType": 1, "queueName": "ada"}
    body = {"queueIds": [queue], "attributeNames": ["Eic_InitiationTime"]}
    ada.done("PUT", "messaging/subscriptions/queues/mine", body)
    first = ada.done("GET", "status/user-statuses/ada").json["statusChanged"]
    ada.available()
    second = ada.done("GET", "status/user-statuses/ada").json["statusChanged"]
    [contents] = ada.messages_of("queueContentsMessage")
    initiated = contents["interactionsAdded"][0]["attributes"]["Eic_InitiationTime"]
    opened = ada.reply.json["serverTimeInfo"]["serverUtcTime"]

    assert [abs(ahead(each) - offset) < 30 for each in (first, second, initiated, opened)] == [
        True
    ] * 4
    date = email.utils.parsedate_to_datetime(str(ada.reply.headers["Date"]))
    assert abs((date - datetime.now(UTC)).total_seconds() - offset) < 30


def test_the_journal_and_the_record_are_by_this_machines(start: Start) -> None:
    running = start("clock_offset = 5400")
    ada = running.log_on()
    ada.connected_call()
    ada.stage(1)
    ada.filed()

    [outcome] = running.order("outcomes", method="GET")["outcomes"]
    [call] = running.order("calls", method="GET")["calls"]

    told = [running.journal()[0]["at"], outcome["at"], call["poppedAt"], call["stages"][1]["at"]]
    for text in told:
        moment = datetime.fromisoformat(text)
        assert abs((moment - datetime.now(UTC)).total_seconds()) < 30
