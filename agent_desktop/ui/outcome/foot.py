"""What is known of the outcome, in a sentence, and the buttons that act on it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.ui.outcome.words import fault_text, may_send_again, sentence, tone
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import shown

# The buttons stand beside the sentence while they leave it this part of the width.
SENTENCE_PART = 0.4


class OutcomeFoot(QWidget):
    """Always in sight under the outcomes."""

    file_pressed = Signal()
    clear_pressed = Signal()
    finish_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = PlainLabel(wraps=True)
        self._sentence.setObjectName("outcomeState")
        self._clear = ActionButton(self.tr("Clear"))
        self._clear.setObjectName("outcomeClear")
        self._clear.setProperty("kind", "quiet")
        self._clear.set_hint(self.tr("Choose no outcome yet"))
        self._clear.acted.connect(self.clear_pressed)
        self._finishing = ActionButton(self.tr("Leave to a finishing agent"))
        self._finishing.setObjectName("outcomeFinishing")
        self._finishing.set_hint(self.tr("Somebody else sees to the outcome of this call"))
        self._finishing.acted.connect(self.finish_pressed)
        self._file = ActionButton(self.tr("File outcome"), key="Ctrl+Enter")
        self._file.setObjectName("outcomeFile")
        self._file.setProperty("kind", "primary")
        self._file.acted.connect(self.file_pressed)
        # The key on the cap is the keypad's to Qt; the larger one is called Return.
        also = QShortcut(QKeySequence("Ctrl+Return"), self._file)
        also.setAutoRepeat(False)
        also.activated.connect(self._file.click)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addStretch(1)
        for button in (self._clear, self._finishing, self._file):
            row.addWidget(button)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE.s)
        self._box.addWidget(self._sentence, 1)
        self._box.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._sentence.text()

    def render_foot(
        self, panel: OutcomePanel, *, choosing: bool, lacking: str, no_finishing: str
    ) -> None:
        """Show what is known; `lacking` and `no_finishing` say why this server can't do a thing."""
        view = panel.view
        text = shown(sentence(panel)) if choosing or view.verdict or view.sending else ""
        self._sentence.setText(text)
        self._sentence.setAccessibleName(text)
        restyle(self._sentence, "tone", tone(view))
        sending = view.sending is not None
        self._file.setVisible(choosing)
        again = may_send_again(view)
        self._file.set_words(self.tr("Send again") if again else self.tr("File outcome"))
        self._file.set_busy(sending)
        fault = None if sending else panel.fault
        self._file.set_reason(lacking or (fault_text(fault) if fault else ""))
        self._clear.setVisible(
            choosing and view.chosen is not None and not (view.verdict or sending)
        )
        self._finishing.setVisible(choosing and (panel.may_finish or panel.finishing))
        self._finishing.set_busy(panel.finishing or sending)
        self._finishing.set_reason(no_finishing)
        self.setVisible(bool(text) or choosing)
        self._choose_direction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the sentence where they would leave it too little room."""
        super().resizeEvent(event)
        self._choose_direction()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._choose_direction()

    def _choose_direction(self) -> None:
        beside = self._buttons.sizeHint().width() <= (1 - SENTENCE_PART) * self.width()
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
