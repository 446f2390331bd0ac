"""What assistive technology does to a button that only tells of presses."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.outcome.button import OutcomeButton
from agent_desktop.ui.outcome.option_box import OptionBox
from agent_desktop.ui.widgets.action_button import ActionButton


def toggle(button: QAbstractButton) -> None:
    """Do what a screen reader's command on a check box or radio button does."""
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface is not None
    actions = interface.actionInterface()
    assert actions is not None
    actions.doAction(actions.toggleAction())


@pytest.mark.parametrize("checked", [False, True])
def test_a_box_that_is_toggled_tells_what_is_wanted_and_stays_as_it_was(
    qtbot: QtBot, checked: bool
) -> None:
    box = OptionBox("I call back myself")
    qtbot.addWidget(box)
    box.setChecked(checked)
    wanted: list[bool] = []
    box.wanted.connect(wanted.append)
    toggle(box)
    assert wanted == [not checked]
    assert box.isChecked() is checked


def test_a_held_call_is_resumed_by_toggling_the_button(qtbot: QtBot) -> None:
    button = ActionButton("Resume")
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.setChecked(True)
    with qtbot.waitSignal(button.acted, timeout=1000):
        toggle(button)
    assert button.isChecked()


def test_an_outcome_that_is_toggled_is_picked_and_the_chosen_one_stays_till_told(
    qtbot: QtBot,
) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    first, second = (
        OutcomeButton(Disposition(label, "Success", label), home) for label in ("Sold", "Renewed")
    )
    first.set_chosen(True)
    picked: list[str] = []
    first.picked.connect(lambda: picked.append("first"))
    second.picked.connect(lambda: picked.append("second"))
    toggle(second)
    assert picked == ["second"]
    assert (first.isChecked(), second.isChecked()) == (True, False)
    toggle(first)
    assert picked == ["second"], "the chosen one is chosen already"


def test_an_outcome_that_takes_no_choice_keeps_the_one_that_is_made(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    first, second = (
        OutcomeButton(Disposition(label, "Success", label), home) for label in ("Sold", "Renewed")
    )
    first.set_chosen(True)
    second.set_off(True)
    toggle(second)
    assert (first.isChecked(), second.isChecked()) == (True, False)
