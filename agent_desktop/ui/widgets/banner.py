"""A band across the window for a state that lasts, with what can be done about it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import shown, tip

_ICON = 20
# Each severity: its icon, the colour of that icon, the colour of the ground.
_SEVERITIES = {
    "info": ("info", "accent", "accent_quiet"),
    "success": ("check", "success", "success_tint"),
    "warning": ("alert", "warning", "warning_tint"),
    "error": ("stop", "danger", "danger_tint"),
}


class Banner(QFrame):
    """Says what is the matter in a title and a sentence; its accessible name is both.

    `action_pressed` carries the id of the action.
    """

    action_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = "info"
        self._brief = False
        self._sign = QLabel()
        self._title = self._words("title")
        self._body = self._words("")
        self._body.hide()
        self._actions = QWidget()
        self._action_row = FlowLayout(self._actions)
        self._actions.hide()
        self._buttons: list[QPushButton] = []
        self._lay_out()
        Theme.current().changed.connect(self._retint)
        self._retint()

    def set_content(self, severity: str, title: str, body: str = "") -> None:
        """Show a state: "info", "success", "warning" or "error", a title and more words.

        New words are announced; a graver severity interrupts the screen reader. Raises KeyError
        for another severity.
        """
        if severity != self._severity:
            _SEVERITIES[severity]
            self._severity = severity
            self._retint()
        self._title.setText(title)
        self._body.setText(body)
        self._show_body()
        self._choose_direction()
        said = shown(" ".join(part for part in (title, body) if part))
        if said != self.accessibleName():
            self.setAccessibleName(said)
            announce(self, said, at_once=severity == "error")

    def set_brief(self, brief: bool) -> None:
        """Show the title alone, where height is scarce; a screen reader still hears all."""
        self._brief = brief
        self._show_body()
        self._choose_direction()

    def set_actions(self, actions: Iterable[tuple[str, str]]) -> None:
        """Offer buttons, each an id and its text; their objectName is `bannerAction-<id>`."""
        for old in self._buttons:
            self._action_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for action, text in actions:
            button = QPushButton(text)
            button.setObjectName(f"bannerAction-{action}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, a=action: self.action_pressed.emit(a))
            self._action_row.addWidget(button)
            self._buttons.append(button)
        self._actions.setVisible(bool(self._buttons))
        self._choose_direction()

    def set_clock(self, clock: QWidget) -> None:
        """Put a running clock before the buttons; it is no part of the banner's words."""
        self._action_row.addWidget(clock)
        self._actions.show()
        self._choose_direction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where they would leave them too little room."""
        super().resizeEvent(event)
        self._choose_direction()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._retint()
            self._choose_direction()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and a hairline under it."""
        _icon, shape, ground = _SEVERITIES[self._severity]
        colours = Theme.current().colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(colours, ground)))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, QColor(colours.line))
        edge = QRectF(0, 0, 3, self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            edge.moveRight(self.width())
        painter.fillRect(edge, QColor(getattr(colours, shape)))

    def _show_body(self) -> None:
        self._body.setVisible(bool(self._body.text()) and not self._brief)
        self.setToolTip(tip(self._body.text()) if self._brief else "")

    def _words(self, role: str) -> QLabel:
        label = PlainLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(2)
        text.addWidget(self._title)
        text.addWidget(self._body)
        self._inner = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inner.setSpacing(SPACE.s)
        self._inner.addLayout(text, 1)
        self._inner.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s + 1)
        row.setSpacing(SPACE.m)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._inner, 1)

    def _choose_direction(self) -> None:
        """Beside the words while they keep room: a title its line or half the width, more 3/5."""
        buttons = self._action_row.sizeHint().width()
        beside = buttons <= (0.5 if self._brief else 0.4) * self.width()
        if self._brief and not beside:
            title = self._title.fontMetrics().horizontalAdvance(self._title.text())
            beside = title + self._inner.spacing() + buttons <= self._inner.geometry().width()
        if beside:
            self._actions.setMinimumWidth(buttons)
            self._inner.setDirection(QBoxLayout.Direction.LeftToRight)
        else:
            self._actions.setMinimumWidth(0)
            self._inner.setDirection(QBoxLayout.Direction.TopToBottom)

    def _retint(self) -> None:
        name, shape, _ground = _SEVERITIES[self._severity]
        side = icon_side(self.font(), _ICON)
        self._sign.setFixedSize(side, side)
        self._sign.setPixmap(icon(name, shape).pixmap(QSize(side, side), self.devicePixelRatio()))
        self.update()
