"""A word on the desktop for what happens while the agent looks elsewhere; the list keeps it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from agent_desktop.desk.notices import Notice, NoticeBoard, Severity
from agent_desktop.ui.notices.words import words
from agent_desktop.ui.theme.icons import mark

_ICONS = {
    Severity.WARNING: QSystemTrayIcon.MessageIcon.Warning,
    Severity.ERROR: QSystemTrayIcon.MessageIcon.Critical,
}


class Toasts(QObject):
    """Shows the newest notice as a desktop message, only while the window isn't active."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._told = 0
        self._tray: QSystemTrayIcon | None = None

    def tell(self, board: NoticeBoard) -> None:
        """Take the notices of a state; only what is new since the last call is shown."""
        newest = board.notices[0] if board.notices else None
        if newest is None or newest.id <= self._told:
            return
        self._told = newest.id
        if not self._window.isActiveWindow() and self._window.isVisible():
            self._show(newest)

    def close(self) -> None:
        """Take the tray icon away."""
        if self._tray is not None:
            self._tray.hide()

    def _show(self, notice: Notice) -> None:
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(mark(32), self)
            self._tray.show()
            self._tray.messageClicked.connect(self._window.activateWindow)
        said = words(notice)
        icon = _ICONS.get(notice.severity, QSystemTrayIcon.MessageIcon.Information)
        self._tray.showMessage(said.what, unmarked(said.means or said.do), icon)


def unmarked(text: str) -> str:
    """Return a text in which a desktop that knows markup finds none: Linux ones show pictures."""
    return text.replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
