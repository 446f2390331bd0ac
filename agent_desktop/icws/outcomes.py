"""How a call of the dialer is finished: its outcome, or another agent's turn (section 4)."""

from collections.abc import Mapping

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.checks import columns, named, whole_number
from agent_desktop.icws.connection import Accepted
from agent_desktop.icws.dialer_resources import DialerArea, DialerResource
from agent_desktop.icws.wire import OpenEnum, Wire


class RelativeTo(OpenEnum):
    """Whose clock a callback's time is meant by."""

    UTC = 0
    CONTACT = 1


class DispositionParameters(Wire, frozen=True):
    """The body of disposition."""

    label: str
    scheduled_time: int | None = None
    scheduled_agent: str | None = None
    relative_to: RelativeTo | None = None
    place_additional_follow_up_call: bool | None = None
    call_attributes: dict[str, str] | None = None
    is_abandon: bool | None = None


class FinishingParameters(Wire, frozen=True):
    """The body of mark-call-for-finishing."""

    call_id: str
    campaign_id: str
    call_attributes: dict[str, str] | None = None


class OutcomeCalls(DialerArea):
    """Finishing a call. What is None, and attributes that are empty, stay out of the request."""

    def file_outcome(
        self,
        label: str,
        *,
        scheduled_time: int | None = None,
        scheduled_agent: str | None = None,
        relative_to: RelativeTo | None = None,
        place_additional_follow_up_call: bool | None = None,
        call_attributes: Mapping[str, str] | None = None,
        is_abandon: bool | None = None,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """File the outcome of the agent's last call (section 4, `disposition`, dialer 2).

        `label` is one of the pop's dispositions, to the letter. A callback has a label of the
        category Scheduled and `scheduled_time` (Unix seconds, 0 to 2**31-1, read as
        `relative_to` says), `scheduled_agent` (a user id) or both. `call_attributes` are the
        contact's columns to write back. A preview is skipped by filing its skip label.

        Raises InvalidRequest before anything is sent; OutcomeRefused (400), NoSuchCall (404: no
        call, or its outcome is filed already), LicenceMissing (403). After NoAnswer or
        ServerFault it may be filed or not. It is never sent twice.
        """
        attributes = columns(call_attributes)
        if scheduled_time is not None:
            whole_number(scheduled_time, "The time of a callback")
        if scheduled_agent is not None:
            named(scheduled_agent, "The agent of a callback")
        body = DispositionParameters(
            label=named(label, "The outcome"),
            scheduled_time=scheduled_time,
            scheduled_agent=scheduled_agent,
            relative_to=relative_to,
            place_additional_follow_up_call=place_additional_follow_up_call,
            call_attributes=attributes or None,
            is_abandon=is_abandon,
        )
        secrets = attributes.values()
        return self._accepted(DialerResource.DISPOSITION, body, deadline, abort, secrets)

    def mark_call_for_finishing(
        self,
        call_id: str,
        campaign_id: str,
        call_attributes: Mapping[str, str] | None = None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Leave a call to a finishing agent (section 4, `mark-call-for-finishing`, dialer 7)."""
        attributes = columns(call_attributes)
        body = FinishingParameters(
            call_id=named(call_id, "The call"),
            campaign_id=named(campaign_id, "The campaign"),
            call_attributes=attributes or None,
        )
        resource = DialerResource.MARK_CALL_FOR_FINISHING
        return self._accepted(resource, body, deadline, abort, attributes.values())
