"""The icon in the notification area: what the desk does, and the way back to its window."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.theme.icons import app_icon


class Tray(QObject):
    """Shows nothing where the desktop has no place for it. No contact's name gets into it."""

    shown_pressed = Signal()
    quit_pressed = Signal()

    def __init__(self, parent: QObject | None = None, *, wanted: bool = True) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._words = ""
        if wanted and QSystemTrayIcon.isSystemTrayAvailable():
            self._menu = QMenu()
            self._menu.setObjectName("trayMenu")
            for name, words, pressed in (
                ("trayShow", self.tr("&Show Agent Desktop"), self.shown_pressed),
                ("trayQuit", self.tr("&Quit"), self.quit_pressed),
            ):
                action = self._menu.addAction(words)
                action.setObjectName(name)
                action.triggered.connect(pressed)
            self._icon = QSystemTrayIcon(app_icon(), self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._activated)
            self._icon.show()

    @property
    def words(self) -> str:
        """What stands beside the icon."""
        return self._words

    def render_tray(self, state: DeskState) -> None:
        """Say what the desk does."""
        words = self.tr("Agent Desktop – {state}").format(state=self._state(state))
        if words != self._words:
            self._words = words
            if self._icon is not None:
                self._icon.setToolTip(words)

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()

    def _state(self, state: DeskState) -> str:
        if state.phase in (Phase.LOGGED_OFF, Phase.LOGGING_ON):
            return self.tr("not logged on")
        if state.phase is not Phase.LOGGED_ON:
            return self.tr("no connection")
        if state.call is not None and not state.call.state.ended:
            return self.tr("on a call")
        return self.tr("logged on")

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.shown_pressed.emit()
