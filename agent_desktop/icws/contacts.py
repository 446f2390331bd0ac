"""The contact of a call: its columns, read and written (reference section 4)."""

from collections.abc import Mapping

import msgspec

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.checks import columns, named
from agent_desktop.icws.connection import Accepted
from agent_desktop.icws.dialer_resources import DialerArea, DialerResource
from agent_desktop.icws.wire import Wire


class Contact(Wire, frozen=True):
    """One contact; `columns` are texts by column name, and no repr shows them."""

    columns: dict[str, str] = msgspec.field(name="contactdata", default_factory=dict)


class Contacts(Wire, frozen=True):
    """The answer of request-contact-data."""

    contacts: tuple[Contact, ...]


class CallParameters(Wire, frozen=True):
    """The body that names a call."""

    call_id: str
    campaign_id: str


class CallDataParameters(Wire, frozen=True):
    """The body of update-call-data."""

    call_id: str
    campaign_id: str
    call_attributes: dict[str, str]


class ContactCalls(DialerArea):
    """Reading and writing the columns of a call's contact."""

    def update_call_data(
        self,
        call_id: str,
        campaign_id: str,
        call_attributes: Mapping[str, str],
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Write columns during the call (section 4, `update-call-data`, dialer 3).

        `call_id` is the interaction's id. The server takes it on (202); a message may tell the end.
        """
        attributes = columns(call_attributes)
        body = CallDataParameters(
            call_id=named(call_id, "The call"),
            campaign_id=named(campaign_id, "The campaign"),
            call_attributes=attributes,
        )
        resource = DialerResource.UPDATE_CALL_DATA
        return self._accepted(resource, body, deadline, abort, attributes.values())

    def request_contact_data(
        self,
        call_id: str,
        campaign_id: str,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> tuple[Contact, ...]:
        """Return the contacts of a call as they are now (section 4, `request-contact-data`)."""
        body = CallParameters(
            call_id=named(call_id, "The call"), campaign_id=named(campaign_id, "The campaign")
        )
        answer = self._ask(DialerResource.REQUEST_CONTACT_DATA, body, deadline, abort)
        return answer.decode(Contacts).contacts
