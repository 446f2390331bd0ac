"""The clock of a lost link: up since it was lost, down to the next try."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agent_desktop.desk.links import Link, LinkState
from agent_desktop.desk.notices import Cause
from agent_desktop.ui.notices.banners import Banners
from agent_desktop.ui.notices.link_clock import LinkClock
from agent_desktop.ui.widgets.banner import Banner
from agent_desktop.ui.widgets.ticker import Ticker
from tests.ui.desk_states import desk, told
from tests.ui.finding import find, let_settle

DOWN = Link(session=LinkState.DOWN, down_since=900.0, next_try=1008.0)


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticker(qtbot: QtBot) -> Ticker:
    return Ticker(Time())


@pytest.fixture
def clock(ticker: Ticker, qtbot: QtBot) -> LinkClock:
    made = LinkClock(ticker=ticker)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(clock: LinkClock) -> tuple[str, str]:
    return find(clock, QLabel, "linkElapsed").text(), find(clock, QLabel, "linkNextTry").text()


def test_it_counts_up_since_the_loss_and_down_to_the_next_try(
    clock: LinkClock, ticker: Ticker
) -> None:
    clock.render_link(DOWN)
    assert shown(clock) == ("00:01:40", "next try in 8 s")
    ticker.beat.emit(1003.0)
    assert shown(clock) == ("00:01:43", "next try in 5 s")


@pytest.mark.parametrize("next_try", [None, 999.0, 1000.0])
def test_while_it_is_tried_it_says_so(clock: LinkClock, next_try: float | None) -> None:
    clock.render_link(Link(down_since=900.0, next_try=next_try))
    assert shown(clock)[1] == "trying now…"


@pytest.mark.parametrize(("second", "late"), [(1050.0, False), (1051.0, True)])
def test_past_the_usual_time_of_a_switchover_it_looks_and_says_so(
    clock: LinkClock, ticker: Ticker, second: float, late: bool
) -> None:
    clock.render_link(DOWN)
    ticker.beat.emit(second)
    elapsed = find(clock, QLabel, "linkElapsed")
    assert (elapsed.property("tone") == "danger") is late
    assert bool(elapsed.toolTip()) is late


def test_counting_down_moves_nothing(clock: LinkClock, ticker: Ticker) -> None:
    clock.render_link(Link(down_since=900.0, next_try=1100.0))
    width = clock.sizeHint().width()
    ticker.beat.emit(1098.0)
    assert clock.sizeHint().width() == width


def test_only_the_banners_of_lost_links_have_a_clock_and_keep_it(qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    board = told(Cause.SESSION_LINK_DOWN, Cause.LICENCE_MISSING)
    banners.render_banners(desk(board=board, link=DOWN))
    banners.show()
    first, second = (
        find(banners, Banner, name) for name in ("notificationBanner", "notificationBanner-2")
    )
    assert first.findChild(LinkClock) is not None
    assert second.findChild(LinkClock) is None
    banners.render_banners(desk(board=board, link=Link(down_since=900.0)))
    assert find(first, QLabel, "linkNextTry").text() == "trying now…"
    assert "next try" not in first.accessibleName()


def test_the_dialer_s_banner_counts_up_and_promises_no_try(qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    banners.show()
    link = Link(session=LinkState.UP, dialer_up=False, dialer_down_since=900.0)
    banners.render_banners(desk(board=told(Cause.DIALER_LINK_DOWN), link=link))
    let_settle()
    clock = banners.findChildren(LinkClock)[0]
    assert find(clock, QLabel, "linkElapsed").isVisible()
    assert not find(clock, QLabel, "linkNextTry").isVisible()
    assert find(clock, QLabel, "linkNextTry").text() == ""
