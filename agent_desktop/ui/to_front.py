"""Bringing a window before all others."""

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget


def to_front(window: QWidget) -> None:
    """Show a window before all others, where it was minimised too."""
    window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
