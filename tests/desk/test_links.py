"""How patiently a lost link is tried, and when a silence is a loss."""

import random

import pytest

from agent_desktop.desk.links import Patience, Pulse

PATIENCE = Patience(
    first=1.0, longest=30.0, log_on_first=2.0, log_on_longest=60.0, chance=random.Random(7)
)
MANY = 2000


def waits(tries: int) -> list[float]:
    return [PATIENCE.next_try(tries) for _ in range(MANY)]


@pytest.mark.parametrize(("tries", "bound"), [(0, 1.0), (1, 2.0), (3, 8.0), (5, 30.0), (60, 30.0)])
def test_each_try_may_wait_twice_as_long_up_to_the_longest(tries: int, bound: float) -> None:
    found = waits(tries)
    assert 0.5 <= min(found) < 0.6 * bound
    assert 0.9 * bound < max(found) <= bound


def test_a_floor_s_agents_spread_over_the_whole_span() -> None:
    fifths = [int((wait - 0.5) / 29.5 * 5) for wait in waits(10)]
    assert all(fifths.count(each) > MANY / 5 * 0.8 for each in range(5))


def test_a_log_on_is_spread_over_the_whole_span_from_the_first_try_on() -> None:
    found = [PATIENCE.log_on() for _ in range(MANY)]
    assert 2.0 <= min(found) < 3.0
    assert 59.0 < max(found) <= 60.0
    fifths = [int((wait - 2.0) / 58.0 * 5) for wait in found]
    assert all(fifths.count(each) > MANY / 5 * 0.8 for each in range(5))


def test_bounds_that_stand_the_wrong_way_round_are_bounds_all_the_same() -> None:
    odd = Patience(first=5.0, longest=1.0, log_on_first=9.0, log_on_longest=3.0)
    assert all(0.5 <= odd.next_try(4) <= 1.0 for _ in range(100))
    assert all(3.0 <= odd.log_on() <= 9.0 for _ in range(100))


def pinged(every: float, times: int = 3) -> Pulse:
    pulse = Pulse(15.0, 0.0)
    for number in range(times):
        pulse.beat((number + 1) * every, ping=True)
    return pulse


def test_a_server_whose_pings_are_not_known_is_asked_after_half_the_time() -> None:
    pulse = Pulse(15.0, 100.0)
    assert 107 < pulse.ask_at < 109
    assert pulse.lost_at is None


def test_a_server_that_pings_is_asked_only_once_a_ping_is_late() -> None:
    pulse = pinged(10.0)
    assert pulse.regular
    assert 31 < pulse.ask_at <= 42
    assert pulse.lost_at == 45.0


def test_a_server_that_pings_too_rarely_is_asked_every_time() -> None:
    pulse = pinged(14.0)
    assert not pulse.regular
    assert pulse.ask_at == pytest.approx(42 + 8.25)


def test_news_in_a_hurry_says_nothing_of_the_pings() -> None:
    pulse = Pulse(15.0, 0.0)
    for number in range(100):
        pulse.beat(number * 0.1, ping=number % 2 == 0)
    assert not pulse.regular
    assert pulse.lost_at is None


def test_messages_are_signs_of_life_but_no_pings() -> None:
    pulse = Pulse(15.0, 0.0)
    for number in range(1, 5):
        pulse.beat(number * 5.0, ping=False)
    assert pulse.last == 20.0
    assert not pulse.regular


def test_one_long_pause_makes_the_pings_unreliable() -> None:
    pulse = pinged(5.0)
    pulse.beat(15.0 + 13.0, ping=True)
    assert not pulse.regular


def test_a_message_between_two_pings_makes_the_pings_no_more_frequent() -> None:
    pulse = Pulse(15.0, 0.0)
    for number in range(1, 4):
        pulse.beat(number * 30.0 - 5.0, ping=False)
        pulse.beat(number * 30.0, ping=True)
    assert not pulse.regular
