"""A check box that stays in the keyboard's reach: switched off it says why."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QStylePainter, QWidget

from agent_desktop.ui.widgets.plain_text import tip
from agent_desktop.ui.widgets.told_check import ToldCheck


class OptionBox(QCheckBox):
    """Tells what the agent wants with `wanted`; whether it is checked is set from outside."""

    wanted = Signal(bool)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._reason = ""
        self._busy = False
        self._check = ToldCheck(self)
        self.clicked.connect(self._act)

    def setChecked(self, checked: bool) -> None:  # noqa: N802 - Qt's method
        """Check it or not: the desk's to say."""
        self._check.tell(checked)

    def set_reason(self, reason: str) -> None:
        """Switch the box off with a reason, or on with none; the focus stays."""
        if reason != self._reason:
            self._reason = reason
            self.setAccessibleDescription(reason)
            self.setToolTip(tip(reason))
            self.update()

    def set_busy(self, busy: bool) -> None:
        """Take no press while something is on its way."""
        self._busy = busy

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's virtual method
        """Change nothing by itself."""

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's virtual method
        """Return True anywhere in its line."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, quieter while it is off."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self._reason:
            option.state &= ~QStyle.StateFlag.State_Enabled
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)

    def _act(self) -> None:
        if not self._reason and not self._busy:
            self.wanted.emit(not self.isChecked())
