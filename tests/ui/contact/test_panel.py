"""The contact panel: searched, copied, read again; and nothing of it gets away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.abilities import Abilities, Ability, Lack
from agent_desktop.desk.answer import Answer
from agent_desktop.desk.panels import ContactPanel
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Contact
from agent_desktop.ui.contact.panel import ContactPanelView
from agent_desktop.ui.widgets.empty_state import EmptyState
from tests.ui.desk_states import CALL
from tests.ui.finding import click, find
from tests.ui.work_states import CONTACT, at_work


@pytest.fixture
def panel(qtbot: QtBot) -> ContactPanelView:
    made = ContactPanelView()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.render_contact(at_work())
    with qtbot.waitActive(made):
        made.show()
    return made


def table(panel: ContactPanelView) -> QTableView:
    return find(panel, QTableView, "contactTable")


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_it_is_a_table_to_a_screen_reader(panel: ContactPanelView) -> None:
    spoken = QAccessible.queryAccessibleInterface(table(panel))
    assert spoken is not None
    assert spoken.role() is QAccessible.Role.Table
    assert spoken.text(QAccessible.Text.Name) == "The contact's data"
    children = (spoken.child(index) for index in range(spoken.childCount()))
    said = [name for child in children if (name := child.text(QAccessible.Text.Name))]
    assert said[:6] == ["Column", "Value", "i3_identity", "4711", "First name", "Maria"]


def test_typing_finds_rows_and_says_where_there_is_none(panel: ContactPanelView) -> None:
    field = find(panel, QLineEdit, "contactFilter")
    QTest.keyClicks(field, "first")
    assert table(panel).model().rowCount() == 1
    QTest.keyClicks(field, "x")
    assert not table(panel).isVisible()
    empty = panel.findChild(EmptyState)
    assert empty is not None
    assert "Nothing found" in empty.accessibleName()
    field.clear()
    assert table(panel).isVisible()


def test_the_next_call_is_not_searched_for_the_last_ones_words(panel: ContactPanelView) -> None:
    field = find(panel, QLineEdit, "contactFilter")
    field.setText("first")
    panel.render_contact(at_work(contact=ContactPanel("i1", asking=True)))
    assert field.text() == "first"
    panel.render_contact(at_work(call=replace(CALL, interaction_id="i2", contact=CONTACT)))
    assert field.text() == ""


@pytest.mark.parametrize("way", ["button", "key", "menu"])
def test_chosen_rows_are_copied(panel: ContactPanelView, way: str) -> None:
    table(panel).setFocus()
    table(panel).selectRow(2)
    if way == "button":
        click(panel, "contactCopy")
    elif way == "key":
        QTest.keyClick(table(panel), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    else:
        action = table(panel).findChild(QAction, "contactCopyRows")
        assert action is not None
        action.trigger()
    assert copied() == "Phone\t+30 210 555 4410"


def test_without_a_choice_all_that_is_shown_is_copied(panel: ContactPanelView) -> None:
    find(panel, QLineEdit, "contactFilter").setText("r")
    click(panel, "contactCopy")
    assert copied() == "First name\tMaria\nRemark\tPrefers <b>post</b>"


def test_a_value_alone_is_copied_from_the_menu(panel: ContactPanelView) -> None:
    table(panel).setCurrentIndex(table(panel).model().index(2, 0))
    action = table(panel).findChild(QAction, "contactCopyValue")
    assert action is not None
    action.trigger()
    assert copied() == "+30 210 555 4410"


def test_it_is_read_again_for_the_call_in_hand_once(panel: ContactPanelView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.read_again_pressed) as pressed:
        click(panel, "contactReadAgain")
    assert pressed.args == ["i1"]
    panel.render_contact(at_work(contact=ContactPanel("i1", asking=True)))
    button = find(panel, QPushButton, "contactReadAgain")
    assert button.text() == "Reading…"
    assert button.isEnabled(), "it keeps the focus"
    with qtbot.assertNotEmitted(panel.read_again_pressed):
        click(panel, "contactReadAgain")


def test_a_failure_is_told_in_the_servers_words(panel: ContactPanelView) -> None:
    answer = find(panel, QLabel, "contactAnswer")
    assert not answer.isVisible()
    refused = ContactPanel("i1", answer=Answer(status=500, message="The <list> is locked."))
    panel.render_contact(at_work(contact=refused))
    assert answer.text() == "The contact couldn't be read. The <list> is locked."
    assert answer.isVisible()
    panel.render_contact(at_work(contact=replace(refused, interaction_id="of an earlier call")))
    assert not answer.isVisible()


LACKS = at_work(abilities=Abilities((Lack(Ability.CONTACT_DATA, 9, 7),)))


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (LACKS, "Needs dialer version 9; this server has 7"),
        (at_work(call=None), "no call"),
        (at_work(call=replace(CALL, campaign_id="")), "no call of a campaign"),
    ],
    ids=["lacking", "no call", "no pop"],
)
def test_what_cant_be_read_is_off_with_a_reason_and_keeps_the_focus(
    panel: ContactPanelView, qtbot: QtBot, state: DeskState, why: str
) -> None:
    button = find(panel, QPushButton, "contactReadAgain")
    button.setFocus()
    panel.render_contact(state)
    with qtbot.assertNotEmitted(panel.read_again_pressed):
        click(panel, "contactReadAgain")
    assert button.hasFocus()
    assert why in button.accessibleDescription()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (at_work(call=None), "comes with the call"),
        (at_work(call=replace(CALL, contact=Contact())), "Nothing is known"),
    ],
)
def test_where_there_is_nothing_it_says_why(
    panel: ContactPanelView, state: DeskState, words: str
) -> None:
    panel.render_contact(state)
    empty = panel.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert words in empty.accessibleName()
    assert not find(panel, QLineEdit, "contactFilter").isEnabled()


def test_no_tool_tip_holds_anything_of_the_contact(panel: ContactPanelView) -> None:
    tips = " ".join(widget.toolTip() for widget in panel.findChildren(QWidget))
    for _name, value in CONTACT.columns:
        assert value not in tips
