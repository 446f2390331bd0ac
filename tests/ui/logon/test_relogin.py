"""The overlay after a session has ended: the desk stays beneath it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import LogOnFault, LogOnStep, Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.logon.relogin import ReloginPanel
from tests.ui.desk_states import desk, expired, refused_log_on
from tests.ui.finding import click, find


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(800, 500)
        self.panel = ReloginPanel(self.window)
        qtbot.addWidget(self.window)
        self.submitted: list[str] = []
        self.panel.submitted.connect(self.submitted.append)
        with qtbot.waitActive(self.window):
            self.window.show()

    @property
    def password(self) -> QLineEdit:
        return find(self.panel, QLineEdit, "reloginPassword")

    def words(self) -> str:
        labels = self.panel.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def render(self, state: DeskState) -> None:
        self.panel.render_relogin(state)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@pytest.mark.parametrize("phase", Phase)
def test_it_covers_the_desk_only_while_the_session_is_gone(shown: Shown, phase: Phase) -> None:
    shown.render(expired(phase))
    covers = phase in (Phase.EXPIRED, Phase.LOGGING_ON_AGAIN)
    assert shown.panel.isVisible() is covers
    if covers:
        assert shown.panel.geometry() == shown.window.rect()


def test_it_keeps_covering_a_window_that_grows(shown: Shown, qtbot: QtBot) -> None:
    shown.render(expired())
    shown.window.resize(1000, 700)
    qtbot.waitUntil(lambda: shown.panel.geometry() == shown.window.rect())


def test_it_asks_for_the_password_alone_and_says_why(shown: Shown) -> None:
    shown.render(expired(reason="Logged on elsewhere. <b>Bye</b>"))
    assert shown.password.hasFocus()
    assert len(shown.panel.findChildren(QLineEdit)) == 1
    assert "The server says: Logged on elsewhere. <b>Bye</b>" in shown.words()
    assert "Log on again as ada" in shown.words()
    reason = find(shown.panel, QLabel, "reloginReason")
    assert reason.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("way", ["enter", "button"])
def test_the_password_goes_out_once_by_enter_or_by_the_button(shown: Shown, way: str) -> None:
    shown.render(expired())
    QTest.keyClicks(shown.password, "open sesame")
    if way == "enter":
        QTest.keyClick(shown.password, Qt.Key.Key_Return)
    else:
        click(shown.panel, "reloginSubmit")
    assert shown.submitted == ["open sesame"]
    shown.render(expired(Phase.LOGGING_ON_AGAIN, step=LogOnStep.CONNECTING))
    QTest.keyClick(shown.password, Qt.Key.Key_Return)
    assert shown.submitted == ["open sesame"]


def test_logging_on_again_shows_how_far_it_is_and_can_be_cancelled(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.render(expired())
    shown.render(expired(Phase.LOGGING_ON_AGAIN, step=LogOnStep.STATION))
    assert "Taking the station…" in shown.words()
    assert not find(shown.panel, QPushButton, "reloginSubmit").isVisible()
    with qtbot.waitSignal(shown.panel.cancelled):
        click(shown.panel, "reloginLogOff")


def test_escape_stops_logging_on_again_and_else_does_nothing(shown: Shown, qtbot: QtBot) -> None:
    shown.render(expired())
    with qtbot.assertNotEmitted(shown.panel.cancelled):
        QTest.keyClick(shown.password, Qt.Key.Key_Escape)
    shown.render(expired(Phase.LOGGING_ON_AGAIN, step=LogOnStep.CONNECTING))
    with qtbot.waitSignal(shown.panel.cancelled):
        QTest.keyClick(shown.password, Qt.Key.Key_Escape)


def test_the_agent_can_log_off_instead(shown: Shown, qtbot: QtBot) -> None:
    shown.render(expired())
    with qtbot.waitSignal(shown.panel.log_off_pressed):
        click(shown.panel, "reloginLogOff")


def test_a_wrong_password_is_said_and_stays_to_be_mended(shown: Shown) -> None:
    shown.render(expired())
    QTest.keyClicks(shown.password, "open sesam")
    shown.render(expired(Phase.LOGGING_ON_AGAIN, step=LogOnStep.CONNECTING))
    problem = refused_log_on(LogOnFault.CREDENTIALS).problem
    shown.render(expired(problem=problem))
    assert find(shown.panel, QLabel, "reloginError").text() == "User or password is wrong."
    assert shown.password.text() == "open sesam"
    assert shown.password.hasFocus()
    assert not shown.password.isReadOnly()


def test_the_password_is_dropped_once_it_has_done_its_work(shown: Shown) -> None:
    shown.render(expired())
    QTest.keyClicks(shown.password, "open sesame")
    shown.render(desk())
    assert not shown.panel.isVisible()
    assert shown.password.text() == ""
