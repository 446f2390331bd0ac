"""A call by hand: the contact's numbers, another one, and how the call gets on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.panels import ManualCall, ManualState
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Contact
from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.widgets.action_button import ActionButton
from tests.ui.call.scenes import BY_HAND, OLD_DIALER, SHOWN_FIRST, TALKING
from tests.ui.desk_states import waiting
from tests.ui.finding import click, find

# A screen in memory can't raise a menu, nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def progress(state: ManualState, status: int | None = None, message: str = "") -> DeskState:
    return replace(BY_HAND, manual=ManualCall("c1", state, status, Answer(message=message)))


def choices(card: CallCard) -> QMenu:
    return find(card, QMenu, "callDialChoices")


def said(card: CallCard) -> str:
    return find(card, QLabel, "callDialState").text()


def field(card: CallCard) -> QLineEdit:
    return find(card, QLineEdit, "callDialNumber")


def another(card: CallCard) -> QLineEdit:
    choices(card).actions()[-1].trigger()
    return field(card)


@pytest.mark.parametrize(
    "state",
    [waiting(), TALKING, replace(BY_HAND, companion=True)],
    ids=["no call", "talking", "companion"],
)
def test_there_is_nothing_of_it_where_nothing_is_to_be_dialled(
    card: CallCard, state: DeskState
) -> None:
    card.render_call(BY_HAND)
    assert find(card, QWidget, "dialStrip").isVisible()
    card.render_call(state)
    assert not find(card, QWidget, "dialStrip").isVisible()


def test_the_contacts_numbers_are_offered_and_dialled_for_its_identity(
    card: CallCard, qtbot: QtBot
) -> None:
    card.render_call(BY_HAND)
    QTest.keyClick(card, Qt.Key.Key_F5)
    qtbot.waitUntil(choices(card).isVisible)
    offered = [a for a in choices(card).actions() if not a.isSeparator()]
    assert [a.text() for a in offered] == [
        "HOME_PHONE: +30 210 4410 220",
        "Mobile: 0694 123 4567",
        "Another number…",
    ]
    assert offered[1].objectName() == "callDialColumn-Mobile"
    with qtbot.waitSignal(card.dial_pressed) as dialled:
        offered[1].trigger()
    assert dialled.args == ["10023", "0694 123 4567"]
    choices(card).close()


@pytest.mark.parametrize("by", ["button", "enter"])
def test_another_number_is_typed_and_dialled(card: CallCard, qtbot: QtBot, by: str) -> None:
    card.render_call(BY_HAND)
    line = another(card)
    assert line.hasFocus()
    QTest.keyClicks(line, " 210 1234 ")
    with qtbot.waitSignal(card.dial_pressed) as dialled:
        if by == "enter":
            QTest.keyClick(line, Qt.Key.Key_Return)
        else:
            click(card, "callDialSend")
    assert dialled.args == ["10023", "210 1234"]


def test_nothing_typed_is_nothing_dialled(card: CallCard, qtbot: QtBot) -> None:
    card.render_call(BY_HAND)
    line = another(card)
    with qtbot.assertNotEmitted(card.dial_pressed):
        QTest.keyClick(line, Qt.Key.Key_Return)
        click(card, "callDialSend")
    assert line.hasFocus()


def test_a_contact_without_a_number_leads_straight_to_the_field(card: CallCard) -> None:
    card.render_call(replace(BY_HAND, call=replace(BY_HAND.call, contact=Contact())))  # type: ignore[type-var]  # there is a call
    click(card, "callDial")
    assert field(card).hasFocus()
    assert not choices(card).isVisible()


def test_what_is_being_typed_stays_while_the_desk_changes_and_goes_with_the_call(
    card: CallCard,
) -> None:
    card.render_call(BY_HAND)
    line = another(card)
    QTest.keyClicks(line, "210")
    card.render_call(progress(ManualState.TOLD, 10))
    assert (line.text(), line.hasFocus()) == ("210", True)
    card.render_call(replace(BY_HAND, call=replace(SHOWN_FIRST, interaction_id="i2")))
    card.render_call(BY_HAND)
    assert line.text() == ""
    assert not line.isVisible()


def test_escape_puts_the_field_away(card: CallCard) -> None:
    card.render_call(BY_HAND)
    QTest.keyClick(another(card), Qt.Key.Key_Escape)
    assert not field(card).isVisible()
    assert find(card, ActionButton, "callDial").hasFocus()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (progress(ManualState.ASKING), "Asking the dialer to call…"),
        (progress(ManualState.TOLD), "The dialer is calling."),
        (progress(ManualState.TOLD, 10), "The dialer says: the number is invalid."),
        (progress(ManualState.TOLD, 11), "The dialer says: the number is blocked."),
        (progress(ManualState.TOLD, 12), "The call is placed."),
        (progress(ManualState.TOLD, 13), "The call is complete."),
        (progress(ManualState.TOLD, 4), "The dialer says: status 4."),
        (
            progress(ManualState.FAILED, message="No <i>right</i>."),
            "The call was not placed. The server says: No <i>right</i>.",
        ),
    ],
)
def test_how_it_gets_on_is_said_in_words_and_aloud(
    card: CallCard, spoken: list[str], state: DeskState, words: str
) -> None:
    card.render_call(BY_HAND)
    for _ in range(2):
        card.render_call(state)
    assert said(card) == words
    assert [text.removeprefix("! ") for text in spoken].count(words) == 1


def test_while_asking_none_is_dialled_twice(card: CallCard, qtbot: QtBot) -> None:
    card.render_call(BY_HAND)
    line = another(card)
    QTest.keyClicks(line, "2101234")
    card.render_call(progress(ManualState.ASKING))
    assert find(card, ActionButton, "callDial").text() == "Dialling…"
    with qtbot.assertNotEmitted(card.dial_pressed):
        click(card, "callDialSend")
        QTest.keyClick(line, Qt.Key.Key_Return)
        QTest.keyClick(card, Qt.Key.Key_F5)


def test_progress_of_another_campaign_is_not_this_calls(card: CallCard) -> None:
    other = ManualCall("c9", ManualState.TOLD, 10)
    card.render_call(replace(BY_HAND, manual=other))
    assert said(card) == "The dialer leaves this call for you to dial."


def test_an_old_server_says_why_it_cannot_be_dialled(card: CallCard, qtbot: QtBot) -> None:
    card.render_call(replace(BY_HAND, abilities=OLD_DIALER))
    dial = find(card, ActionButton, "callDial")
    assert "Needs dialer version 9; this server has 1" in dial.toolTip()
    click(card, "callDial")
    assert not choices(card).isVisible()
    assert QApplication.focusWidget() is not field(card)
