"""The strip of one who is leaving: what Dialer waits for, and the two ways out."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.panels import LeaveKind, LeaveWait, Leaving
from agent_desktop.ui.leaving.panel import LeavingPanel
from tests.ui.desk_states import desk
from tests.ui.finding import click, find, let_settle


@pytest.fixture
def strip(qtbot: QtBot) -> LeavingPanel:
    made = LeavingPanel()
    qtbot.addWidget(made)
    made.resize(900, 60)
    return made


def leaving(waits: LeaveWait, kind: LeaveKind = LeaveKind.LOG_OFF) -> Leaving:
    return Leaving(kind, waits, 1000.0)


def render(strip: LeavingPanel, now: Leaving | None) -> None:
    strip.render_leaving(desk(leaving=now))
    let_settle()


def test_it_is_there_only_while_one_is_leaving(strip: LeavingPanel) -> None:
    render(strip, None)
    assert strip.isHidden()
    render(strip, leaving(LeaveWait.CALL))
    assert strip.isVisible()
    render(strip, None)
    assert strip.isHidden()


@pytest.mark.parametrize(
    ("waits", "words", "clock"),
    [
        (LeaveWait.CALL, "once this call is over", False),
        (LeaveWait.OUTCOME, "outcome", False),
        (LeaveWait.GRANT, "to let you go", True),
    ],
)
def test_it_says_what_dialer_waits_for(
    strip: LeavingPanel, waits: LeaveWait, words: str, clock: bool
) -> None:
    render(strip, leaving(waits))
    assert words in find(strip, QLabel, "leavingState").text()
    assert strip.accessibleName() == find(strip, QLabel, "leavingState").text()
    assert find(strip, QLabel, "leavingElapsed").isVisible() is clock


def test_one_can_stay_or_leave_anyway(strip: LeavingPanel) -> None:
    said: list[str] = []
    strip.stay_pressed.connect(lambda: said.append("stay"))
    strip.anyway_pressed.connect(lambda: said.append("anyway"))
    render(strip, leaving(LeaveWait.OUTCOME))
    click(strip, "leavingStay")
    click(strip, "leavingAnyway")
    assert said == ["stay", "anyway"]


@pytest.mark.parametrize("kind", LeaveKind)
def test_leaving_anyway_says_whether_the_program_ends_too(
    strip: LeavingPanel, kind: LeaveKind
) -> None:
    render(strip, leaving(LeaveWait.CALL, kind))
    assert ("quit" in find(strip, QPushButton, "leavingAnyway").text()) is (kind is LeaveKind.QUIT)


def test_what_would_be_lost_is_explained_while_something_is_missing(strip: LeavingPanel) -> None:
    render(strip, leaving(LeaveWait.OUTCOME))
    anyway = find(strip, QPushButton, "leavingAnyway")
    assert "“Ambiguous”" in anyway.accessibleDescription()
    render(strip, leaving(LeaveWait.GRANT))
    assert "“Ambiguous”" not in anyway.accessibleDescription()


def test_each_wait_is_said_aloud_once(strip: LeavingPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def take(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    for waits in (LeaveWait.CALL, LeaveWait.CALL, LeaveWait.OUTCOME):
        strip.render_leaving(desk(leaving=leaving(waits)))
    assert len(said) == 2
