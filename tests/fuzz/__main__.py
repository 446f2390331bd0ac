"""The long run: `python3 packaging/run.py fuzz [--cases N] [--target NAME] [--seed N]`.

Prints each target's cases, seconds and findings; ends with 1 if there is a finding, or a case less
than asked for.
"""

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.fuzz import guided
from tests.fuzz.cases import Tried
from tests.fuzz.rounds import Round, rounds_of, run
from tests.fuzz.target import Target
from tests.fuzz.targets import BY_NAME, TARGETS

CASES = 1_000_000
_NO_ATHERIS = "atheris can't be had here (extra `fuzz`): all cases are hypothesis's\n"


def main() -> int:
    """Run all targets, or those named."""
    options = _parser().parse_args()
    targets = [BY_NAME[name] for name in options.target] or list(TARGETS)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**31)
    sys.stdout.write(f"{options.cases} cases, seed {seed}, {options.processes} processes\n")
    if not guided.available():
        sys.stdout.write(_NO_ATHERIS)
    rounds = [each for target in targets for each in rounds_of(target, options.cases, seed)]
    began = time.monotonic()
    tried = list(_all(rounds, options.processes))
    _table(targets, tried, time.monotonic() - began)
    wanted = sum(each.cases for each in rounds)
    short = sum(each.cases for each in tried) < wanted
    return int(short or any(each.finding for each in tried))


def _all(rounds: list[Round], processes: int) -> Iterator[Tried]:
    """Yield what became of each round, and tell a finding at once."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context) as pool:
        for number, future in enumerate(
            as_completed([pool.submit(run, each) for each in rounds]), 1
        ):
            tried = future.result()
            sys.stdout.write(
                f"{number}/{len(rounds)} {tried.target}, {tried.engine}: {tried.cases} cases, "
                f"{tried.seconds:.0f} s\n{tried.finding}"
            )
            sys.stdout.flush()
            yield tried


def _table(targets: list[Target], tried: list[Tried], took: float) -> None:
    line = "{:<20} {:>10} {:>10} {:>10} {:>9}\n"
    sys.stdout.write("\n" + line.format("target", "hypothesis", "atheris", "seconds", "findings"))
    for target in targets:
        mine = [each for each in tried if each.target == target.name]
        by = {
            engine: sum(each.cases for each in mine if each.engine == engine)
            for engine in ("hypothesis", "atheris")
        }
        seconds = sum(each.seconds for each in mine)
        findings = sum(bool(each.finding) for each in mine)
        sys.stdout.write(line.format(target.name, *by.values(), f"{seconds:.0f}", findings))
    sys.stdout.write(
        f"\n{sum(each.cases for each in tried)} cases in {took:.0f} s, "
        f"{sum(bool(each.finding) for each in tried)} findings\n"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py fuzz", description="Every reader, much fed.")
    parser.add_argument("--cases", type=int, default=CASES, help=f"overall, {CASES} unless said")
    parser.add_argument("--target", action="append", default=[], choices=sorted(BY_NAME))
    parser.add_argument("--seed", type=int, help="to try the same cases again")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
