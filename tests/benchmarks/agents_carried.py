"""How many agents the simulator carries: a call a minute for each, with four stages.

Also how the time of one call grows with the sessions that are open beside it.

The agents are played by this process; both share the machine's cores.
"""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_desktop.platform import training
from tests.benchmarks.load import STAGES, Floor
from tests.benchmarks.row import FLAT, RUNS, Budget, Row, Sample, growth, p99
from tests.shift import scenario

AGENTS, MOST = 500, 1000
RUN_SECONDS = 4.0
BETWEEN_STAGES = 0.5  # seconds; faster than an agent, so that calls overlap less and stages more
A_MINUTE = 60.0
LIMIT_MS = 50.0
WHOLE_CALLS = 10


def measure() -> list[Row]:
    """Return the row of the answers to stages on a full floor, and how a call grows."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Row]:
    site = scenario.write(folder / "site.toml", "[dialing]\non = false\n", MOST)
    server = training.start("--scenario", str(site))
    floor = Floor(server)
    try:
        whole_calls = {}
        for size in (MOST // 100, MOST // 10):
            await floor.grow(size)
            whole_calls[size] = [await _whole_calls(floor) for _ in range(RUNS)]
        await floor.grow(AGENTS)
        runs = await _play(floor, RUNS)
        await floor.grow(MOST)
        whole_calls[MOST] = [await _whole_calls(floor) for _ in range(RUNS)]
        most = [answer for run in await _play(floor, 2) for answer in run]
    finally:
        floor.close()
        server.stop()
    answers = [answer for run in runs for answer in run]
    kept = {0: True, AGENTS: p99(answers) <= LIMIT_MS, MOST: p99(most) <= LIMIT_MS}
    carried = max(size for size, holds in kept.items() if holds)
    return [
        Row(
            f"simulator: p99 of a stage's answer, {AGENTS} agents",
            Sample(tuple(p99(run) for run in runs), "ms"),
            (
                Budget(f"p99 of all ≤ {LIMIT_MS:.0f} ms", p99(answers), LIMIT_MS),
                Budget(f"carries ≥ {AGENTS}", carried, AGENTS, at_least=True),
            ),
            more={
                "answers": len(answers),
                "median, ms": sorted(answers)[len(answers) // 2],
                f"p99 with {MOST} agents, ms": p99(most),
            },
        ),
        growth("a call at the simulator, by sessions", whole_calls, FLAT),
    ]


async def _whole_calls(floor: Floor) -> float:
    """Play calls one after the other; return the milliseconds of one."""
    began = time.perf_counter()
    for agent in floor.agents[:WHOLE_CALLS]:
        await floor.call(agent, 0.0)
    return (time.perf_counter() - began) * 1000 / WHOLE_CALLS


async def _play(floor: Floor, runs: int) -> list[list[float]]:
    """Give calls without a pause; return the milliseconds of each stage's answer, run by run."""
    lead = BETWEEN_STAGES * 5  # until as many calls go on as come and end
    seconds = lead + runs * RUN_SECONDS
    calls = round(len(floor.agents) * seconds / A_MINUTE)
    began = time.perf_counter() + lead

    async def later(number: int) -> list[tuple[float, float]]:
        await asyncio.sleep(number * seconds / calls)
        return await floor.call(floor.agents[number * len(floor.agents) // calls], BETWEEN_STAGES)

    played = await asyncio.gather(*(later(number) for number in range(calls)))
    answers: list[list[float]] = [[] for _ in range(runs)]
    for at, took in (each for call in played for each in call):
        run = int((at - began) // RUN_SECONDS)
        if at >= began and run < runs:
            answers[run].append(took * 1000)
    expected = len(floor.agents) * len(STAGES) * RUN_SECONDS / A_MINUTE
    assert all(len(run) > 0.8 * expected for run in answers), (
        "the load wasn't what it is said to be"
    )
    return answers
