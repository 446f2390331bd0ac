"""A check that the desk says: a button never checks itself, it only tells that it was pressed."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton


class ToldCheck(QObject):
    """Checks a button only when told to; the button's own `nextCheckState` does nothing.

    Assistive technology toggles a button without a click. That is taken back, and counts as one.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._telling = False
        button.toggled.connect(self._toggled)

    def tell(self, checked: bool) -> None:
        """Check the button or not."""
        exclusive, self._telling = self._button.autoExclusive(), True
        self._button.setAutoExclusive(False)  # Qt lets no group of radio buttons be without one
        QAbstractButton.setChecked(self._button, checked)
        self._button.setAutoExclusive(exclusive)
        self._telling = False

    def _toggled(self, checked: bool) -> None:
        if self._telling:
            return
        self.tell(not checked)
        # A radio button that loses its check has a neighbour to thank for it.
        if checked or not self._button.autoExclusive():
            self._button.click()
