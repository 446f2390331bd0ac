"""A label of plain words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from agent_desktop.ui.widgets.plain_text import shown


class PlainLabel(QLabel):
    """Shows its text letter by letter, whatever it looks like; several lines where asked."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(shown(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's method
        """Show another text."""
        super().setText(shown(text))
