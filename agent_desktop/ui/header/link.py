"""The link: up or not, to which server, safe or not."""

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desktop.desk.links import Link, LinkPart, LinkState
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.server_text import server_text
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.pill import Pill, Tone
from agent_desktop.ui.widgets.plain_text import shown, tip

translate = QCoreApplication.translate


class LinkSign(Pill):
    """Says in a word how the link is; its name says the server and whether it is encrypted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("connectionState")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def render_link(self, state: DeskState) -> None:
        """Show the link of a state."""
        words: dict[LinkState, tuple[str, Tone]] = {
            LinkState.UP: (self.tr("Connected"), Tone.SUCCESS),
            LinkState.CONNECTING: (self.tr("Connecting…"), Tone.WARNING),
            LinkState.DOWN: (self._lost(state.link), Tone.DANGER),
        }
        text, tone = words[state.link.session]
        if state.link.session is LinkState.UP and not state.link.dialer_up:
            text, tone = self.tr("Dialer not connected"), Tone.WARNING
        self.set_state(text, tone)
        server = state.agent.server if state.agent else ""
        self.setAccessibleName(shown(f"{text}, {server}, {_safety(state)}"))
        self.setToolTip(tip(self.accessibleName()))

    def _lost(self, link: Link) -> str:
        texts = {
            LinkPart.NETWORK: self.tr("No network"),
            LinkPart.SERVER: self.tr("No answer"),
            LinkPart.STREAM: self.tr("No messages"),
            LinkPart.SESSION: self.tr("No session"),
        }
        return texts.get(link.broken, "") if link.broken else self.tr("Not connected")


class ServerName(ElidedLabel):
    """The server's name, without what every address begins with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("serverName")
        self.setProperty("role", "quiet")

    def render_server(self, state: DeskState) -> None:
        """Show the server of a state."""
        server = state.agent.server if state.agent else ""
        self.setText(server_text(server))


class Lock(QLabel):
    """Whether others can read along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("encryptionState")

    def render_lock(self, state: DeskState) -> None:
        """Show how safe the link of a state is."""
        encrypted = _encrypted(state)
        name = "lock" if encrypted else "lock-open"
        role = "text_quiet" if encrypted else "warning"
        self.setPixmap(icon(name, role).pixmap(QSize(16, 16), self.devicePixelRatio()))
        server = state.agent.server if state.agent else ""
        self.setAccessibleName(
            shown(self.tr("{server}, {safety}").format(server=server, safety=_safety(state)))
        )
        self.setToolTip(tip(self.accessibleName()))


def _encrypted(state: DeskState) -> bool:
    return state.agent.encrypted if state.agent else True


def _safety(state: DeskState) -> str:
    if _encrypted(state):
        return translate("LinkSign", "encrypted")
    return translate("LinkSign", "not encrypted")
