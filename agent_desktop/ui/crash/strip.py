"""A quiet line that offers the report of the last run."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.plain_label import PlainLabel


class CrashStrip(QFrame):
    """Says that the last run went wrong; away where it didn't."""

    show_pressed = Signal()
    dismiss_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashReportStrip")
        self.setProperty("role", "tint")
        self._words = PlainLabel(wraps=True)
        self._words.setObjectName("crashReportOffer")
        self._show = ActionButton(self.tr("See t&he report…"))
        self._show.setObjectName("crashReportShow")
        self._show.acted.connect(self.show_pressed)
        self._dismiss = ActionButton(self.tr("&Dismiss"))
        self._dismiss.setObjectName("crashReportDismiss")
        self._dismiss.set_hint(self.tr("Don’t offer this report again; it stays on this computer"))
        self._dismiss.acted.connect(self.dismiss_pressed)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addStretch(1)
        row.addWidget(self._dismiss)
        row.addWidget(self._show)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        box.setSpacing(SPACE.s)
        box.addWidget(self._words)
        box.addLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def offer(self, *, ended: bool) -> None:
        """Show it; `ended` if the program did not go on after its fault."""
        words = (
            self.tr("Agent Desktop ended unexpectedly last time.")
            if ended
            else self.tr("Agent Desktop had a fault the last time it ran.")
        )
        self._words.setText(words)
        self.show()
        announce(self._words, words)
