"""Breaks: asked of Dialer, granted by it; the status in it is ours to set (reference section 4)."""

from dataclasses import replace

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.breaks import BreakState, BreakView
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.icws import IcwsError
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.statuses import Statuses


class Breaks:
    """Keeps the break true to the server."""

    def __init__(self, shift: Shift, statuses: Statuses) -> None:
        self._shift = shift
        self._statuses = statuses

    def ask(self, status_id: str = "") -> None:
        """Ask for a break; `status_id` is the status to be in once it is granted."""
        view = self._shift.store.state.breaks
        if not view.may_ask or not self._usable:
            return
        back = self._shift.store.state.status.current_id
        asked = replace(view, status_id=status_id, back_id=back)
        self._show(asked.moved(BreakState.ASKING, self._shift.clock.now()))
        self._shift.tasks.spawn(self._ask(), "request break")

    def end(self) -> None:
        """End the break, or take the wish for one back."""
        view = self._shift.store.state.breaks
        if view.may_end and self._usable:
            self._show(replace(view, state=BreakState.ENDING))
            self._shift.tasks.spawn(self._end(view), "end break")

    def told(self, state: BreakState) -> None:
        """Take the server's word for where the break stands."""
        view, now = self._shift.store.state.breaks, self._shift.clock.now()
        if state is view.state:
            return
        ended_by_agent = view.state is BreakState.ENDING and state is BreakState.NONE
        if state is BreakState.ON_BREAK:
            self._shift.store.notice(Cause.BREAK_BEGUN)
            if view.status_id:
                self._statuses.set(view.status_id)
        elif state is BreakState.PENDING:
            self._shift.store.notice(Cause.BREAK_PENDING)
        elif view.state is not BreakState.ASKING:
            self._shift.store.notice(Cause.BREAK_ENDED)
        self._show(view.moved(state, now))
        if ended_by_agent and view.status_id:
            self._statuses.go_back(view.back_id)

    def forget(self) -> None:
        """Begin anew: another session tells anew."""
        self._show(BreakView())

    @property
    def _usable(self) -> bool:
        shift = self._shift
        return shift.working and not shift.companion and shift.can(Ability.BREAK)

    def _show(self, view: BreakView) -> None:
        self._shift.store.change(breaks=view)

    async def _ask(self) -> None:
        try:
            await self._shift.ask(lambda session, abort: session.request_break(abort=abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            if self._shift.store.state.breaks.state is BreakState.ASKING:
                self._show(BreakView())
            self._shift.failed(error, Cause.BREAK_REFUSED, Facts(subject="request-break"))

    async def _end(self, before: BreakView) -> None:
        try:
            await self._shift.ask(lambda session, abort: session.end_break(abort=abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            if self._shift.store.state.breaks.state is BreakState.ENDING:
                self._show(before)
            self._shift.failed(error, Cause.BREAK_REFUSED, Facts(subject="end-break"))
