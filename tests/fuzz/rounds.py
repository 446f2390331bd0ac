"""The long run in parts, each for one process."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz import cases, guided
from tests.fuzz.cases import Tried
from tests.fuzz.target import Target
from tests.fuzz.targets import BY_NAME, cases_of

# hypothesis remembers what it has tried, so that a process is given so many cases at most.
LARGEST = 20_000
GUIDED_SHARE = 0.5
"""Of a target that atheris can learn something about."""
_APART = 1_000  # between the seeds of two rounds: a round goes on to the next seeds by itself


@dataclass(frozen=True)
class Round:
    """A part of a target's cases."""

    target: str
    engine: str
    cases: int
    seed: int


def rounds_of(target: Target, overall: int, seed: int) -> Iterator[Round]:
    """Yield the rounds of a target, of so many cases overall."""
    left = cases_of(target, overall)
    if target.seeds and guided.available():
        by_atheris = int(left * GUIDED_SHARE)
        yield Round(target.name, "atheris", by_atheris, seed)
        left -= by_atheris
    while left > 0:
        seed += _APART
        yield Round(target.name, "hypothesis", min(left, LARGEST), seed)
        left -= LARGEST


def run(part: Round) -> Tried:
    """Try the cases of one round."""
    engine = guided.run if part.engine == "atheris" else cases.run
    return engine(BY_NAME[part.target], part.cases, part.seed)
