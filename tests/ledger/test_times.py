"""How long a call was in each stage."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ledger.times import from_ms, stage_times, to_ms

TIMES = st.integers(0, 10_000)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_is_kept_to_the_millisecond(moment: datetime) -> None:
    assert timedelta() <= moment - from_ms(to_ms(moment)) < timedelta(milliseconds=1)


def test_a_time_of_another_zone_is_the_same_moment() -> None:
    there = datetime(2026, 3, 2, 11, 0, tzinfo=timezone(timedelta(hours=2)))
    assert from_ms(to_ms(there)) == there


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 3, 2))  # noqa: DTZ001


@given(TIMES | st.none(), st.lists(st.tuples(TIMES, st.integers(0, 3))), TIMES)
def test_the_stages_share_the_time_from_the_first_of_them_to_the_end(
    connected: int | None, confirmed: list[tuple[int, int]], ended: int
) -> None:
    times = stage_times(connected, confirmed, ended)
    begins = [at for at, _ in confirmed] + ([] if connected is None else [connected])
    assert sum(times.values()) == max(0, ended - min(begins, default=ended))
    assert all(ms >= 0 for ms in times.values())


def test_the_last_stage_of_a_live_call_is_not_counted() -> None:
    assert stage_times(0, [(100, 1), (300, 2)], None) == {0: 100, 1: 200}


def test_a_confirmation_after_the_end_counts_for_nothing() -> None:
    assert stage_times(0, [(100, 1), (300, 2)], 200) == {0: 100, 1: 100}


def test_a_stage_confirmed_before_the_connection_is_not_taken_back_by_it() -> None:
    assert stage_times(50, [(10, 1)], 100) == {1: 90}
