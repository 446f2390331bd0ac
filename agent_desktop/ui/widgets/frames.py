"""Movement that costs nothing while nobody sees it."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.theme.theme import Theme

INTERVAL_MS = 34  # just under 30 frames a second


class Frames(QObject):
    """Calls `draw` up to 30 times a second while its widget shows, wants it, and may move."""

    def __init__(self, widget: QWidget, draw: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wanted = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(draw)
        widget.installEventFilter(self)
        Theme.current().changed.connect(self._settle)

    @property
    def running(self) -> bool:
        """Whether frames are being drawn now."""
        return self._timer.isActive()

    def want(self, wanted: bool) -> None:
        """Say whether there is something to move."""
        self._wanted = wanted
        self._settle()

    def phase(self, period_ms: int) -> float:
        """Return how far the present turn of `period_ms` has come, from 0.0 up to 1.0."""
        return (self._since.elapsed() % period_ms) / period_ms if self.running else 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop when the widget goes out of sight, go on when it is back."""
        if watched is self._widget and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._settle()
        return False

    def _settle(self) -> None:
        moves = self._wanted and self._widget.isVisible() and not Theme.current().still
        if moves and not self.running:
            self._since.start()
            self._timer.start()
        elif not moves:
            self._timer.stop()
