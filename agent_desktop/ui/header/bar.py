"""The line at the top of the window, and what of it gives way where room is short."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.panels import LeaveWait
from agent_desktop.desk.state import Agent, DeskState
from agent_desktop.ui.header.break_button import BreakButton
from agent_desktop.ui.header.link import LinkSign, Lock, ServerName
from agent_desktop.ui.header.status import NextStatus, StatusMenu
from agent_desktop.ui.help.menu import HelpMenu
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.pill import Pill, Tone
from agent_desktop.ui.widgets.plain_text import tip
from agent_desktop.ui.widgets.told_check import ToldCheck

HISTORY_KEY = "Ctrl+H"
# The room that names keep before something else gives way to them.
NAME_WIDTH = 110
# How often something gives way; see `Header._give_way`.
FOLDS = 6


class _HistoryButton(QToolButton):
    """Checked while the history is open, which is the desk's to say."""

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's virtual method
        """Change nothing by itself."""


class Header(QFrame):
    """Status and break, who and where, the link, the bell and the way out."""

    status_chosen = Signal(str)
    next_status_chosen = Signal(str)  # "" cancels
    break_pressed = Signal(str)  # the status to be in during it, "" for none
    break_end_pressed = Signal()
    history_pressed = Signal()
    notices_pressed = Signal()
    log_off_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._narrow = False
        self._fitted: tuple[object, ...] = ()
        self._fitting = False
        self._build_status()
        self._build_signs()
        self._build_ways()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._left = (self._status, self._since, self._next, self._break, self._break_since)
        self._right = (self._companion, self._link, self._lock, self._server)
        self._ways = (self._history, self._bell, self.help, self._off)
        for left in self._left:
            self._row.addWidget(left)
        self._row.addStretch(1)
        self._row.addWidget(self._agent)
        self._row.addStretch(1)
        for right in (*self._right, *self._ways):
            self._row.addWidget(right)
        self._give_way(0)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the server's name to the tool tip of the link."""
        self._narrow = narrow
        self._fit()

    def render_header(self, state: DeskState) -> None:
        """Show who, where and how connected."""
        self._status.render_status(state)
        self._next.render_next(state.status)
        self._break.render_break(state)
        self._break.setVisible(not state.companion)
        self._show_clocks(state)
        if state.agent is not None:
            self._show_agent(state.agent)
        self._companion.setVisible(state.companion)
        self._link.render_link(state)
        self._lock.render_lock(state)
        self._server.render_server(state)
        self._history_check.tell(state.history.open)
        self._show_bell(state.board.unread)
        self._show_way_out(state)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return no width: what has no room gives way."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let more or less give way."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Let more or less give way when a part wants another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _build_status(self) -> None:
        self._status = StatusMenu()
        self._status.chosen.connect(self.status_chosen)
        self._status.next_chosen.connect(self.next_status_chosen)
        self._since = ElapsedLabel()
        self._since.setObjectName("statusElapsed")
        self._since.setAccessibleName(self.tr("Time in this status"))
        self._next = NextStatus()
        self._break = BreakButton()
        self._break.asked.connect(self.break_pressed)
        self._break.ended.connect(self.break_end_pressed)
        self._break_since = ElapsedLabel()
        self._break_since.setObjectName("breakElapsed")
        self._break_since.setAccessibleName(self.tr("Time on this break"))

    def _build_signs(self) -> None:
        self._agent = ElidedLabel()
        self._agent.setObjectName("agentName")
        self._companion = Pill(self.tr("Stages only"), Tone.ACCENT)
        self._companion.setObjectName("companionSign")
        self._companion.setToolTip(self.tr("Calls, outcomes and breaks are in the other client."))
        self._link = LinkSign()
        self._lock = Lock()
        self._server = ServerName()

    def _build_ways(self) -> None:
        self._history = _HistoryButton()
        self._history.setObjectName("historyButton")
        self._history.setIcon(icon("history"))
        self._history.setIconSize(QSize(20, 20))
        self._history.setCheckable(True)
        self._history_check = ToldCheck(self._history)
        self._history.setAccessibleName(self.tr("History of your calls"))
        key = QKeySequence(HISTORY_KEY)
        shown = key.toString(QKeySequence.SequenceFormat.NativeText)
        self._history.setToolTip(f"{self._history.accessibleName()} ({shown})")
        self._history.clicked.connect(self.history_pressed)
        QShortcut(key, self._history).activated.connect(self._history.click)
        self._bell = QToolButton()
        self._bell.setObjectName("notificationBell")
        self._bell.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bell.setIconSize(QSize(20, 20))
        self._bell.clicked.connect(self.notices_pressed)
        self.help = HelpMenu()
        self._off = ActionButton(self.tr("Log &off"), icon_name="log-out")
        self._off.setObjectName("logOff")
        self._off.acted.connect(self.log_off_pressed)

    def _show_clocks(self, state: DeskState) -> None:
        """Show one clock: on a break it is the break's."""
        view, since = state.breaks, state.status.since
        on_break = view.state in (BreakState.ON_BREAK, BreakState.ENDING)
        shown = on_break and view.since is not None and not state.companion
        self._break_since.setVisible(shown)
        self._break_since.set_since(view.since.mono if shown and view.since else None)
        self._since.setVisible(since is not None and not shown)
        self._since.set_since(since)

    def _show_agent(self, agent: Agent) -> None:
        station = agent.station or self.tr("no station")
        self._agent.setText(f"{agent.name} · {station}")
        who = self.tr("User {user}, station {station}")
        self._agent.setToolTip(tip(who.format(user=agent.user_id, station=station)))

    def _show_bell(self, unread: int) -> None:
        self._bell.setText(str(unread) if unread else "")
        self._bell.setIcon(icon("bell", "accent" if unread else "text_quiet"))
        self._bell.setAccessibleName(self.tr("Notifications, %n new", "", unread))
        self._bell.setToolTip(self._bell.accessibleName())
        # The style sheet's least width would else let a crowded line squeeze the number out.
        self._bell.setMinimumWidth(self._bell.sizeHint().width())

    def _show_way_out(self, state: DeskState) -> None:
        waits = {
            LeaveWait.CALL: self.tr("Dialer lets you go once this call is over."),
            LeaveWait.OUTCOME: self.tr("The outcome of the call is still missing."),
            LeaveWait.GRANT: self.tr("Dialer is asked to let you go."),
        }
        leaving = state.leaving
        self._off.set_words(self.tr("Log &off") if leaving is None else self.tr("Logging &off…"))
        self._off.set_icon("log-out" if leaving is None else "clock")
        self._off.set_hint(waits[leaving.waits] if leaving is not None else "")
        self._off.set_busy(leaving is not None)
        self._off.setEnabled(state.phase is not Phase.LOGGING_OFF)

    # Room

    def _fit(self) -> None:
        """Let as little give way as the width allows."""
        wanted = (self.width(), self._narrow, *self._sizes())
        if self._fitting or wanted == self._fitted:
            return
        # What gives way may itself change the width, which would begin all this anew, without end.
        self._fitting = True
        try:
            for fold in range(FOLDS + 1):
                self._give_way(fold)
                if self._needed() <= self.width():
                    break
        finally:
            self._fitting = False
        self._fitted = (self.width(), self._narrow, *self._sizes())

    def _give_way(self, fold: int) -> None:
        """Let the first `fold` things give way; the link tells what it knows under the pointer."""
        self._server.setVisible(fold < 1 and not self._narrow)
        self._row.setSpacing(SPACE.m if fold < 2 else SPACE.s)
        self._next.set_short(fold >= 2, may_be_cut=fold == FOLDS)
        self._break.set_short(fold >= 3)
        self._lock.setVisible(fold < 4)
        self._off.set_compact(fold >= 5)
        self._agent.setVisible(fold < FOLDS)

    def _sizes(self) -> tuple[object, ...]:
        parts = (*self._left, self._agent, *self._right, *self._ways)
        return tuple((part.isHidden(), part.sizeHint().width()) for part in parts)

    def _needed(self) -> int:
        """Return the width at which nothing is cut that says how things stand."""
        names = grown(self.font(), NAME_WIDTH)
        parts = (*self._left, self._agent, *self._right, *self._ways)
        shown = [part for part in parts if not part.isHidden()]
        widths = [
            min(part.sizeHint().width(), names)
            if part in (self._agent, self._server)
            else part.sizeHint().width()
            for part in shown
        ]
        margins = self._row.contentsMargins()
        gaps = self._row.spacing() * (len(shown) + 1)
        return sum(widths) + gaps + margins.left() + margins.right()
