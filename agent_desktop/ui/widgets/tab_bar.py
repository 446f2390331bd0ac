"""Tabs that carry a sign: a number, a word's first mark, or a dot."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QTabBar, QWidget

from agent_desktop.ui.theme.fonts import icon_side, tabular
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE

_DOT = 8
_PRESS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TabBar(QTabBar):
    """A row of tabs. `pressed_again` tells a press of the tab that is the current one already."""

    pressed_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, text: str, key: str) -> None:
        """Add a tab; `key` leads to it and is told under the pointer."""
        index = self.addTab(text)
        self.setTabToolTip(index, f"{text} ({key})")
        badge = _Badge()
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)
        self.set_sign(index, None)

    def set_sign(self, index: int, sign: str | None, spoken: str = "") -> None:
        """Mark a tab: with a short text, with a dot for an empty one, with nothing for None.

        `spoken` is what a screen reader says of the sign after the tab's name.
        """
        badge = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        name = self.tabText(index)
        if isinstance(badge, _Badge) and badge.show_sign(sign):
            self.setTabText(index, name)  # another size of the sign is laid out by that
        self.setAccessibleTabName(index, f"{name}, {spoken}" if spoken else name)

    def set_folded(self, folded: bool) -> None:
        """Show no tab as open while what belongs to it is away."""
        restyle(self, "folded", "true" if folded else "false")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell a press of the current tab."""
        again = self.tabAt(event.position().toPoint()) == self.currentIndex()
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and again:
            self.pressed_again.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and Enter for a press of the current tab."""
        if event.key() in _PRESS_KEYS and not event.isAutoRepeat():
            self.pressed_again.emit()
        else:
            super().keyPressEvent(event)


class _Badge(QWidget):
    """The sign of one tab."""

    def __init__(self) -> None:
        super().__init__()
        self._sign: str | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        Theme.current().changed.connect(self.update)

    def show_sign(self, sign: str | None) -> bool:
        """Take a sign; return whether that is another size."""
        before, self._sign = self.size(), sign
        self.setFixedSize(self.sizeHint())
        self.update()
        return before != self.size()

    def sizeHint(self) -> QSize:
        """Return the size of the sign."""
        if self._sign is None:
            return QSize(SPACE.xs, 0)
        return QSize(self._spot().width() + SPACE.s, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign on the accent."""
        colours = Theme.current().colours
        if self._sign is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        spot = QRect(QPoint(0, 0), self._spot())
        spot.moveTop((self.height() - spot.height()) // 2)
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        radius = spot.height() / 2
        painter.drawRoundedRect(spot, radius, radius)
        if self._sign:
            painter.setFont(tabular(self.font()))
            painter.setPen(QColor(colours.on_accent))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self._sign)

    def _spot(self) -> QSize:
        """The size of what is drawn."""
        dot = icon_side(self.font(), _DOT)
        if not self._sign:
            return QSize(dot, dot)
        high = self.fontMetrics().height()
        return QSize(max(high, self.fontMetrics().horizontalAdvance(self._sign) + SPACE.s), high)
