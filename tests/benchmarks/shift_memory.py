"""What a shift of 1,000 calls adds to the memory of the real desk and its real window.

Each run is a process of its own with a server of its own. A call pops and is connected, two stages
are confirmed, every tenth call gets a note, it ends and its outcome is filed; in between the desk's
clock leaps, so that the hand needn't rest. Memory is the proportional share of what isn't a page of
a file: those of programs and libraries are shared with whatever else runs.
"""

import gc
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

from agent_desktop.desk.moment import Moment
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.state import DeskState
from agent_desktop.services.clock import Clock
from tests.benchmarks.apart import apart
from tests.benchmarks.row import RUNS, Budget, Row, Sample
from tests.benchmarks.scripted_server import PASSWORD, ScriptedServer
from tests.benchmarks.seat import Seat, at_a_seat

CALLS = int(os.environ.get("SHIFT_CALLS", "1000"))
FIRST = 100
"""Calls after which everything that is needed once has been needed."""
MORE = 3.0
BETWEEN = 15.0
"""Seconds that pass on the desk's clock between two acts: a call takes a minute or so."""


class LeapingClock(Clock):
    """A clock on which time passes in leaps."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead = 0.0

    def leap(self) -> None:
        """Let time pass."""
        self._ahead += BETWEEN

    def now(self) -> Moment:
        moment = super().now()
        return Moment(moment.wall + timedelta(seconds=self._ahead), moment.mono + self._ahead)


def measure() -> list[Row]:
    """Return what was held after the first hundred calls and at the end."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        curves = list(pool.map(lambda _: apart(work_a_shift), range(RUNS)))
    floor = Sample(tuple(curve[0] for curve in curves), "MB")
    figure = Sample(tuple(curve[-1] for curve in curves), "MB")
    grown = [(curve[-1] / curve[0] - 1) * 100 for curve in curves]
    return [
        Row(
            f"memory after a shift of {CALLS:,} calls, against after {FIRST}",
            figure,
            (Budget(f"growth ≤ {MORE:.0f} %", Sample(tuple(grown), "%").median, MORE),),
            floor,
            {
                "MB after each hundred": [[round(each, 1) for each in curve] for curve in curves],
            },
        )
    ]


def work_a_shift() -> list[float]:
    """Work one shift; return what was held after each hundred calls."""
    clock = LeapingClock()
    with ScriptedServer() as server:
        return at_a_seat(partial(_work, server, clock), server.url, password=PASSWORD, clock=clock)


async def _work(server: ScriptedServer, clock: LeapingClock, seat: Seat) -> list[float]:
    server.say("campaigns 20 0")
    await seat.until("the campaigns", lambda s: s.selected)
    held = []
    for number in range(1, CALLS + 1):
        await _work_a_call(server, clock, seat, number)
        if number % FIRST == 0:
            held.append(_held())
    return held


async def _work_a_call(
    server: ScriptedServer, clock: LeapingClock, seat: Seat, number: int
) -> None:
    desk, call = seat.desk, str(20_000 + number)
    server.say(f"call {call}")
    await seat.until("the call", lambda s: s.call and s.call.interaction_id == call and s.call.live)
    for stage in (1, 2):
        clock.leap()
        desk.stages.press(stage)
        await seat.until("the stage", partial(_is_at, stage))
    if number % 10 == 0:
        desk.notes.type_note(call, f"Asks for call {number} again.")
    clock.leap()
    server.say(f"end {call}")
    await seat.until("the end", lambda s: s.call and s.call.state.ended)
    state = await seat.until("outcomes", lambda s: s.outcome.terms.dispositions)
    clock.leap()
    desk.outcomes.choose(call, Outcome(state.outcome.terms.dispositions[0]))
    desk.outcomes.file(call)
    await seat.until(
        "the outcome", lambda s: s.outcome.interaction_id == call and s.outcome.view.filed
    )
    server.say(f"forget {call}")
    clock.leap()


def _is_at(stage: int, state: DeskState) -> bool:
    current = state.stage.view.current
    return current is not None and current.number == stage


def _held() -> float:
    """Return what this process holds, in megabytes."""
    gc.collect()
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss_Anon:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("the system doesn't tell what a process holds")
