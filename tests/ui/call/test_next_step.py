"""What the call's end leaves to do: one quiet line, one press."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.widgets.action_button import ActionButton
from tests.ui.call.scenes import ALL_DONE, OUTCOME_MISSING, TALKING
from tests.ui.desk_states import STATUSES, waiting
from tests.ui.finding import click, find


def shown(card: CallCard) -> tuple[str, set[str]]:
    line = find(card, QLabel, "callNext")
    names = ("callOutcome", "readyButton")
    return (
        line.text() if line.isVisible() else "",
        {name for name in names if find(card, ActionButton, name).isVisible()},
    )


@pytest.mark.parametrize(
    ("state", "words", "names"),
    [
        (waiting(), "", set()),
        (TALKING, "", set()),
        (replace(TALKING, outcome=OutcomePanel(missing=True)), "", set()),
        (OUTCOME_MISSING, "Outcome missing", {"callOutcome"}),
        (replace(OUTCOME_MISSING, companion=True), "", set()),
        (
            replace(TALKING, outcome=OutcomePanel(hang_up_next=True)),
            "Outcome filed. The line is still open.",
            set(),
        ),
        (
            replace(ALL_DONE, status=replace(STATUSES, current_id="at lunch")),
            "All done. Your status is “At lunch”.",
            {"readyButton"},
        ),
    ],
)
def test_it_says_what_is_left_and_offers_that_alone(
    card: CallCard, state: DeskState, words: str, names: set[str]
) -> None:
    card.render_call(state)
    assert shown(card) == (words, names)


def test_the_outcome_is_chosen_elsewhere_and_available_is_one_press(
    card: CallCard, qtbot: QtBot
) -> None:
    card.render_call(OUTCOME_MISSING)
    with qtbot.waitSignal(card.outcome_wanted):
        click(card, "callOutcome")
    card.render_call(ALL_DONE)
    with qtbot.waitSignal(card.ready_pressed):
        click(card, "readyButton")
    with qtbot.waitSignal(card.ready_pressed):
        QTest.keyClick(card, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def test_the_press_that_finished_the_call_does_not_make_the_agent_available(
    card: CallCard, qtbot: QtBot
) -> None:
    card.render_call(OUTCOME_MISSING)
    find(card, ActionButton, "callOutcome").setFocus()
    card.render_call(ALL_DONE)
    assert QApplication.focusWidget() is card
    with qtbot.assertNotEmitted(card.ready_pressed):
        QTest.keyClick(card, Qt.Key.Key_Space)
