"""The windows of the program and what connects them with the desk."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox

from agent_desktop.desk.state import DeskState, Phase
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.logon import LogOnForm
from agent_desktop.ui.bridge import StateSignal
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.main_window import MainWindow
from agent_desktop.ui.notices.toast import Toasts

_DESK_PHASES = frozenset(
    {Phase.LOGGED_ON, Phase.EXPIRED, Phase.LOGGING_ON_AGAIN, Phase.LOGGING_OFF}
)


class Desktop(QObject):
    """Shows the log-on dialog or the main window, as the phase of the shift wants."""

    quit_asked = Signal()

    def __init__(self, desk: AgentDesk, form: LogOnForm) -> None:
        super().__init__()
        self._desk = desk
        self.dialog = LogOnDialog(form)
        self.window = MainWindow()
        self._toasts = Toasts(self.window)
        self._spared = False
        self._signal = StateSignal(desk.store, self)
        self._signal.changed.connect(self._render)
        self._connect_dialog()
        self._connect_window()

    def show(self) -> None:
        """Show what the present state wants."""
        self._render(self._signal.state)

    def close(self) -> None:
        """Take the windows away for good."""
        self._signal.close()
        self._toasts.close()
        self.dialog.hide()
        self.window.hide()

    def _connect_dialog(self) -> None:
        logon = self._desk.logon
        self.dialog.submitted.connect(logon.submit)
        self.dialog.cancelled.connect(logon.cancel)
        self.dialog.server_typed.connect(logon.ask_server)
        self.dialog.closed.connect(self.quit_asked)

    def _connect_window(self) -> None:
        desk, window = self._desk, self.window
        window.header.status_chosen.connect(desk.statuses.set)
        window.header.log_off_pressed.connect(self._ask_to_log_off)
        window.campaigns.selected.connect(desk.campaigns.select)
        window.heading.selected.connect(desk.campaigns.select)
        window.heading.join_pressed.connect(desk.campaigns.join)
        window.heading.leave_pressed.connect(desk.campaigns.leave)
        window.call.back_to_call.connect(desk.campaigns.select)
        window.stages.stage_pressed.connect(desk.stages.press)
        window.stages.send_again_pressed.connect(desk.stages.send_again)
        window.stages.offer_accepted.connect(desk.stages.accept_offer)
        window.stages.offer_declined.connect(desk.stages.decline_offer)
        window.notices.looked_at.connect(desk.look_at_notices)
        window.banners.try_now_pressed.connect(desk.inbox.try_now)
        window.banners.log_in_pressed.connect(desk.campaigns.log_in_again)
        window.relogin.submitted.connect(desk.logon.again)
        window.relogin.cancelled.connect(desk.logon.cancel)
        window.relogin.log_off_pressed.connect(desk.logon.log_off)
        window.geometry_rested.connect(desk.logon.remember_place)
        window.close_asked.connect(self._ask_to_close)

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

    def _spare_the_collector(self) -> None:
        """Take what lasts all shift out of the garbage collector's rounds.

        A full round over the window's objects holds it for some 60 ms; it is done now, once.
        """
        if not self._spared:
            self._spared = True
            gc.collect()
            gc.freeze()

    def _ask_to_log_off(self) -> None:
        self._leave(self.tr("Log off anyway"), self._desk.logon.log_off)

    def _ask_to_close(self) -> None:
        self._leave(self.tr("Log off and quit anyway"), self.quit_asked.emit)

    def _leave(self, anyway: str, leave: Callable[[], None]) -> None:
        """Leave at once, but ask first while a call is open."""
        call = self._signal.state.call
        if call is None or not call.live:
            leave()
            return
        box = QMessageBox(self.window)
        box.setObjectName("leaveQuestion")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("You are on a call."))
        box.setInformativeText(
            self.tr(
                "If you log off now the dialer files this call as “Ambiguous”, and what was "
                "agreed on it is lost to the campaign."
            )
        )
        go = box.addButton(anyway, QMessageBox.ButtonRole.DestructiveRole)
        go.setObjectName("leaveAnyway")
        stay = box.addButton(self.tr("Stay on the call"), QMessageBox.ButtonRole.RejectRole)
        stay.setObjectName("leaveNot")
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        go.clicked.connect(leave)
        box.open()
