"""A field of a form: its label above, with a lock if need be; help or an error under it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.plain_label import PlainLabel

_ICON = 16
_LOCK = 12


class FormField(QWidget):
    """Puts a label, an editor and one line under it together; focus goes to the editor.

    The line shows the error if there is one, else the help; with neither it takes no room.
    `error_label` holds the error's words.
    """

    def __init__(
        self, label: str, editor: QWidget, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = QLabel(label)
        self._label.setBuddy(editor)
        self._help = PlainLabel(wraps=True)
        self._help.setProperty("role", "quiet")
        self.error_label = PlainLabel(wraps=True)
        self.error_label.setProperty("role", "error")
        for words in (self._help, self.error_label):
            policy = words.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            words.setSizePolicy(policy)
        self._lock_sign = QLabel()
        self._lock_words = PlainLabel()
        self._lock_words.setProperty("role", "quiet")
        self._sign = QLabel()
        self._error_row = QWidget()
        self._lay_out()
        self.setFocusProxy(editor)
        Theme.current().changed.connect(self._retint)
        self.set_help(help_text)

    @property
    def error(self) -> str:
        """The error shown, empty where there is none."""
        return self.error_label.text()

    def set_label(self, text: str) -> None:
        """Name the field differently; `&` marks the letter that leads to it."""
        self._label.setText(text)

    def set_help(self, text: str) -> None:
        """Explain the field, or not with an empty text."""
        self._help.setText(text)
        self._show_line()

    def set_locked(self, words: str) -> None:
        """Let nothing be entered, and say why beside the label.

        A line can still be read, copied and reached by keyboard; any other editor is off.
        """
        if isinstance(self.editor, QLineEdit):
            self.editor.setReadOnly(True)
        else:
            self.editor.setEnabled(False)
        self._lock_words.setText(words)
        self._lock_sign.show()
        self._retint()
        self._lock_words.show()
        self._show_line()

    def set_error(self, text: str) -> None:
        """Say what is wrong with what was typed, or nothing with an empty text.

        A new error is announced at once; the focus stays where it is.
        """
        if text == self.error:
            return
        self.error_label.setText(text)
        self._show_line()
        self.editor.setProperty("invalid", bool(text))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        if text:
            announce(self.editor, text, at_once=True)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign at the size of another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._retint()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._error_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.error_label, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.xs)
        head = QHBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addWidget(self._label, 1)
        head.addWidget(self._lock_sign)
        head.addWidget(self._lock_words)
        self._lock_sign.hide()
        self._lock_words.hide()
        box.addLayout(head)
        box.addWidget(self.editor)
        box.addWidget(self._help)
        box.addWidget(self._error_row)

    def _show_line(self) -> None:
        wrong = bool(self.error)
        if wrong:
            self._retint()
        self._error_row.setVisible(wrong)
        self._help.setVisible(bool(self._help.text()) and not wrong)
        words = (self._lock_words.text(), self.error or self._help.text())
        self.editor.setAccessibleDescription(" ".join(each for each in words if each))

    def _retint(self) -> None:
        for sign, name, role, size in (
            (self._sign, "alert", "danger", _ICON),
            (self._lock_sign, "lock", "text_quiet", _LOCK),
        ):
            side = icon_side(self.font(), size)
            picture = icon(name, role).pixmap(QSize(side, side), self.devicePixelRatio())
            sign.setFixedSize(side, side)
            sign.setPixmap(picture)
