"""How long there still is until something happens by itself, counting down: 00:23."""

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.ticker import Ticker

# So many seconds before the end `soon` is emitted.
SOON = 10


class CountdownLabel(ElapsedLabel):
    """A clock that runs to nothing; what is left is the description, to be asked for at any time.

    A screen reader is told once, by whoever hears `soon`.
    """

    soon = Signal(int)  # the seconds left, once for each end, when they are SOON or fewer

    def __init__(self, parent: QWidget | None = None, *, ticker: Ticker | None = None) -> None:
        super().__init__(parent, ticker=ticker)
        self._told = False

    @property
    def near(self) -> bool:
        """Whether the end is near."""
        return self._told

    def set_ends(self, ends: float | None) -> None:
        """Count down to a monotonic moment in seconds; None empties the clock."""
        if ends != self._since:
            self._told = False
        self.set_since(ends)

    def _show_at(self, now: float) -> None:
        if self._since is None:
            return
        left = max(0, math.ceil(self._since - now))
        text = f"{left // 60:02}:{left % 60:02}"
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(self.tr("%n second(s)", "", left))
        if left <= SOON and not self._told:
            self._told = True
            self.soon.emit(left)
