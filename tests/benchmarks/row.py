"""One line of the table: a figure beside its floor, both measured in the same run."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from statistics import linear_regression, median

TIMES = "\N{MULTIPLICATION SIGN}"
RUNS = 7
"""Runs of each figure at least: enough for a median that one bad moment doesn't move."""


@dataclass(frozen=True)
class Sample:
    """What several runs gave, a value each, in one unit."""

    values: tuple[float, ...]
    unit: str

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return median(self.values)

    def __str__(self) -> str:
        """Return the median with the lowest and the highest run."""
        low, high = min(self.values), max(self.values)
        unit = f" {self.unit}" if self.unit else ""
        return f"{short(self.median)}{unit} ({short(low)} to {short(high)})"


@dataclass(frozen=True)
class Budget:
    """What a row must hold: `value` is measured, `limit` is the most (or the least) it may be."""

    words: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True)
class Row:
    """A figure with its floor, where there is one, and what it must hold."""

    what: str
    figure: Sample
    budgets: tuple[Budget, ...]
    floor: Sample | None = None
    more: dict[str, object] = field(default_factory=dict)  # what helps to understand a miss

    @property
    def ratio(self) -> float | None:
        """The figure as a multiple of its floor."""
        return self.figure.median / self.floor.median if self.floor else None

    @property
    def met(self) -> bool:
        """Whether every budget holds."""
        return all(budget.met for budget in self.budgets)

    def cells(self) -> tuple[str, ...]:
        """Return the row as the table shows it."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        said = "; ".join(f"{each.words}: {short(each.value)}" for each in self.budgets)
        return (
            self.what,
            str(self.floor or "–"),
            str(self.figure),
            ratio,
            said,
            "–" if not self.budgets else "met" if self.met else "**missed**",
        )

    def record(self) -> dict[str, object]:
        """Return the row as the history keeps it."""
        return {
            "what": self.what,
            "unit": self.figure.unit,
            "figure": self.figure.values,
            "floor": self.floor.values if self.floor else None,
            "ratio": self.ratio,
            "budgets": [[each.words, each.value, each.limit, each.met] for each in self.budgets],
            "met": self.met,
            "more": self.more,
        }


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    """Measure the rows of a benchmark, once in a run."""
    return tuple(importlib.import_module(f"tests.benchmarks.{name}").measure())


def against(floor: Sample, figure: Sample, most: float) -> Budget:
    """Return the budget of a ratio between two medians."""
    return Budget(f"≤ {most:.2f} {TIMES}", figure.median / floor.median, most)


LINEAR, FLAT = 1.1, 0.1
"""The most that something may grow by: exponents of the size, with room for what they vary by."""


def growth(what: str, times: Mapping[int, Sequence[float]], most: float) -> Row:
    """Return the row of how something grows: by size, the milliseconds of each run."""
    sizes = sorted(times)
    exponents = [_slope(sizes, run) for run in zip(*(times[size] for size in sizes), strict=True)]
    exponent = Sample(tuple(exponents), "")
    by_size = {f"ms at {size:,}": round(median(times[size]), 3) for size in sizes}
    limit = Budget(f"exponent \N{LESS-THAN OR EQUAL TO} {most}", exponent.median, most)
    return Row(f"growth: {what}", exponent, (limit,), more=dict(by_size))


def _slope(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the slope of log time over log size, by least squares."""
    slope, _ = linear_regression([log(size) for size in sizes], [log(time) for time in times])
    return slope


def p99(values: list[float]) -> float:
    """Return what 99 of 100 values don't exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 99 // 100) - 1)]


def short(value: float) -> str:
    """Return a number with the digits that say something."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(rows: list[Row]) -> str:
    """Return rows as a table in Markdown."""
    head = ("what", "floor", "figure", "ratio", "budget", "verdict")
    lines = [head, tuple("---" for _ in head), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
