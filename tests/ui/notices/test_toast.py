"""A toast only tells what the agent would else not see."""

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import Cause, NoticeBoard
from agent_desktop.ui.notices.toast import Toasts
from tests.desk.moments import at
from tests.ui.desk_states import told

Toasted = list[tuple[str, str, object]]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def toasted(monkeypatch: pytest.MonkeyPatch) -> Toasted:
    """What the desktop was asked to show, on a desktop that can."""
    shown: Toasted = []

    def show(_tray: QSystemTrayIcon, title: str, body: str, sign: QIcon) -> None:
        shown.append((title, body, sign))

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    # Without a tray its icon itself would warn.
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", show)
    return shown


def looks_elsewhere(monkeypatch: pytest.MonkeyPatch, elsewhere: bool) -> None:
    monkeypatch.setattr(QWidget, "isActiveWindow", lambda _window: not elsewhere)


def test_while_the_agent_looks_elsewhere_the_newest_notice_is_shown_once(
    window: QWidget, toasted: Toasted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_elsewhere(monkeypatch, elsewhere=True)
    toasts = Toasts(window)
    board = told(Cause.CAMPAIGN_ADDED, Cause.DIALER_LINK_DOWN)
    toasts.tell(board)
    toasts.tell(board)
    toasts.tell(board.all_read())
    warning = QSystemTrayIcon.MessageIcon.Warning
    assert [(title, sign) for title, _body, sign in toasted] == [
        ("The outbound dialer is not connected.", warning)
    ]
    toasts.tell(board.tell(Cause.STAGE_DRIFT, at(9)))
    assert len(toasted) == 2
    toasts.close()


def test_in_the_active_window_nothing_pops_up(
    window: QWidget, toasted: Toasted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_elsewhere(monkeypatch, elsewhere=False)
    toasts = Toasts(window)
    board = told(Cause.DIALER_LINK_DOWN)
    toasts.tell(board)
    looks_elsewhere(monkeypatch, elsewhere=True)
    toasts.tell(board)
    toasts.close()
    assert toasted == []


def test_at_the_log_on_nothing_pops_up(
    window: QWidget, toasted: Toasted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_elsewhere(monkeypatch, elsewhere=True)
    window.hide()
    Toasts(window).tell(told(Cause.DIALER_LINK_DOWN))
    assert toasted == []


def test_a_desktop_without_toasts_is_no_trouble(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_elsewhere(monkeypatch, elsewhere=True)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    toasts = Toasts(window)
    toasts.tell(NoticeBoard())
    toasts.tell(told(Cause.DIALER_LINK_DOWN))
    toasts.close()
    assert window.findChild(QSystemTrayIcon) is None


def test_a_desktop_that_knows_markup_finds_none(
    window: QWidget, toasted: Toasted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_elsewhere(monkeypatch, elsewhere=True)
    words = Answer(message='<img src="file:///x"><a href="x">y</a>')
    Toasts(window).tell(NoticeBoard().tell(Cause.SESSION_EXPIRED, at(0), answer=words))
    ((_title, body, _sign),) = toasted
    assert 'img src="file:///x">' in body
    assert "<" not in body
