"""A few kills in the middle of calls: nothing typed is lost, nothing is sent twice."""

from pathlib import Path

from agent_desktop.platform import training
from tests.shift import scenario
from tests.shift.killing import Victim

KILLS = 6


def test_a_killed_desk_loses_nothing_and_sends_nothing_twice(tmp_path: Path) -> None:
    played = scenario.write(tmp_path / "scenario.toml", scenario.SHORT_CALLS, agents=2)
    server = training.start("--scenario", str(played), "--seed", "1")
    try:
        tally = Victim(server, tmp_path, number=2, seed=1, after=(0.5, 2.5)).kill(KILLS)
    finally:
        server.stop()
    assert tally.faults == []
    assert tally.counts["kills"] == KILLS
    assert tally.counts["notes and values typed"]
