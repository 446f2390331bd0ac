"""The report of the last run: offered quietly, shown in full as plain text, kept or deleted."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.services.crash_reports import CrashReport, CrashReports
from agent_desktop.ui.crash.dialog import CrashReportDialog
from agent_desktop.ui.crash.offer import CrashOffer
from agent_desktop.ui.crash.strip import CrashStrip
from agent_desktop.ui.logon.dialog import LogOnDialog
from tests.ui.finding import click, find

TEXT = "Agent Desktop: report of a fault\n<b>KeyError</b> &amp; more\n" + "line\n" * 300


class Reports:
    """Stands in for what deals with the files."""

    def __init__(self) -> None:
        self.deeds: list[str] = []
        self.told: Callable[[bool], None] = lambda _done: None

    def put_away(self) -> None:
        self.deeds.append("put away")

    def delete(self) -> None:
        self.deeds.append("delete")

    def save(self, text: str, file: str, told: Callable[[bool], None]) -> None:
        assert text == TEXT
        self.deeds.append(f"save {Path(file).name}")
        self.told = told


class Shown:
    def __init__(self, qtbot: QtBot, *, ended: bool = True) -> None:
        self.reports = Reports()
        self.log_on = LogOnDialog(LogOnForm(server="ic1.example", user="ada", password=""))
        qtbot.addWidget(self.log_on)
        self.log_on.show()
        report = CrashReport(TEXT, ended=ended)
        self.strip = CrashStrip()
        self.log_on.put_above(self.strip)
        CrashOffer(self.strip, cast(CrashReports, self.reports), report)

    def press(self, name: str) -> None:
        click(self.log_on, name)

    def dialog(self) -> CrashReportDialog:
        return find(self.log_on, CrashReportDialog, "crashReport")


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@pytest.mark.parametrize(
    ("ended", "says"),
    [(True, "ended unexpectedly last time"), (False, "had a fault the last time it ran")],
)
def test_the_line_says_what_happened(qtbot: QtBot, ended: bool, says: str) -> None:
    shown = Shown(qtbot, ended=ended)
    assert says in find(shown.log_on, QLabel, "crashReportOffer").text()


def test_the_offer_takes_no_key_from_the_log_on(shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown.log_on.focusWidget() is not None)
    assert shown.log_on.focusWidget().objectName() == "loginPassword"


def test_dismissed_it_goes_and_the_report_is_put_away(shown: Shown) -> None:
    shown.press("crashReportDismiss")
    assert not shown.strip.isVisible()
    assert shown.reports.deeds == ["put away"]


def test_the_report_is_shown_in_full_as_plain_text(shown: Shown) -> None:
    shown.press("crashReportShow")
    text = find(shown.dialog(), QPlainTextEdit, "crashReportText")
    assert text.toPlainText() == TEXT
    assert text.isReadOnly()
    assert shown.dialog().isVisible()
    assert shown.reports.deeds == []


def test_copied_it_is_on_the_clipboard(shown: Shown) -> None:
    shown.press("crashReportShow")
    shown.press("crashReportCopy")
    assert QGuiApplication.clipboard().text() == TEXT
    assert find(shown.log_on, QLabel, "crashReportState").text() == "Copied."


def test_closed_it_is_put_away(shown: Shown) -> None:
    shown.press("crashReportShow")
    shown.press("crashReportClose")
    assert shown.reports.deeds == ["put away"]
    assert not shown.strip.isVisible()


def test_esc_closes_it_too(shown: Shown) -> None:
    shown.press("crashReportShow")
    cast(QDialog, shown.dialog()).reject()
    assert shown.reports.deeds == ["put away"]


def test_deleted_it_is_gone(shown: Shown) -> None:
    shown.press("crashReportShow")
    shown.press("crashReportDelete")
    assert shown.reports.deeds == ["delete", "put away"]
    assert not shown.strip.isVisible()


@pytest.mark.parametrize(("done", "says"), [(True, "Saved."), (False, "It could not be saved")])
def test_saved_it_says_whether_it_is_there(shown: Shown, done: bool, says: str) -> None:
    shown.press("crashReportShow")
    shown.press("crashReportSave")
    asked = find(shown.log_on, QFileDialog, "crashReportSaveDialog")
    asked.fileSelected.emit("/somewhere/report.txt")
    asked.close()
    shown.reports.told(done)
    assert shown.reports.deeds == ["save report.txt"]
    assert find(shown.log_on, QLabel, "crashReportState").text().startswith(says)
    shown.press("crashReportClose")
    shown.reports.told(done)  # an answer that comes late
