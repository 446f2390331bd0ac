"""From the press to the server and back: the only path on which a stage is sent."""

import asyncio
from collections.abc import Awaitable, Callable

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call
from agent_desktop.desk.campaigns import Campaign, Membership
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.stage_lists import StageList
from agent_desktop.desk.stages import Ask, Press, StageContext, StageSender, StageView, Verdict
from agent_desktop.desk.state import DeskState, StageBarrier, StagePanel
from agent_desktop.icws import (
    Abort,
    Aborted,
    DialerResource,
    IcwsError,
    LicenceMissing,
    ResourceRemoved,
    Session,
    StageAccepted,
)
from agent_desktop.immutable import immutable
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.answers import answer_of, verdict_of
from agent_desktop.services.background import Background
from agent_desktop.services.record import StageLine
from agent_desktop.services.shift import NoSession, Shift

log = Log("agent_desktop.services.stages")

_CAUSES = {
    Verdict.REFUSED: Cause.STAGE_REFUSED,
    Verdict.NOT_CONFIRMED: Cause.STAGE_NOT_CONFIRMED,
    Verdict.NOT_SENT: Cause.STAGE_NOT_SENT,
    Verdict.CALL_ENDED: Cause.STAGE_DROPPED,
}


class _CallOver(Exception):
    """The call ended in the moment before its stage left."""


@immutable
class _Unsent:
    """A press for which nothing was sent, and what it was for."""

    press: Press
    number: int
    context: StageContext


