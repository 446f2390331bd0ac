"""The callback: only what may be said can be, and it is read from a clock that is named."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QPushButton, QTimeEdit
from pytestqt.qtbot import QtBot

from agent_desktop.desk.outcomes import Callback, CallbackClock, OutcomeFault
from agent_desktop.ui.outcome.callback import CallbackForm
from agent_desktop.ui.outcome.option_box import OptionBox
from tests.ui.finding import click, find

# A Wednesday, by a clock two hours ahead of UTC.
NOW = datetime(2026, 3, 4, 16, 47, 12, tzinfo=timezone(timedelta(hours=2)))


def moment(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - a callback's time has no zone


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self.form = CallbackForm(now=lambda: NOW)
        qtbot.addWidget(self.form)
        self.edits: list[Callback] = []
        self.form.edited.connect(self.edits.append)
        self.render(Callback())
        self.form.show()

    def render(
        self,
        callback: Callback,
        *,
        own: bool = True,
        fault: OutcomeFault | None = None,
        busy: bool = False,
    ) -> None:
        self.form.show_callback(callback, own_allowed=own, fault=fault, busy=busy)

    @property
    def date(self) -> QDateEdit:
        return find(self.form, QDateEdit, "callbackDate")

    @property
    def time(self) -> QTimeEdit:
        return find(self.form, QTimeEdit, "callbackTime")

    @property
    def mine(self) -> OptionBox:
        return find(self.form, OptionBox, "callbackMine")

    def said(self, name: str) -> str:
        label = find(self.form, QLabel, name)
        return label.text() if label.isVisible() else ""


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_at_first_no_day_is_said_and_none_is_made_up(shown: Shown) -> None:
    assert shown.date.text() == "–"
    assert shown.edits == []


def test_a_day_and_a_time_make_a_callback_by_the_contacts_clock(shown: Shown) -> None:
    shown.date.setDate(QDate(2026, 3, 9))
    shown.time.setTime(QTime(15, 30))
    assert shown.edits[-1] == Callback(moment(2026, 3, 9, 15, 30), CallbackClock.CONTACT)


@pytest.mark.parametrize(
    ("button", "at", "clock"),
    [
        ("callbackInAnHour", moment(2026, 3, 4, 15, 50), CallbackClock.UTC),
        ("callbackTomorrow", moment(2026, 3, 5, 9), CallbackClock.CONTACT),
        ("callbackMonday", moment(2026, 3, 9, 9), CallbackClock.CONTACT),
    ],
)
def test_a_quick_button_fills_in_day_time_and_clock(
    shown: Shown, button: str, at: datetime, clock: CallbackClock
) -> None:
    click(shown.form, button)
    assert shown.edits == [Callback(at, clock)]
    assert shown.date.date() == QDate(at.year, at.month, at.day)
    assert shown.time.time() == QTime(at.hour, at.minute)


def test_by_utc_the_agents_own_clock_is_shown_too(shown: Shown) -> None:
    shown.render(Callback(moment(2026, 3, 9, 14), CallbackClock.UTC))
    own = datetime(2026, 3, 9, 14, tzinfo=UTC).astimezone()
    assert f"{own.hour:02}" in shown.said("callbackOwnClock")
    shown.render(Callback(moment(2026, 3, 9, 14), CallbackClock.CONTACT))
    assert shown.said("callbackOwnClock") == ""


def test_another_clock_reads_the_same_figures(shown: Shown) -> None:
    shown.render(Callback(moment(2026, 3, 9, 14)))
    clock = find(shown.form, QComboBox, "callbackClock")
    clock.setCurrentIndex(clock.findData(CallbackClock.UTC))
    clock.activated.emit(clock.currentIndex())
    assert shown.edits == [Callback(moment(2026, 3, 9, 14), CallbackClock.UTC)]


def test_it_can_be_kept_for_oneself_and_then_needs_no_time(shown: Shown) -> None:
    click(shown.form, "callbackMine")
    assert shown.edits[-1] == Callback(mine=True)
    shown.date.setDate(QDate(2026, 3, 9))
    assert shown.edits[-1].at is not None
    click(shown.form, "callbackNoTime")
    assert shown.edits[-1] == Callback(mine=True)
    assert shown.date.text() == "–"


def test_without_being_mine_it_cannot_be_left_without_a_time(shown: Shown) -> None:
    shown.render(Callback(moment(2026, 3, 9, 14)))
    assert not find(shown.form, QPushButton, "callbackNoTime").isVisible()


def test_where_the_campaign_keeps_none_for_an_agent_mine_is_off_and_says_why(shown: Shown) -> None:
    shown.render(Callback(), own=False)
    click(shown.form, "callbackMine")
    assert shown.edits == []
    assert "keeps no callbacks" in shown.mine.accessibleDescription()
    assert shown.mine.isEnabled()


@pytest.mark.parametrize(
    ("fault", "words", "role"),
    [
        (OutcomeFault.CALLBACK_INCOMPLETE, "Choose a day", "quiet"),
        (OutcomeFault.CALLBACK_PAST, "past", "error"),
        (OutcomeFault.NOT_MINE, "keeps no callbacks", "error"),
        (OutcomeFault.NO_SESSION, "", "error"),
        (None, "", "error"),
    ],
)
def test_what_is_wrong_with_it_is_said_under_it(
    shown: Shown, fault: OutcomeFault | None, words: str, role: str
) -> None:
    shown.render(Callback(), fault=fault)
    said = shown.said("callbackFault")
    assert words in said
    assert bool(said) is bool(words)
    assert find(shown.form, QLabel, "callbackFault").property("role") == role


def test_a_callback_of_the_past_is_shown_as_it_is(shown: Shown) -> None:
    shown.render(Callback(moment(2025, 12, 24, 18)), fault=OutcomeFault.CALLBACK_PAST)
    assert shown.date.date() == QDate(2025, 12, 24)
    assert shown.edits == []


def test_while_it_is_on_its_way_nothing_can_be_changed(shown: Shown) -> None:
    sent = Callback(moment(2026, 3, 9, 14))
    shown.render(sent, busy=True)
    shown.date.setDate(QDate(2026, 3, 10))
    click(shown.form, "callbackMine")
    click(shown.form, "callbackTomorrow")
    assert shown.edits == []
    assert shown.date.date() == QDate(2026, 3, 9)


def test_showing_what_a_field_says_already_leaves_its_cursor(shown: Shown) -> None:
    shown.date.setDate(QDate(2026, 3, 9))
    shown.date.setFocus()
    shown.date.setSelectedSection(QDateEdit.Section.YearSection)
    shown.render(shown.edits[-1])
    assert shown.date.currentSection() is QDateEdit.Section.YearSection
