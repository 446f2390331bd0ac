"""A campaign's script that lives elsewhere: its address is shown, then it opens in the browser."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QWidget

from agent_desktop.desk.scripts import ScriptPanel, opens
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.plain_text import shown


def open_in_browser(
    address: str, opener: Callable[[QUrl], bool] = QDesktopServices.openUrl
) -> bool:
    """Open an address, if it is a safe one; return whether that went well."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return opens(address) and url.isValid() and opener(url)


def shown_whole(address: str) -> str:
    """Return an address as it is sent, so that foreign letters can't pass for others."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return (
        url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if url.isValid()
        else shown(address)
    )


class OtherScript(QFrame):
    """The line that leads to the campaign's own script; away where it has none."""

    url_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = ""
        self.setProperty("role", "tint")
        self._where = ElidedLabel()
        self._where.setObjectName("scriptUrl")
        self._open = ActionButton(
            self.tr("Open the campaign's script"), icon_name="external", parent=self
        )
        self._open.setObjectName("scriptOpenUrl")
        self._open.acted.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._where, 1)
        row.addWidget(self._open)

    def show_address(self, panel: ScriptPanel) -> None:
        """Show where the script of a campaign is."""
        self._address = shown_whole(panel.custom_url)
        self.setVisible(bool(panel.custom_url))
        not_opened = self.tr("Not opened, since it isn't https or hides where it leads: {address}")
        self._where.setText(
            self._address if panel.url_allowed else not_opened.format(address=self._address)
        )
        self._open.set_reason(
            ""
            if panel.url_allowed
            else self.tr("Only https addresses without a user's name in them open.")
        )

    def tell_failed(self) -> None:
        """Say that no browser took the address; it can be copied from here."""
        self._where.setText(self.tr("No browser opened {address}").format(address=self._address))

    def _ask(self) -> None:
        """Show the whole address before anything is opened."""
        address = self._address
        box = QMessageBox(self.window())
        box.setObjectName("scriptUrlQuestion")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Open this address in the browser?"))
        box.setInformativeText(address)
        go = box.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        go.setObjectName("scriptUrlOpen")
        stay = box.addButton(self.tr("Don't open"), QMessageBox.ButtonRole.RejectRole)
        stay.setObjectName("scriptUrlNot")
        box.setDefaultButton(go)
        box.setEscapeButton(stay)
        go.clicked.connect(lambda: self.url_asked.emit(address))
        box.open()
