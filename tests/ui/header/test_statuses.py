"""The status after this call: chosen beside the one for now, seen, and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.header import Header
from agent_desktop.ui.widgets.pill import Pill
from tests.ui.desk_states import CALL, STATUSES, desk, waiting
from tests.ui.finding import find

LUNCH_NEXT = desk(status=replace(STATUSES, next_id="At Lunch"))


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    made = Header()
    made.resize(1000, 48)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def entries(header: Header) -> dict[str, QAction]:
    menu = find(header, QMenu, "statusChoices")
    return {action.objectName(): action for action in menu.actions() if action.objectName()}


def test_on_a_call_each_status_is_offered_for_now_and_for_after_it(
    header: Header, qtbot: QtBot
) -> None:
    header.render_header(desk())
    assert list(entries(header)) == [
        "status-Available",
        "status-At Lunch",
        "status-Do Not Disturb",
        "nextStatus-Available",
        "nextStatus-At Lunch",
        "nextStatus-Do Not Disturb",
    ]
    with (
        qtbot.waitSignal(header.next_status_chosen) as chosen,
        qtbot.assertNotEmitted(header.status_chosen),
    ):
        entries(header)["nextStatus-At Lunch"].trigger()
    assert chosen.args == ["At Lunch"]
    assert entries(header)["nextStatus-At Lunch"].text() == "→ At lunch"


@pytest.mark.parametrize(
    "state", [waiting(), desk(call=replace(CALL, state=CallState.ENDED))], ids=["no call", "ended"]
)
def test_without_a_call_there_is_no_after_it(header: Header, state: DeskState) -> None:
    header.render_header(state)
    assert [name for name in entries(header) if name.startswith("next")] == []


def test_the_next_status_is_in_sight_and_can_be_taken_back(header: Header, qtbot: QtBot) -> None:
    pill = find(header, Pill, "nextStatus")
    header.render_header(desk())
    assert not pill.isVisible()
    header.render_header(LUNCH_NEXT)
    assert pill.isVisible()
    assert pill.accessibleName() == "→ At lunch after this call"
    with qtbot.waitSignal(header.next_status_chosen) as chosen:
        entries(header)["nextStatus-none"].trigger()
    assert chosen.args == [""]


def test_it_can_be_taken_back_when_the_call_is_over_too(header: Header) -> None:
    header.render_header(replace(LUNCH_NEXT, call=None))
    assert "nextStatus-none" in entries(header)


def test_the_menu_is_not_made_anew_while_nothing_of_it_changes(header: Header) -> None:
    header.render_header(desk())
    before = entries(header)["status-Available"]
    header.render_header(desk(status=replace(STATUSES, current_id="At Lunch")))
    assert entries(header)["status-Available"] is before
