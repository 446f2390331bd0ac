"""200 kills of the desk in the middle of calls, each followed by a new start on the same ledger.

After each kill the ledger, the robot's deeds and the simulator's records must agree: nothing typed
more than a second before is lost or older than it was, nothing was sent oftener than it was asked
for or without standing in the ledger, nothing is called confirmed that the server didn't take, and
the next start shows just what isn't confirmed and sends none of it. Every fault is printed in full.
"""

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_desktop.platform import training
from tests.shift import scenario
from tests.shift.killing import Tally, Victim

KILLS = int(os.environ.get("KILLS", "200"))
SEED = int(os.environ.get("KILLS_SEED", "1"))
AGENTS = 2  # one with the right to log on to campaigns, one without


def measure() -> dict[str, object]:
    """Return the counts, and a verdict: met if there is no fault."""
    began = time.monotonic()
    with TemporaryDirectory() as folder, ThreadPoolExecutor(AGENTS) as threads:
        played = scenario.write(Path(folder) / "scenario.toml", scenario.SHORT_CALLS, AGENTS)
        server = training.start("--scenario", str(played), "--seed", str(SEED))

        def kill(number: int) -> Tally:
            times = KILLS // AGENTS + (number <= KILLS % AGENTS)
            return Victim(server, Path(folder), number, SEED).kill(times)

        try:
            tallies = list(threads.map(kill, range(1, AGENTS + 1)))
        finally:
            server.stop()
    faults = [fault for tally in tallies for fault in tally.faults]
    for fault in faults:
        print(fault)
    counts: Counter[str] = sum((tally.counts for tally in tallies), Counter())
    return {
        **counts,
        "faults": len(faults),
        "seconds": round(time.monotonic() - began, 1),
        "verdict": "met" if not faults and counts["kills"] == KILLS else "missed",
    }
