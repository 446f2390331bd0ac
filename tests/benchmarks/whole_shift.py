"""1,000 calls, one after another, by robots at real desks: does the ledger tell what happened?

At the end the simulator's records and the ledgers must agree on every stage (number, order,
confirmed) and every outcome (label, callback, flags, values) of every call; every difference is
printed in full. Memory is this process's own share: what it holds after 100 calls, and at the end.
"""

import asyncio
import gc
import os
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_desktop.platform import training
from tests.shift import day, scenario
from tests.shift.evidence import Simulator
from tests.shift.judge import Case

CALLS = int(os.environ.get("SHIFT_CALLS", "1000"))
AGENTS = int(os.environ.get("SHIFT_AGENTS", "8"))
SEED = int(os.environ.get("SHIFT_SEED", "1"))
SPEED = 60
SETTLED = 100  # calls after which everything that is read once has been read


def measure() -> dict[str, object]:
    """Return counts and memory, and a verdict: met if nothing differs."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_shift(Path(folder)))


async def _shift(folder: Path) -> dict[str, object]:
    played = scenario.write(folder / "scenario.toml", scenario.REAL_CALLS, AGENTS)
    server = training.start("--scenario", str(played), "--seed", str(SEED), "--speed", str(SPEED))
    memory: list[float] = []

    def on_call() -> None:
        memory.append(_megabytes() if len(memory) % SETTLED == SETTLED - 1 else 0.0)

    began = time.monotonic()
    try:
        places = await day.work(server.url, folder, AGENTS, CALLS, SEED, on_call)
        seconds = time.monotonic() - began
        at_end = _megabytes()
        simulator = Simulator(server)
        cases = [day.case_of(place, simulator) for place in places]
    finally:
        server.stop()
    found = [
        difference
        for place, case in zip(places, cases, strict=True)
        for difference in day.differences(place, case)
    ]
    for difference in found:
        print(difference)
    settled = [each for each in memory if each]
    return _counts(cases) | {
        "differences": len(found),
        "seconds": round(seconds, 1),
        "MB after each 100 calls": [round(each, 1) for each in settled],
        "MB at the end": round(at_end, 1),
        "MB more since the first 100": round(at_end - settled[0], 1) if settled else "not measured",
        "verdict": "met" if not found else "missed",
    }


def _counts(cases: list[Case]) -> dict[str, object]:
    stages = Counter(
        line.state for case in cases for kept in case.kept.values() for line in kept.stages
    )
    outcomes = [each for case in cases for each in case.outcomes]
    return {
        "agents": len(cases),
        "calls": sum(len(case.calls) for case in cases),
        "requests": sum(len(case.journal) for case in cases),
        "stages in the ledgers": dict(stages.most_common()),
        "outcomes": dict(Counter(each["label"] for each in outcomes).most_common()),
        "callbacks": sum(bool(o["scheduledTime"] or o["scheduledAgent"]) for o in outcomes),
        "filed with values": sum(bool(each["callAttributes"]) for each in outcomes),
        "notes": sum(bool(kept.line.note) for case in cases for kept in case.kept.values()),
    }


def _megabytes() -> float:
    """Return this process's proportional share of memory; 0 where the system doesn't tell it."""
    gc.collect()
    told = Path("/proc/self/smaps_rollup")
    if not told.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines()[1:])
    return int(lines["Pss"].split()[0]) / 1024
