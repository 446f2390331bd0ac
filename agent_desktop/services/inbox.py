"""The message channel: a thread that reads, a loop that applies, and the state of the link."""

import asyncio
import contextlib
import random
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from time import monotonic

from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.state import LinkState
from agent_desktop.icws import (
    Abort,
    IcwsError,
    Message,
    Session,
    SessionGone,
    StreamAlive,
)
from agent_desktop.services.answers import answer_of
from agent_desktop.services.shift import Shift

# Messages are applied by so many, and for so many seconds in one turn of the loop: the window
# paints between two turns, and a press leaves.
BATCH, TURN = 10, 0.01
# So many may wait to be applied; then no more are read, and the server waits.
MOST_WAITING = 10_000
# A stream that has held this long, in seconds, was a good one: the next loss is a new one.
STEADY = 5.0
# After so many streams in a row that didn't hold, the server is polled instead.
STREAM_TRIES = 4


class Inbox:
    """Reads one session's messages and hands them to `receive`, in order, on the loop."""

    def __init__(self, shift: Shift, receive: Callable[[Message], None]) -> None:
        self._shift = shift
        self._receive = receive
        self._reader: _Reader | None = None
        self._supervisor: asyncio.Task[None] | None = None
        self._try_now = asyncio.Event()
        self._opened_once = False
        self.on_resumed: list[Callable[[], None]] = []
        shift.on_session_gone.append(lambda _session, _gone: self.close())

    def open(self) -> None:
        """Begin reading the messages of the present session."""
        self.close()
        session = self._shift.session
        self._opened_once = False
        if session is not None:
            self._supervisor = self._shift.tasks.spawn(self._keep_reading(session), "messages")

    def close(self) -> None:
        """Stop reading at once."""
        if self._reader is not None:
            self._reader.stop()
            self._reader = None
        if self._supervisor is not None:
            self._supervisor.cancel()
            self._supervisor = None

    def try_now(self) -> None:
        """Don't wait for the next try."""
        self._try_now.set()

    async def _keep_reading(self, session: Session) -> None:
        """Read until the session ends; after a loss try again, each wait longer, with jitter.

        The first try comes at once and without a word: servers end streams for their own ends.
        """
        failures = 0
        while session is self._shift.session:
            reader = self._reader = _Reader(
                session,
                self._shift.settings.stream_silence,
                asyncio.get_running_loop(),
                stream=failures < STREAM_TRIES,
            )
            opened: float | None = None
            reader.start()
            try:
                async for batch in reader.batches():
                    if opened is None:
                        opened = self._mono()
                        self._link_is_up()
                    for message in batch:
                        if not isinstance(message, StreamAlive):
                            self._apply(message)
            finally:
                reader.stop()
            if isinstance(reader.error, SessionGone):
                self._shift.lose_session(session, reader.error)
                return
            if reader.error is not None and not isinstance(reader.error, IcwsError):
                self._shift.tasks.report(reader.error)
            steady = opened is not None and self._mono() - opened >= STEADY
            failures = 1 if steady else failures + 1
            if failures > 1:
                await self._wait_for_next_try(reader.error, failures - 2)

    def _apply(self, message: Message) -> None:
        """Hand one message over; what goes wrong with it must not cost the agent the rest."""
        try:
            self._receive(message)
        except Exception as error:  # noqa: BLE001  # reported, to the log and to the agent
            self._shift.tasks.report(error)

    def _link_is_up(self) -> None:
        """Note that the server speaks, and tell it where the agent knew of the loss."""
        link = self._shift.store.state.link
        was_down = link.down_since is not None
        self._shift.store.change(
            link=replace(link, session=LinkState.UP, down_since=None, next_try=None)
        )
        if was_down:
            self._shift.store.end(Cause.SESSION_LINK_DOWN)
            self._shift.store.notice(Cause.SESSION_LINK_BACK, self._facts())
        if self._opened_once:
            for told in self.on_resumed:
                told()
        self._opened_once = True

    async def _wait_for_next_try(self, error: Exception | None, tries: int) -> None:
        settings, now = self._shift.settings, self._mono()
        longest = min(settings.reconnect_longest, settings.reconnect_first * 2 ** min(tries, 10))
        wait = random.uniform(longest / 2, longest)  # noqa: S311  # spreads a floor's agents
        link = self._shift.store.state.link
        self._shift.store.change(
            link=replace(
                link,
                session=LinkState.DOWN,
                down_since=now if link.down_since is None else link.down_since,
                next_try=now + wait,
            )
        )
        if not self._shift.store.state.board.lasts(Cause.SESSION_LINK_DOWN):
            answer = answer_of(error) if error is not None else None
            self._shift.store.notice(Cause.SESSION_LINK_DOWN, self._facts(), answer)
        self._try_now.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._try_now.wait()
        link = self._shift.store.state.link
        self._shift.store.change(link=replace(link, session=LinkState.CONNECTING, next_try=None))

    def _mono(self) -> float:
        return self._shift.clock.now().mono

    def _facts(self) -> Facts:
        agent = self._shift.store.state.agent
        return Facts(server=agent.server if agent else "")


class _Reader:
    """One thread that reads until it is stopped or the stream ends, and why it ended."""

    def __init__(
        self, session: Session, silence: float, loop: asyncio.AbstractEventLoop, *, stream: bool
    ) -> None:
        self._session = session
        self._stream = stream
        self._silence = silence
        self._loop = loop
        self._abort = Abort()
        self._read: deque[Message] = deque()
        self._news = asyncio.Event()
        self._called = False
        self._ended = False
        self._lock = threading.Lock()
        self.error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="messages", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._abort.abort()

    async def batches(self) -> AsyncIterator[list[Message]]:
        while True:
            await self._news.wait()
            self._news.clear()
            with self._lock:
                self._called = False
                ended = self._ended
            began = monotonic()
            while self._read:
                yield [self._read.popleft() for _ in range(min(BATCH, len(self._read)))]
                if monotonic() - began >= TURN:
                    await asyncio.sleep(0)
                    began = monotonic()
            if ended:
                return

    def _run(self) -> None:
        try:
            for message in self._session.messages(
                self._abort, silence=self._silence, stream=self._stream
            ):
                self._read.append(message)
                self._call()
                while len(self._read) >= MOST_WAITING and not self._abort.wait(TURN):
                    pass
        except Exception as error:  # noqa: BLE001  # carried to the loop and told there
            self.error = error
        finally:
            with self._lock:
                self._ended = True
                self._called = False
            self._call()

    def _call(self) -> None:
        """Wake the loop, once for all that has come since it last looked."""
        with self._lock:
            if self._called:
                return
            self._called = True
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)
