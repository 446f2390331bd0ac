import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel, elapsed_text
from agent_desktop.ui.widgets.ticker import Ticker


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def beats(ticker: Ticker) -> bool:
    return ticker.beating


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def ticker(time: Time, qtbot: QtBot) -> Ticker:
    return Ticker(time)


@pytest.fixture
def clock(ticker: Ticker, qtbot: QtBot) -> ElapsedLabel:
    made = ElapsedLabel(ticker=ticker)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "00:00:00"),
        (59.99, "00:00:59"),
        (197, "00:03:17"),
        (86_400, "24:00:00"),
        (360_000, "100:00:00"),
        (-3, "00:00:00"),
    ],
)
def test_a_duration_is_hours_minutes_and_seconds(seconds: float, text: str) -> None:
    assert elapsed_text(seconds) == text


def test_a_clock_counts_from_its_moment(clock: ElapsedLabel, ticker: Ticker, time: Time) -> None:
    clock.set_since(1000.0 - 197.4)
    assert clock.text() == "00:03:17"
    ticker.beat.emit(1001.0)
    assert clock.text() == "00:03:18"


def test_all_clocks_turn_on_one_beat(ticker: Ticker, clock: ElapsedLabel, qtbot: QtBot) -> None:
    other = ElapsedLabel(ticker=ticker)
    qtbot.addWidget(other)
    other.show()
    clock.set_since(999.3)
    other.set_since(998.7)
    ticker.beat.emit(1001.0)
    assert (clock.text(), other.text()) == ("00:00:01", "00:00:02")


def test_the_beat_comes_by_itself(qtbot: QtBot) -> None:
    ticker = Ticker()
    watcher = QLabel()
    qtbot.addWidget(watcher)
    with qtbot.waitSignal(ticker.beat, timeout=3000) as beat:
        ticker.watch(watcher)
    assert beat.args == [float(int(ticker.now()))]
    assert ticker.beating


def test_nobody_watching_stops_the_beat(clock: ElapsedLabel, ticker: Ticker) -> None:
    assert not beats(ticker)
    clock.set_since(1000.0)
    assert beats(ticker)
    clock.hide()
    assert not beats(ticker)
    clock.show()
    assert beats(ticker)
    clock.set_stopped(12)
    assert not beats(ticker)


def test_a_clock_that_was_hidden_is_right_when_it_is_back(clock: ElapsedLabel, time: Time) -> None:
    clock.set_since(1000.0)
    clock.hide()
    time.now = 1090.0
    clock.show()
    assert clock.text() == "00:01:30"


def test_no_moment_empties_the_clock(clock: ElapsedLabel, ticker: Ticker) -> None:
    clock.set_since(1000.0)
    clock.set_since(None)
    assert clock.text() == ""
    ticker.beat.emit(1001.0)
    assert clock.text() == ""


def test_a_stopped_clock_stays(clock: ElapsedLabel, ticker: Ticker) -> None:
    clock.set_since(900.0)
    clock.set_stopped(75)
    ticker.beat.emit(1001.0)
    assert clock.text() == "00:01:15"


def test_digits_never_change_the_width(clock: ElapsedLabel) -> None:
    widths = set()
    for seconds in (0, 11, 40_271, 88_888):
        clock.set_stopped(seconds)
        widths.add(clock.sizeHint().width())
    assert len(widths) == 1


def test_a_screen_reader_hears_of_it_once_a_minute(
    clock: ElapsedLabel, ticker: Ticker, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.setAccessibleName("Time in this stage")
    clock.set_since(1000.0)
    assert clock.accessibleDescription()
    told: list[str] = []
    monkeypatch.setattr(clock, "setAccessibleDescription", told.append)
    for second in range(1001, 1120):
        ticker.beat.emit(float(second))
    assert len(told) == 1
    assert clock.accessibleName() == "Time in this stage"
