"""The text of a page: all of it in sight at every width, to select and to copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.ui.script.reading import ReadingText
from tests.ui.finding import let_settle

LINE = "Your contract ends on 30 April, and the price stays as it is. "
LONG = LINE * 8 + "\n\n<b>Thank you.</b>"


@pytest.fixture
def text(qtbot: QtBot) -> ReadingText:
    made = ReadingText(LONG)
    qtbot.addWidget(made)
    made.resize(600, 10)
    with qtbot.waitActive(made):
        made.show()
    let_settle()
    return made


@pytest.mark.parametrize("width", [600, 240, 900])
def test_all_of_it_is_in_sight_at_every_width(text: ReadingText, width: int) -> None:
    text.resize(width, text.height())
    let_settle()
    wanted = text.document().size().height()
    assert wanted <= text.viewport().height() < wanted + text.fontMetrics().height()


def test_its_letters_are_letters_and_can_be_copied(text: ReadingText) -> None:
    assert text.toPlainText().endswith("<b>Thank you.</b>")
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == LONG


def test_it_cant_be_changed_and_a_screen_reader_can_read_it(text: ReadingText) -> None:
    QTest.keyClicks(text, "x")
    assert text.toPlainText() == LONG
    spoken = QAccessible.queryAccessibleInterface(text)
    assert spoken is not None
    assert spoken.textInterface() is not None
    assert spoken.state().readOnly
