"""Run the benchmarks: `python3 packaging/run.py bench [name ...]`.

Without a name it measures every budget and prints one table; the long proofs of a whole shift are
run by their names.
"""

import importlib
import json
import sys
import time

from tests.benchmarks import record
from tests.benchmarks.row import Row, rows_of, table

BUDGETS: tuple[str, ...] = (
    "start",
    "press",
    "decoding",
    "agents_carried",
    "growth",
    "gaps",
    "keystroke",
    "idle",
    "shift_memory",
    "window_growth",
    "web_page",
)
"""Modules whose `measure()` returns rows."""
PROOFS = (
    "stage_storm",
    "history",
    "whole_shift",
    "kills",
    "soak",
    "soak_window",
    "frozen_start",
)
"""Modules whose `measure()` returns what it found, with a verdict."""


def main() -> int:
    """Run all budgets, or the benchmarks named; returns 1 if one was missed."""
    wanted = sys.argv[1:] or list(BUDGETS)
    unknown = [name for name in wanted if name not in BUDGETS + PROOFS]
    if unknown:
        known = ", ".join(BUDGETS + PROOFS)
        sys.stderr.write(f"no benchmark {', '.join(unknown)}; there are {known}\n")
        return 2
    proofs = [_prove(name) for name in wanted if name in PROOFS]
    rows = [row for name in wanted if name in BUDGETS for row in _measure(name)]
    if rows:
        run = record.keep(rows)
        print(f"\n{run['at']}, {run['commit']}, {run['machine']}\n\n{table(rows)}\n")
        print(json.dumps(run))
    return 0 if all(proofs) and all(row.met for row in rows) else 1


def _measure(name: str) -> list[Row]:
    """Measure some rows; what they are goes to the terminal as they come."""
    began = time.monotonic()
    rows = list(rows_of(name))
    print(f"\n{name}, {time.monotonic() - began:.0f} s\n{table(rows)}", flush=True)
    for row in rows:
        for key, value in row.more.items():
            print(f"  {row.what}: {key}: {value}")
    return rows


def _prove(name: str) -> bool:
    """Run a proof and print what it found; tell whether it holds."""
    result: dict[str, object] = importlib.import_module(f"tests.benchmarks.{name}").measure()
    print(f"\n{name}")
    for key, value in result.items():
        print(f"  {key:<34} {value}")
    print("\n" + json.dumps({name: result}), flush=True)
    return result["verdict"] == "met"


if __name__ == "__main__":
    sys.exit(main())
