"""A timer of 5 ms, and how late it ever is: here, and in a bare window beside."""

import json
import subprocess
import sys
import time
from dataclasses import astuple, dataclass
from typing import Self

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

TICK_MS = 5


@dataclass(frozen=True)
class Tick:
    """A beat of the timer: when it came, by the clock that all processes share, and after what.

    `own_ms` is what of the gap the loop's thread was on a processor: a busy machine adds nothing.
    """

    at: float
    gap_ms: float
    own_ms: float


class Ticks:
    """The gaps between the beats of the timer, on the loop of whoever makes it."""

    def __init__(self) -> None:
        self.ticks: list[Tick] = []
        self._last, self._own = time.monotonic(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def stop(self) -> list[Tick]:
        """Stop the timer and return its beats; a gap that still lasts counts too."""
        self._timer.stop()
        self._tick()
        return self.ticks

    def _tick(self) -> None:
        now, own = time.monotonic(), time.thread_time()
        self.ticks.append(Tick(now, (now - self._last) * 1000, (own - self._own) * 1000))
        self._last, self._own = now, own


class BareTicks:
    """The floor: the same timer in an idle bare window, a process of its own, all the while."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.ticks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ticks: list[Tick] = []

    def __enter__(self) -> Self:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ticking\n", "the bare window didn't start"
        return self

    def __exit__(self, *_: object) -> None:
        told = self._process.communicate(timeout=10)[0]
        self._ticks = [Tick(*each) for each in json.loads(told)]

    def between(self, began: float, ended: float) -> list[Tick]:
        """Return the beats of a time that is over; to be asked for once the window has closed."""
        ticks = [tick for tick in self._ticks if began <= tick.at <= ended]
        assert ticks, "the bare window didn't tick"
        return ticks


def main() -> None:
    """Show a bare window until the input ends, then print when its timer beat."""
    app = QApplication([])
    window = QPushButton("floor")
    window.show()
    ticks = Ticks()
    over = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    over.activated.connect(app.quit)
    print("ticking", flush=True)
    app.exec()
    print(json.dumps([astuple(tick) for tick in ticks.ticks]))


if __name__ == "__main__":
    main()
