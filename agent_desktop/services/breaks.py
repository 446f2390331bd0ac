"""Breaks: asked of Dialer, granted by it; the status in it is ours to set (reference section 4)."""

import asyncio
from dataclasses import replace

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.breaks import BreakState, BreakView
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.statuses import StatusChoice
from agent_desktop.icws import IcwsError
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.statuses import CONFIRMED_WITHIN, Statuses

_CAUSES = {
    BreakState.NONE: Cause.BREAK_ENDED,
    BreakState.PENDING: Cause.BREAK_PENDING,
    BreakState.ON_BREAK: Cause.BREAK_BEGUN,
}


class Breaks:
    """Keeps the break true to the server."""

    def __init__(self, shift: Shift, statuses: Statuses) -> None:
        self._shift = shift
        self._statuses = statuses
        self._told = BreakState.NONE  # the server's last word
        self._asked = False  # a request of ours is on its way
        self._ended = False  # the agent ended the break that still goes on
        self._status_set = False  # for the break that goes on
        statuses.on_wanted.append(self._status_wanted)

    def ask(self, status_id: str = "") -> None:
        """Ask for a break; `status_id` is the status to be in once it is granted."""
        view = self._shift.store.state.breaks
        if not view.may_ask or self._asked or not self._usable:
            return
        back = self._shift.store.state.status.current_id
        self._asked, self._ended = True, False
        asked = replace(view, status_id=status_id, back_id=back)
        self._show(asked.moved(BreakState.ASKING, self._shift.clock.now()))
        self._shift.tasks.spawn(self._ask(), "request break")

    def end(self) -> None:
        """End the break, or take the wish for one back."""
        view = self._shift.store.state.breaks
        if view.may_end and not self._asked and self._usable:
            self._asked = self._ended = True
            self._show(replace(view, state=BreakState.ENDING))
            self._shift.tasks.spawn(self._end(), "end break")

    def told(self, state: BreakState) -> None:
        """Take the server's word for where the break stands.

        While a request of ours is on its way a word that it will overtake changes nothing.
        """
        before, self._told = self._told, state
        if state is not before:
            self._shift.store.notice(_CAUSES[state])
        view = self._shift.store.state.breaks.state
        none = state is BreakState.NONE
        ending, asking = view is BreakState.ENDING, view is BreakState.ASKING
        overtaken = (ending and not none) or (asking and none)
        if not (self._asked and overtaken):
            self._take()

    def forget(self) -> None:
        """Begin anew: another session tells anew."""
        self._told = BreakState.NONE
        self._asked = self._ended = self._status_set = False
        self._show(BreakView())

    @property
    def _usable(self) -> bool:
        shift = self._shift
        return shift.working and not shift.companion and shift.can(Ability.BREAK)

    def _take(self) -> None:
        """Show what the server said last; the status in a break, and after it, is ours to set."""
        view, state = self._shift.store.state.breaks, self._told
        if view.state is BreakState.ASKING and state is BreakState.NONE:
            self._show(replace(view, state=state, since=None))  # it may still come
            return
        self._show(view.moved(state, self._shift.clock.now()))
        if state is BreakState.ON_BREAK and view.status_id and not self._status_set:
            self._status_set = True
            self._statuses.set(view.status_id)
        elif state is BreakState.NONE:
            if self._ended and self._status_set:
                self._statuses.go_back(view.back_id)
            self._ended = self._status_set = False

    def _status_wanted(self, wanted: StatusChoice) -> None:
        """End the break of an agent who goes available: Dialer gives no calls in it."""
        view = self._shift.store.state.breaks
        if wanted.available and view.state is BreakState.ON_BREAK:
            self._show(replace(view, back_id=wanted.id))
            self.end()

    def _show(self, view: BreakView) -> None:
        self._shift.store.change(breaks=view)
        self._shift.refresh()

    async def _ask(self) -> None:
        try:
            await self._shift.ask(lambda session, abort: session.request_break(abort=abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            self._asked = False
            if self._shift.store.state.breaks.state is BreakState.ASKING:
                self._take()
            self._shift.failed(error, Cause.BREAK_REFUSED, Facts(subject="request-break"))
            return
        self._asked = False
        view = await self._still(BreakState.ASKING)
        if view is not None:  # taken on (202), and told only once it is granted
            self._show(view.moved(BreakState.PENDING, self._shift.clock.now()))

    async def _end(self) -> None:
        try:
            await self._shift.ask(lambda session, abort: session.end_break(abort=abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            self._asked = False
            if self._shift.store.state.breaks.state is BreakState.ENDING:
                self._take()
            self._shift.failed(error, Cause.BREAK_REFUSED, Facts(subject="end-break"))
            return
        self._asked = False
        if await self._still(BreakState.ENDING) is not None:
            self._take()  # nothing came of it: what the server said last stands

    async def _still(self, state: BreakState) -> BreakView | None:
        """Wait for a message; return the view where none came and it is as it was."""
        before, session = self._shift.store.state.breaks, self._shift.session
        await asyncio.sleep(CONFIRMED_WITHIN)
        now = self._shift.store.state.breaks
        same = now is before and now.state is state and session is self._shift.session
        return now if same else None
