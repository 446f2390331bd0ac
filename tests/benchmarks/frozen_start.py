"""How long the program takes from the start until the log-on dialog shows and answers.

The bundle and the sources take turns, on a screen of their own, and each is asked through the
accessibility tree: it answers once the window's thread has painted and is free. The floor is the
sources' median of the same run.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.e2e.harness import Desktop, enabled
from tests.e2e.harness.processes import end, launch
from tests.e2e.harness.screen import REPOSITORY, Screen

RUNS = int(os.environ.get("FROZEN_START_RUNS", "9"))
BUNDLE = REPOSITORY / "dist" / "agent-desktop"
BUDGET = 1.3
PATIENCE = 60.0


def measure() -> dict[str, object]:
    """Return both medians in seconds, their ratio and the verdict."""
    if not BUNDLE.is_dir():
        raise SystemExit("There is no bundle. `python3 packaging/run.py bundle` builds it.")
    ways = {
        "source": [sys.executable, "-m", "agent_desktop"],
        "frozen": [str(BUNDLE / "agent-desktop")],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    with Desktop() as desktop, TemporaryDirectory() as folder:
        for number in range(RUNS + 1):
            for name, command in ways.items():
                seconds = _start(desktop, command, Path(folder))
                if number:  # the first one reads from the disk
                    taken[name].append(seconds)
    (floor, floor_cpu), (frozen, frozen_cpu) = (
        [median(column) for column in zip(*taken[name], strict=True)] for name in ways
    )
    ratio = frozen / floor
    return {
        "runs of each": RUNS,
        "floor: from source, s": round(floor, 3),
        "from source, each, s": sorted(round(each, 2) for each, _ in taken["source"]),
        "frozen, s": round(frozen, 3),
        "frozen, each, s": sorted(round(each, 2) for each, _ in taken["frozen"]),
        "processor from source, s": round(floor_cpu, 2),
        "processor frozen, s": round(frozen_cpu, 2),
        "ratio to floor": round(ratio, 2),
        "budget: ratio": BUDGET,
        "verdict": "met" if ratio <= BUDGET else "missed",
    }


def _start(desktop: Desktop, command: list[str], folder: Path) -> tuple[float, float]:
    """Start the program once; return how long it took, and how much of that on a processor."""
    env = desktop.env | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    output = folder / "output.txt"
    began = time.perf_counter()
    process = launch(command, env | {"PYTHONPATH": str(REPOSITORY)}, output)
    try:
        screen = Screen(env, process.pid)
        try:
            screen.wait(enabled("loginSubmit"), PATIENCE)
            return time.perf_counter() - began, _processor_seconds(process.pid)
        finally:
            screen.close()
    finally:
        end(process)


def _processor_seconds(pid: int) -> float:
    """Return what a running process has used: little of the machine's other work is in it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
