"""When to call again and who: only what the campaign and Dialer allow can be said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTime, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.outcomes import Callback, CallbackClock, OutcomeFault
from agent_desktop.ui.outcome.option_box import OptionBox
from agent_desktop.ui.outcome.words import CALLBACK_FAULTS, fault_text, own_clock_text
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.form_field import FormField
from agent_desktop.ui.widgets.plain_label import PlainLabel

MORNING = time(9, 0)
STEP_MINUTES = 5


class CallbackForm(QFrame):
    """The callback of the chosen outcome; `edited` carries the new Callback at every change.

    `now` is this computer's clock (aware). The day before it stands for no set time.
    """

    edited = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("callbackForm")
        self.setAccessibleName(self.tr("Callback"))
        self._now = now
        self._callback = Callback()
        self._own_allowed = False
        self._busy = False
        self._date = self._build_date()
        self._time = QTimeEdit()
        self._time.setObjectName("callbackTime")
        self._time.setAccessibleName(self.tr("Time of the callback"))
        self._time.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self._time.setTime(QTime(MORNING.hour, MORNING.minute))
        self._time.setWrapping(True)
        self._clock = QComboBox()
        self._clock.setObjectName("callbackClock")
        self._clock.setAccessibleName(self.tr("Clock the time is read from"))
        self._clock.addItem(self.tr("By the contact's clock"), CallbackClock.CONTACT)
        self._clock.addItem(self.tr("By UTC"), CallbackClock.UTC)
        self._own_clock = PlainLabel(wraps=True)
        self._own_clock.setObjectName("callbackOwnClock")
        self._own_clock.setProperty("role", "quiet")
        self._mine = OptionBox(self.tr("I call back &myself"))
        self._mine.setObjectName("callbackMine")
        self._fault = PlainLabel(wraps=True)
        self._fault.setObjectName("callbackFault")
        self._fault.setProperty("role", "error")
        self._fault.hide()
        self._soon = self._quick(self.tr("In 1 hour"), "callbackInAnHour")
        self._soon.set_hint(self.tr("Counted from now, so by UTC"))
        self._tomorrow = self._quick(self.tr("Tomorrow"), "callbackTomorrow")
        self._monday = self._quick(self.tr("Next Monday"), "callbackMonday")
        self._any_time = self._quick(self.tr("No set time"), "callbackNoTime")
        self._lay_out()
        self._connect()

    def show_callback(
        self, callback: Callback, *, own_allowed: bool, fault: OutcomeFault | None, busy: bool
    ) -> None:
        """Show a callback; a field that says it already is left to the one who types in it."""
        self._own_allowed, self._busy = own_allowed, busy
        self._callback = callback
        self._show_fields()
        for button in (self._soon, self._tomorrow, self._monday, self._any_time):
            button.set_busy(busy)
        self._mine.set_busy(busy)
        self._mine.set_reason("" if own_allowed else fault_text(OutcomeFault.NOT_MINE))
        self._show_fault(fault)

    def focus_first(self) -> None:
        """Go to the day."""
        self._date.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._date.setSelectedSection(QDateEdit.Section.DaySection)

    def take_what_is_typed(self) -> None:
        """Count what stands in a field half typed."""
        for field in (self._date, self._time):
            field.interpretText()

    def _build_date(self) -> QDateEdit:
        field = QDateEdit()
        field.setObjectName("callbackDate")
        field.setAccessibleName(self.tr("Day of the callback"))
        field.setCalendarPopup(True)
        field.setSpecialValueText("–")
        calendar = field.calendarWidget()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())  # red is kept for what failed
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        field.setDisplayFormat(pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy"))
        field.setMinimumDate(self._no_day())
        field.setDate(self._no_day())
        return field

    def _quick(self, text: str, name: str) -> ActionButton:
        button = ActionButton(text)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        when = QHBoxLayout()
        when.setSpacing(SPACE.s)
        when.addWidget(FormField(self.tr("&Day"), self._date), 3)
        when.addWidget(FormField(self.tr("&Time"), self._time), 2)
        quick = QWidget()
        flow = FlowLayout(quick, spacing=SPACE.xs)
        for button in (self._soon, self._tomorrow, self._monday, self._any_time):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(when)
        column.addWidget(quick)
        clocks = QVBoxLayout()
        clocks.setSpacing(2)
        clocks.addWidget(self._clock)
        clocks.addWidget(self._own_clock)
        column.addLayout(clocks)
        column.addWidget(self._mine)
        column.addWidget(self._fault)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form past a field that isn't being typed in."""
        field = isinstance(watched, QWidget) and not watched.hasFocus()
        if field and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        for field in (self._date, self._time, self._clock):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)
        self._date.dateChanged.connect(self._read)
        self._time.timeChanged.connect(self._read)
        self._clock.activated.connect(self._read)
        self._mine.wanted.connect(lambda mine: self._edit(replace(self._callback, mine=mine)))
        self._soon.acted.connect(self._in_an_hour)
        self._tomorrow.acted.connect(lambda: self._on_day(self._today() + timedelta(days=1)))
        self._monday.acted.connect(lambda: self._on_day(_monday_after(self._today())))
        self._any_time.acted.connect(lambda: self._edit(replace(self._callback, at=None)))

    def _read(self) -> None:
        """Take what the fields say."""
        if self._busy:
            self._show_fields()
            return
        clock: CallbackClock = self._clock.currentData()
        at = None
        if self._date.date() > self._date.minimumDate():
            day, hour = self._date.date(), self._time.time()
            at = datetime.combine(
                date(day.year(), day.month(), day.day()), time(hour.hour(), hour.minute())
            )
        self._edit(replace(self._callback, at=at, clock=clock))

    def _edit(self, callback: Callback) -> None:
        if callback != self._callback:
            self._callback = callback
            self._show_fields()
            self.edited.emit(callback)

    def _in_an_hour(self) -> None:
        """An hour from now is the same for every clock; it is said by UTC."""
        at = self._now().astimezone(UTC).replace(tzinfo=None) + timedelta(hours=1)
        over = timedelta(minutes=at.minute % STEP_MINUTES, seconds=at.second)
        at = at.replace(microsecond=0) - over
        if over:
            at += timedelta(minutes=STEP_MINUTES)
        self._edit(replace(self._callback, at=at, clock=CallbackClock.UTC))

    def _on_day(self, day: datetime) -> None:
        """In the morning of a day, by the clock of the contact."""
        at = datetime.combine(day, MORNING)
        self._edit(replace(self._callback, at=at, clock=CallbackClock.CONTACT))

    def _today(self) -> datetime:
        return self._now().replace(tzinfo=None)

    def _no_day(self) -> QDate:
        """The day that stands for none: yesterday, so that the calendar opens at today's month."""
        day = self._now() - timedelta(days=1)
        return QDate(day.year, day.month, day.day)

    def _show_fields(self) -> None:
        callback = self._callback
        at = callback.at
        none, day = self._no_day(), None
        if at is not None:
            # A callback kept from before may lie in the past; it is shown, and told as past.
            day = QDate(at.year, at.month, at.day)
            none = min(none, day.addDays(-1))
        for field in (self._date, self._time):
            field.blockSignals(True)
        if self._date.minimumDate() != none:
            self._date.setMinimumDate(none)
        if self._date.date() != (day or none):
            self._date.setDate(day or none)
        if at is not None and self._time.time() != QTime(at.hour, at.minute):
            self._time.setTime(QTime(at.hour, at.minute))
        for field in (self._date, self._time):
            field.blockSignals(False)
        self._clock.setCurrentIndex(self._clock.findData(callback.clock))
        self._mine.setChecked(callback.mine)
        by_utc = callback.clock is CallbackClock.UTC
        self._own_clock.setText(own_clock_text(callback) if by_utc else "")
        self._own_clock.setVisible(bool(self._own_clock.text()))
        # On Linux a combo box is named by its choice alone.
        about = self._own_clock.text() or self._clock.accessibleName()
        self._clock.setAccessibleDescription(about)
        # Without a time a callback has to be somebody's.
        self._any_time.setVisible(callback.mine)

    def _show_fault(self, fault: OutcomeFault | None) -> None:
        text = fault_text(fault) if fault is not None and fault in CALLBACK_FAULTS else ""
        incomplete = fault is OutcomeFault.CALLBACK_INCOMPLETE
        if incomplete and self._own_allowed:
            text = self.tr("Choose a day, or call back yourself at no set time.")
        restyle(self._fault, "role", "quiet" if incomplete else "error")
        if text == self._fault.text():
            return
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self._date.setAccessibleDescription(text)
        if fault is OutcomeFault.CALLBACK_PAST:
            announce(self._date, text, at_once=True)


def _monday_after(day: datetime) -> datetime:
    return day + timedelta(days=7 - day.weekday())
