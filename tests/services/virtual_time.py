"""A loop whose time passes only when a test says so, and never by waiting."""

import asyncio
import selectors
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from agent_desktop.desk.moment import Moment
from agent_desktop.services.clock import Clock

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BEGIN = 1000.0


class _Selector(selectors.SelectSelector):
    """Never waits: it lets time jump to the next timer, or stops the loop."""

    loop: "VirtualLoop"

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or (timeout > 0 and not self.loop.jump(timeout)):
            self.loop.stop()
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs what is ready, and timers up to a moment; then it stops."""

    def __init__(self) -> None:
        self._now = self._until = BEGIN
        self.faults: list[BaseException] = []
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)
        self.set_exception_handler(self._fault)

    def time(self) -> float:
        return self._now

    def jump(self, seconds: float) -> bool:
        """Let time pass to the next timer, unless that lies behind the moment to stop at."""
        if self._now + seconds > self._until:
            return False
        self._now += seconds
        return True

    def settle(self) -> None:
        """Run until nothing is left to do at this moment; raise what went wrong."""
        self.run_forever()
        if self.faults:
            raise self.faults[0]

    def advance(self, seconds: float) -> None:
        """Let time pass, and everything that is due meanwhile happen."""
        self._until = self._now + seconds
        self.settle()
        self._now = self._until

    def do(self, work: Callable[[], object]) -> None:
        """Do something on the loop, and what follows from it."""
        self.call_soon(work)
        self.settle()

    def end(self) -> None:
        """Cancel whatever still runs, and what that begins, so that nothing outlives the loop."""
        while tasks := asyncio.all_tasks(self):
            for task in tasks:
                task.cancel()
            self.run_forever()
        self.close()

    def _fault(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.faults.append(context.get("exception") or RuntimeError(context["message"]))


class VirtualClock(Clock):
    """The time of a virtual loop; the computer's own date is `wrong_by` off."""

    def __init__(self, loop: VirtualLoop, wrong_by: timedelta = timedelta()) -> None:
        self._loop = loop
        self.wrong_by = wrong_by

    @property
    def server(self) -> datetime:
        """What the server's clock shows."""
        return START + timedelta(seconds=self._loop.time() - BEGIN)

    def now(self) -> Moment:
        return Moment(self.server + self.wrong_by, self._loop.time())
