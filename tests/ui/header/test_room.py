"""The header fits: what is rarely needed gives way, in either language and with larger text."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.breaks import BreakState, BreakView
from agent_desktop.desk.links import Link, LinkState
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.panels import LeaveKind, LeaveWait, Leaving
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.header import Header
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.widgets.pill import Pill
from tests.desk.moments import at
from tests.ui.desk_states import ADA, STATUSES, desk, told
from tests.ui.finding import find, let_settle
from tests.ui.language import speaking

SMALLEST = 760
BREAK_PENDING = desk(breaks=BreakView(BreakState.PENDING, at(0), "At Lunch"))
CROWDED = desk(
    agent=replace(ADA, name="Katharina-Elisabeth von Hohenstein"),
    status=replace(STATUSES, next_id="At Lunch"),
    breaks=BreakView(BreakState.ON_BREAK, at(0), "At Lunch"),
    board=told(*list(Cause)[:12]),
)
LEAVING = desk(leaving=Leaving(LeaveKind.LOG_OFF, LeaveWait.CALL, 1000.0))
MUST = {"statusMenu", "breakButton", "connectionState", "historyButton"}
MUST |= {"notificationBell", "logOff"}


@pytest.fixture(params=["en_US", "de_DE"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    with speaking(qapp, request.param):
        yield


@pytest.fixture(params=[1.0, 1.5])
def text(request: pytest.FixtureRequest, qapp: QApplication) -> float:
    apply(qapp, "light", text_scale=request.param, still=True)
    return float(request.param)


def shown(qtbot: QtBot, state: DeskState, width: int) -> Header:
    header = Header()
    qtbot.addWidget(header)
    header.render_header(state)
    header.resize(width, header.sizeHint().height())
    header.show()
    let_settle()
    return header


@pytest.mark.parametrize(
    "state",
    [desk(), desk(companion=True), BREAK_PENDING, CROWDED, LEAVING],
    ids=["plain", "companion", "break pending", "crowded", "leaving"],
)
@pytest.mark.parametrize("width", [SMALLEST, 900, 1100])
def test_nothing_overlaps_and_nothing_needed_is_gone(
    qtbot: QtBot, language: None, text: float, state: DeskState, width: int
) -> None:
    header = shown(qtbot, state, round(width * text))
    assert header.width() == round(width * text)
    parts = [w for w in header.findChildren(QWidget) if w.isVisible() and w.parent() is header]
    parts.sort(key=lambda part: part.x())
    for left, right in pairwise(parts):
        assert left.geometry().right() < right.geometry().left(), right.objectName()
    assert parts[-1].geometry().right() < header.width()
    away = {"breakButton"} if state.companion else set()
    assert {part.objectName() for part in parts} >= MUST - away
    link = find(header, Pill, "connectionState")
    assert link.width() >= link.sizeHint().width()


def test_with_room_everything_is_told(qtbot: QtBot) -> None:
    header = shown(qtbot, desk(), 1100)
    for name in ("serverName", "agentName", "encryptionState"):
        assert find(header, QLabel, name).isVisible()


def test_what_gave_way_comes_back(qtbot: QtBot) -> None:
    header = shown(qtbot, CROWDED, 500)
    assert not find(header, QLabel, "agentName").isVisible()
    header.resize(1400, header.height())
    let_settle()
    for name in ("serverName", "agentName", "encryptionState"):
        assert find(header, QLabel, name).isVisible()


def test_it_presses_no_window_wider(qtbot: QtBot) -> None:
    assert shown(qtbot, CROWDED, 300).width() == 300


def test_the_links_tip_tells_what_the_lock_told(qtbot: QtBot) -> None:
    link = Link(session=LinkState.UP, dialer_up=False)
    header = shown(qtbot, replace(CROWDED, link=link), 500)
    assert not find(header, QLabel, "encryptionState").isVisible()
    assert find(header, Pill, "connectionState").toolTip().endswith("ic1.example:8019, encrypted")


def test_a_width_that_changes_with_what_gives_way_is_no_endless_round(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = shown(qtbot, CROWDED, SMALLEST)
    give_way, rounds = header._give_way, 0

    def give_way_and_grow(fold: int) -> None:
        nonlocal rounds
        rounds += 1
        give_way(fold)
        if rounds < 300:  # else the stack would end, and the tests with it
            header.resize(SMALLEST + rounds, header.height())

    monkeypatch.setattr(header, "_give_way", give_way_and_grow)
    header.resize(SMALLEST - 1, header.height())
    assert rounds < 20
