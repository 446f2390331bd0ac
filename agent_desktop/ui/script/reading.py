"""A text to read aloud: all of it in sight, to select and to hear, and not to change."""

import math

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from agent_desktop.ui.widgets.plain_text import shown


class ReadingText(QTextEdit):
    """Shows a text letter by letter, as high as it takes at its width."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setPlainText(shown(text))
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self, size: QSizeF) -> None:
        edges = self.height() - self.viewport().height()
        self.setFixedHeight(math.ceil(size.height()) + edges)
