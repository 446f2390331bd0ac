"""A clock that counts down and is told once, not every second."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from agent_desktop.ui.widgets.countdown_label import CountdownLabel
from agent_desktop.ui.widgets.ticker import Ticker


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def clock(time: Time, qtbot: QtBot) -> Iterator[CountdownLabel]:
    ticker = Ticker(time)
    made = CountdownLabel(ticker=ticker)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def heard(clock: CountdownLabel) -> list[int]:
    told: list[int] = []
    clock.soon.connect(told.append)
    return told


def beat(clock: CountdownLabel, time: Time, now: float) -> None:
    time.now = now
    clock._ticker.beat.emit(float(int(now)))


@pytest.mark.parametrize(
    ("left", "text"),
    [(42.0, "00:42"), (41.2, "00:42"), (0.4, "00:01"), (-3, "00:00"), (95, "01:35")],
)
def test_it_shows_what_is_left_and_never_less_than_nothing(
    clock: CountdownLabel, left: float, text: str
) -> None:
    clock.set_ends(1000.0 + left)
    assert clock.text() == text


def test_it_counts_down_and_tells_once_that_the_end_is_near(
    clock: CountdownLabel, time: Time
) -> None:
    told = heard(clock)
    clock.set_ends(1012.0)
    assert (clock.near, told) == (False, [])
    for now in (1001.0, 1002.0, 1003.0, 1012.0, 1013.0):
        beat(clock, time, now)
    assert told == [10]
    assert clock.text() == "00:00"
    assert clock.near


def test_another_end_is_told_anew_and_the_same_one_is_not(clock: CountdownLabel) -> None:
    told = heard(clock)
    clock.set_ends(1005.0)
    clock.set_ends(1005.0)
    assert told == [5]
    clock.set_ends(1020.0)
    assert not clock.near
    clock.set_ends(1006.0)
    assert told == [5, 6]


def test_without_an_end_it_is_empty(clock: CountdownLabel) -> None:
    clock.set_ends(1005.0)
    clock.set_ends(None)
    assert clock.text() == ""


def test_a_screen_reader_can_ask_what_is_left_and_is_told_nothing_of_the_seconds(
    clock: CountdownLabel, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.setAccessibleName("Time left")
    clock.set_ends(1042.0)
    told: list[QEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    name = QAccessible.queryAccessibleInterface(clock).text(QAccessible.Text.Name)
    beat(clock, time, 1002.0)
    assert clock.text() == "00:40"
    assert QAccessible.queryAccessibleInterface(clock).text(QAccessible.Text.Name) == name
    assert clock.accessibleDescription() == "40 second(s)"
    assert told == []
