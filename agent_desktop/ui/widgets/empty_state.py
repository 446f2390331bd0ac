"""What stands where there is nothing yet: what will appear, and why it isn't there."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.plain_label import PlainLabel

_ICON = 32


class EmptyState(QWidget):
    """An icon, a sentence, an explanation, and at most one button."""

    action_pressed = Signal()

    def __init__(
        self, icon_name: str = "", title: str = "", detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setVisible(bool(icon_name))
        self._title = self._words("title")
        self._detail = self._words("quiet")
        self._button = QPushButton()
        self._button.setObjectName("emptyAction")
        self._button.clicked.connect(self.action_pressed)
        self._button.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        box.setSpacing(SPACE.s)
        box.addStretch(1)
        box.addWidget(self._sign)
        box.addWidget(self._title)
        box.addWidget(self._detail)
        box.addSpacing(SPACE.xs)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self.set_text(title, detail)
        self._retint()
        Theme.current().changed.connect(self._retint)

    def set_text(self, title: str, detail: str = "") -> None:
        """Say what isn't there, and why."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(" ".join(part for part in (title, detail) if part))

    def set_action(self, text: str) -> None:
        """Offer one button, or none with an empty text."""
        self._button.setText(text)
        self._button.setVisible(bool(text))

    def _words(self, role: str) -> QLabel:
        label = PlainLabel()
        label.setProperty("role", role)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        label.setWordWrap(True)
        return label

    def _retint(self) -> None:
        if self._icon_name:
            drawn = icon(self._icon_name, "text_quiet")
            side = icon_side(self.font(), _ICON)
            self._sign.setPixmap(drawn.pixmap(QSize(side, side), self.devicePixelRatio()))
