"""Saying something aloud through the screen reader, where one is running."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.widgets.plain_text import shown


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say `text`: when it has finished its sentence, or at once."""
    event = QAccessibleAnnouncementEvent(widget, shown(text))
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive
        if at_once
        else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)
