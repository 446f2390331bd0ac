"""From the quiet line to the report, and what the agent does with it."""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from agent_desktop.services.crash_reports import CrashReport, CrashReports
from agent_desktop.ui.crash.dialog import CrashReportDialog
from agent_desktop.ui.crash.strip import CrashStrip


class CrashOffer(QObject):
    """Offers a report in a strip; whatever the agent does with it, it isn't offered again."""

    def __init__(self, strip: CrashStrip, reports: CrashReports, report: CrashReport) -> None:
        super().__init__(strip)
        self._strip = strip
        self._reports = reports
        self._report = report
        strip.show_pressed.connect(self._show)
        strip.dismiss_pressed.connect(self._put_away)
        strip.offer(ended=report.ended)

    def _show(self) -> None:
        dialog = CrashReportDialog(self._report.text, self._strip.window())
        dialog.delete_pressed.connect(self._reports.delete)
        dialog.save_asked.connect(lambda file: self._save(dialog, file))
        dialog.finished.connect(self._put_away)
        dialog.open()

    def _save(self, dialog: CrashReportDialog, file: str) -> None:
        def told(done: bool) -> None:
            if isValid(dialog):  # it may have been closed meanwhile
                dialog.show_saved(done=done)

        self._reports.save(self._report.text, file, told)

    def _put_away(self) -> None:
        self._reports.put_away()
        self._strip.hide()
