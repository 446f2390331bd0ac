"""What a target is, and how one case is run: counted, and by a clock of its own."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from hypothesis.strategies import SearchStrategy

from tests.fuzz.spoiling import Inputs

Check = Callable[[bytes], None]

LONGEST = 1.0
"""Seconds of computing that reading an input may take; a busy machine costs waiting instead."""


class Hang(AssertionError):
    """A case took too long."""


@dataclass(frozen=True)
class Target:
    """One reader under test.

    `open` gives its check, which takes an input and raises if a promise is broken; `inputs` are
    hypothesis's, some at a time; `seeds` are where a guided run begins, empty where it wouldn't
    learn anything. `share` is this target's part of all cases, `readings` how often its check reads
    an input.
    """

    name: str
    open: Callable[[], AbstractContextManager[Check]]
    inputs: SearchStrategy[Inputs]
    seeds: tuple[bytes, ...]
    share: int
    readings: int = 1


class Counted:
    """A check that counts its cases and ends one that takes too long."""

    def __init__(self, check: Check, readings: int = 1) -> None:
        self._check = check
        self._longest = readings * LONGEST
        self.cases = 0

    def __call__(self, data: bytes) -> None:
        self.cases += 1
        began = time.thread_time()
        with _given_up(3 * self._longest):
            self._check(data)
        took = time.thread_time() - began
        if took > self._longest:
            raise Hang(f"the case took {took:.1f} s")


def plain(check: Check) -> Callable[[], AbstractContextManager[Check]]:
    """Return the `open` of a check that needs nothing around it."""

    @contextmanager
    def opened() -> Iterator[Check]:
        yield check

    return opened


@contextmanager
def _given_up(after: float) -> Iterator[None]:
    """Raise Hang in the middle of a case that doesn't end, where the system has such a timer."""
    if not hasattr(signal, "setitimer"):
        yield  # pytest's own timeout ends it then, without its input
        return

    def late(*_: object) -> None:
        raise Hang(f"the case took more than {after:.0f} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, after)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
