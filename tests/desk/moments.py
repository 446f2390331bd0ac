"""Moments of one morning, by the second."""

from datetime import UTC, datetime, timedelta

from agent_desktop.desk.moment import Moment

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(second: float) -> Moment:
    return Moment(START + timedelta(seconds=second), 1000.0 + second)
