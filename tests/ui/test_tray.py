"""The icon in the notification area."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import Phase
from agent_desktop.ui.tray import Tray
from tests.ui.desk_states import CALL, desk, expired

# Offscreen there is no such area, which Qt says when an icon is made all the same.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that has a place for icons."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))


def action(tray: Tray, name: str) -> QAction:
    (found,) = [each for each in tray._menu.actions() if each.objectName() == name]
    return found


def test_it_says_what_the_desk_does_and_nobody_s_name(place: None, qtbot: QtBot) -> None:
    tray = Tray()
    for state, words in (
        (desk(phase=Phase.LOGGED_OFF, call=None), "not logged on"),
        (desk(call=None), "logged on"),
        (desk(call=CALL), "on a call"),
        (desk(phase=Phase.RECONNECTING), "no connection"),
        (expired(Phase.EXPIRED), "no connection"),
    ):
        tray.render_tray(state)
        assert tray.words == f"Agent Desktop – {words}"
    tray.close()


def test_its_menu_leads_to_the_window_and_out(place: None, qtbot: QtBot) -> None:
    tray = Tray()
    with qtbot.waitSignal(tray.shown_pressed):
        action(tray, "trayShow").trigger()
    with qtbot.waitSignal(tray.quit_pressed):
        action(tray, "trayQuit").trigger()
    tray.close()


def test_a_click_shows_the_window(place: None, qtbot: QtBot) -> None:
    tray = Tray()
    assert tray._icon is not None
    with qtbot.waitSignal(tray.shown_pressed):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.shown_pressed):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    tray.close()


def test_it_isn_t_there_where_it_isn_t_wanted(place: None, qtbot: QtBot) -> None:
    assert Tray(wanted=False)._icon is None


def test_without_a_place_for_icons_all_goes_on(qtbot: QtBot) -> None:
    tray = Tray()
    tray.render_tray(desk())
    assert tray._icon is None
    tray.close()
