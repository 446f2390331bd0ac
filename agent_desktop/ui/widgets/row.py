"""The ground of a row in a list: chosen, hovered, focused."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import RADIUS

_BAR = 3
_BAR_INSET = 8


def paint_row(painter: QPainter, option: QStyleOptionViewItem, *, bar: bool = False) -> None:
    """Draw what lies under a row's words; `bar` marks the chosen one at its leading edge too."""
    colours = Theme.current().colours
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    box = option.rect.adjusted(1, 1, -1, -1)
    if chosen or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.selection if chosen else colours.hover))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
    if chosen and bar:
        edge = QRect(box.left(), box.top() + _BAR_INSET, _BAR, box.height() - 2 * _BAR_INSET)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(
            QStyle.visualRect(option.direction, option.rect, edge), _BAR / 2, _BAR / 2
        )
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.focus), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
