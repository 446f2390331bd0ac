"""The program that is killed: a robot at a desk of its own, without a window.

    python -m tests.shift.agent --server URL --number 1 --ledger FILE --deeds FILE --seed N --run K

Says "logged on" on standard output; ends with its standard input, unless it is killed first.
"""

import argparse
import asyncio
import os
import sys
import threading
from pathlib import Path

from agent_desktop.desk.notices import Cause
from agent_desktop.desk.panels import OpenOutcome
from agent_desktop.desk.state import DeskState
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.shift.deeds import Deeds
from tests.shift.robot import Pace, Robot

READY = "logged on"
PACE = Pace(between=(0.01, 0.15), acts=12)


class LeftOver:
    """What the desk shows of an earlier run, from the first moment on, by call."""

    def __init__(self) -> None:
        self.lines: dict[str, OpenOutcome] = {}

    def look(self, state: DeskState) -> None:
        """Take note of lines not seen so far; what becomes of them later is another matter."""
        for opened in state.open_outcomes:
            if opened.earlier_run:
                self.lines.setdefault(opened.interaction_id, opened)


async def work(options: argparse.Namespace) -> None:
    """Log on, tell what is left over, and work until the end comes."""
    desk = AgentDesk(Settings(), ledger_file=options.ledger)
    deeds, left = Deeds(options.deeds, options.run), LeftOver()
    robot = Robot(desk, deeds, options.seed, PACE)
    desk.store.watch(left.look)
    deeds.write("start")
    await desk.open()
    await robot.log_on(options.server, options.number)
    _tell(deeds, desk.store.state, left)
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    await robot.see_to(tuple(left.lines.values()))
    await robot.work()


def _tell(deeds: Deeds, state: DeskState, left: LeftOver) -> None:
    notices = [
        {"cause": each.cause.value, "stages": each.facts.stage, "count": each.facts.count}
        for each in state.board.notices
        if each.cause in (Cause.OUTCOMES_LEFT, Cause.STAGES_LEFT)
    ]
    lines = {key: _line(opened) for key, opened in left.lines.items()}
    agent = state.agent
    assert agent is not None
    deeds.write("logged on", server=agent.server, user=agent.user_id, left=lines, notices=notices)


def _line(opened: OpenOutcome) -> dict[str, object]:
    chosen, verdict = opened.view.chosen, opened.view.verdict
    return {
        "label": chosen.label if chosen else None,
        "verdict": verdict.value if verdict else None,
        "note": opened.note,
        "stages": list(opened.stages_open),
    }


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)


def main() -> None:
    """Read the command line and work."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--number", type=int, default=1)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--deeds", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--run", type=int, default=1)
    options = parser.parse_args()
    threading.Thread(target=_end_with_input, daemon=True).start()
    asyncio.run(work(options))


if __name__ == "__main__":
    main()
