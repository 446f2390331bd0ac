"""How long something has lasted, counting up: 00:03:17."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desktop.ui.theme.fonts import tabular
from agent_desktop.ui.widgets.ticker import Ticker, shared_ticker

_MINUTE = 60
_HOUR = 60 * _MINUTE


def elapsed_text(seconds: float) -> str:
    """Return whole seconds as hours, minutes and seconds; less than nothing counts as nothing."""
    whole = max(0, int(seconds))
    return f"{whole // _HOUR:02}:{whole // _MINUTE % 60:02}:{whole % 60:02}"


class ElapsedLabel(QLabel):
    """A running clock that doesn't change its width, and that a screen reader leaves in peace.

    Set an accessible name that says what is measured; the time itself is the description, told
    to assistive technology once a minute.
    """

    def __init__(self, parent: QWidget | None = None, *, ticker: Ticker | None = None) -> None:
        super().__init__(parent)
        self._ticker = ticker or shared_ticker()
        self._since: float | None = None
        self._minutes = -1
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("Time elapsed"))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._use_figures()
        self._ticker.beat.connect(self._show_at)

    def set_since(self, since: float | None) -> None:
        """Count from a monotonic moment in seconds; None empties the clock."""
        if since == self._since and since is not None:
            return
        self._since = since
        self._minutes = -1
        if since is None:
            self.clear()
            self.setAccessibleDescription("")
        else:
            self._show_at(self._ticker.now())
        self._settle()

    def set_stopped(self, seconds: float) -> None:
        """Show a duration that has come to its end."""
        self._since = None
        self._minutes = -1
        self._show_duration(seconds)
        self._settle()

    def sizeHint(self) -> QSize:
        """Return room for any digits, so that nothing moves when they change."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._widest()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a clock is never cut."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up and go on."""
        super().showEvent(event)
        self._show_at(self._ticker.now())
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop asking for the time."""
        super().hideEvent(event)
        self._ticker.leave(self)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the digits of one width whatever font comes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._use_figures()

    def _use_figures(self) -> None:
        tag = QFont.Tag("tnum")
        if not self.font().isFeatureSet(tag):
            self.setFont(tabular(self.font()))
        self.updateGeometry()

    def _widest(self) -> int:
        metrics = self.fontMetrics()
        digit = max(metrics.horizontalAdvance(figure) for figure in "0123456789")
        text = self.text() or "00:00:00"
        digits = sum(figure.isdigit() for figure in text)
        return digits * digit + text.count(":") * metrics.horizontalAdvance(":") + 2

    def _settle(self) -> None:
        if self._since is not None and self.isVisible():
            self._ticker.watch(self)
        else:
            self._ticker.leave(self)

    def _show_at(self, now: float) -> None:
        if self._since is not None:
            self._show_duration(now - self._since)

    def _show_duration(self, seconds: float) -> None:
        text = elapsed_text(seconds)
        if text != self.text():
            self.setText(text)
        minutes = max(0, int(seconds)) // _MINUTE
        if minutes != self._minutes:
            self._minutes = minutes
            self.setAccessibleDescription(self.tr("%n minute(s)", "", minutes))
