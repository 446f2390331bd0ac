"""The contacts of a call, as the server tells them."""

import pytest

from agent_desktop.icws import Contact, Session, UnreadableAnswer
from tests.icws.strict_server import Reply, StrictServer


def test_contacts_are_read_and_shown_by_no_repr(server: StrictServer, session: Session) -> None:
    body = {
        "contacts": [
            {"contactdata": {"Name": "Maria", "zip": "", "gone": None}, "odd": 1},
            {"contactdata": {}},
            {},
        ]
    }
    server.session("POST", "/dialer/request-contact-data", Reply.of(body))
    contacts = session.request_contact_data("1001", "c")
    assert server.asked[-1].json == {"callId": "1001", "campaignId": "c"}
    assert [contact.columns for contact in contacts] == [{"Name": "Maria", "zip": ""}, {}, {}]
    assert repr(contacts) == f"{contacts}" == "(<Contact>, <Contact>, <Contact>)"
    assert contacts[1] == Contact()


@pytest.mark.parametrize(
    "reply",
    [
        Reply.of({}),
        Reply.of({"contacts": None}),
        Reply.of({"contacts": [{"contactdata": {"Name": 7}}]}),
        Reply.of({"contacts": {"contactdata": {}}}),
        Reply(200),
    ],
)
def test_contacts_that_are_none_are_not_taken_for_empty(
    server: StrictServer, session: Session, reply: Reply
) -> None:
    server.session("POST", "/dialer/request-contact-data", reply)
    with pytest.raises(UnreadableAnswer):
        session.request_contact_data("1001", "c")
