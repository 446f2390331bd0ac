"""What was filed, and what is left to do before the next call."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.ui.outcome.words import callback_text
from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.plain_label import PlainLabel

_SIGN = 24


class OutcomeDone(QWidget):
    """A filed outcome can't be changed; this leads on to hanging up and to the next call."""

    hang_up_pressed = Signal()
    ready_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._what = ElidedLabel()
        self._what.setObjectName("outcomeFiled")
        self._what.setProperty("role", "display")
        self._more = PlainLabel(wraps=True)
        self._more.setObjectName("outcomeFiledDetail")
        self._more.setProperty("role", "quiet")
        self._next = PlainLabel(wraps=True)
        self._next.setObjectName("outcomeNext")
        self._hang_up = ActionButton(self.tr("Hang up"), icon_name="phone-end")
        self._hang_up.setObjectName("outcomeHangUp")
        self._hang_up.setProperty("kind", "danger")
        self._hang_up.set_icon("phone-end", "on_danger")
        self._hang_up.acted.connect(self.hang_up_pressed)
        self._ready = ActionButton(self.tr("Back to available"))
        self._ready.setObjectName("outcomeReady")
        self._ready.setProperty("kind", "primary")
        self._ready.acted.connect(self.ready_pressed)
        self._lay_out()
        self._retint()
        Theme.current().changed.connect(self._retint)

    def render_done(self, panel: OutcomePanel) -> None:
        """Show what was filed, or that the call was left to somebody else."""
        chosen = panel.view.chosen
        filed = panel.view.filed and chosen is not None
        parts = []
        if panel.view.skipped:
            self._what.setText(self.tr("Skipped"))
            parts.append(self.tr("The contact was passed over; nobody was called."))
        elif filed and chosen is not None:
            self._what.setText(chosen.label)
            parts.append(callback_text(chosen))
            if chosen.another_call:
                parts.append(self.tr("The contact is called once more by another number."))
            parts.append(self.tr("It can't be changed any more."))
        else:
            self._what.setText(self.tr("Left to a finishing agent"))
            parts.append(self.tr("Somebody else files the outcome of this call."))
        self._more.setText(" ".join(part for part in parts if part))
        self._next.setText(self._what_next(panel))
        self._next.setVisible(bool(self._next.text()))
        self._hang_up.setVisible(panel.hang_up_next)
        self._ready.setVisible(panel.ready_next)

    def focus_next(self) -> None:
        """Go to what is left to do, if anything."""
        for button in (self._hang_up, self._ready):
            if not button.isHidden():
                button.setFocus()
                return

    def _what_next(self, panel: OutcomePanel) -> str:
        if panel.hang_up_next:
            return self.tr("The line is still open.")
        if panel.ready_next:
            return self.tr("Calls come again once you are available.")
        if panel.view.filed and panel.terms.hangs_up:
            return self.tr("Dialer hangs up by itself.")
        return ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._sign)
        head.addWidget(self._what, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self._hang_up)
        buttons.addWidget(self._ready)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.s, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self._more)
        column.addSpacing(SPACE.xs)
        column.addWidget(self._next)
        column.addLayout(buttons)
        column.addStretch(1)

    def _retint(self) -> None:
        side = icon_side(self.font(), _SIGN)
        drawn = icon("check", "success").pixmap(QSize(side, side), self.devicePixelRatio())
        self._sign.setPixmap(drawn)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
