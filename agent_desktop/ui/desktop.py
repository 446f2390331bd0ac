"""The windows of the program and what connects them with the desk."""

import gc

from PySide6.QtCore import QObject, Qt, Signal

from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.panels import LeaveKind, PhoneAction
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.crash_reports import CrashReport, CrashReports
from agent_desktop.ui.bridge import StateSignal
from agent_desktop.ui.clipboard import ClipboardHints
from agent_desktop.ui.crash.offer import CrashOffer
from agent_desktop.ui.leaving.question import LeaveQuestion, unfinished
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.main_window import MainWindow
from agent_desktop.ui.notices.toast import Toasts
from agent_desktop.ui.tray import Tray

_DESK_PHASES = frozenset(
    {
        Phase.LOGGED_ON,
        Phase.RECONNECTING,
        Phase.EXPIRED,
        Phase.LOGGING_ON_AGAIN,
        Phase.LOGGING_OFF,
    }
)


class Desktop(QObject):
    """Shows the log-on dialog or the main window, as the phase of the shift wants."""

    quit_asked = Signal()
    restart_asked = Signal()

    def __init__(
        self, desk: AgentDesk, form: LogOnForm, locked: frozenset[str] = frozenset()
    ) -> None:
        """Make the windows. `locked` are the settings that the organisation has set."""
        super().__init__()
        self._desk = desk
        allowed = desk.settings.companion_allowed
        self.dialog = LogOnDialog(form, companion_allowed=allowed, locked=locked)
        self.window = MainWindow(additional_calls=desk.settings.additional_calls)
        self._toasts = Toasts(self.window)
        self._clipboard_hints = ClipboardHints(self)
        self._spared = False
        self._restarting = False
        self._tray = Tray(self, wanted=desk.settings.tray_icon)
        self._tray.shown_pressed.connect(self.come_to_front)
        self._tray.quit_pressed.connect(self._quit_from_tray)
        self._signal = StateSignal(desk.store, self)
        self._signal.changed.connect(self._render)
        self._connect_dialog()
        self._connect_window()

    def show(self) -> None:
        """Show what the present state wants."""
        self._render(self._signal.state)

    def offer_report(self, reports: CrashReports, report: CrashReport) -> None:
        """Offer what is left of a run that went wrong, in the log-on dialog."""
        CrashOffer(self.dialog.crash, reports, report)

    def come_to_front(self) -> None:
        """Bring the window that shows before all others; a second copy was started."""
        shown = self.window if self.window.isVisible() else self.dialog
        shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
        shown.raise_()
        shown.activateWindow()

    def close(self) -> None:
        """Take the windows away for good."""
        self._signal.close()
        self._toasts.close()
        self._tray.close()
        self.dialog.hide()
        self.window.hide()

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
        if at_desk and not self.window.isVisible():
            self.dialog.hide()
            self.dialog.forget_password()
            self.window.show()
            self.window.campaigns.focus_list()
            self._spare_the_collector()
        elif not at_desk and not self.dialog.isVisible():
            self.window.hide()
            self.dialog.show()
        self._toasts.tell(state.board)
        self._tray.render_tray(state)
        self._take_newer(state)

    def _take_newer(self, state: DeskState) -> None:
        """Begin anew in a newer version while nobody is logged on and nothing is typed."""
        idle = state.phase is Phase.LOGGED_OFF and self.dialog.untouched
        if idle and not self._restarting and state.board.lasts(Cause.NEW_VERSION):
            self._restarting = True
            self.restart_asked.emit()

    def _spare_the_collector(self) -> None:
        """Take what lasts all shift out of the garbage collector's rounds.

        A full round over the window's objects holds it for some 60 ms; it is done now, once.
        """
        if not self._spared:
            self._spared = True
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
        (self.window if self.window.isVisible() else self.dialog).close()

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
