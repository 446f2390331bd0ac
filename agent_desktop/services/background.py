"""Short blocking calls, off the window's thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Barrier, Thread
from typing import Generic, TypeVar

from agent_desktop.icws import Abort

T = TypeVar("T")

# A campaign, a status, a queue and a form asked for at once, and room for a log-off beside them.
WORKERS = 6
# Calls keep their own total deadline; this much later the waiting is given up in any case.
GRACE = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Begun(Generic[T]):
    """A call that a thread has begun, and the way to stop it."""

    future: "Future[T]"
    abort: Abort


class Background:
    """A bounded pool of threads whose calls can really be stopped.

    All are begun at once: no press waits for a thread to begin, and a shift doesn't grow by them.
    """

    def __init__(self, workers: int = WORKERS) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="agent-desktop")
        self._aborts: set[Abort] = set()  # of the calls that somebody waits for
        begun = Barrier(workers)
        for _ in range(workers):
            self._pool.submit(begun.wait, GRACE)

    async def call(self, work: Callable[[Abort], T], *, deadline: float) -> T:
        """Run `work(abort)` in a thread; cancelling the await aborts its socket.

        `deadline` is the total, in seconds, that `work` gives itself. Raises what `work` raises,
        TimeoutError where it overstays.
        """
        return await self.end_of(self.begin(work), deadline=deadline)

    def begin(self, work: Callable[[Abort], T]) -> Begun[T]:
        """Have a thread begin `work(abort)` now; await its `end_of` then."""
        abort = Abort()
        self._aborts.add(abort)
        return Begun(self._pool.submit(work, abort), abort)

    async def end_of(self, begun: Begun[T], *, deadline: float) -> T:
        """Wait for what was begun; otherwise as `call`."""
        try:
            async with asyncio.timeout(deadline + GRACE):
                return await asyncio.wrap_future(begun.future)
        except (asyncio.CancelledError, TimeoutError):
            begun.abort.abort()
            raise
        finally:
            self._aborts.discard(begun.abort)

    def abort(self) -> None:
        """Stop the calls under way; each raises Aborted to who waits for it."""
        for abort in tuple(self._aborts):
            abort.abort()

    def close(self) -> None:
        """End the pool without waiting; what still runs is aborted."""
        self.abort()
        self._pool.shutdown(wait=False, cancel_futures=True)


class Detached:
    """A thread of its own, begun when first needed, for calls that nothing can stop.

    Such as one that shows a prompt of the system. Calls run one after the other; one that nobody
    waits for any more isn't begun, and one that never ends is left behind, also by the program.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def call(self, work: Callable[[], T], *, deadline: float) -> T:
        """Run `work` in the thread; raises what it raises, TimeoutError after `deadline` seconds.

        An answer that comes later is dropped.
        """
        future: Future[T] = Future()

        def run() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:  # noqa: BLE001  # handed to who waits
                    future.set_exception(error)

        self._queue.put(run)
        if self._thread is None:
            self._thread = Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        async with asyncio.timeout(deadline):
            return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Let the thread end after what it has begun, without waiting."""
        self._queue.put(None)

    def _work(self) -> None:
        while (run := self._queue.get()) is not None:
            run()
