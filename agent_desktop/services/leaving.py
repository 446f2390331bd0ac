"""Leaving in good order: Dialer lets the agent go once nothing is missing (reference section 4)."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.panels import LeaveKind, LeaveWait, Leaving
from agent_desktop.icws import IcwsError
from agent_desktop.immutable import immutable
from agent_desktop.services.logon import LogOn
from agent_desktop.services.shift import NoSession, Shift

# Who closes the window waits no longer than this, in seconds, once nothing is missing.
QUIT_WITHIN = 4.0


@immutable
class _Asked:
    """Dialer has been asked to let the agent go, who may have thought better of it since."""

    leaving: Leaving | None
    stays: bool


class Departure:
    """Asks Dialer for the log-off, waits for its grant, then ends the session."""

    def __init__(self, shift: Shift, logon: LogOn) -> None:
        self._shift = shift
        self._logon = logon
        self._granted = False
        self._stays = False  # the agent changed their mind meanwhile
        self._interrupted: _Asked | None = None  # by the loss of the session
        self._timer: asyncio.TimerHandle | None = None
        self.on_quit: list[Callable[[], None]] = []
        self.on_restart: list[Callable[[], None]] = []
        self.on_stayed: list[Callable[[], None]] = []
        shift.on_change.append(self.refresh)
        shift.on_session_gone.append(lambda _session, _end: self._interrupt())

    def ask(self, kind: LeaveKind) -> None:
        """Leave as soon as Dialer lets the agent go; at once where it has no say."""
        leaving = self._shift.store.state.leaving
        if leaving is not None:
            self._shift.store.change(leaving=replace(leaving, kind=kind))
            return
        if not self._shift.working or self._shift.companion or not self._shift.in_dialer:
            self._go(kind)
            return
        self._granted = self._stays = False
        now = self._shift.clock.now().mono
        self._shift.store.change(leaving=Leaving(kind, LeaveWait.GRANT, now))
        if not self._shift.log_off_asked:
            self._shift.log_off_asked = True
            self._shift.tasks.spawn(self._ask(), "log off from dialer")
        self.refresh()

    def anyway(self, kind: LeaveKind | None = None) -> None:
        """Leave now; what is missing Dialer files by itself."""
        leaving = self._shift.store.state.leaving
        self._go(kind or (leaving.kind if leaving else LeaveKind.LOG_OFF))

    def stay(self) -> None:
        """Don't leave; where Dialer has let the agent go already, log in to it again."""
        if self._shift.store.state.leaving is not None:
            self._stays = True
            self._end_waiting()
            if self._granted:
                self._come_back()

    def granted(self) -> None:
        """Take note that Dialer has let the agent go altogether."""
        self._shift.log_off_asked = False
        if self._stays:
            self._come_back()
            return
        self._granted = True
        self.refresh()

    def go_on(self) -> None:
        """Go on leaving in a session that lives after all: Dialer has been asked already."""
        asked, self._interrupted = self._interrupted, None
        if asked is not None:
            self._shift.log_off_asked, self._stays = True, asked.stays
            self._shift.store.change(leaving=asked.leaving)
            self.refresh()

    def _interrupt(self) -> None:
        asked = _Asked(self._shift.store.state.leaving, self._stays)
        self._interrupted = asked if self._shift.log_off_asked else None
        self.forget()

    def forget(self) -> None:
        """Stop waiting: the session is gone."""
        self._granted = self._stays = False
        self._shift.log_off_asked = False
        self._end_waiting()

    def refresh(self) -> None:
        """See what is still missing, and go once nothing is."""
        state = self._shift.store.state
        leaving = state.leaving
        if leaving is None:
            return
        waits = self._waits_for()
        if waits is not leaving.waits:
            since = self._shift.clock.now().mono
            self._shift.store.change(leaving=replace(leaving, waits=waits, since=since))
        if self._granted and waits is LeaveWait.GRANT:
            self._go(leaving.kind)
        elif waits is not LeaveWait.GRANT:
            self._stop_timer()
        elif self._timer is None:
            limit = self._shift.settings.leave_deadline
            if leaving.kind is LeaveKind.QUIT:
                limit = min(limit, QUIT_WITHIN)
            self._timer = asyncio.get_running_loop().call_later(limit, self._waited_enough)

    def _waits_for(self) -> LeaveWait:
        state = self._shift.store.state
        call = state.call
        if call is not None and not call.state.ended and (call.live or call.campaign_id):
            return LeaveWait.CALL  # also a preview: its contact is the agent's
        return LeaveWait.OUTCOME if state.outcome.missing else LeaveWait.GRANT

    def _waited_enough(self) -> None:
        """Nothing is missing and Dialer keeps silent: the end of the session tells it."""
        self._timer = None
        leaving = self._shift.store.state.leaving
        if leaving is not None and leaving.waits is LeaveWait.GRANT:
            self._go(leaving.kind)

    async def _ask(self) -> None:
        try:
            await self._shift.ask(lambda session, abort: session.dialer_log_off(abort=abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            self._interrupted = None  # Dialer doesn't know of it
            leaving = self._shift.store.state.leaving
            if leaving is not None and leaving.waits is LeaveWait.GRANT:
                self._go(leaving.kind)  # nothing is missing: the end of the session says it all
                return
            self._shift.log_off_asked = self._stays = False
            if leaving is None:
                return
            self._end_waiting()
            self._shift.failed(error, Cause.LEAVE_REFUSED, Facts(subject="log-off"))

    def _come_back(self) -> None:
        self._granted = self._stays = False
        for told in self.on_stayed:
            told()

    def _go(self, kind: LeaveKind) -> None:
        self._end_waiting()
        if kind is LeaveKind.LOG_OFF:
            self._logon.log_off()
            return
        for told in self.on_restart if kind is LeaveKind.RESTART else self.on_quit:
            told()

    def _end_waiting(self) -> None:
        self._stop_timer()
        if self._shift.store.state.leaving is not None:
            self._shift.store.change(leaving=None)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
