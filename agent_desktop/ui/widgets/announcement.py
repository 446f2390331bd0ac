"""Saying something aloud through the screen reader, where one is running."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.widgets.plain_text import shown


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say `text`: when it has finished its sentence, or at once."""
    event = QtGui.QAccessibleAnnouncementEvent(widget, shown(text))
    event.setPoliteness(
        QtGui.QAccessible.AnnouncementPoliteness.Assertive
        if at_once
        else QtGui.QAccessible.AnnouncementPoliteness.Polite
    )
    QtGui.QAccessible.updateAccessibility(event)
