"""The question before something is left that Dialer would then file as it thinks fit."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QWidget

from agent_desktop.desk.state import DeskState
from agent_desktop.immutable import immutable
from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.restyle import restyle

translate = QCoreApplication.translate

_SIGN = 32


@immutable
class Unfinished:
    """What is still open: a call, its outcome or the last one's, outcomes of earlier calls."""

    call: bool = False
    outcome: bool = False
    earlier: int = 0
    unplaced: bool = False  # the call is still to be placed

    def __bool__(self) -> bool:
        """Whether there is anything to ask about."""
        return self.call or self.outcome or self.earlier > 0


def unfinished(state: DeskState) -> Unfinished:
    """Return what an agent who leaves now leaves behind."""
    earlier = sum(left.view.last for left in state.open_outcomes)
    call = state.call is not None and not state.call.state.ended
    unplaced = state.call is not None and not state.call.placed
    return Unfinished(call, state.outcome.missing, earlier, unplaced)


class LeaveQuestion(QMessageBox):
    """Says what will be lost; staying is always the answer of Esc.

    `outcome_wanted` leads to the outcome and is the answer of Enter where one is missing.
    `after_wanted` asks Dialer to let the agent go once all is done. `anyway` leaves now. Show it
    with `open()`; it goes by itself.
    """

    anyway = Signal()
    after_wanted = Signal()
    outcome_wanted = Signal()

    def __init__(
        self, parent: QWidget, why: Unfinished, anyway_text: str, *, after_text: str = ""
    ) -> None:
        super().__init__(parent)
        self.setText(self._title(why))
        self.setInformativeText(_meaning(why))
        self._ask(why, anyway_text, after_text)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab come to every button: the box around them would lead past the first."""
        super().showEvent(event)
        box = self.findChild(QDialogButtonBox)
        if box is not None:
            box.setFocusProxy(None)  # type: ignore[arg-type]
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @classmethod
    def before_available(cls, parent: QWidget) -> "LeaveQuestion":
        """Return the question before the next call can come in front of a missing outcome."""
        made = cls(parent, Unfinished(outcome=True), translate("Leaving", "Go available anyway"))
        made.setInformativeText(
            translate(
                "Leaving",
                "Once the next call comes Dialer files the last one as “Ambiguous”, and what was "
                "agreed on it is lost to the campaign.",
            )
        )
        return made

    def _title(self, why: Unfinished) -> str:
        if why.call and why.unplaced:
            return self.tr("A call waits for you to place it.")
        if why.call:
            return self.tr("You are on a call.")
        if why.outcome:
            return self.tr("The outcome of your last call is missing.")
        return self.tr("%n earlier call(s) can still be given an outcome.", "", why.earlier)

    def _ask(self, why: Unfinished, anyway_text: str, after_text: str) -> None:
        self.setObjectName("leaveQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        side = icon_side(self.font(), _SIGN)
        self.setIcon(QMessageBox.Icon.Warning)  # for the screen reader and the system's sound
        self.setIconPixmap(icon("alert", "warning").pixmap(side, side))
        go = self.addButton(anyway_text, QMessageBox.ButtonRole.DestructiveRole)
        go.setObjectName("leaveAnyway")
        go.clicked.connect(self.anyway)
        stay_text = self.tr("Stay on the call") if why.call else self.tr("Stay")
        stay = self.addButton(stay_text, QMessageBox.ButtonRole.RejectRole)
        stay.setObjectName("leaveNot")
        self.setDefaultButton(stay)
        self.setEscapeButton(stay)
        if after_text:
            after = self.addButton(after_text, QMessageBox.ButtonRole.AcceptRole)
            after.setObjectName("leaveAfter")
            after.clicked.connect(self.after_wanted)
        if why.outcome or (why.earlier and not why.call):
            text = self.tr("Choose the outcome") if why.outcome else self.tr("See the outcomes")
            outcome = self.addButton(text, QMessageBox.ButtonRole.AcceptRole)
            outcome.setObjectName("leaveOutcome")
            restyle(outcome, "kind", "primary")
            outcome.clicked.connect(self.outcome_wanted)
            self.setDefaultButton(outcome)


def _meaning(why: Unfinished) -> str:
    if why.call:
        return translate(
            "Leaving",
            "If you log off now the dialer files this call as “Ambiguous”, and what was "
            "agreed on it is lost to the campaign.",
        )
    return translate(
        "Leaving",
        "What Dialer isn't told it files as “Ambiguous”, and what was agreed is lost to the "
        "campaign.",
    )
