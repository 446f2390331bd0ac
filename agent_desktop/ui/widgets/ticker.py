"""One beat a second for every clock on the screen, so that they turn together."""

import math
import time
from collections.abc import Callable
from functools import cache
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

_LATE_MS = 5  # a timer may fire early; a beat must not fall into the second before


class Ticker(QObject):
    """Beats at each whole monotonic second, but only while somebody watches."""

    beat = Signal(float)  # the whole second, monotonic

    def __init__(
        self, now: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._watchers: WeakSet[QObject] = WeakSet()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @property
    def beating(self) -> bool:
        """Whether a next beat will come."""
        return self._timer.isActive()

    def now(self) -> float:
        """Return the present monotonic time in seconds."""
        return self._now()

    def watch(self, watcher: QObject) -> None:
        """Count a watcher in; the first one starts the beat."""
        self._watchers.add(watcher)
        if not self._timer.isActive():
            self._arm()

    def leave(self, watcher: QObject) -> None:
        """Count a watcher out; the last one stops the beat."""
        self._watchers.discard(watcher)
        if not self._watchers:
            self._timer.stop()

    def _beat(self) -> None:
        self.beat.emit(float(math.floor(self._now())))
        if self._watchers:
            self._arm()

    def _arm(self) -> None:
        to_next = 1.0 - self._now() % 1.0
        self._timer.start(math.ceil(to_next * 1000) + _LATE_MS)


@cache
def shared_ticker() -> Ticker:
    """Return the beat that all clocks of the program share."""
    return Ticker(parent=QCoreApplication.instance())
