"""One line of other people's words that gives way: cut with an ellipsis where room is short."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import tip


class ElidedLabel(PlainLabel):
    """A label whose `text` stays whole, for the screen reader and the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's method
        """Show another text, and all of it under the pointer."""
        super().setText(text)
        self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters."""
        hint = self.sizeHint()
        least = self.fontMetrics().horizontalAdvance("mmmm…")
        return QSize(min(least, hint.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter = QPainter(self)
        flags = int(self.style().visualAlignment(self.layoutDirection(), self.alignment()))
        self.style().drawItemText(
            painter, area, flags, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
