"""From the agent's choice of an outcome to the server, and what of it is still open."""

from collections.abc import Callable
from dataclasses import replace

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.answer import Answer
from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.outcomes import (
    CallbackClock,
    Outcome,
    OutcomeAsk,
    OutcomeBook,
    OutcomeFault,
    fault_of,
)
from agent_desktop.desk.panels import OpenOutcome, OutcomePanel
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.terms import SKIP_LABEL
from agent_desktop.icws import Abort, Accepted, IcwsError, RelativeTo, Session
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.answers import answer_of, verdict_of
from agent_desktop.services.shift import NoSession, Shift

log = Log("agent_desktop.services.outcomes")

_CAUSES = {
    Verdict.CONFIRMED: Cause.OUTCOME_FILED,
    Verdict.REFUSED: Cause.OUTCOME_REFUSED,
    Verdict.NOT_CONFIRMED: Cause.OUTCOME_NOT_CONFIRMED,
    Verdict.NOT_SENT: Cause.OUTCOME_NOT_SENT,
}


class _NotLast(Exception):
    """Another call came in the moment before the outcome left: it would be filed for that one."""


class _NotHeard(Exception):
    """Messages stopped in the moment before the outcome left: another call may have come."""


class Outcomes:
    """Files one outcome at a time, only on the agent's press, and keeps what isn't confirmed."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._earlier: dict[str, OpenOutcome] = {}  # of an earlier run of the program
        self._finishing: set[str] = set()
        self._finished: set[str] = set()
        self.on_filed: list[Callable[[str], None]] = []
        self.is_placing: Callable[[str], bool] = lambda _id: False  # for previews to tell
        shift.on_change.append(self.refresh)
        shift.on_forgotten.append(self._finished.discard)

    def opened(self, call: Call) -> None:
        """Take note of a pop: it is the agent's last call now."""
        before = self._shift.outcomes.opened(call.interaction_id)
        self._earlier.pop(call.interaction_id, None)
        missed = self._shift.calls.get(before) if before else None
        if missed is not None and self._missing(missed):
            view = self._shift.outcomes.view(missed.interaction_id)
            if view.sending is None:  # else its answer may be on its way: that will tell
                self._tell_missed(missed, view.chosen)

    def choose(self, interaction_id: str, outcome: Outcome | None) -> None:
        """Keep what the agent has picked; nothing is sent yet."""
        if self._shift.outcomes.choose(interaction_id, outcome):
            self._shift.record.outcome_chosen(interaction_id, outcome)
            self._shift.refresh()

    def file(self, interaction_id: str) -> None:
        """Send the outcome that was chosen: the agent's press."""
        call = self._call(interaction_id)
        if call is None or self._fault(call) is not None:
            return
        now = self._shift.clock.now()
        asked = self._shift.outcomes.ask(
            interaction_id, call.terms, call.wants_outcome, now, self._shift.server_now()
        )
        if isinstance(asked, OutcomeAsk):
            self._shift.tasks.spawn(self._send(asked, call), "file outcome")
            self._shift.refresh()

    def hindrance(self) -> OutcomeFault | None:
        """Why nothing may be sent now that names no call: another may be Dialer's last one."""
        if self._shift.outcomes.deaf:
            return OutcomeFault.NOT_HEARD
        return None if self._shift.entered else OutcomeFault.NOT_IN_DIALER

    def put_away(self, interaction_id: str) -> None:
        """Let go of an outcome that isn't confirmed: the agent has seen to it otherwise."""
        if self._shift.outcomes.put_away(interaction_id):
            self._earlier.pop(interaction_id, None)
            self._shift.record.put_away(interaction_id)
            self._shift.put_away.add(interaction_id)
            self._shift.refresh()

    def finish_later(self, interaction_id: str) -> None:
        """Leave the call to a finishing agent."""
        call = self._shift.calls.get(interaction_id)
        usable = self._shift.can(Ability.FINISHING) and not self._shift.companion
        if call is None or not usable or not self._may_finish(call):
            return
        if interaction_id in self._finishing:
            return
        self._finishing.add(interaction_id)
        self._shift.tasks.spawn(self._finish(call), "mark for finishing")
        self.refresh()

    def restore(self, opened: OpenOutcome, *, last: bool) -> None:
        """Show an outcome that an earlier run left open; only of its last call can it be filed."""
        self._shift.outcomes.restore(opened.interaction_id, opened.view, last=last)
        if self._shift.calls.get(opened.interaction_id) is None:
            self._earlier[opened.interaction_id] = opened
        self.refresh()

    def forget(self) -> None:
        """Drop everything: the agent has left. What isn't confirmed stays in the ledger."""
        self._earlier.clear()
        self._finishing.clear()
        self._finished.clear()

    def refresh(self) -> None:
        """Derive the panel and the list of what is open anew."""
        calls = self._shift.calls
        unfiled = [call for call in calls.calls if self._unfiled(call)]
        calls.keep_people_of(call.interaction_id for call in unfiled)
        current = calls.current
        others = [call for call in unfiled if call is not current]
        self._shift.store.change(
            outcome=self._panel(current),
            open_outcomes=(
                *(self._open(call) for call in others),
                *(
                    replace(
                        o,
                        view=self._shift.outcomes.view(o.interaction_id),
                        fault=self._fault(self._as_call(o)),
                    )
                    for o in self._earlier.values()
                ),
            ),
        )

    def _panel(self, call: Call | None) -> OutcomePanel:
        if call is None or not call.campaign_id or self._shift.companion:
            return OutcomePanel()
        view = self._shift.outcomes.view(call.interaction_id)
        free = not call.live and call.placed and not self._missing(call)
        return OutcomePanel(
            interaction_id=call.interaction_id,
            terms=call.terms,
            view=view,
            missing=self._missing(call),
            may_choose=bool(call.terms.dispositions) and call.wants_outcome and not view.filed,
            fault=self._fault(call),
            hang_up_next=view.filed and call.talking and not call.terms.hangs_up,
            ready_next=(free or view.skipped) and self._waits_to_be_available(),
            may_finish=self._may_finish(call),
            finishing=call.interaction_id in self._finishing,
            finished=call.interaction_id in self._finished,
        )

    def _waits_to_be_available(self) -> bool:
        """Whether only the status keeps calls away; on a break it is the break."""
        state = self._shift.store.state
        status, on_break = state.status.current, (BreakState.ON_BREAK, BreakState.ENDING)
        return status is not None and not status.available and state.breaks.state not in on_break

    def _open(self, call: Call) -> OpenOutcome:
        return OpenOutcome(
            call.interaction_id,
            self._shift.campaign_name(call.campaign_id),
            call.popped.wall,
            self._shift.outcomes.view(call.interaction_id),
            campaign_id=call.campaign_id,
            who=call.who,
            note=bool(self._shift.notes.get(call.interaction_id)),
            terms=call.terms,
            fault=self._fault(call),
        )

    def _missing(self, call: Call) -> bool:
        """Whether Dialer still waits for this call's outcome, as far as the desk knows."""
        given_up = self._shift.outcomes.view(call.interaction_id).given_up
        return self._unfiled(call) and not given_up

    def _unfiled(self, call: Call) -> bool:
        """Whether a call that asks for an outcome has none filed, and isn't put away."""
        return (
            bool(call.campaign_id)
            and call.wants_outcome
            and not call.passed
            and bool(call.terms.dispositions)
            and not self._shift.companion
            and call.interaction_id not in self._shift.put_away
            and call.interaction_id not in self._finished
            and not self._shift.outcomes.view(call.interaction_id).filed
        )

    def _fault(self, call: Call) -> OutcomeFault | None:
        """Why the outcome of a call can't be sent as it stands."""
        book = self._shift.outcomes
        companion = self._shift.companion  # the other client files them
        if companion or not self._shift.working or not self._shift.can(Ability.OUTCOME):
            return OutcomeFault.NO_SESSION
        if call.interaction_id in self._finished:
            return OutcomeFault.FINISHED
        if call.interaction_id in self._finishing:
            return OutcomeFault.SENDING
        if call.state is CallState.PREVIEW and self.is_placing(call.interaction_id):
            return OutcomeFault.PLACING
        barrier = book.barrier(call.interaction_id) or self.hindrance()
        if barrier is None and call.interaction_id in self._earlier and self._calls_may_come():
            barrier = OutcomeFault.CALLS_COMING
        chosen = book.view(call.interaction_id).chosen
        return barrier or fault_of(chosen, call.terms, self._shift.server_now())

    def _may_finish(self, call: Call) -> bool:
        view = self._shift.outcomes.view(call.interaction_id)
        open_still = not view.filed and view.sending is None
        mine = call.campaign_id and open_still and call.interaction_id not in self._finished
        return bool(mine) and call.live and self._shift.working

    def _call(self, interaction_id: str) -> Call | None:
        """The call an outcome is for; one of an earlier run is known by its outcome only."""
        call = self._shift.calls.get(interaction_id)
        left = self._earlier.get(interaction_id)
        return call if call is not None or left is None else self._as_call(left)

    def _as_call(self, left: OpenOutcome) -> Call:
        now, ended = self._shift.clock.now(), CallState.ENDED
        return Call(left.interaction_id, left.campaign_id, ended, now, terms=left.terms)

    def _calls_may_come(self) -> bool:
        """Whether Dialer may give the agent a call at any moment.

        It has most likely filed what an earlier run left open as Ambiguous (reference section 4,
        rules), and `disposition` names no call: the call that came first would get the outcome.
        """
        state = self._shift.store.state
        status, on_break = state.status.current, state.breaks.state is BreakState.ON_BREAK
        return not on_break and (status is None or status.available)

    async def _send(self, ask: OutcomeAsk, call: Call) -> None:
        """Send one outcome and report how it ended, whatever happens."""
        book, limit = self._shift.outcomes, self._shift.settings.outcome_deadline
        values = self._shift.values.typed(ask.interaction_id)
        verdict, answer, told = Verdict.NOT_CONFIRMED, Answer(), True
        try:
            await self._shift.record.outcome_asked(ask)
            self._look_again(book, ask)
            accepted = await self._shift.ask(
                lambda session, abort: self._file(session, ask.outcome, values, limit, abort),
                deadline=limit,
            )
            verdict = Verdict.CONFIRMED
            answer, told = Answer(status=200, reference=accepted.reference), False
        except _NotLast:
            verdict = Verdict.NOT_SENT
            self._tell_missed(call, ask.outcome)
        except _NotHeard:
            verdict, told = Verdict.NOT_SENT, False
        except NoSession:
            verdict = Verdict.SESSION_GONE
        except (IcwsError, TimeoutError) as error:
            verdict, answer = verdict_of(error), answer_of(error)
            told = verdict is Verdict.SESSION_GONE
            if answer.licence_missing:
                self._shift.failed(error, Cause.LICENCE_MISSING, Facts())
                told = True
        finally:
            # Also on a cancelled task or a fault of ours: then the outcome is not confirmed.
            verdict = book.settle(ask, verdict, answer, self._shift.clock.now())
            self._shift.record.outcome_settled(ask, verdict, answer)
        log.info(Event.OUTCOME_SETTLED, part=verdict, reference=answer.reference)
        if book is not self._shift.outcomes:
            return  # the agent has left
        if not told:
            campaign = self._shift.campaign_name(call.campaign_id)
            facts = Facts(campaign=campaign, subject=ask.outcome.label)
            skipped = verdict is Verdict.CONFIRMED and ask.outcome.label == SKIP_LABEL
            cause = Cause.PREVIEW_SKIPPED if skipped else _CAUSES[verdict]
            self._shift.store.notice(cause, facts, answer)
        if verdict is Verdict.CONFIRMED:
            self._shift.store.end(Cause.LICENCE_MISSING)
            self._settle(ask.interaction_id, values)
        self._shift.refresh()

    def _look_again(self, book: OutcomeBook, ask: OutcomeAsk) -> None:
        """Raise where another call was popped, or may have been, while the press was written."""
        if self._shift.session is None:
            raise NoSession
        if not book.view(ask.interaction_id).last:
            raise _NotLast
        if book.deaf:
            raise _NotHeard

    def _tell_missed(self, call: Call, chosen: Outcome | None) -> None:
        """Tell that another call came first: Dialer files this one as Ambiguous."""
        campaign = self._shift.campaign_name(call.campaign_id)
        facts = Facts(campaign=campaign, subject=chosen.label if chosen else "")
        self._shift.store.notice(Cause.OUTCOME_MISSED, facts)

    def _settle(self, interaction_id: str, filed: dict[str, str]) -> None:
        self._earlier.pop(interaction_id, None)
        self._shift.values.sent(interaction_id, filed)
        for told in self.on_filed:
            told(interaction_id)
        self._shift.values.forget(interaction_id)

    def _file(
        self,
        session: Session,
        outcome: Outcome,
        values: dict[str, str],
        limit: float,
        abort: Abort,
    ) -> Accepted:
        callback = outcome.callback if outcome.disposition.scheduled else None
        user = self._shift.user
        seconds = callback.unix_seconds if callback else None
        clock = callback.clock if callback else None
        by = RelativeTo.UTC if clock is CallbackClock.UTC else RelativeTo.CONTACT
        return session.file_outcome(
            outcome.label,
            scheduled_time=seconds,
            scheduled_agent=user if callback is not None and callback.mine else None,
            relative_to=None if seconds is None else by,
            place_additional_follow_up_call=True if outcome.another_call else None,
            call_attributes=values or None,
            is_abandon=True if outcome.abandon else None,
            deadline=limit,
            abort=abort,
        )

    async def _finish(self, call: Call) -> None:
        values = self._shift.values.typed(call.interaction_id)
        facts = Facts(campaign=self._shift.campaign_name(call.campaign_id))
        try:
            await self._shift.ask(
                lambda session, abort: session.mark_call_for_finishing(
                    call.interaction_id, call.campaign_id, values or None, abort=abort
                )
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.FINISHING_REFUSED, facts)
        else:
            self._finished.add(call.interaction_id)
            self._shift.record.put_away(call.interaction_id)  # nothing of it is open here
            self._shift.store.notice(Cause.FINISHING_MARKED, facts)
        finally:
            self._finishing.discard(call.interaction_id)
            self._shift.refresh()
