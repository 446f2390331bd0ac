"""The break: asked for with a status, told while it is pending, ended with one press."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from agent_desktop.desk.abilities import Abilities, Ability, Lack
from agent_desktop.desk.breaks import BreakState, BreakView
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.header import Header
from agent_desktop.ui.widgets.action_button import ActionButton
from tests.desk.moments import at
from tests.ui.desk_states import desk
from tests.ui.finding import click, find

# A screen in memory can't raise a menu, nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    made = Header()
    made.resize(1100, 48)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.render_header(desk())
    return made


def button(header: Header) -> ActionButton:
    return find(header, ActionButton, "breakButton")


def menu(header: Header) -> QMenu:
    return find(header, QMenu, "breakChoices")


def entries(header: Header) -> dict[str, QAction]:
    return {a.objectName(): a for a in menu(header).actions() if a.objectName()}


def stands(state: BreakState) -> DeskState:
    return desk(breaks=BreakView(state, at(0), "At Lunch", "Available"))


@pytest.mark.parametrize("by", ["click", "key"])
def test_it_is_asked_for_with_the_status_to_be_in(header: Header, qtbot: QtBot, by: str) -> None:
    if by == "key":
        QTest.keyClick(header, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    else:
        click(header, "breakButton")
    qtbot.waitUntil(menu(header).isVisible)
    menu(header).close()
    assert list(entries(header)) == [
        "breakStatus-At Lunch",
        "breakStatus-Do Not Disturb",
        "breakStatus-none",
    ]
    with qtbot.waitSignal(header.break_pressed) as asked:
        entries(header)["breakStatus-At Lunch"].trigger()
    assert asked.args == ["At Lunch"]
    with qtbot.waitSignal(header.break_pressed) as asked:
        entries(header)["breakStatus-none"].trigger()
    assert asked.args == [""]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (BreakState.NONE, "Break"),
        (BreakState.ASKING, "Asking for a break…"),
        (BreakState.PENDING, "Break after this call"),
        (BreakState.ON_BREAK, "End break"),
        (BreakState.ENDING, "Ending the break…"),
    ],
)
@pytest.mark.parametrize("width", [1100, 500])
def test_it_says_where_the_break_stands_wherever_there_is_room(
    header: Header, state: BreakState, words: str, width: int
) -> None:
    header.resize(width, 48)
    header.render_header(stands(state))
    assert button(header).accessibleName() == words
    if width == 1100:
        assert button(header).text() == words


@pytest.mark.parametrize("state", [BreakState.ASKING, BreakState.ENDING])
def test_what_is_on_its_way_takes_no_press_and_keeps_the_focus(
    header: Header, qtbot: QtBot, state: BreakState
) -> None:
    button(header).setFocus()
    header.render_header(stands(state))
    with (
        qtbot.assertNotEmitted(header.break_pressed),
        qtbot.assertNotEmitted(header.break_end_pressed),
    ):
        click(header, "breakButton")
    assert button(header).hasFocus()
    assert not menu(header).isVisible()


def test_a_wish_for_a_break_can_be_taken_back(header: Header, qtbot: QtBot) -> None:
    header.render_header(stands(BreakState.PENDING))
    assert "Then your status is At lunch." in button(header).toolTip()
    with qtbot.assertNotEmitted(header.break_end_pressed):
        click(header, "breakButton")
    menu(header).close()
    with qtbot.waitSignal(header.break_end_pressed):
        entries(header)["breakWithdraw"].trigger()


def test_on_a_break_its_clock_runs_and_one_press_ends_it(header: Header, qtbot: QtBot) -> None:
    header.render_header(stands(BreakState.ON_BREAK))
    assert find(header, QLabel, "breakElapsed").isVisible()
    assert not find(header, QLabel, "statusElapsed").isVisible(), "one clock"
    with qtbot.waitSignal(header.break_end_pressed):
        click(header, "breakButton")
    assert not menu(header).isVisible()
    header.render_header(desk())
    assert not find(header, QLabel, "breakElapsed").isVisible()
    assert find(header, QLabel, "statusElapsed").isVisible()


def test_an_old_server_says_why_there_is_no_break(header: Header, qtbot: QtBot) -> None:
    header.render_header(desk(abilities=Abilities((Lack(Ability.BREAK, 2, 1),))))
    assert "Needs dialer version 2; this server has 1" in button(header).accessibleDescription()
    click(header, "breakButton")
    assert not menu(header).isVisible()


def test_beside_another_client_there_is_no_break(header: Header) -> None:
    header.render_header(replace(desk(), companion=True))
    assert not button(header).isVisible()
