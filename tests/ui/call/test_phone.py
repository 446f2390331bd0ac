"""The line's buttons: there when they make sense, one at a time, and never in the way."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import Phase, StationKind
from agent_desktop.desk.panels import OutcomePanel, PhoneAction, PhonePanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.pill import Pill
from tests.ui.call.scenes import HELD_AND_MUTED, OLD_DIALER, OUTCOME_MISSING, RINGING, TALK, TALKING
from tests.ui.desk_states import ADA, CALL, desk, waiting
from tests.ui.finding import click, find, let_settle

BUTTONS = ("callPickUp", "callHold", "callMute", "callHangUp")
BY_NUMBER = replace(ADA, station_kind=StationKind.REMOTE_NUMBER)


def button(card: CallCard, name: str) -> ActionButton:
    return find(card, ActionButton, name)


def pressed(card: CallCard) -> list[PhoneAction]:
    actions: list[PhoneAction] = []
    card.phone_pressed.connect(actions.append)
    return actions


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (waiting(), set()),
        (RINGING, {"callPickUp", "callHangUp"}),
        (TALKING, {"callHold", "callMute", "callHangUp"}),
        (HELD_AND_MUTED, {"callHold", "callMute", "callHangUp"}),
        (OUTCOME_MISSING, set()),
    ],
)
def test_only_what_the_line_allows_is_there(
    card: CallCard, state: DeskState, names: set[str]
) -> None:
    card.render_call(state)
    assert {name for name in BUTTONS if button(card, name).isVisible()} == names


def test_each_press_asks_for_what_the_line_lacks(card: CallCard) -> None:
    actions = pressed(card)
    card.render_call(RINGING)
    click(card, "callPickUp")
    card.render_call(TALKING)
    click(card, "callHold")
    click(card, "callMute")
    card.render_call(HELD_AND_MUTED)
    click(card, "callHold")
    click(card, "callMute")
    click(card, "callHangUp")
    assert actions == [
        PhoneAction.PICK_UP,
        PhoneAction.HOLD,
        PhoneAction.MUTE,
        PhoneAction.RESUME,
        PhoneAction.UNMUTE,
        PhoneAction.HANG_UP,
    ]


@pytest.mark.parametrize(
    ("state", "key", "action"),
    [
        (RINGING, Qt.Key.Key_F5, PhoneAction.PICK_UP),
        (TALKING, Qt.Key.Key_F6, PhoneAction.HOLD),
        (TALKING, Qt.Key.Key_F7, PhoneAction.MUTE),
        (TALKING, Qt.Key.Key_F9, PhoneAction.HANG_UP),
        (HELD_AND_MUTED, Qt.Key.Key_F6, PhoneAction.RESUME),
    ],
)
def test_each_has_its_key(
    card: CallCard, state: DeskState, key: Qt.Key, action: PhoneAction
) -> None:
    actions = pressed(card)
    card.render_call(state)
    QTest.keyClick(card, key)
    assert actions == [action]


def test_a_key_does_nothing_where_its_button_is_not_there(card: CallCard) -> None:
    actions = pressed(card)
    card.render_call(OUTCOME_MISSING)
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9):
        QTest.keyClick(card, key)
    assert actions == []


@pytest.mark.parametrize("doing", PhoneAction)
def test_on_its_way_it_says_so_keeps_the_focus_and_none_takes_a_press(
    card: CallCard, doing: PhoneAction
) -> None:
    actions = pressed(card)
    state = RINGING if doing is PhoneAction.PICK_UP else TALKING
    if doing in (PhoneAction.RESUME, PhoneAction.UNMUTE):
        state = HELD_AND_MUTED
    names = {
        PhoneAction.PICK_UP: "callPickUp",
        PhoneAction.HANG_UP: "callHangUp",
        PhoneAction.HOLD: "callHold",
        PhoneAction.RESUME: "callHold",
        PhoneAction.MUTE: "callMute",
        PhoneAction.UNMUTE: "callMute",
    }
    card.render_call(state)
    mine = button(card, names[doing])
    mine.setFocus()
    card.render_call(replace(state, phone=replace(state.phone, doing=doing)))
    assert mine.text().endswith("…")
    assert mine.hasFocus()
    for name in BUTTONS:
        click(card, name)
    assert actions == []


def test_what_is_held_and_muted_is_checked_and_said_in_a_sign(card: CallCard) -> None:
    card.render_call(HELD_AND_MUTED)
    assert button(card, "callHold").isChecked()
    assert button(card, "callMute").isChecked()
    assert find(card, Pill, "callState").text() == "On hold"
    assert find(card, Pill, "callMuted").isVisible()
    click(card, "callHold")
    assert button(card, "callHold").isChecked(), "until the queue says otherwise"
    card.render_call(TALKING)
    assert not button(card, "callHold").isChecked()
    assert not find(card, Pill, "callMuted").isVisible()


@pytest.mark.parametrize("sheet", [True, False], ids=["with our style sheet", "without"])
def test_no_button_moves_while_the_line_changes(
    card: CallCard, qapp: QApplication, sheet: bool
) -> None:
    apply(qapp, "light", still=False)
    if not sheet:
        qapp.setStyleSheet("")
    hang_up_next = replace(TALKING, outcome=OutcomePanel(hang_up_next=True))
    holding = replace(TALKING, phone=replace(TALK, doing=PhoneAction.HOLD))
    places = set()
    for state in (TALKING, holding, HELD_AND_MUTED, hang_up_next):
        card.render_call(state)
        let_settle()
        places.add(tuple(button(card, name).geometry().getRect() for name in BUTTONS[1:]))
    assert len(places) == 1


def test_a_button_that_goes_leaves_the_focus_with_the_card(card: CallCard) -> None:
    card.render_call(TALKING)
    button(card, "callHangUp").setFocus()
    card.render_call(OUTCOME_MISSING)
    assert QApplication.focusWidget() is card
    QTest.keyClick(card, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(card, "callOutcome")


def test_what_the_queue_tells_is_said_aloud_once(card: CallCard, spoken: list[str]) -> None:
    card.render_call(RINGING)
    for _ in range(2):
        card.render_call(TALKING)
    card.render_call(desk(call=replace(CALL, muted=True)))
    card.render_call(HELD_AND_MUTED)
    card.render_call(TALKING)
    card.render_call(OUTCOME_MISSING)
    assert spoken == [
        "Ringing, Maria Petrou",
        "On call",
        "Muted",
        "On hold",
        "On call",
        "Not muted",
        "They ended it",
    ]


def test_once_the_outcome_is_filed_hanging_up_is_what_stands_out(card: CallCard) -> None:
    card.render_call(TALKING)
    assert button(card, "callHangUp").property("kind") == ""
    card.render_call(replace(TALKING, outcome=OutcomePanel(hang_up_next=True)))
    assert button(card, "callHangUp").property("kind") == "danger"


def test_a_narrow_card_wraps_its_buttons_and_cuts_none(card: CallCard) -> None:
    card.resize(300, 200)
    card.render_call(TALKING)
    let_settle()
    for name in BUTTONS[1:]:
        shown = button(card, name)
        assert shown.width() >= shown.sizeHint().width()
        assert shown.mapTo(card, QPoint(shown.width(), 0)).x() <= card.width()


def test_an_agent_at_a_number_can_have_the_phone_connected(card: CallCard, qtbot: QtBot) -> None:
    card.render_call(replace(waiting(), agent=BY_NUMBER))
    line = button(card, "callConnectLine")
    assert line.isVisible()
    assert "doesn't say if that fails" in line.toolTip()
    with qtbot.waitSignal(card.line_pressed):
        click(card, "callConnectLine")


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(waiting(), id="at a workstation"),
        pytest.param(replace(TALKING, agent=BY_NUMBER), id="on a call"),
        pytest.param(replace(waiting(), agent=BY_NUMBER, companion=True), id="companion"),
        pytest.param(replace(waiting(), agent=BY_NUMBER, phase=Phase.EXPIRED), id="no session"),
    ],
)
def test_else_there_is_no_line_to_connect(card: CallCard, state: DeskState) -> None:
    card.render_call(state)
    assert not button(card, "callConnectLine").isVisible()


def test_a_server_that_cannot_connect_the_line_is_told_by_its_version(
    card: CallCard, qtbot: QtBot
) -> None:
    card.render_call(replace(waiting(), agent=BY_NUMBER, abilities=OLD_DIALER))
    line = button(card, "callConnectLine")
    assert "Needs dialer version 9; this server has 1" in line.accessibleDescription()
    with qtbot.assertNotEmitted(card.line_pressed):
        click(card, "callConnectLine")


def test_beside_another_client_there_are_no_buttons_but_a_word(card: CallCard) -> None:
    card.render_call(desk(companion=True, phone=PhonePanel()))
    assert not any(button(card, name).isVisible() for name in BUTTONS)
    assert find(card, Pill, "callElsewhere").isVisible()
    card.render_call(TALKING)
    assert not find(card, Pill, "callElsewhere").isVisible()
