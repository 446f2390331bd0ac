"""The note: what the agent wants to remember of the call in hand."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agent_desktop.desk.panels import NotePanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.focus import holds_focus
from agent_desktop.ui.widgets.plain_label import PlainLabel


class NotePanelView(QFrame):
    """Takes the note and says whether it is kept. `note_typed` carries interaction id and text."""

    note_typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notePanel")
        self.setAccessibleName(self.tr("Note"))
        self._note = NotePanel()
        self._showing = False
        self._typed_for = ""  # the call something was typed for
        self._whose = ElidedLabel()
        self._whose.setObjectName("noteOf")
        self._whose.setProperty("role", "section")
        self._kept = PlainLabel()
        self._kept.setObjectName("noteState")
        self._kept.setProperty("role", "quiet")
        self._text = QPlainTextEdit()
        self._text.setObjectName("noteText")
        self._text.setAccessibleName(self.tr("Note on this call"))
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._typed)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._whose, 1)
        head.addWidget(self._kept)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.m)
        box.setSpacing(SPACE.s)
        box.addLayout(head)
        box.addWidget(self._text, 1)

    def render_note(self, state: DeskState) -> None:
        """Show the note of a state; while the agent types, the text is the agent's."""
        before, note = self._note, state.note
        self._note = note
        another = before.interaction_id != note.interaction_id
        if another or not holds_focus(self._text):
            self._show(note.text)
        open_ = bool(note.interaction_id)
        self._text.setEnabled(open_)
        why = self.tr("A note can be typed once there is a call.")
        self._text.setPlaceholderText(
            self.tr("What is worth remembering of this call. It stays on this computer.")
            if open_
            else why
        )
        self._text.setAccessibleDescription("" if open_ else why)
        who = state.call.who if state.call is not None else ""
        self._whose.setText(
            self.tr("Note on the call with {who}").format(who=who)
            if open_ and who
            else self.tr("Note on this call")
        )
        self._kept.setText(self._kept_words(note))

    def focus_text(self) -> None:
        """Go to the note, where there is one to type."""
        self._text.setFocus()

    def _show(self, text: str) -> None:
        if text != self._text.toPlainText():
            self._showing = True
            self._text.setPlainText(text)
            self._text.moveCursor(QTextCursor.MoveOperation.End)
            self._showing = False

    def _kept_words(self, note: NotePanel) -> str:
        if not note.kept:
            return self.tr("Saving…")
        touched = bool(note.text) or self._typed_for == note.interaction_id
        return self.tr("Saved") if note.interaction_id and touched else ""

    def _typed(self) -> None:
        if not self._showing and self._note.interaction_id:
            self._typed_for = self._note.interaction_id
            self.note_typed.emit(self._note.interaction_id, self._text.toPlainText())
