"""What is left to do about the call: choose its outcome, hang up, go back to available."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.state import DeskState
from agent_desktop.ui.call.showing import show_part
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.elided_label import ElidedLabel

READY_KEY = "Ctrl+R"


class NextStep(QWidget):
    """One quiet line at the call's end, and the one press it asks for."""

    outcome_wanted = Signal()
    ready_pressed = Signal()

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self._says = ElidedLabel()
        self._says.setObjectName("callNext")
        self._outcome = ActionButton(self.tr("Choose the outcome"))
        self._outcome.setObjectName("callOutcome")
        self._outcome.acted.connect(self.outcome_wanted)
        self._ready = ActionButton(self.tr("Back to available"), key=READY_KEY)
        self._ready.setObjectName("readyButton")
        self._ready.setProperty("kind", "primary")
        self._ready.acted.connect(self.ready_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._says, 1)
        row.addWidget(self._outcome)
        row.addWidget(self._ready)

    def render_next(self, state: DeskState) -> None:
        """Show what a state leaves to do, or nothing."""
        text, tone = self._words(state)
        self._says.setText(text)
        restyle(self._says, "tone", tone)
        ready = state.outcome.ready_next and not state.companion
        show_part(self._outcome, _missing(state), self._home)
        show_part(self._ready, ready, self._home)
        show_part(self, bool(text), self._home)

    def _words(self, state: DeskState) -> tuple[str, str]:
        outcome = state.outcome
        if state.companion:
            return "", ""
        if _missing(state):
            return self.tr("Outcome missing"), "warning"
        if outcome.hang_up_next:
            return self.tr("Outcome filed. The line is still open."), "success"
        if outcome.ready_next:
            status = state.status.current
            name = status.text if status else state.status.current_id
            return self.tr("All done. Your status is “{status}”.").format(status=name), "quiet"
        return "", ""


def _missing(state: DeskState) -> bool:
    ended = state.call is not None and state.call.state.ended
    return ended and state.outcome.missing and not state.companion
