"""The header: am I available, who am I here, is the link up."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from agent_desktop.desk.state import Agent, DeskState, LinkState, Phase
from agent_desktop.desk.statuses import StatusChoice, StatusView
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.pill import Pill, Tone
from agent_desktop.ui.widgets.plain_text import button_text, tip

# A longer status is cut; who, where and the link need their room too.
STATUS_LETTERS = 18


class Header(QFrame):
    """The line at the top of the window."""

    status_chosen = Signal(str)
    notices_pressed = Signal()
    log_off_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._status_view = StatusView()
        self._menu = QMenu(self)
        self._menu.setObjectName("statusChoices")
        self._status = QPushButton()
        self._status.setObjectName("statusMenu")
        self._status.setProperty("kind", "menu")
        self._status.clicked.connect(self._open_menu)
        # Not the button's own shortcut: every new text takes that away.
        status_key = QShortcut(QKeySequence("Ctrl+S"), self._status)
        status_key.activated.connect(self._status.click)
        self._since = ElapsedLabel()
        self._since.setObjectName("statusElapsed")
        self._since.setAccessibleName(self.tr("Time in this status"))
        self._agent = ElidedLabel()
        self._agent.setObjectName("agentName")
        self._link = Pill()
        self._link.setObjectName("connectionState")
        self._link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._server = ElidedLabel()
        self._server.setObjectName("serverName")
        self._server.setProperty("role", "quiet")
        self._lock = QLabel()
        self._lock.setObjectName("encryptionState")
        self._bell = QToolButton()
        self._bell.setObjectName("notificationBell")
        self._bell.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bell.setIconSize(QSize(20, 20))
        self._bell.clicked.connect(self.notices_pressed)
        self._off = QPushButton(self.tr("Log &off"))
        self._off.setObjectName("logOff")
        self._off.setIcon(icon("log-out"))
        self._off.clicked.connect(self.log_off_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._status)
        row.addWidget(self._since)
        row.addStretch(1)
        row.addWidget(self._agent)
        row.addStretch(1)
        row.addWidget(self._link)
        row.addWidget(self._lock)
        row.addWidget(self._server)
        row.addWidget(self._bell)
        row.addWidget(self._off)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the server's name to the tooltip where there is no room for it."""
        self._server.setVisible(not narrow)

    def render_header(self, state: DeskState) -> None:
        """Show who, where and how connected."""
        self._show_status(state)
        if state.agent is not None:
            self._show_agent(state.agent)
        self._show_link(state)
        unread = state.board.unread
        self._bell.setText(str(unread) if unread else "")
        self._bell.setIcon(icon("bell", "accent" if unread else "text_quiet"))
        self._bell.setAccessibleName(self.tr("Notifications, %n new", "", unread))
        self._bell.setToolTip(self._bell.accessibleName())
        # The style sheet's least width would else let a crowded line squeeze the number out.
        self._bell.setMinimumWidth(self._bell.sizeHint().width())
        self._off.setEnabled(state.phase is not Phase.LOGGING_OFF)

    def _show_status(self, state: DeskState) -> None:
        view = state.status
        if view.choices != self._status_view.choices or view.asked_id != self._status_view.asked_id:
            self._fill_menu(view)
        self._status_view = view
        current, asked = view.current, view.choice(view.asked_id) if view.asked_id else None
        text = current.text if current else (view.current_id or self.tr("No status"))
        if asked is not None:
            text = self.tr("{status} → {asked}…").format(status=text, asked=asked.text)
        room = self.fontMetrics().averageCharWidth() * STATUS_LETTERS
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._status.setText(button_text(shown))
        self._status.setToolTip(tip(text) if shown != text else "")
        self._status.setIcon(icon("dot", _status_role(current)))
        self._status.setAccessibleName(self.tr("Status: {status}").format(status=text))
        self._status.setEnabled(bool(view.choices) and state.phase is Phase.LOGGED_ON)
        self._since.setVisible(view.since is not None)
        self._since.set_since(view.since)

    def _fill_menu(self, view: StatusView) -> None:
        self._menu.clear()
        for choice in view.choices:
            if not choice.selectable:
                continue
            text = button_text(choice.text)
            action = QAction(icon("dot", _status_role(choice)), text, self._menu)
            action.setObjectName(f"status-{choice.id}")
            action.triggered.connect(lambda _checked=False, c=choice: self.status_chosen.emit(c.id))
            self._menu.addAction(action)

    def _open_menu(self) -> None:
        self._menu.popup(self._status.mapToGlobal(QPoint(0, self._status.height() + 2)))

    def _show_agent(self, agent: Agent) -> None:
        station = agent.station or self.tr("no station")
        self._agent.setText(f"{agent.name} · {station}")
        who = self.tr("User {user}, station {station}")
        self._agent.setToolTip(tip(who.format(user=agent.user_id, station=station)))

    def _show_link(self, state: DeskState) -> None:
        agent = state.agent
        server = agent.server if agent else ""
        words: dict[LinkState, tuple[str, Tone]] = {
            LinkState.UP: (self.tr("Connected"), Tone.SUCCESS),
            LinkState.CONNECTING: (self.tr("Connecting…"), Tone.WARNING),
            LinkState.DOWN: (self.tr("Not connected"), Tone.DANGER),
        }
        text, tone = words[state.link.session]
        if state.link.session is LinkState.UP and not state.link.dialer_up:
            text, tone = self.tr("Dialer not connected"), Tone.WARNING
        self._link.set_state(text, tone)
        self._server.setText(server.partition("://")[2] or server)
        encrypted = agent.encrypted if agent else True
        safety = self.tr("encrypted") if encrypted else self.tr("not encrypted")
        self._link.setAccessibleName(f"{text}, {server}, {safety}")
        self._link.setToolTip(tip(self._link.accessibleName()))
        name = "lock" if encrypted else "lock-open"
        role = "text_quiet" if encrypted else "warning"
        self._lock.setPixmap(icon(name, role).pixmap(QSize(16, 16), self.devicePixelRatio()))
        self._lock.setAccessibleName(
            self.tr("{server}, {safety}").format(server=server, safety=safety)
        )
        self._lock.setToolTip(tip(self._lock.accessibleName()))


def _status_role(choice: StatusChoice | None) -> str:
    if choice is None:
        return "text_quiet"
    if choice.available:
        return "success"
    return "danger" if choice.do_not_disturb else "warning"
