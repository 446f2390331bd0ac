"""What is copied asks to be left out of clipboard histories, whoever copies it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from agent_desktop.ui.clipboard import ClipboardHints, copy
from agent_desktop.ui.contact.panel import ContactPanelView
from tests.ui.finding import click
from tests.ui.work_states import at_work

WINDOWS = 'application/x-qt-windows-mime;value="{}"'


def asks_to_be_left_out(copied: QMimeData) -> bool:
    names = (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    )
    zeros = [copied.data(WINDOWS.format(name)).data() == bytes(4) for name in names]
    return all(zeros) and copied.data("x-kde-passwordManagerHint").data() == b"secret"


@pytest.mark.usefixtures("qapp")
def test_a_copied_text_carries_the_hints_and_is_still_the_text() -> None:
    copy("+30 210 555 4410")

    assert QGuiApplication.clipboard().text() == "+30 210 555 4410"
    assert asks_to_be_left_out(QGuiApplication.clipboard().mimeData())


def test_the_contact_is_copied_so(qtbot: QtBot) -> None:
    panel = ContactPanelView()
    qtbot.addWidget(panel)
    panel.render_contact(at_work())
    panel.show()

    click(panel, "contactCopy")

    assert "+30 210 555 4410" in QGuiApplication.clipboard().text()
    assert asks_to_be_left_out(QGuiApplication.clipboard().mimeData())


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_what_a_field_of_ours_copies_gets_them_too(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[str], QLineEdit | QPlainTextEdit],
    *,
    ours: bool,
) -> None:
    # Without a screen nobody knows whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: ours)
    field = make("Maria")
    qtbot.addWidget(field)
    hints = ClipboardHints()
    field.selectAll()

    field.copy()

    assert QGuiApplication.clipboard().text() == "Maria"
    assert asks_to_be_left_out(QGuiApplication.clipboard().mimeData()) is ours
    hints.deleteLater()
