"""A text to be read in full before it is saved or copied; what becomes of it is others' to do."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.immutable import immutable
from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.plain_label import PlainLabel

SIZE = (640, 460)


@immutable
class Names:
    """The objectNames of a dialog's parts; without `save` it can't be saved."""

    dialog: str
    about: str
    text: str
    state: str
    copy: str
    close: str
    save: str = ""
    save_dialog: str = ""
    file: str = ""  # that is suggested


@immutable
class Words:
    """What a dialog is called, what stands over its text, and what the text is called."""

    title: str
    about: str
    text: str


class ReadingDialog(QDialog):
    """Shows the text; show it with `open()`. It is gone once it is closed in any way."""

    save_asked = Signal(str)  # file

    def __init__(
        self, names: Names, words: Words, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(names.dialog)
        self.setWindowTitle(self.tr("{title} – Agent Desktop").format(title=words.title))
        self.setAccessibleName(words.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = names
        about = PlainLabel(words.about, wraps=True)
        about.setObjectName(names.about)
        self._text = QPlainTextEdit(text)
        self._text.setObjectName(names.text)
        self._text.setAccessibleName(words.text)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())  # it grows with the other texts
        self._text.setFont(fixed)
        self._state = PlainLabel()
        self._state.setObjectName(names.state)
        self._lay_out(about)
        self.resize(QSize(*(grown(self.font(), side) for side in SIZE)))

    def show_saved(self, *, done: bool) -> None:
        """Say how saving went."""
        words = self.tr("Saved.") if done else self.tr("It could not be saved there.")
        self._say(words)

    def _lay_out(self, about: QWidget) -> None:
        self._foot = QHBoxLayout()
        self._foot.setSpacing(SPACE.s)
        self._foot.addWidget(self._state, 1)
        if self._names.save:
            self._save = self._button(self._names.save, self.tr("&Save as…"), self._ask_for_file)
            self._foot.addWidget(self._save)
        self._copy = self._button(self._names.copy, self.tr("&Copy"), self._copy_text)
        self._foot.addWidget(self._copy)
        close = self._button(self._names.close, self.tr("C&lose"), self.accept)
        restyle(close, "kind", "primary")
        self._foot.addWidget(close)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        self._box.setSpacing(SPACE.m)
        self._box.addWidget(about)
        self._box.addWidget(self._text, 1)
        self._box.addLayout(self._foot)
        close.setFocus()

    def _button(self, name: str, words: str, deed: Callable[[], None]) -> ActionButton:
        button = ActionButton(words)
        button.setObjectName(name)
        button.acted.connect(deed)
        return button

    def _copy_text(self) -> None:
        copy(self._text.toPlainText())
        self._say(self.tr("Copied."))

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the text"))
        dialog.setObjectName(self._names.save_dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self._names.file)
        dialog.fileSelected.connect(self.save_asked)
        dialog.open()

    def _say(self, words: str) -> None:
        self._state.setText(words)
        announce(self._state, words)
