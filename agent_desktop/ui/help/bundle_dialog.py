"""What support gets to read, shown in full before it is saved."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desktop.support import Bundle
from agent_desktop.ui.help.words import masked_text
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.reading_dialog import Names, ReadingDialog, Words
from agent_desktop.ui.widgets.spinner import Spinner

translate = QCoreApplication.translate

_NAMES = Names(
    dialog="supportBundle",
    about="supportBundleAbout",
    text="supportBundleText",
    state="supportBundleState",
    copy="supportBundleCopy",
    close="supportBundleClose",
    save="supportBundleSave",
    save_dialog="supportBundleSaveDialog",
    file="agent-desktop-support.txt",
)


class SupportBundleDialog(ReadingDialog):
    """Opens at once and waits for the text; what is shown is what is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = Words(
            title=translate("SupportBundleDialog", "Support bundle"),
            about=translate(
                "SupportBundleDialog",
                "What support staff need of this computer: versions, settings, a look at the "
                "connection, logs and reports. Read it before you pass it on; it is sent nowhere.",
            ),
            text=translate("SupportBundleDialog", "Text of the bundle"),
        )
        super().__init__(_NAMES, words, parent=parent)
        self._masked = PlainLabel(wraps=True)
        self._masked.setObjectName("supportBundleMasked")
        self._masked.setProperty("role", "quiet")
        self._box.insertWidget(1, self._masked)
        self._spinner = Spinner()
        self._foot.insertWidget(0, self._spinner)
        waiting = self.tr("The connection is being looked at…")
        self._masked.setText(self.tr("What names anybody is masked and counted."))
        self._state.setText(waiting)
        for button in (self._save, self._copy):
            button.set_reason(self.tr("The text isn’t ready yet."))

    def show_bundle(self, bundle: Bundle) -> None:
        """Show the text that may be saved from now on."""
        self._spinner.hide()
        self._text.setPlainText(bundle.text)
        self._masked.setText(masked_text(bundle.masked))
        for button in (self._save, self._copy):
            button.set_reason("")
        self._state.setText("")
        announce(self._masked, self.tr("The text is ready."))

    def show_failed(self) -> None:
        """Say that there is no text."""
        self._spinner.hide()
        self._say(self.tr("It could not be put together."))
