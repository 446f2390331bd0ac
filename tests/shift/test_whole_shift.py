"""A short shift: the ledgers and the simulator's records agree on every call."""

from pathlib import Path

from agent_desktop.platform import training
from tests.shift import day, scenario
from tests.shift.evidence import Simulator

AGENTS, CALLS = 3, 15


async def test_the_ledger_of_a_shift_is_what_the_server_recorded(tmp_path: Path) -> None:
    played = scenario.write(tmp_path / "scenario.toml", scenario.REAL_CALLS, AGENTS)
    server = training.start("--scenario", str(played), "--seed", "1", "--speed", "60")
    worked = []
    try:
        places = await day.work(
            server.url, tmp_path, AGENTS, CALLS, seed=1, on_call=lambda: worked.append(1)
        )
        simulator = Simulator(server)
        cases = [day.case_of(place, simulator) for place in places]
    finally:
        server.stop()
    found = [
        each
        for place, case in zip(places, cases, strict=True)
        for each in day.differences(place, case)
    ]
    assert found == []
    assert sum(len(case.calls) for case in cases) >= CALLS
    assert all(case.outcomes for case in cases)
