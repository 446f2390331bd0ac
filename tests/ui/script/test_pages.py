"""The list of pages: arrow keys look around, Enter, Space and a click go there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.ui.script.pages import PageList, StepModel, steps
from agent_desktop.ui.theme.theme import Scheme, apply
from tests.ui.work_states import script


@pytest.fixture
def pages(qtbot: QtBot) -> PageList:
    made = PageList()
    qtbot.addWidget(made)
    made.show_pages(script(1, pages_seen=frozenset({0, 1})))
    made.resize(200, 200)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_a_screen_reader_hears_stage_and_place(pages: PageList) -> None:
    model = pages.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(row, 0).data(role) for row in range(model.rowCount())] == [
        "Greeting, stage 1, seen",
        "Offer, stage 2, shown now",
        "Legal notes",
        "Goodbye, stage 9",
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrow_keys_only_look_and_a_press_goes(pages: PageList, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(pages.chosen):
        QTest.keyClick(pages, Qt.Key.Key_Down)
        QTest.keyClick(pages, Qt.Key.Key_Down)
    with qtbot.waitSignal(pages.chosen) as chosen:
        QTest.keyClick(pages, key)
    assert chosen.args == [3]


def test_a_click_goes_once(pages: PageList, qtbot: QtBot) -> None:
    told: list[int] = []
    pages.chosen.connect(told.append)
    spot = pages.visualRect(pages.model().index(2, 0)).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told == [2]


def test_looking_around_isnt_undone_until_the_page_changes(pages: PageList) -> None:
    QTest.keyClick(pages, Qt.Key.Key_Down)
    pages.show_pages(script(1, pages_seen=frozenset({0, 1}), unsaved=True))
    assert pages.currentIndex().row() == 2
    pages.show_pages(script(3))
    assert pages.currentIndex().row() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shown_and_those_seen_are_drawn_apart(
    pages: PageList, qapp: QApplication, scheme: Scheme
) -> None:
    def drawn(page: int, *seen: int) -> QImage:
        pages.show_pages(script(page, pages_seen=frozenset(seen)))
        return pages.viewport().grab().toImage()

    apply(qapp, scheme, still=True)
    pages.clearFocus()
    assert drawn(1, 0, 1) != drawn(1, 1)
    assert drawn(1, 1) != drawn(2, 1)


def test_the_model_keeps_to_the_rules(qtbot: QtBot) -> None:
    model = StepModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(steps(script()))
    model.show(steps(script(2)))
    model.show(())
    assert tester.model() is model
    assert model.rowCount() == 0
