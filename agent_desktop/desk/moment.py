"""A point in time, read twice: for the eye and for measuring."""

from datetime import datetime

from agent_desktop.immutable import immutable


@immutable
class Moment:
    """Wall-clock time (aware, to show) and monotonic seconds (to measure with).

    The wall clock may be set back during a shift; durations come from `mono` only.
    """

    wall: datetime
    mono: float
