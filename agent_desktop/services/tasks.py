"""Coroutines that run beside the window, each held until it ends."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Reporter = Callable[[BaseException], None]


class Tasks:
    """Starts coroutines, keeps strong references and reports each failure exactly once."""

    def __init__(self, report: Reporter) -> None:
        self.report = report
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        """Start `work` on the running loop; it may be cancelled through the returned task."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self) -> None:
        """Cancel all that still runs and wait until it has ended."""
        mine = asyncio.current_task()
        running = [task for task in self._running if task is not mine]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.report(error)
