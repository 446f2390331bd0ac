"""The message channel: a thread that reads and makes ready, and a loop that applies."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from time import monotonic

from agent_desktop.desk.links import Pulse
from agent_desktop.icws import Abort, Message, Session, StreamAlive
from agent_desktop.immutable import immutable
from agent_desktop.services.shift import Shift
from agent_desktop.services.wire import News, made_ready

# Messages are applied by so many, and for so many seconds in one turn of the loop: the window
# paints between two turns, and a press leaves.
BATCH, TURN = 10, 0.005
# So many may wait to be applied; then no more are read, and the server waits. The reader would
# only take the interpreter from the loop that has to apply them.
MOST_WAITING = 100
# A stream that has held this long, in seconds, was a good one: the next loss is a new one.
STEADY = 5.0


@immutable
class Reading:
    """How one reading of the messages ended. `error` is Aborted where it was cut by us."""

    error: Exception | None
    steady: bool


class Inbox:
    """Reads a session's messages and hands them to `receive`, in order, on the loop."""

    def __init__(self, shift: Shift, receive: Callable[[News], None]) -> None:
        self._shift = shift
        self._receive = receive
        self._reader: _Reader | None = None
        self.on_opened: list[Callable[[], None]] = []

    async def read(self, session: Session, pulse: Pulse, *, stream: bool) -> Reading:
        """Read until the stream ends or is cut; `stream` False polls. Each reading opens once.

        `pulse` is told of every sign of life.
        """
        silence = self._shift.settings.stream_silence
        reader = self._reader = _Reader(session, silence, asyncio.get_running_loop(), stream=stream)
        opened: float | None = None
        reader.start()
        try:
            async for batch in reader.batches():
                if opened is None:
                    opened = self._mono()
                    for told in self.on_opened:
                        told()
                self._take(batch, pulse)
        finally:
            reader.stop()
        steady = opened is not None and self._mono() - opened >= STEADY
        return Reading(reader.error, steady)

    def cut(self) -> None:
        """End the reading under way, at once."""
        if self._reader is not None:
            self._reader.stop()
            self._reader = None

    def _take(self, batch: list[News], pulse: Pulse) -> None:
        for message in batch:
            alive = isinstance(message, StreamAlive)
            pulse.beat(self._mono(), ping=alive)
            if not alive:
                self._apply(message)

    def _apply(self, message: News) -> None:
        """Hand one message over; what goes wrong with it must not cost the agent the rest."""
        try:
            self._receive(message)
        except Exception as error:  # noqa: BLE001  # reported, to the log and to the agent
            self._shift.tasks.report(error)

    def _mono(self) -> float:
        return self._shift.clock.now().mono


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
        self._read: deque[News] = deque()
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

    async def batches(self) -> AsyncIterator[list[News]]:
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
                self._read.append(_ready(message))
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


def _ready(message: Message) -> News:
    """Make a message ready; one for which that fails is told of where it is applied."""
    try:
        return made_ready(message)
    except Exception:  # noqa: BLE001  # it fails there again
        return message
