"""Calls by hand: what is asked for, and what is made of the answer."""

from typing import Any

import pytest

from agent_desktop.icws import ManualCallType, Session, UnreadableAnswer
from tests.icws.strict_server import Reply, StrictServer


@pytest.mark.parametrize(
    ("call_type", "number", "sent"),
    [
        (ManualCallType.CONTACT_COLUMN_NAME, "HomePhone", {"type": 1, "numbervalue": "HomePhone"}),
        (ManualCallType.CONTACT_COLUMN_ID, "7", {"type": 2, "numbervalue": "7"}),
        (ManualCallType.PHONE_NUMBER, "+30 1", {"type": 3, "numbervalue": "+30 1"}),
        (ManualCallType.PHONE_NUMBER, None, {"type": 3}),
    ],
)
@pytest.mark.parametrize("taken_on", [True, False])
def test_a_call_by_hand_is_asked_for_in_lower_case(
    server: StrictServer, session: Session, call_type: ManualCallType, number: str | None,
    sent: dict[str, Any], taken_on: bool,
) -> None:  # fmt: skip
    name = "/dialer/initiate-manual-outbound-call"
    server.session("POST", name, Reply.of({"response": taken_on}))
    answer = session.initiate_manual_outbound_call("c", "ada", "4711", call_type, number)
    assert answer is taken_on
    expected = {"campaignid": "c", "agentid": "ada", "identity": "4711", **sent}
    assert server.asked[-1].json == expected


@pytest.mark.parametrize(
    "reply",
    [
        Reply.of({}),
        Reply.of({"response": None}),
        Reply.of({"response": "true"}),
        Reply.of({"response": 1}),
        Reply.of([]),
        Reply(200),
    ],
)
def test_an_answer_that_says_neither_yes_nor_no_is_no_answer(
    server: StrictServer, session: Session, reply: Reply
) -> None:
    server.session("POST", "/dialer/initiate-manual-outbound-call", reply)
    with pytest.raises(UnreadableAnswer):
        session.initiate_manual_outbound_call("c", "ada", "i", ManualCallType.PHONE_NUMBER, "1")
