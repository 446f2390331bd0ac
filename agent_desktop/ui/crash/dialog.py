"""The report of the last run, in full: what is in it is for the agent to see and to pass on."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.widgets.reading_dialog import Names, ReadingDialog, Words

translate = QCoreApplication.translate

_NAMES = Names(
    dialog="crashReport",
    about="crashReportAbout",
    text="crashReportText",
    state="crashReportState",
    copy="crashReportCopy",
    close="crashReportClose",
    save="crashReportSave",
    save_dialog="crashReportSaveDialog",
    file="agent-desktop-report.txt",
)


class CrashReportDialog(ReadingDialog):
    """Closing it in any way has dealt with the report."""

    delete_pressed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        words = Words(
            title=translate("CrashReportDialog", "Report of the last run"),
            about=translate(
                "CrashReportDialog",
                "The report is on this computer only and is sent nowhere. It holds no names, no "
                "numbers and nothing you typed. Pass it on to support if you are asked for it.",
            ),
            text=translate("CrashReportDialog", "Report"),
        )
        super().__init__(_NAMES, words, text, parent)
        delete = self._button("crashReportDelete", self.tr("&Delete"), self._delete)
        self._foot.insertWidget(0, delete)

    def _delete(self) -> None:
        self.delete_pressed.emit()
        self.accept()
