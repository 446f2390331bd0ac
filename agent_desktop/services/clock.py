"""The time, as one thing that tests can replace."""

import time
from datetime import UTC, datetime

from agent_desktop.desk.moment import Moment


class Clock:
    """The machine's clocks."""

    def now(self) -> Moment:
        """Return the present moment."""
        return Moment(datetime.now(UTC), time.monotonic())
