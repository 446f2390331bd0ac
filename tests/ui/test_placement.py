"""The window's place with each set of screens."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui import placement
from agent_desktop.ui.placement import Placement, arrangement, fitted, within_reach

HOME = QRect(0, 0, 1920, 1080)
BESIDE = QRect(1920, 0, 2560, 1440)


class Screens:
    """The screens that the program is told of, and a window on them."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.docked = "docked"
        monkeypatch.setattr(placement, "arrangement", lambda: self.docked)
        monkeypatch.setattr(placement, "SETTLE_MS", 1)
        self._qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.placement = Placement(self.window)
        self.window.setGeometry(20, 30, 400, 300)
        with qtbot.waitExposed(self.window):
            self.window.show()

    def become(self, screens: str) -> None:
        """Have a dock come or go, and the desktop come to rest."""
        self.docked = screens
        self.placement.screens_changed()
        assert self.placement.settling
        self._qtbot.waitUntil(lambda: not self.placement.settling)


@pytest.fixture
def screens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Screens:
    return Screens(qtbot, monkeypatch)


def test_back_at_the_dock_the_window_is_where_it_was(screens: Screens) -> None:
    screens.window.setGeometry(120, 90, 500, 300)
    screens.placement.told()
    screens.become("undocked")
    screens.window.setGeometry(15, 25, 400, 300)  # by the desktop, or by hand
    screens.placement.told()
    screens.become("docked")
    assert screens.window.geometry() == QRect(120, 90, 500, 300)
    screens.become("undocked")
    assert screens.window.geometry() == QRect(15, 25, 400, 300)


def test_what_is_known_of_each_dock_outlives_the_program(screens: Screens, qtbot: QtBot) -> None:
    screens.window.move(120, 90)
    geometry, places = screens.placement.told()
    assert places == {"docked": geometry}
    again = QWidget()
    qtbot.addWidget(again)
    Placement(again).restore("", places)
    assert again.geometry() == screens.window.geometry()


def test_with_screens_that_were_never_seen_the_last_place_counts(
    screens: Screens, qtbot: QtBot
) -> None:
    screens.window.move(120, 90)
    geometry, places = screens.placement.told()
    screens.docked = "elsewhere"
    again = QWidget()
    qtbot.addWidget(again)
    Placement(again).restore(geometry, places)
    assert again.geometry() == screens.window.geometry()


def test_a_window_that_is_on_no_screen_any_more_is_brought_back(screens: Screens) -> None:
    screens.window.move(90_000, 50)
    screens.become("undocked")
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert area.contains(screens.window.geometry())


def test_only_so_many_sets_of_screens_are_kept_the_newest(screens: Screens) -> None:
    for number in range(placement.KEPT + 2):
        screens.docked = f"desk {number}"
        screens.placement.told()
    screens.docked = f"desk {placement.KEPT + 2}"
    _, places = screens.placement.told()
    assert list(places) == [f"desk {number}" for number in range(3, placement.KEPT + 3)]


def test_a_broken_place_does_no_harm(screens: Screens) -> None:
    before = screens.window.geometry()
    screens.placement.restore("no geometry", {"docked": "%%%"})
    assert screens.window.geometry() == before


def test_the_screens_there_are_have_a_name(qapp: object) -> None:
    screen = QGuiApplication.primaryScreen()
    size = screen.geometry()
    assert arrangement() == f"{size.width()}x{size.height()}+0+0@{screen.devicePixelRatio():g}"


@pytest.mark.parametrize(
    ("window", "caught"),
    [
        (QRect(100, 100, 800, 600), True),
        (QRect(1900, 100, 800, 600), True),  # over the edge, on both
        (QRect(-780, 100, 800, 600), False),  # only a strip of it
        (QRect(100, 1070, 800, 600), False),  # its title below the edge
        (QRect(100, -40, 800, 600), False),
        (QRect(9000, 100, 800, 600), False),
    ],
)
def test_a_title_that_can_be_caught_is_within_reach(window: QRect, caught: bool) -> None:
    assert within_reach(window, [HOME, BESIDE]) is caught


@pytest.mark.parametrize(
    ("window", "there"),
    [
        (QRect(9000, 100, 800, 600), QRect(1120, 100, 800, 600)),
        (QRect(-500, -500, 800, 600), QRect(0, 0, 800, 600)),
        (QRect(0, 0, 4000, 3000), HOME),
        (QRect(100, 100, 800, 600), QRect(100, 100, 800, 600)),
    ],
)
def test_a_window_is_fitted_into_an_area(window: QRect, there: QRect) -> None:
    assert fitted(window, HOME) == there
