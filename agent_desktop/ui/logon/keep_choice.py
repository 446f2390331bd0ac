"""Whether the password is kept on this computer, and why that can't be chosen."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from agent_desktop.desk.logon import Keeping, PasswordOffer
from agent_desktop.ui.logon.words import keeping_text
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.plain_label import PlainLabel

# The vault is known to be able, or nobody knows yet: what the agent wanted stays ticked.
_ABLE = frozenset({Keeping.UNKNOWN, Keeping.OFFERED})


class KeepChoice(QWidget):
    """A tick with its reason beneath where there is one; off and greyed where it can't be had.

    A tick belongs to one account: `set_wanted` begins with each new one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(self.tr("Keep my pass&word on this computer"))
        self._box.setObjectName("loginKeepPassword")
        self._box.clicked.connect(self._clicked)
        self._reason = PlainLabel(wraps=True)
        self._reason.setObjectName("loginKeepReason")
        self._reason.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._box)
        column.addWidget(self._reason)
        self._wish = False
        self._remembered = True
        self._offer = PasswordOffer()
        self._show()

    @property
    def wanted(self) -> bool:
        """Whether the password shall be kept, as far as is known now."""
        return self._box.isChecked()

    @property
    def locked(self) -> bool:
        """Whether the vault was found locked."""
        return self._offer.keeping is Keeping.LOCKED

    def set_wanted(self, wanted: bool) -> None:
        """Take over the wish of another account."""
        self._wish = wanted
        self._show()

    def set_remembered(self, remembered: bool) -> None:
        """Who isn't remembered has no password kept."""
        self._remembered = remembered
        self._show()

    def show_offer(self, offer: PasswordOffer) -> None:
        """Show what the vault can do; a password that lies there was wanted there."""
        if offer.keeping is Keeping.LOOKING:  # while it is asked, what it said last stands
            offer = replace(offer, keeping=self._offer.keeping)
        if offer == self._offer:
            return
        self._offer = offer
        self._wish = self._wish or offer.stored
        self._show()

    def _clicked(self, checked: bool) -> None:
        self._wish = checked

    def _show(self) -> None:
        able = self._offer.keeping in _ABLE and self._remembered
        self._box.setChecked(self._wish and able)
        self._box.setEnabled(self._offer.keeping is Keeping.OFFERED and self._remembered)
        reason = keeping_text(self._offer, remembered=self._remembered)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        about = self.tr(
            "It lies in {vault}. Whoever uses your account of this computer can log on as you."
        ).format(vault=self._offer.vault)
        self._box.setToolTip(about if able and self._offer.vault else reason)
        self._box.setAccessibleDescription(reason or (about if self._offer.vault else ""))
