"""An eight-hour shift, sixty times as fast, in which something goes wrong every second or two.

At its end memory must be within 5 % of what it was after the first tenth; threads, sockets and
files must be back to what they were before the log-on; and the ledgers must tell what the server
recorded: nothing lost, nothing doubled, what differs told as not confirmed.
"""

import asyncio
import gc
import os
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_desktop.platform import memory, training
from agent_desktop.services.agent_desk import AgentDesk
from tests.shift import scenario, soaking
from tests.shift.evidence import Simulator
from tests.shift.soaking import Held, Seat, held
from tests.shift.trouble import Trouble

HOURS = float(os.environ.get("SOAK_HOURS", "8"))
AGENTS = int(os.environ.get("SOAK_AGENTS", "1"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
SPEED = 60
BETWEEN = (0.5, 2.0)
MORE = 1.05
ENDS_WITHIN = 40.0
"""Seconds for what ends by itself: Qt lets the threads it has painted with go after thirty."""


def measure() -> dict[str, object]:
    """Return the counts, the curve of memory, and a verdict."""
    memory.share_one_arena()  # as the program does at its start ...
    gc.collect()
    gc.freeze()  # ... and once its window shows
    with TemporaryDirectory() as folder:
        return asyncio.run(soak(Path(folder), HOURS * 3600 / SPEED))


async def soak(
    folder: Path, seconds: float, show: Callable[[AgentDesk], Callable[[], None]] | None = None
) -> dict[str, object]:
    """Work a shift of so many real seconds; `show` puts a window up for each desk."""
    manners = '[server]\nsecond_address = "127.0.0.2"\n' + scenario.REAL_CALLS
    played = scenario.write(folder / "scenario.toml", manners, AGENTS)
    server = training.start("--scenario", str(played), "--seed", str(SEED), "--speed", str(SPEED))
    simulator = Simulator(server)
    seats = [
        Seat(number, folder / f"ledger{number}.sqlite3", folder / f"deeds{number}.jsonl")
        for number in range(1, AGENTS + 1)
    ]
    for seat in seats:
        seat.show = show or seat.show
    trouble = Trouble(simulator, [scenario.user(seat.number) for seat in seats], SEED)
    began = time.monotonic()
    # One thread for what the bench itself asks, so that it has as many at the end as at the start.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    try:
        await trouble.take_back()
        before = held()
        curve = await _shift(server.url, seats, trouble, seconds)
        after = await _settled(before)
        cases = [soaking.case_of(seat, simulator) for seat in seats]
    finally:
        server.stop()
    found = [
        each
        for seat, case in zip(seats, cases, strict=True)
        for each in soaking.differences(seat, case)
    ]
    for each in found:
        print(each)
    grown = curve[-1].megabytes > curve[0].megabytes * MORE
    kept_open = _more(before, after)
    return {
        "agents": AGENTS,
        "calls": sum(len(case.calls) for case in cases),
        "requests": sum(len(case.journal) for case in cases),
        "trouble made": dict(trouble.made.most_common()),
        "happened": dict(sum((seat.happened for seat in seats), Counter[str]()).most_common()),
        "stages": dict(
            Counter(
                line.state for case in cases for each in case.kept.values() for line in each.stages
            ).most_common()
        ),
        "outcomes": dict(
            Counter(
                each.outcome.state
                for case in cases
                for each in case.kept.values()
                if each.outcome is not None
            ).most_common()
        ),
        "differences": len(found),
        "MB after each tenth": [round(each.megabytes, 1) for each in curve],
        "threads, files, sockets before": astuple(before)[1:],
        "threads, files, sockets during": [astuple(each)[1:] for each in curve[::3]],
        "threads, files, sockets after": astuple(after)[1:],
        "kept open": kept_open,
        "seconds": round(time.monotonic() - began, 1),
        "verdict": "missed" if found or grown or kept_open else "met",
    }


async def _shift(url: str, seats: list[Seat], trouble: Trouble, seconds: float) -> list[Held]:
    """Let the agents work so long; return what was held after each tenth of it."""
    calm, over = asyncio.Event(), asyncio.Event()
    curve = []
    async with asyncio.TaskGroup() as group:
        making = group.create_task(trouble.make(calm, BETWEEN))
        for seat in seats:
            group.create_task(soaking.work(url, seat, SEED, over))
        for seat in seats:
            await seat.at_work.wait()  # of a short shift the log-on would be the first tenth
        for _ in range(10):
            await asyncio.sleep(seconds / 10)
            curve.append(held())
        calm.set()
        await making
        over.set()
    return curve


async def _settled(before: Held) -> Held:
    """Look at what is held once threads that were told to end have had a moment for it."""
    now = held()
    until = time.monotonic() + ENDS_WITHIN
    while _more(before, now) and time.monotonic() < until:
        await asyncio.sleep(0.5)
        now = held()
    return now


def _more(before: Held, after: Held) -> list[str]:
    """Return what there is more of than there was, but for memory."""
    names = ("threads", "files", "sockets")
    return [name for name in names if getattr(after, name) > getattr(before, name)]
