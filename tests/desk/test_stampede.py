"""Two thousand agents that lose the server in the same second don't overrun it."""

import pytest

from agent_desktop.desk.links import Patience
from agent_desktop.platform.settings import Settings
from tests.desk.stampede import AGENTS, PLOT, lost, picture, policy

BUILT_IN = policy(Settings())
# Log-ons in one second; spread evenly over the built-in minute they would be 34.
PEAK = 70


@pytest.mark.parametrize("away", [0.0, 5.0, 100.0, 600.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_log_ons_come_spread_over_a_minute(away: float, seed: int) -> None:
    floor = lost(BUILT_IN, away=away, seed=seed)
    assert sum(floor.log_ons.values()) == AGENTS
    assert floor.peak <= PEAK
    longest = Settings().reconnect_longest + Settings().log_on_again_longest
    assert floor.all_back <= away + longest + 1


def test_without_chance_all_would_come_in_one_second() -> None:
    stubborn = Patience(first=1.0, longest=30.0, log_on_first=1.0, log_on_longest=1.0)
    assert lost(stubborn, away=0.0).peak > 10 * PEAK


def test_a_server_that_takes_few_at_a_time_is_not_overrun_by_those_turned_away() -> None:
    floor = lost(BUILT_IN, away=100.0, takes=20)
    assert floor.peak <= PEAK
    assert sum(min(count, 20) for count in floor.log_ons.values()) >= AGENTS


def test_an_absent_server_is_asked_for_its_stream_more_and_more_rarely() -> None:
    floor = lost(BUILT_IN, away=600.0)
    late = [floor.streams[second] for second in range(120, 590)]
    assert sum(late) / len(late) < AGENTS / 12


def test_the_plot_shows_what_the_policy_does() -> None:
    assert PLOT.read_text(encoding="utf-8") == picture()
