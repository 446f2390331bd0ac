"""The time, as one thing that tests can replace."""

import sys
import time
from datetime import UTC, datetime, timedelta

from agent_desktop.desk.moment import Moment


class Clock:
    """The machine's clocks.

    The wall clock is read once and carried on by one that nobody can set: whatever is done to it
    during a shift, what happened later has the later time. Sleep of the machine counts.
    """

    def __init__(self) -> None:
        self._began = datetime.now(UTC)
        self._at = _ever_going()

    def now(self) -> Moment:
        """Return the present moment."""
        wall = self._began + timedelta(seconds=_ever_going() - self._at)
        return Moment(wall, time.monotonic())


def _ever_going() -> float:
    """Return seconds of a clock that is never set and goes on while the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505  # mypy skips the branches of other systems
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        return time.monotonic()