class Stages:
    """Sends what the sender lets out, and shows what is known."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        # Threads of its own: a press never waits behind another request that hangs.
        self._line = Background(workers=2)
        self._timer: asyncio.TimerHandle | None = None
        self._removed = False
        self._unsent: _Unsent | None = None
        self._lists: dict[str, StageList] = {}
        self.on_pressed: list[Callable[[int], None]] = []
        shift.on_change.append(self.refresh)

    @property
    def sender(self) -> StageSender:
        """The machine that decides what leaves; to watch, not to drive."""
        return self._shift.sender

    def press(self, number: int) -> None:
        """Move the call to a stage: the agent's press."""
        context, barrier = self._context(self._shift.store.state)
        if barrier is not None or context is None:
            return
        pressed = self._shift.sender.press(number, context, self._shift.clock.now())
        self._unsent = None if pressed is Press.TAKEN else _Unsent(pressed, number, context)
        self._pump()
        self.refresh()
        for told in self.on_pressed:
            told(number)

    def send_again(self) -> None:
        """Ask once more for the stage that was not confirmed."""
        unsettled = self._shift.store.state.stage.view.unsettled
        if unsettled is not None:
            self.press(unsettled.ask.number)

    def accept_offer(self) -> None:
        """Send the stage that an expired session interrupted."""
        offer = self._shift.store.state.stage.view.offer
        if offer is not None:
            self.press(offer.number)

    def decline_offer(self) -> None:
        """Forget the interrupted stage."""
        offer = self._shift.store.state.stage.view.offer
        if offer is not None:
            self._shift.sender.decline_offer(offer.context)
            self.refresh()

    def has_list(self, campaign_id: str) -> bool:
        """Whether the stages of a campaign are known already."""
        return campaign_id in self._lists

    def list_of(self, campaign_id: str) -> StageList | None:
        """Return the stages of a campaign, if they are known."""
        return self._lists.get(campaign_id)

    def set_list(self, campaign_id: str, stages: StageList) -> None:
        """Take the stages of a campaign."""
        self._lists[campaign_id] = stages
        self.refresh()

    def refresh(self) -> None:
        """Derive the stage panel anew; a press that went nowhere stays told until the next."""
        store = self._shift.store
        context, barrier = self._context(store.state)
        campaign = store.state.selected
        unsent = self._unsent if self._unsent and self._unsent.context == context else None
        view = self._shift.sender.view(context) if context else StageView()
        panel = StagePanel(
            stages=self._lists.get(campaign.id, StageList()) if campaign else StageList(),
            view=view,
            barrier=barrier,
            call_known=context is not None and context.interaction_id is not None,
            since=self._since(context, view),
            pressed=unsent.press if unsent else None,
            pressed_number=unsent.number if unsent else None,
        )
        store.change(stage=panel, call=self._shift.calls.current)

    def _since(self, context: StageContext | None, view: StageView) -> float | None:
        """When the call came into its stage: by its newest confirmed one, else as it began."""
        call = self._shift.calls.get(context.interaction_id or "") if context else None
        if view.over or (call is not None and not call.live):
            return None
        if view.current is not None:
            return view.current.at.mono
        return (call.connected or call.popped).mono if call is not None else None

    def new_session(self) -> None:
        """Begin with what the new session's server can do."""
        self._removed = False
        self._shift.store.end(Cause.STAGE_REMOVED)
        session = self._shift.session
        if session is not None and not session.supports(DialerResource.UPDATE_STAGE):
            version = session.features.version("dialer")
            self._shift.store.notice(Cause.DIALER_TOO_OLD, Facts(count=version or 0))
        else:
            self._shift.store.end(Cause.DIALER_TOO_OLD)
        self._shift.sender.session_back()
        self.refresh()

    def dropped(self, ask: Ask) -> None:
        """Tell of a press that was still waiting when its call ended."""
        self._tell(ask, Verdict.CALL_ENDED, Answer())

    def cut(self) -> None:
        """Stop waiting for the answer to a stage: the way it would come is dead."""
        self._line.abort()

    def close(self) -> None:
        """End the threads that send."""
        self._line.close()

    def _context(self, state: DeskState) -> tuple[StageContext | None, StageBarrier | None]:
        """What a press would be for, and why it can't be sent, if so."""
        campaign, call = state.selected, self._shift.calls.current
        if campaign is None:
            return None, StageBarrier.NO_CAMPAIGN
        mine = call if call is not None and _may_be_of(call, campaign) else None
        context = StageContext(campaign.id, mine.interaction_id if mine else None)
        session = self._shift.session
        if session is None or state.phase is not Phase.LOGGED_ON:
            return context, StageBarrier.NO_SESSION
        if self._removed:
            return context, StageBarrier.REMOVED
        if not session.supports(DialerResource.UPDATE_STAGE):
            return context, StageBarrier.DIALER_TOO_OLD
        if campaign.membership is Membership.JOINING:
            return context, StageBarrier.JOINING
        if call is None:
            return context, None  # no call was ever shown to us: the server decides
        if mine is None:
            return context, StageBarrier.OTHER_CAMPAIGN if call.live else StageBarrier.NO_CALL
        if not call.placed:
            return context, StageBarrier.NOT_PLACED
        return context, None if call.live else StageBarrier.CALL_ENDED

    def _pump(self) -> None:
        """Send what is due now, and wake up for what is due later."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        sender, now = self._shift.sender, self._shift.clock.now()
        ask = sender.take(now)
        if ask is not None:
            # Begun here and not in its task: it is on its way before anything else is done.
            line = self._note(ask)
            self._shift.tasks.spawn(
                self._settle(ask, line, self._send(ask, line)), f"stage {ask.number}"
            )
        due = sender.due
        if due is not None:
            wait = max(0.0, due - now.mono)
            self._timer = asyncio.get_running_loop().call_later(wait, self._wake)

    def _wake(self) -> None:
        self._timer = None
        self._pump()
        self.refresh()

    def _send(self, ask: Ask, line: StageLine) -> Awaitable[StageAccepted]:
        """Have a thread send one stage now: put together meanwhile, it leaves with its line."""
        sender = self._shift.sender
        limit = self._shift.settings.stage_deadline
        # Beside another client the server can't tell from our session whose call it is.
        agent = self._shift.user if self._shift.companion else None

        def last_look() -> None:
            line.wait()
            if sender.is_over(ask.context):
                raise _CallOver

        def send(session: Session, abort: Abort) -> StageAccepted:
            return session.update_stage(
                ask.context.campaign_id,
                ask.number,
                agent,
                deadline=limit,
                abort=abort,
                last_look=last_look,
            )

        return self._shift.begin(send, deadline=limit, background=self._line)

    async def _settle(self, ask: Ask, line: StageLine, sent: Awaitable[StageAccepted]) -> None:
        """Await the answer to one stage and report how it ended, whatever happens."""
        verdict, answer, told = Verdict.NOT_CONFIRMED, Answer(), False
        sender = self._shift.sender  # a log-off meanwhile begins with a new one
        try:
            accepted = await sent
            verdict = Verdict.CONFIRMED
            answer = Answer(status=accepted.status, reference=accepted.reference)
        except _CallOver:
            verdict = Verdict.CALL_ENDED
        except NoSession:
            verdict = Verdict.SESSION_GONE
        except (IcwsError, TimeoutError) as error:
            verdict, answer = verdict_of(error), answer_of(error)
            told = self._heed(error)
        finally:
            # Also on a cancelled task or a fault of ours: then the stage is not confirmed.
            sender.settle(ask, verdict, answer, self._shift.clock.now())
            self._shift.record.stage_settled(line.ask_id, verdict, answer)
        log.info(Event.STAGE_SETTLED, number=ask.number, part=verdict, reference=answer.reference)
        if sender is not self._shift.sender:
            return  # the agent has left
        if verdict is Verdict.CONFIRMED:
            self._shift.store.end(Cause.LICENCE_MISSING)
        elif not told:
            self._tell(ask, verdict, answer)
        self._pump()
        self.refresh()

    def _note(self, ask: Ask) -> StageLine:
        """Have the press in the ledger before it leaves."""
        campaign = self._shift.campaign_name(ask.context.campaign_id)
        name = self._lists.get(ask.context.campaign_id, StageList()).name(ask.number)
        return self._shift.record.stage_asked(ask, campaign, name)

    def _heed(self, error: Exception) -> bool:
        """Take note of what an error says beyond this stage; return whether that told it all."""
        if isinstance(error, LicenceMissing):
            self._shift.licence_missing(error)
        elif isinstance(error, ResourceRemoved):
            self._removed = True
            self._shift.store.notice(Cause.STAGE_REMOVED, answer=answer_of(error))
        elif isinstance(error, Aborted):
            # What the session's end cuts off the overlay offers again.
            return self._shift.session is None
        return isinstance(error, LicenceMissing | ResourceRemoved)

    def _tell(self, ask: Ask, verdict: Verdict, answer: Answer) -> None:
        cause = _CAUSES.get(verdict)
        if cause is None:
            return
        campaign = self._shift.store.state.campaigns.get(ask.context.campaign_id)
        name = self._lists.get(ask.context.campaign_id, StageList()).name(ask.number)
        facts = Facts(
            campaign=campaign.name if campaign else "",
            stage=f"{ask.number} {name}".strip(),
        )
        self._shift.store.notice(cause, facts, answer)


def _may_be_of(call: Call, campaign: Campaign) -> bool:
    """Whether a call belongs to a campaign; one without a pop belongs to the agent's choice.

    A call that came in is none of Dialer's: a stage for it would mislead the pacing.
    """
    if not call.campaign_id and call.inbound:
        return False
    return call.campaign_id.casefold() in ("", campaign.id.casefold())
