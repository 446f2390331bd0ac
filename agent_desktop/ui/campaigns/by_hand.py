"""Naming a campaign that the server doesn't tell of, as beside another client."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton


class CampaignByHand(QWidget):
    """A field for the campaign's id and a button; `name` is what both are scripted by."""

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit()
        self._field.setObjectName(name)
        self._field.setPlaceholderText(self.tr("Campaign id"))
        self._field.setAccessibleName(self.tr("Id of a campaign that is not in the list"))
        self._field.setToolTip(self._field.accessibleName())
        self._add = ActionButton(self.tr("Add"))
        self._add.setObjectName(f"{name}Add")
        self._add.set_name(self.tr("Add the campaign"))
        self._add.acted.connect(self._tell)
        self._field.returnPressed.connect(self._add.click)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._field, 1)
        row.addWidget(self._add)

    def _tell(self) -> None:
        """Hand the id over; without one the field asks for it."""
        campaign_id = self._field.text().strip()
        self._field.setFocus()
        if campaign_id:
            self._field.clear()
            self.named.emit(campaign_id)
