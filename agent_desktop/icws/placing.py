"""Placing calls: a preview's, one by hand, and the agent's own line to the dialer (section 4)."""

from collections.abc import Mapping

import msgspec

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.checks import columns, named
from agent_desktop.icws.connection import Accepted
from agent_desktop.icws.dialer_resources import DialerArea, DialerResource
from agent_desktop.icws.wire import OpenEnum, Wire


class ManualCallType(OpenEnum):
    """Where the number of a call by hand comes from."""

    CONTACT_COLUMN_NAME = 1
    CONTACT_COLUMN_ID = 2
    PHONE_NUMBER = 3


class PlacePreviewParameters(Wire, frozen=True):
    """The body of place-preview-call."""

    call_initiated_by_timer: bool
    call_attributes: dict[str, str] | None = None


class ManualCallParameters(Wire, frozen=True):
    """The body of initiate-manual-outbound-call: its names are in lower case."""

    campaign_id: str = msgspec.field(name="campaignid")
    agent_id: str = msgspec.field(name="agentid")
    identity: str
    type: ManualCallType
    number_value: str | None = msgspec.field(default=None, name="numbervalue")


class ManualCallAnswer(Wire, frozen=True):
    """The answer of initiate-manual-outbound-call."""

    response: bool


class PlacingCalls(DialerArea):
    """Having the dialer place calls."""

    def place_preview_call(
        self,
        *,
        initiated_by_timer: bool,
        call_attributes: Mapping[str, str] | None = None,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Call the contact of the preview (section 4, `place-preview-call`, dialer 3).

        `initiated_by_timer` tells a preview that ran out from an agent's press. The preview
        comes again with `call_placed`. Raises NoSuchCall (404) where there is none to place.
        """
        attributes = columns(call_attributes)
        body = PlacePreviewParameters(
            call_initiated_by_timer=initiated_by_timer, call_attributes=attributes or None
        )
        secrets = attributes.values()
        return self._accepted(DialerResource.PLACE_PREVIEW_CALL, body, deadline, abort, secrets)

    def initiate_manual_outbound_call(
        self,
        campaign_id: str,
        agent_id: str,
        identity: str,
        call_type: ManualCallType,
        number_value: str | None = None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> bool:
        """Call a contact by hand (section 4, `initiate-manual-outbound-call`, dialer 7).

        `agent_id` is a user id and `identity` the contact's; `number_value` is a column's name
        or id, or a number, as `call_type` says. Returns whether the dialer took it on; how the
        call gets on comes in ManualOutboundCallStatusMessages.
        """
        if number_value is not None:
            named(number_value, "The number")
        body = ManualCallParameters(
            campaign_id=named(campaign_id, "The campaign"),
            agent_id=named(agent_id, "The agent"),
            identity=named(identity, "The contact"),
            type=call_type,
            number_value=number_value,
        )
        resource = DialerResource.INITIATE_MANUAL_OUTBOUND_CALL
        answer = self._ask(resource, body, deadline, abort, (identity, number_value or ""))
        return answer.decode(ManualCallAnswer).response

    def establish_persistent_connection(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """Have the agent's phone called and kept open (section 4, dialer 2).

        The server takes it on (202) and doesn't report a failure.
        """
        resource = DialerResource.ESTABLISH_PERSISTENT_CONNECTION
        return self._accepted(resource, None, deadline, abort)
