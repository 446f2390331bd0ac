"""The server's clock does not follow the computer's."""

from datetime import UTC, datetime, timedelta

from agent_desktop.desk.moment import Moment
from agent_desktop.desk.server_time import ServerTime

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_it_runs_on_by_the_monotonic_clock_alone() -> None:
    clock = ServerTime(NINE, 100.0)
    wrong = Moment(NINE - timedelta(hours=7), 130.0)
    assert clock.now(wrong) == NINE + timedelta(seconds=30)


def test_a_time_of_the_server_is_a_monotonic_second() -> None:
    assert ServerTime(NINE, 100.0).mono_of(NINE + timedelta(seconds=12.5)) == 112.5
