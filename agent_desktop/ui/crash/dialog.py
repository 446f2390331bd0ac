"""The report of the last run, in full: what is in it is for the agent to see and to pass on."""

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

from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.plain_label import PlainLabel

SIZE = (640, 460)


class CrashReportDialog(QDialog):
    """Shows the text; show it with `open()`. Closing it in any way has dealt with the report."""

    save_asked = Signal(str)  # file
    delete_pressed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashReport")
        self.setWindowTitle(self.tr("Report of the last run – Agent Desktop"))
        self.setAccessibleName(self.tr("Report of the last run"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = text
        about = PlainLabel(
            self.tr(
                "The report is on this computer only and is sent nowhere. It holds no names, no "
                "numbers and nothing you typed. Pass it on to support if you are asked for it."
            ),
            wraps=True,
        )
        about.setObjectName("crashReportAbout")
        self._text = QPlainTextEdit(text)
        self._text.setObjectName("crashReportText")
        self._text.setAccessibleName(self.tr("Report"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())  # it grows with the other texts
        self._text.setFont(fixed)
        self._state = PlainLabel()
        self._state.setObjectName("crashReportState")
        self._lay_out(about)
        self.resize(QSize(*(grown(self.font(), side) for side in SIZE)))

    def show_saved(self, *, done: bool) -> None:
        """Say how saving went."""
        words = self.tr("Saved.") if done else self.tr("It could not be saved there.")
        self._say(words)

    def _lay_out(self, about: QWidget) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._button("crashReportDelete", self.tr("&Delete"), self._delete))
        foot.addWidget(self._state, 1)
        foot.addWidget(self._button("crashReportSave", self.tr("&Save as…"), self._ask_for_file))
        foot.addWidget(self._button("crashReportCopy", self.tr("&Copy"), self._copy))
        close = self._button("crashReportClose", self.tr("C&lose"), self.accept)
        restyle(close, "kind", "primary")
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        box.setSpacing(SPACE.m)
        box.addWidget(about)
        box.addWidget(self._text, 1)
        box.addLayout(foot)
        close.setFocus()

    def _button(self, name: str, words: str, deed: Callable[[], None]) -> ActionButton:
        button = ActionButton(words)
        button.setObjectName(name)
        button.acted.connect(deed)
        return button

    def _copy(self) -> None:
        copy(self._report)
        self._say(self.tr("Copied."))

    def _delete(self) -> None:
        self.delete_pressed.emit()
        self.accept()

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setObjectName("crashReportSaveDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("agent-desktop-report.txt")
        dialog.fileSelected.connect(self.save_asked)
        dialog.open()

    def _say(self, words: str) -> None:
        self._state.setText(words)
        announce(self._state, words)
