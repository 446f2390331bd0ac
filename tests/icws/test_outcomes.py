"""Filing an outcome: what is not sent, what has filed it, and what is never sent twice."""

from typing import Any

import pytest

from agent_desktop.icws import (
    InvalidRequest,
    NoAnswer,
    OutcomeRefused,
    Session,
    UnreadableAnswer,
)
from tests.icws.strict_server import Reply, StrictServer


@pytest.mark.parametrize("time", [-1, True, False, 1.0, "1", 2**31, 10**30, float("nan")])
def test_a_time_that_is_no_number_of_the_contracts_is_not_sent(
    server: StrictServer, session: Session, time: Any
) -> None:
    with pytest.raises(InvalidRequest):
        session.file_outcome("Later", scheduled_time=time)
    assert len(server.asked) == 1


def test_any_200_has_filed_the_outcome(server: StrictServer, session: Session) -> None:
    for reply in (Reply(200), Reply.of({}), Reply(200, b"{not json", [("Content-Type", "x/y")])):
        server.session("POST", "/dialer/disposition", reply)
        session.file_outcome("Sold")
    portal = Reply(200, b"<html><title>Guest WLAN</title>", [("Content-Type", "text/html")])
    server.session("POST", "/dialer/disposition", portal)
    with pytest.raises(UnreadableAnswer, match="Guest WLAN"):
        session.file_outcome("Sold")


def test_an_outcome_whose_answer_is_lost_is_not_sent_again(
    server: StrictServer, session: Session
) -> None:
    server.session("POST", "/dialer/disposition", Reply(raw=lambda _: None))
    with pytest.raises(NoAnswer):
        session.file_outcome("Sold")
    assert len(server.asked) == 2


def test_a_refused_outcome_names_the_property(server: StrictServer, session: Session) -> None:
    body = {
        "__type": "urn:inin.com:common:invalidPropertyError",
        "errorId": "error.request.invalidRepresentation.invalidProperty",
        "message": "No.",
        "propertyName": "scheduledTime",
    }
    server.session("POST", "/dialer/disposition", Reply.of(body, 400))
    with pytest.raises(OutcomeRefused, match=r"The server refused the outcome: No\.") as caught:
        session.file_outcome("Later", scheduled_time=1)
    assert caught.value.property_name == "scheduledTime"
