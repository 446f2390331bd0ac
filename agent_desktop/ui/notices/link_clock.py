"""How long the link has been lost, and when it is tried again."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.desk.links import Link
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.ticker import Ticker, shared_ticker

# A switchover takes 90 to 150 seconds (reference section 1); past that it isn't one.
USUAL_SECONDS = 150


class LinkClock(QWidget):
    """The time without a link counts up, the time to the next try down."""

    def __init__(self, parent: QWidget | None = None, *, ticker: Ticker | None = None) -> None:
        super().__init__(parent)
        self._ticker = ticker or shared_ticker()
        self._tries = True  # it is ours to try
        self._down_since: float | None = None
        self._next_try: float | None = None
        self._elapsed = ElapsedLabel(ticker=self._ticker)
        self._elapsed.setObjectName("linkElapsed")
        self._elapsed.setProperty("role", "title")
        self._elapsed.setAccessibleName(self.tr("Time without the link"))
        self._next = PlainLabel()
        self._next.setObjectName("linkNextTry")
        self._next.setProperty("role", "quiet")
        self._next.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._elapsed)
        column.addWidget(self._next)
        self._ticker.beat.connect(self._show_at)

    def render_link(self, link: Link) -> None:
        """Show how the link to the server is getting on."""
        self._show(link.down_since, link.next_try)

    def render_dialer(self, link: Link) -> None:
        """Show how long the outbound dialer has been gone; the server itself tries it again."""
        self._tries = False
        self._next.hide()
        self._show(link.dialer_down_since, None)

    def _show(self, down_since: float | None, next_try: float | None) -> None:
        self._down_since, self._next_try = down_since, next_try
        self._elapsed.set_since(down_since)
        self._next.setMinimumWidth(0)
        # What it counts down to only gets shorter: nothing moves while it does.
        self._show_at(self._ticker.now())
        self._next.setMinimumWidth(self._next.sizeHint().width())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up and go on."""
        super().showEvent(event)
        self._ticker.watch(self)
        self._show_at(self._ticker.now())

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop asking for the time."""
        super().hideEvent(event)
        self._ticker.leave(self)

    def _show_at(self, now: float) -> None:
        down_since, next_try = self._down_since, self._next_try
        if not self._tries:
            self._next.clear()
        elif next_try is None or next_try <= now:
            self._next.setText(self.tr("trying now…"))
        else:
            seconds = math.ceil(next_try - now)
            self._next.setText(self.tr("next try in {seconds} s").format(seconds=seconds))
        late = down_since is not None and now - down_since > USUAL_SECONDS
        restyle(self._elapsed, "tone", "danger" if late else "")
        self._elapsed.setToolTip(self.tr("Longer than a switchover takes") if late else "")
