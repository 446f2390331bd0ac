"""Tabs with signs: seen, heard, and pressed again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.ui.widgets.tab_bar import TabBar


@pytest.fixture
def bar(qtbot: QtBot) -> TabBar:
    made = TabBar()
    qtbot.addWidget(made)
    for number, name in enumerate(("Script", "Notes", "Notices"), 1):
        made.add(name, f"Ctrl+{number}")
    made.resize(500, made.sizeHint().height())
    with qtbot.waitActive(made):
        made.show()
    return made


def drawn(bar: TabBar, index: int) -> QImage:
    return bar.grab(bar.tabRect(index)).toImage()


def heard(bar: TabBar, index: int) -> str:
    spoken = QAccessible.queryAccessibleInterface(bar)
    assert spoken is not None
    return spoken.child(index).text(QAccessible.Text.Name)


def press(bar: TabBar, index: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(bar, button, pos=bar.tabRect(index).center())


def test_a_sign_is_seen_and_heard_and_goes_again(bar: TabBar) -> None:
    plain = drawn(bar, 1)
    bar.set_sign(1, "", "has text")
    dotted = drawn(bar, 1)
    bar.set_sign(1, "12", "12 new")
    counted = drawn(bar, 1)
    assert plain != dotted
    assert dotted != counted
    assert heard(bar, 1) == "Notes, 12 new"
    bar.set_sign(1, None)
    assert drawn(bar, 1) == plain
    assert heard(bar, 1) == "Notes"


def test_a_wider_sign_gets_its_room(bar: TabBar) -> None:
    before = bar.tabRect(2).width()
    bar.set_sign(2, "99+")
    assert bar.tabRect(2).width() > before


def test_the_key_is_told_under_the_pointer(bar: TabBar) -> None:
    assert bar.tabToolTip(1) == "Notes (Ctrl+2)"


def test_only_a_press_of_the_current_tab_counts_as_again(bar: TabBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.pressed_again):
        press(bar, 1)
    assert bar.currentIndex() == 1
    with qtbot.waitSignal(bar.pressed_again):
        press(bar, 1)
    with qtbot.assertNotEmitted(bar.pressed_again):
        press(bar, 1, Qt.MouseButton.RightButton)


def test_the_sign_can_be_pressed_too(bar: TabBar, qtbot: QtBot) -> None:
    bar.set_sign(1, "3")
    badge = bar.tabButton(1, TabBar.ButtonPosition.RightSide)
    assert badge is not None
    spot = badge.mapTo(bar, badge.rect().center())
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
    assert bar.currentIndex() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_keys_walk_the_tabs_and_press_the_current_one(
    bar: TabBar, qtbot: QtBot, key: Qt.Key
) -> None:
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert bar.currentIndex() == 1
    with qtbot.waitSignal(bar.pressed_again):
        QTest.keyClick(bar, key)


def test_folded_no_tab_looks_open(bar: TabBar) -> None:
    bar.setCurrentIndex(1)
    open_ = drawn(bar, 1)
    bar.set_folded(True)
    folded = drawn(bar, 1)
    bar.set_folded(False)
    assert drawn(bar, 1) == open_
    assert bar.property("folded") == "false"
    assert folded is not None
