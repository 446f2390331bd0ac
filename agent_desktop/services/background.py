"""Short blocking calls, off the window's thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from agent_desktop.icws import Abort

T = TypeVar("T")

# A campaign, a status, a queue and a form asked for at once, and room for a log-off beside them.
WORKERS = 6
# Calls keep their own total deadline; this much later the waiting is given up in any case.
GRACE = 2.0


class Background:
    """A bounded pool of threads whose calls can really be stopped."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="agent-desktop")

    async def call(self, work: Callable[[Abort], T], *, deadline: float) -> T:
        """Run `work(abort)` in a thread; cancelling the await aborts its socket.

        `deadline` is the total, in seconds, that `work` gives itself. Raises what `work` raises,
        TimeoutError where it overstays.
        """
        abort = Abort()
        future = asyncio.wrap_future(self._pool.submit(work, abort))
        try:
            async with asyncio.timeout(deadline + GRACE):
                return await future
        except (asyncio.CancelledError, TimeoutError):
            abort.abort()
            raise

    def close(self) -> None:
        """End the pool without waiting; what still runs has been aborted by its task's end."""
        self._pool.shutdown(wait=False, cancel_futures=True)
