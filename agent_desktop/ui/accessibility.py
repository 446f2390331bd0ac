"""What assistive technology sees of scroll areas, where Qt's own answer ends the program.

Qt counts a scroll bar among a scroll area's children only while it shows, and takes any index for
valid. A screen reader on Linux counts first and asks later: if the bar goes in between, Qt reads
past the end of its list. Plain widgets keep their children in order and answer None.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea


def install() -> None:
    """Have scroll areas answer as plain widgets; once a program."""
    QAccessible.installFactory(_plain_scroll_area)


def _plain_scroll_area(name: str, widget: QObject | None) -> QAccessibleWidget | None:
    if name == "QScrollArea" and isinstance(widget, QScrollArea):
        return QAccessibleWidget(widget, QAccessible.Role.Client)
    return None
