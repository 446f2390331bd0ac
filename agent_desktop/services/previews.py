"""Previews: look first, then place the call or pass it over, before the countdown does."""

import asyncio

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.panels import PreviewDoing, PreviewPanel
from agent_desktop.desk.terms import SKIP_LABEL, Disposition
from agent_desktop.icws import IcwsError
from agent_desktop.services.answers import answer_of
from agent_desktop.services.outcomes import Outcomes
from agent_desktop.services.shift import NoSession, Shift

SKIPPED_CATEGORY = "Skipped"
# A preview that was taken on is shown as placed within so many seconds, or it wasn't placed.
SHOWN_WITHIN = 20.0


class Previews:
    """The preview in hand. The countdown runs by the server's clock."""

    def __init__(self, shift: Shift, outcomes: Outcomes) -> None:
        self._shift = shift
        self._outcomes = outcomes
        self._placing: str | None = None  # the interaction a request to place is on its way for
        self._by_timer: set[str] = set()  # the countdown has done its part for these
        self._by_hand: set[str] = set()  # only the agent places these: something went wrong
        self._taken: set[str] = set()  # the server took these on; it will show them as placed
        self._answers: dict[str, Answer] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._timed: tuple[str, float] | None = None
        shift.on_change.append(self.refresh)
        shift.on_forgotten.append(self._forget_call)
        outcomes.on_filed.append(self._filed)
        outcomes.is_placing = self._is_placing
        shift.on_session_gone.append(lambda _session, _gone: self._leave_to_agent())

    def place(self) -> None:
        """Have the call placed now: the agent's press."""
        call = self._in_hand()
        if call is not None:
            self._place(call, by_timer=False)

    def skip(self) -> None:
        """Pass the preview over, where the campaign allows it."""
        call = self._in_hand()
        if call is None or not call.terms.may_skip or not self._free(call):
            return
        offered = call.terms.disposition(SKIP_LABEL)
        skipped = Outcome(offered or Disposition(SKIP_LABEL, SKIPPED_CATEGORY))
        self._answers.pop(call.interaction_id, None)
        self._outcomes.choose(call.interaction_id, skipped)
        self._outcomes.file(call.interaction_id)
        self.refresh()

    def new_session(self) -> None:
        """Begin anew: what another session's server took on nobody knows any more."""
        self._taken.clear()

    def forget(self) -> None:
        """Drop everything: the agent has left."""
        self._placing = None
        self._by_timer.clear()
        self._by_hand.clear()
        self._taken.clear()
        self._answers.clear()
        self._stop_timer()

    def refresh(self) -> None:
        """Derive the panel anew, and wake up when the countdown is over."""
        call = self._in_hand()
        if call is None:
            self._stop_timer()
            self._shift.store.change(preview=None)
            return
        view = self._shift.outcomes.view(call.interaction_id)
        if view.doubtful:
            self._by_hand.add(call.interaction_id)  # it may have been passed over
        ends = None if call.interaction_id in self._by_hand else self._ends(call)
        self._set_timer(call, ends)
        doing = None
        if self._is_placing(call.interaction_id):
            doing = PreviewDoing.PLACING
        elif view.sending is not None:
            doing = PreviewDoing.SKIPPING
        refused = view.answer if view.verdict is not None and not view.filed else None
        self._shift.store.change(
            preview=PreviewPanel(
                call.interaction_id,
                ends=ends,
                may_skip=call.terms.may_skip and self._shift.can(Ability.OUTCOME),
                doing=doing,
                held=self._outcomes.hindrance(),
                by_timer=call.interaction_id in self._by_timer,
                answer=self._answers.get(call.interaction_id, refused),
            )
        )

    def _in_hand(self) -> Call | None:
        call = self._shift.calls.current
        mine = call is not None and call.state is CallState.PREVIEW and not self._shift.companion
        return call if mine and self._shift.working else None

    def _ends(self, call: Call) -> float | None:
        ends = call.terms.preview_ends
        return None if ends is None else self._shift.server_time.mono_of(ends)

    def _set_timer(self, call: Call, ends: float | None) -> None:
        wanted = None if ends is None else (call.interaction_id, ends)
        if wanted == self._timed or call.interaction_id in self._by_timer:
            return
        self._stop_timer()
        self._timed = wanted
        if wanted is not None:
            wait = max(0.0, wanted[1] - self._shift.clock.now().mono)
            self._timer = asyncio.get_running_loop().call_later(wait, self._time_is_up)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._timed = None, None

    def _time_is_up(self) -> None:
        self._stop_timer()
        call = self._in_hand()
        if call is None or call.interaction_id in self._by_timer or not self._free(call):
            return  # the agent was quicker
        self._place(call, by_timer=True)

    def _free(self, call: Call) -> bool:
        """Whether nothing is on its way that says what becomes of a preview.

        Neither request names it: while another may be Dialer's, nothing is sent.
        """
        skipping = self._shift.outcomes.view(call.interaction_id).sending is not None
        taken = call.interaction_id in self._taken
        heard = self._outcomes.hindrance() is None
        return heard and self._placing is None and not skipping and not taken

    def _is_placing(self, interaction_id: str) -> bool:
        """Whether a preview is on its way to be placed, or the server has taken that on."""
        return interaction_id == self._placing or interaction_id in self._taken

    def _leave_to_agent(self) -> None:
        """Let no countdown place a call that the agent has been kept from looking at."""
        current = self._shift.calls.current
        if current is not None and not current.placed:
            self._by_hand.add(current.interaction_id)

    def _place(self, call: Call, *, by_timer: bool) -> None:
        if not self._free(call) or not self._shift.can(Ability.PREVIEW):
            return
        if by_timer:
            self._by_timer.add(call.interaction_id)
        self._placing = call.interaction_id
        self._answers.pop(call.interaction_id, None)
        self._shift.tasks.spawn(self._send(call, by_timer), "place preview")
        self.refresh()

    async def _send(self, call: Call, by_timer: bool) -> None:
        values = self._shift.values.typed(call.interaction_id)
        try:
            await self._shift.ask(
                lambda session, abort: session.place_preview_call(
                    initiated_by_timer=by_timer, call_attributes=values or None, abort=abort
                )
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._answers[call.interaction_id] = answer_of(error)
            self._by_hand.add(call.interaction_id)  # it may have been placed: never by itself again
            in_hand = self._in_hand()
            # Placed meanwhile, as by the server's own timer: then there is nothing to tell.
            if in_hand is not None and in_hand.interaction_id == call.interaction_id:
                facts = Facts(campaign=self._shift.campaign_name(call.campaign_id))
                self._shift.failed(error, Cause.PREVIEW_REFUSED, facts)
        else:
            self._taken.add(call.interaction_id)
            self._shift.values.sent(call.interaction_id, values)
            if by_timer:
                facts = Facts(campaign=self._shift.campaign_name(call.campaign_id))
                self._shift.store.notice(Cause.PREVIEW_PLACED_BY_TIMER, facts)
            loop = asyncio.get_running_loop()
            loop.call_later(SHOWN_WITHIN, self._not_shown, call.interaction_id)
        finally:
            self._placing = None
            self._shift.refresh()

    def _not_shown(self, interaction_id: str) -> None:
        """Give a preview back to the agent that was taken on and never shown as placed."""
        if interaction_id in self._taken:
            self._taken.discard(interaction_id)
            self._by_hand.add(interaction_id)
            self._shift.refresh()

    def _forget_call(self, interaction_id: str) -> None:
        for book in (self._by_timer, self._by_hand, self._taken):
            book.discard(interaction_id)
        self._answers.pop(interaction_id, None)

    def _filed(self, interaction_id: str) -> None:
        """Close a preview that was passed over."""
        if self._shift.calls.close(interaction_id, self._shift.clock.now()):
            self._shift.sender.call_ended(interaction_id, self._shift.clock.now())
