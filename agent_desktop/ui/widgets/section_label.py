"""The heading of a part of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class SectionLabel(QLabel):
    """A heading by weight, not by size; it names what stands under it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "section")
        self.setTextFormat(Qt.TextFormat.PlainText)
