"""The way to work beside the vendor's own client, unless the organisation has none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.plain_label import PlainLabel


class CompanionChoice(QWidget):
    """A tick with what it means beneath; it is away where it isn't allowed."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, allowed: bool) -> None:
        super().__init__(parent)
        self._allowed = allowed
        self._box = QCheckBox(self.tr("Only stages, &beside the other client"))
        self._box.setObjectName("loginCompanion")
        self._box.toggled.connect(self.toggled)
        self._about = PlainLabel(
            self.tr(
                "Calls, outcomes and breaks stay in the other client, which has your station. "
                "Here you send stages."
            ),
            wraps=True,
        )
        self._about.setProperty("role", "quiet")
        self._box.setAccessibleDescription(self._about.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._box)
        column.addWidget(self._about)
        if not allowed:
            self.hide()

    @property
    def wanted(self) -> bool:
        """Whether only stages are wanted."""
        return self._box.isChecked()

    def set_wanted(self, wanted: bool) -> None:
        """Tick it or not; never where it isn't allowed."""
        self._box.setChecked(wanted and self._allowed)

    def set_locked(self, words: str) -> None:
        """Leave it as it is, and say who wants it so."""
        self._box.setEnabled(False)
        told = f"{self._about.text()} ({words})"
        self._about.setText(told)
        self._box.setAccessibleDescription(told)
