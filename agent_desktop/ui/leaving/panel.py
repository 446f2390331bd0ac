"""While Dialer hasn't let the agent go: what it still waits for, and the two ways out."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from agent_desktop.desk.panels import LeaveKind, LeaveWait, Leaving
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.plain_label import PlainLabel

_SIGN = 20
# The words keep this part of the width, or the buttons go under them.
WORDS_PART = 0.4


class LeavingPanel(QFrame):
    """A strip under the header; away while nobody is leaving."""

    anyway_pressed = Signal()
    stay_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leavingStrip")
        self._leaving: Leaving | None = None
        self._sign = QLabel()
        self._words = PlainLabel(wraps=True)
        self._words.setObjectName("leavingState")
        self._words.setProperty("role", "title")
        self._elapsed = ElapsedLabel()
        self._elapsed.setObjectName("leavingElapsed")
        self._elapsed.setAccessibleName(self.tr("Waiting for Dialer"))
        self._anyway = ActionButton()
        self._anyway.setObjectName("leavingAnyway")
        self._anyway.acted.connect(self.anyway_pressed)
        self._stay = ActionButton(self.tr("Stay"))
        self._stay.setObjectName("leavingStay")
        self._stay.set_hint(self.tr("Don't leave; calls may come again"))
        self._stay.acted.connect(self.stay_pressed)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for part in (self._elapsed, self._stay, self._anyway):
            row.addWidget(part)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(SPACE.s)
        self._box.addWidget(self._words, 1)
        self._box.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        line.setSpacing(SPACE.m)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(self._box, 1)
        self._retint()
        Theme.current().changed.connect(self._retint)
        self.hide()

    def render_leaving(self, state: DeskState) -> None:
        """Show what the leaving of a state still waits for."""
        leaving = state.leaving
        if leaving == self._leaving:
            return
        self._leaving = leaving
        self.setVisible(leaving is not None)
        if leaving is None:
            return
        words = self._waits(leaving.waits)
        self._words.setText(words)
        self.setAccessibleName(words)
        granted_next = leaving.waits is LeaveWait.GRANT
        self._elapsed.setVisible(granted_next)
        self._elapsed.set_since(leaving.since if granted_next else None)
        self._anyway.set_words(
            {
                LeaveKind.LOG_OFF: self.tr("Log off now anyway"),
                LeaveKind.QUIT: self.tr("Log off and quit now anyway"),
                LeaveKind.RESTART: self.tr("Log off and restart now anyway"),
            }[leaving.kind]
        )
        self._anyway.set_hint(
            "" if granted_next else self.tr("Dialer then files the call as “Ambiguous”")
        )
        self._choose_direction()
        announce(self, words)

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

    def _waits(self, waits: LeaveWait) -> str:
        return {
            LeaveWait.CALL: self.tr("You are leaving: Dialer lets you go once this call is over."),
            LeaveWait.OUTCOME: self.tr(
                "You are leaving: Dialer waits for the outcome of your call."
            ),
            LeaveWait.GRANT: self.tr("You are leaving: waiting for Dialer to let you go."),
        }[waits]

    def _choose_direction(self) -> None:
        beside = self._buttons.sizeHint().width() <= (1 - WORDS_PART) * self.width()
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _retint(self) -> None:
        side = icon_side(self.font(), _SIGN)
        drawn = icon("log-out", "accent").pixmap(QSize(side, side), self.devicePixelRatio())
        self._sign.setPixmap(drawn)
