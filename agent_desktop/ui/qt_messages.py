"""What Qt has to say of itself: its words may quote what is shown, so only that it spoke counts."""

from enum import Enum

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from agent_desktop.platform.log_entry import Event, Log

log = Log("agent_desktop.ui.qt")


class QtSeverity(Enum):
    """How grave Qt thinks it is."""

    WARNING = QtMsgType.QtWarningMsg
    CRITICAL = QtMsgType.QtCriticalMsg
    FATAL = QtMsgType.QtFatalMsg  # it aborts after that


def install() -> None:
    """Have Qt's messages logged without their words; Qt would print them."""
    qInstallMessageHandler(_log)


def _log(kind: QtMsgType, _context: QMessageLogContext, _words: str) -> None:
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        return
    log.warning(Event.QT_MESSAGE, part=QtSeverity(kind))
