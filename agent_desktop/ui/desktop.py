"""The windows of the program and what connects them with the desk."""

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.panels import LeaveKind, PhoneAction
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.platform.remembered import Remembered
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.ui.bridge import StateSignal
from agent_desktop.ui.clipboard import ClipboardHints
from agent_desktop.ui.leaving.question import LeaveQuestion, unfinished
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.main_window import MainWindow
from agent_desktop.ui.notices.toast import Toasts
from agent_desktop.ui.theme.theme import undressed
from agent_desktop.ui.to_front import to_front
from agent_desktop.ui.tray import Tray

if TYPE_CHECKING:  # it comes late
    from agent_desktop.ui.help.help import Help

_DESK_PHASES = frozenset(
    {
        Phase.LOGGED_ON,
        Phase.RECONNECTING,
        Phase.EXPIRED,
        Phase.LOGGING_ON_AGAIN,
        Phase.LOGGING_OFF,
    }
)

# The campaigns come first.
SPARED_AFTER_MS = 1000


class Desktop(QObject):
    """Shows the log-on dialog or the main window, as the phase of the shift wants."""

    quit_asked = Signal()
    restart_asked = Signal()

    def __init__(
        self, desk: AgentDesk, dialog: LogOnDialog, last: Remembered | None = None
    ) -> None:
        """Take over the dialog. `last` says where the window was when it was last open."""
        super().__init__()
        self._desk = desk
        self.dialog = dialog
        self._last = last or Remembered()
        self._made: MainWindow | None = None
        self._toasts: Toasts | None = None
        self._help: Help | None = None
        self._clipboard_hints = ClipboardHints(self)
        self._spared = False
        self._restarting = False
        self._tray = Tray(self, wanted=desk.settings.tray_icon)
        self._tray.shown_pressed.connect(self.come_to_front)
        self._tray.quit_pressed.connect(self._quit_from_tray)
        self._signal = StateSignal(desk.store, self)
        self._signal.changed.connect(self._render)
        self._connect_dialog()

    @property
    def window(self) -> MainWindow:
        """The window of the shift; it is made while the first log-on is under way."""
        if self._made is None:
            with undressed():
                self._made = MainWindow(additional_calls=self._desk.settings.additional_calls)
            last = self._last
            self._made.restore(last.geometry, last.splitter, last.places)
            self._toasts = Toasts(self._made)
            self._toasts.tell(self._signal.state.board)  # what is told already is no news
            self._connect_window()
            if self._help is not None:
                self._help.answer(self._made.header.help)
        return self._made

    @property
    def shown(self) -> QWidget:
        """The window that shows."""
        at_desk = self._made is not None and self._made.isVisible()
        return self.window if at_desk else self.dialog

    def show(self) -> None:
        """Show what the present state wants."""
        self._render(self._signal.state)

    def answer_help(self, help_: "Help") -> None:
        """Have the help menu of the window answered too."""
        self._help = help_
        if self._made is not None:
            help_.answer(self._made.header.help)

    def come_to_front(self) -> None:
        """Bring the window that shows before all others."""
        to_front(self.shown)

    def close(self) -> None:
        """Take the windows away for good."""
        self._signal.close()
        self._tray.close()
        self.dialog.hide()
        if self._toasts is not None:
            self._toasts.close()
        if self._made is not None:
            self._made.hide()

    def _connect_dialog(self) -> None:
        logon = self._desk.logon
        self.dialog.submitted.connect(logon.submit)
        self.dialog.cancelled.connect(logon.cancel)
        self.dialog.server_typed.connect(self._desk.server_offers.ask)
        self.dialog.account_typed.connect(self._desk.passwords.look)
        self.dialog.closed.connect(self.quit_asked)

    def _connect_window(self) -> None:
        desk, window = self._desk, self.window
        window.header.status_chosen.connect(self._set_status)
        window.header.next_status_chosen.connect(desk.statuses.set_next)
        window.header.break_pressed.connect(desk.breaks.ask)
        window.header.break_end_pressed.connect(desk.breaks.end)
        window.header.history_pressed.connect(desk.history.toggle)
        window.header.log_off_pressed.connect(self._log_off)
        window.campaigns.selected.connect(desk.campaigns.select)
        window.campaigns.campaign_named.connect(desk.campaigns.name_by_hand)
        window.heading.selected.connect(desk.campaigns.select)
        window.heading.join_pressed.connect(desk.campaigns.join)
        window.heading.leave_pressed.connect(desk.campaigns.leave)
        window.heading.agent_kind_chosen.connect(desk.campaigns.set_agent_kind)
        window.heading.campaign_named.connect(desk.campaigns.name_by_hand)
        window.stages.stage_pressed.connect(desk.stages.press)
        window.stages.send_again_pressed.connect(desk.stages.send_again)
        window.stages.offer_accepted.connect(desk.stages.accept_offer)
        window.stages.offer_declined.connect(desk.stages.decline_offer)
        window.notices.looked_at.connect(desk.look_at_notices)
        window.banners.try_now_pressed.connect(desk.keeper.try_now)
        window.banners.station_pressed.connect(desk.station.take_again)
        window.banners.restart_pressed.connect(self._restart)
        window.banners.log_in_pressed.connect(desk.campaigns.log_in_again)
        window.relogin.submitted.connect(desk.logon.again)
        window.relogin.cancelled.connect(desk.logon.cancel)
        window.relogin.log_off_pressed.connect(desk.logon.log_off)
        window.geometry_rested.connect(desk.logon.remember_place)
        window.close_asked.connect(self._close)
        self._connect_call()
        self._connect_history()
        self._connect_leaving()

    def _connect_call(self) -> None:
        desk, window = self._desk, self.window
        window.call.back_to_call.connect(desk.campaigns.select)
        window.call.phone_pressed.connect(desk.phone.act)
        window.call.line_pressed.connect(desk.phone.connect_line)
        window.call.place_pressed.connect(desk.previews.place)
        window.call.skip_pressed.connect(desk.previews.skip)
        window.call.dial_pressed.connect(desk.manual_calls.dial)
        window.call.outcome_wanted.connect(window.work.show_outcome)
        window.call.ready_pressed.connect(desk.statuses.ready)
        window.script.page_chosen.connect(desk.scripts.go_to_page)
        window.script.value_typed.connect(desk.scripts.type_value)
        window.script.outcome_picked.connect(self._pick_outcome)
        window.contact.read_again_pressed.connect(desk.contacts.read_again)
        window.notes.note_typed.connect(desk.notes.type_note)
        window.outcome.outcome_chosen.connect(desk.outcomes.choose)
        window.outcome.file_pressed.connect(desk.outcomes.file)
        window.outcome.put_away_pressed.connect(desk.outcomes.put_away)
        window.outcome.finish_pressed.connect(desk.outcomes.finish_later)
        window.outcome.hang_up_pressed.connect(lambda: desk.phone.act(PhoneAction.HANG_UP))
        window.outcome.ready_pressed.connect(desk.statuses.ready)

    def _connect_history(self) -> None:
        history, page = self._desk.history, self.window.history
        page.searched.connect(history.search)
        page.page_wanted.connect(history.want)
        page.export_asked.connect(history.export)
        page.closed.connect(history.close)

    def _connect_leaving(self) -> None:
        self._desk.departure.on_quit.append(self.quit_asked.emit)
        self._desk.departure.on_restart.append(self.restart_asked.emit)
        self.window.leaving.anyway_pressed.connect(self._desk.departure.anyway)
        self.window.leaving.stay_pressed.connect(self._desk.departure.stay)

    def _pick_outcome(self, interaction_id: str, disposition: Disposition) -> None:
        """Choose an outcome that a page of the script offers."""
        offered = self._signal.state.outcome.terms.disposition(disposition.label)
        self._desk.outcomes.choose(interaction_id, Outcome(offered or disposition))

    def _render(self, state: DeskState) -> None:
        at_desk = state.phase in _DESK_PHASES
        if at_desk:
            self.window.render_desk(state)
        else:
            self.dialog.render_log_on(state)
        if state.phase is Phase.LOGGING_ON and self._made is None:
            QTimer.singleShot(0, self._make_window)  # the dialog says first what it does
        if at_desk and not self.window.isVisible():
            self.dialog.hide()
            self.dialog.forget_password()
            self.window.show()
            self.window.campaigns.focus_list()
            if not self._spared:
                self._spared = True
                QTimer.singleShot(SPARED_AFTER_MS, self, self._spare_the_collector)
        elif not at_desk and not self.dialog.isVisible():
            if self._made is not None:
                self._made.hide()
            self.dialog.show()
        if self._toasts is not None:
            self._toasts.tell(state.board)
        self._tray.render_tray(state)
        self._take_newer(state)

    def _make_window(self) -> None:
        """Have the window at hand when the log-on has been taken."""
        self.window.ensurePolished()

    def _take_newer(self, state: DeskState) -> None:
        """Begin anew in a newer version while nobody is logged on and nothing is typed."""
        idle = state.phase is Phase.LOGGED_OFF and self.dialog.untouched
        if idle and not self._restarting and state.board.lasts(Cause.NEW_VERSION):
            self._restarting = True
            self.restart_asked.emit()

    def _spare_the_collector(self) -> None:
        """Take what lasts all shift out of the garbage collector's rounds.

        A full round over the window's objects holds it for some 60 ms; it is done once.
        """
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _set_status(self, status_id: str) -> None:
        """Set a status; going available with an outcome missing is asked about first."""
        state = self._signal.state
        choice = state.status.choice(status_id)
        over = state.call is not None and state.call.state.ended
        if choice is None or not choice.available or not over or not state.outcome.missing:
            self._desk.statuses.set(status_id)
            return
        question = LeaveQuestion.before_available(self.window)
        question.anyway.connect(lambda: self._desk.statuses.set(status_id))
        question.outcome_wanted.connect(self.window.work.show_outcome)
        question.open()

    def _log_off(self) -> None:
        self._leave(LeaveKind.LOG_OFF, self.tr("Log off anyway"))

    def _close(self) -> None:
        self._leave(LeaveKind.QUIT, self.tr("Log off and quit anyway"))

    def _quit_from_tray(self) -> None:
        """Close what shows, as its own cross would: at the desk it asks first."""
        self.come_to_front()
        self.shown.close()

    def _restart(self) -> None:
        self._leave(LeaveKind.RESTART, self.tr("Log off and restart anyway"))

    def _leave(self, kind: LeaveKind, anyway_text: str) -> None:
        """Leave in good order, but ask first while a call or its outcome is open."""
        state, departure = self._signal.state, self._desk.departure
        why = unfinished(state)
        if not why or state.phase is not Phase.LOGGED_ON or state.leaving is not None:
            departure.ask(kind)
            return
        after_text = self.tr("Leave after this call") if why.call else ""
        question = LeaveQuestion(self.window, why, anyway_text, after_text=after_text)
        question.anyway.connect(lambda: departure.anyway(kind))
        question.after_wanted.connect(lambda: departure.ask(kind))
        question.outcome_wanted.connect(self.window.work.show_outcome)
        question.open()
