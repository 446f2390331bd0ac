"""The keeper of the session: reads its messages, notices what is lost, and finds the way back.

The message stream comes first, then the session by the server's own word, then a new log-on on
the same host and its alternates (`services/recovery.py`).
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.links import LinkPart, Patience, Pulse, SessionEnd
from agent_desktop.icws import (
    ConnectionState,
    IcwsError,
    RedirectRefused,
    ServerRefused,
    Session,
    SessionGone,
    Unavailable,
)
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.network import seconds_slept, way_to
from agent_desktop.services.answers import answer_of, broken_part
from agent_desktop.services.background import Background
from agent_desktop.services.inbox import Inbox, Reading
from agent_desktop.services.logon import LogOn
from agent_desktop.services.outage import Outage
from agent_desktop.services.recovery import Recovery
from agent_desktop.services.shift import Shift

log = Log("agent_desktop.services.keeper")

# After so many streams in a row that didn't hold, the server is polled instead.
STREAM_TRIES = 4
# Seconds between two looks at whether the computer slept or its network changed.
LOOK_EVERY = 3.0
# Less than this, in seconds, is no sleep.
SLEPT = 5.0
# After sleep or a change of network the server has so long, in seconds, to answer.
STIRRED_WITHIN = 4.0
# What answers would come by.
_CUT_OFF = (LinkPart.NETWORK, LinkPart.SERVER)
# So speaks a gateway that doesn't reach the server, or not in time.
_OF_A_GATEWAY = (502, 504)


class Keeper:
    """Keeps one session at a time."""

    def __init__(self, shift: Shift, inbox: Inbox, logon: LogOn) -> None:
        self._shift = shift
        self._inbox = inbox
        self._logon = logon
        settings = shift.settings
        self._patience = Patience(
            settings.reconnect_first,
            settings.reconnect_longest,
            settings.log_on_again_first,
            settings.log_on_again_longest,
        )
        # Threads of its own: whether the server is there is asked even when all others wait on it.
        self._line = Background(workers=2)
        self._outage = Outage(shift)
        self._recovery = Recovery(shift, self._outage, logon, self._patience, self._line)
        self._tasks: set[asyncio.Task[None]] = set()
        self._opened_once = False
        self._stirred = asyncio.Event()  # the computer has slept, or its network has changed
        self._felt: Exception | None = None  # how the server failed to answer when it was asked
        self.on_cut_off: list[Callable[[], None]] = []
        self.on_resumed: list[Callable[[], None]] = []
        self.on_taken_back = self._recovery.on_taken_back
        self.on_taken_back.append(self._taken_back)
        inbox.on_opened.append(self._link_is_up)
        shift.on_session_gone.append(self._session_gone)
        logon.on_leaving.append(self.stop)

    def open(self) -> None:
        """Begin to keep the present session."""
        self._opened_once = False
        self._go_on()

    def stop(self) -> None:
        """Stop at once: the agent leaves, or another session has come."""
        self._inbox.cut()
        mine = asyncio.current_task()
        for task in self._tasks - {mine}:
            task.cancel()

    def close(self) -> None:
        """End for good."""
        self.stop()
        self._line.close()

    def try_now(self) -> None:
        """Don't wait for the next try."""
        self._outage.try_now()

    def _session_gone(self, session: Session, end: SessionEnd) -> None:
        self.stop()
        self._start(self._recovery.recover(session, end), "recover the session")

    def _taken_back(self) -> None:
        self._opened_once = True  # what the doubt cut off is missed, read before or not
        self._go_on()

    def _go_on(self) -> None:
        self.stop()
        session = self._shift.session
        if session is not None:
            self._start(self._keep(session), "messages")
            self._start(self._look_around(session), "look around")

    async def _keep(self, session: Session) -> None:
        """Read until the session ends; after a loss try again, each wait longer, at random.

        The first try comes soon and without a word: servers end streams for their own ends.
        """
        failures = 0
        while session is self._shift.session:
            ended = await self._read(session, stream=failures < STREAM_TRIES)
            error = self._felt or ended.error
            if self._over(session, error):
                return
            if error is not None and not isinstance(error, IcwsError | TimeoutError):
                self._shift.tasks.report(error)
            failures = 1 if ended.steady else failures + 1
            answer = Answer() if error is None else answer_of(error)
            if failures == 1 and self._felt is None and answer.retry_after is None:
                await asyncio.sleep(self._patience.at_once())
                continue
            failures = max(failures, 2)
            part = await self._what_is_broken(session, error)
            if await self._given_up(session, part, answer):
                return
            if part in _CUT_OFF and not isinstance(error, ServerRefused):
                self._cut_off()
            await self._outage.wait(part, self._patience.next_try(failures - 2), answer)

    async def _read(self, session: Session, *, stream: bool) -> Reading:
        self._felt = None
        self._stirred.clear()
        pulse = Pulse(self._shift.settings.notice_loss_within, self._shift.clock.now().mono)
        feeling = self._start(self._feel(session, pulse), "feel the pulse")
        try:
            return await self._inbox.read(session, pulse, stream=stream)
        finally:
            feeling.cancel()
            self._fall_silent(session)

    def _fall_silent(self, session: Session) -> None:
        """Note that nothing is heard until the messages are read again, and what was missed."""
        if session is self._shift.session:
            self._shift.deafen()
            self._shift.refresh()

    async def _feel(self, session: Session, pulse: Pulse) -> None:
        """Notice a connection that is dead without a word: by its pings, or by asking."""
        answered = pulse.last  # when the server was last known to be there
        while True:
            now = self._shift.clock.now().mono
            lost_at = pulse.lost_at
            if lost_at is not None and now >= lost_at:
                log.warning(Event.STREAM_SILENT)
                self._inbox.cut()
                return
            ask_at = max(pulse.ask_at, answered + pulse.limit / 2)
            stirred = self._stirred.is_set()
            if now < ask_at and not stirred:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(min(ask_at, lost_at or ask_at) - now):
                        await self._stirred.wait()
                continue
            self._stirred.clear()
            left = max(pulse.last, answered) + pulse.limit - now
            within = STIRRED_WITHIN if stirred else max(left, pulse.limit / 5)
            if not await self._answers(session, within):
                return
            answered = self._shift.clock.now().mono

    async def _answers(self, session: Session, within: float) -> bool:
        """Ask whether the server is there; where it isn't, end the reading with that."""
        try:
            await self._line.call(
                lambda abort: session.heartbeat(deadline=within, abort=abort), deadline=within
            )
        except (IcwsError, TimeoutError) as error:
            if _of_the_server(error):
                return True  # it is there: what it thinks of heartbeats is another matter
            self._felt = error
        else:
            return True
        session.drop_idle_connections()
        self._inbox.cut()
        return False

    async def _look_around(self, session: Session) -> None:
        """Look after the link at once when the computer has slept or its network has changed."""
        slept, way = seconds_slept(), way_to(session.peer)
        while True:
            await asyncio.sleep(LOOK_EVERY)
            before, slept = slept, seconds_slept()
            way_before, way = way, way_to(session.peer)
            if way != way_before or abs(slept - before) > SLEPT:
                log.info(Event.STIRRED)
                session.drop_idle_connections()
                self._stirred.set()
                self._outage.try_now()

    def _over(self, session: Session, error: Exception | None) -> bool:
        """Let go of a session that the server says is over; whether it is, or was already."""
        if isinstance(error, SessionGone):
            self._shift.lose_session(session, SessionEnd(answer_of(error)))
        return session is not self._shift.session

    async def _what_is_broken(self, session: Session, error: Exception | None) -> LinkPart:
        """Name the part of the way that is down; the server is asked where that isn't clear."""
        part = None if error is None else broken_part(error)
        if part is None and self._felt is not None:
            part = LinkPart.SERVER  # it has been asked, and kept silent
        if part is not None:
            return part
        try:
            status = await self._recovery.status_of(session)
        except SessionGone as gone:
            self._over(session, gone)
            return LinkPart.SESSION
        except (IcwsError, TimeoutError) as failed:
            return broken_part(failed) or LinkPart.SERVER
        if status.state is ConnectionState.DOWN:
            answer = Answer(message=status.reason or "")
            self._shift.lose_session(session, SessionEnd(answer, status.should_reconnect))
        return LinkPart.STREAM

    async def _given_up(self, session: Session, part: LinkPart, answer: Answer) -> bool:
        """Leave a dead host for its alternates, where there are any and a password is at hand."""
        lost_for = self._outage.seconds or 0.0
        dead = part is LinkPart.SERVER and lost_for >= self._shift.settings.leave_host_after
        if dead and self._logon.alternates and await self._logon.can_by_itself():
            self._shift.lose_session(session, SessionEnd(answer, should_reconnect=True))
        return session is not self._shift.session

    def _cut_off(self) -> None:
        """Say so where the way to the server has just died: what is asked for gets no answer."""
        if self._shift.store.state.link.broken not in _CUT_OFF:
            for told in self.on_cut_off:
                told()

    def _link_is_up(self) -> None:
        """Note that the server speaks; after a loss, what was missed must be read anew."""
        missed = self._opened_once or self._outage.seconds is not None
        self._outage.end()
        if missed:
            for told in self.on_resumed:
                told()
        else:
            self._shift.hear(self._shift.gaps)  # the server has kept all of this session
        self._opened_once = True

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = self._shift.tasks.spawn(work, name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _of_the_server(error: Exception) -> bool:
    """Whether an error is the word of a server that has the session, and of nothing in between."""
    other = isinstance(error, SessionGone | Unavailable | RedirectRefused)
    return isinstance(error, ServerRefused) and not other and error.status not in _OF_A_GATEWAY
