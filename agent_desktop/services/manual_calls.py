"""Calls that the agent has to dial by hand (reference section 4, initiate-manual-outbound-call)."""

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.panels import DEAD_ENDS, ManualCall, ManualState
from agent_desktop.icws import IcwsError, ManualCallType
from agent_desktop.services.answers import answer_of
from agent_desktop.services.shift import NoSession, Shift


class ManualCalls:
    """Dials for the call in hand, one request at a time."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift

    def dial(self, identity: str, number: str) -> None:
        """Have the contact of the call in hand called by this number."""
        call, manual = self._shift.calls.current, self._shift.store.state.manual
        asking = manual is not None and call is not None and _under_way(manual, call)
        usable = self._shift.working and self._shift.can(Ability.MANUAL_CALL)
        by_hand = call is not None and call.state is CallState.BY_HAND
        if call is None or not by_hand or asking or not usable or not number.strip():
            return
        self._show(call, ManualState.ASKING)
        self._shift.tasks.spawn(self._dial(call, identity, number.strip()), "dial by hand")

    def told(self, campaign_id: str, status: int) -> None:
        """Take the server's word for how the call is getting on."""
        manual = self._shift.store.state.manual
        dialled = manual.interaction_id if manual is not None else ""
        told = ManualCall(campaign_id, ManualState.TOLD, status, interaction_id=dialled)
        self._shift.store.change(manual=told)
        if status in DEAD_ENDS:
            facts = Facts(campaign=self._shift.campaign_name(campaign_id), count=status)
            self._shift.store.notice(Cause.MANUAL_CALL_STATUS, facts)

    async def _dial(self, call: Call, identity: str, number: str) -> None:
        facts = Facts(campaign=self._shift.campaign_name(call.campaign_id))
        user = self._shift.user
        try:
            taken = await self._shift.ask(
                lambda session, abort: session.initiate_manual_outbound_call(
                    call.campaign_id,
                    user,
                    identity or call.interaction_id,
                    ManualCallType.PHONE_NUMBER,
                    number,
                    abort=abort,
                )
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._show(call, ManualState.FAILED, answer_of(error))
            self._shift.failed(error, Cause.MANUAL_CALL_REFUSED, facts)
            return
        manual = self._shift.store.state.manual
        if not taken:
            self._show(call, ManualState.FAILED)
            self._shift.store.notice(Cause.MANUAL_CALL_REFUSED, facts)
        elif manual is not None and manual.state is ManualState.ASKING:
            self._show(call, ManualState.TOLD)  # what the server says meanwhile may have come first

    def _show(self, call: Call, state: ManualState, answer: Answer | None = None) -> None:
        answer, interaction_id = answer or Answer(), call.interaction_id
        manual = ManualCall(call.campaign_id, state, None, answer, interaction_id)
        self._shift.store.change(manual=manual)


def _under_way(manual: ManualCall, call: Call) -> bool:
    """Whether a call is being dialled: a second press would dial it twice."""
    if manual.state is ManualState.ASKING:
        return True
    mine = manual.interaction_id == call.interaction_id
    failed = manual.state is ManualState.FAILED or manual.status in DEAD_ENDS
    return mine and not failed
