"""Which window shows in which phase, and what it takes to leave a call."""

import ast
import asyncio
import gc
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton

import agent_desktop.ui
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.notices import Cause, Facts, NoticeBoard
from agent_desktop.desk.state import DeskState
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.logon import LogOn
from agent_desktop.services.passwords import Passwords
from agent_desktop.services.server_offers import ServerOffers
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.notices.toast import Toasts
from tests.desk.moments import at
from tests.ui.desk_states import CALL, desk, expired
from tests.ui.finding import click, find, let_settle

AT_THE_DESK = {
    Phase.RECONNECTING,
    Phase.LOGGED_ON,
    Phase.EXPIRED,
    Phase.LOGGING_ON_AGAIN,
    Phase.LOGGING_OFF,
}
FORM = LogOnForm("ic1.example", "ada", "open sesame", station="7001")


class Shown:
    """The windows of a program whose desk never speaks to a server."""

    def __init__(self) -> None:
        self.desk = AgentDesk(Settings())
        self.desktop = Desktop(self.desk, LogOnDialog(FORM))
        self.quits: list[None] = []
        self.open = True
        self.restarts: list[None] = []
        self.desktop.quit_asked.connect(lambda: self.quits.append(None))
        self.desktop.restart_asked.connect(lambda: self.restarts.append(None))

    async def told(self, state: DeskState) -> None:
        """Have the desk be in a state, and the windows know it."""
        names = [each.name for each in fields(DeskState)]
        self.desk.store.change(**{name: getattr(state, name) for name in names})
        await asyncio.sleep(0)
        let_settle()

    def close(self) -> None:
        if self.open:
            self.open = False
            self.desktop.close()

    def question(self) -> QMessageBox | None:
        boxes = self.desktop.window.findChildren(QMessageBox, "leaveQuestion")
        return next((box for box in boxes if box.isVisible()), None)


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The log-offs asked for."""
    asked: list[str] = []
    monkeypatch.setattr(LogOn, "log_off", lambda _logon: asked.append("log off"))
    return asked


@pytest.fixture
async def shown(
    qapp: QApplication, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Shown]:
    # Their timers may fire after the test, when the loop has stopped but the window is still there.
    monkeypatch.setattr(LogOn, "remember_place", lambda *_: None)
    monkeypatch.setattr(Passwords, "look", lambda *_: None)
    monkeypatch.setattr(ServerOffers, "ask", lambda *_: None)
    made = Shown()
    made.desktop.show()
    yield made
    made.close()
    for window in (made.desktop.dialog, made.desktop.window):
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await made.desk.close()
    gc.unfreeze()  # what lasts all shift is over


async def test_it_begins_with_the_log_on(shown: Shown) -> None:
    assert shown.desktop.dialog.isVisible()
    assert not shown.desktop.window.isVisible()


@pytest.mark.parametrize("phase", Phase)
async def test_each_phase_has_its_one_window(shown: Shown, phase: Phase) -> None:
    await shown.told(expired(phase) if phase is Phase.EXPIRED else desk(phase=phase))
    assert shown.desktop.window.isVisible() is (phase in AT_THE_DESK)
    assert shown.desktop.dialog.isVisible() is (phase not in AT_THE_DESK)


async def test_a_shift_goes_from_window_to_window_and_back(shown: Shown) -> None:
    for phase in (Phase.LOGGING_ON, Phase.LOGGED_ON, Phase.LOGGING_OFF, Phase.LOGGED_OFF):
        await shown.told(desk(phase=phase, call=None))
    assert shown.desktop.dialog.isVisible()
    assert not shown.desktop.window.isVisible()


async def test_the_password_is_dropped_once_logged_on(shown: Shown) -> None:
    password = find(shown.desktop.dialog, QLineEdit, "loginPassword")
    await shown.told(desk(phase=Phase.LOGGING_ON))
    assert password.text() == "open sesame"
    await shown.told(desk())
    assert password.text() == ""
    assert shown.desktop.dialog.form() == replace(shown.desktop.dialog.form(), password="")


async def test_between_calls_log_off_asks_nothing(shown: Shown, left: list[str]) -> None:
    await shown.told(desk(call=None))
    click(shown.desktop.window, "logOff")
    assert left == ["log off"]
    assert shown.question() is None


@pytest.mark.parametrize("state", [s for s in CallState if not s.ended], ids=lambda s: s.value)
async def test_a_call_that_is_not_over_is_asked_about(
    shown: Shown, left: list[str], state: CallState
) -> None:
    call: Call = replace(CALL, state=state)
    await shown.told(desk(call=call))
    click(shown.desktop.window, "logOff")
    question = shown.question()
    assert question is not None
    assert ("place it" in question.text()) is not call.placed
    assert left == []


async def test_an_ended_call_is_left_without_a_question(shown: Shown, left: list[str]) -> None:
    await shown.told(desk(call=replace(CALL, state=CallState.ENDED_THERE)))
    click(shown.desktop.window, "logOff")
    assert left == ["log off"]


async def test_staying_is_the_answer_of_enter_and_escape(shown: Shown, left: list[str]) -> None:
    await shown.told(desk())
    click(shown.desktop.window, "logOff")
    question = shown.question()
    assert question is not None
    assert question.defaultButton().objectName() == "leaveNot"
    assert question.escapeButton().objectName() == "leaveNot"
    click(question, "leaveNot")
    let_settle()
    assert left == []
    assert shown.question() is None


async def test_leaving_a_call_takes_a_second_press(shown: Shown, left: list[str]) -> None:
    await shown.told(desk())
    click(shown.desktop.window, "logOff")
    question = shown.question()
    assert question is not None
    assert "Ambiguous" in question.informativeText()
    click(question, "leaveAnyway")
    assert left == ["log off"]
    assert shown.quits == []


async def test_closing_the_window_on_a_call_asks_too(shown: Shown) -> None:
    await shown.told(desk())
    shown.desktop.window.close()
    assert shown.quits == []
    question = shown.question()
    assert question is not None
    assert find(question, QPushButton, "leaveAnyway").text() == "Log off and quit anyway"
    click(question, "leaveAnyway")
    assert shown.quits == [None]


async def test_closing_the_log_on_quits(shown: Shown) -> None:
    shown.desktop.dialog.close()
    assert shown.quits == [None]


async def test_the_overlay_leads_out_without_a_question(shown: Shown, left: list[str]) -> None:
    await shown.told(desk())
    await shown.told(expired())
    click(shown.desktop.window, "reloginLogOff")
    assert left == ["log off"]


async def test_every_state_reaches_the_toasts(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    assert not shown.desktop.window.isVisible()  # it is there
    monkeypatch.setattr(Toasts, "tell", lambda _toasts, board: told.append(len(board.notices)))
    shown.desk.store.notice(Cause.CAMPAIGN_ADDED)
    await asyncio.sleep(0)
    assert told == [1]


async def test_once_closed_it_follows_the_desk_no_more(shown: Shown) -> None:
    shown.close()
    shown.desk.store.change(phase=Phase.LOGGED_ON)
    await asyncio.sleep(0)
    assert not shown.desktop.window.isVisible()
    assert not find(shown.desktop.window, QLabel, "agentName").text()


def test_no_window_ever_stops_the_loop_to_wait() -> None:
    folder = Path(agent_desktop.ui.__file__).parent
    calls = [
        f"{file.name}:{node.lineno}"
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("exec", "exec_", "processEvents")
    ]
    assert calls == []


NEWER = NoticeBoard().tell(Cause.NEW_VERSION, at(0), Facts(subject="9.9"))


async def test_a_newer_version_begins_by_itself_while_nobody_is_logged_on(shown: Shown) -> None:
    find(shown.desktop.dialog, QLineEdit, "loginPassword").clear()
    for _ in range(2):
        await shown.told(desk(phase=Phase.LOGGED_OFF, call=None, board=NEWER))
    assert len(shown.restarts) == 1
    assert shown.quits == []


async def test_a_newer_version_takes_no_typed_password_away(shown: Shown) -> None:
    await shown.told(desk(phase=Phase.LOGGED_OFF, call=None, board=NEWER))
    assert shown.restarts == []


@pytest.mark.parametrize("phase", AT_THE_DESK | {Phase.LOGGING_ON})
async def test_a_newer_version_waits_for_who_is_logged_on(shown: Shown, phase: Phase) -> None:
    find(shown.desktop.dialog, QLineEdit, "loginPassword").clear()
    state = expired(phase) if phase is Phase.EXPIRED else desk(phase=phase)
    await shown.told(replace(state, board=NEWER))
    assert shown.restarts == []


async def test_between_calls_one_press_restarts(shown: Shown) -> None:
    await shown.told(desk(call=None, board=NEWER))
    click(shown.desktop.window, "bannerAction-restart")
    assert shown.question() is None
    assert len(shown.restarts) == 1


async def test_a_restart_in_a_call_is_asked_about_first(shown: Shown) -> None:
    await shown.told(desk(board=NEWER))
    click(shown.desktop.window, "bannerAction-restart")
    question = shown.question()
    assert question is not None
    assert shown.restarts == []
    words = [button.text() for button in question.findChildren(QPushButton)]
    assert "Log off and restart anyway" in words
    assert "Leave after this call" in words
