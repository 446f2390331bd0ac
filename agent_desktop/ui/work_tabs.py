"""The tabs of the work area: which panel shows, and what each says of itself meanwhile."""

from enum import IntEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.state import DeskState
from agent_desktop.ui.contact.panel import ContactPanelView
from agent_desktop.ui.notes.panel import NotePanelView
from agent_desktop.ui.notices.panel import NoticePanel
from agent_desktop.ui.outcome.panel import OutcomePanelView
from agent_desktop.ui.script.panel import ScriptPanelView
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.focus import holds_focus, typing
from agent_desktop.ui.widgets.tab_bar import TabBar

# The least height of a panel that is of use, in pixels.
LEAST_PANEL = 140
MOST_COUNTED = 99


class Tab(IntEnum):
    """The tabs in their order."""

    SCRIPT = 0
    CONTACT = 1
    NOTES = 2
    OUTCOME = 3
    NOTICES = 4


class WorkTabs(QFrame):
    """A row of tabs and the panel of one of them.

    Where there is no room for a panel it is folded: only the row shows, until a tab is asked for.
    `fold_changed` says that a panel came or went by that.
    """

    fold_changed = Signal()

    def __init__(
        self,
        script: ScriptPanelView,
        contact: ContactPanelView,
        notes: NotePanelView,
        outcome: OutcomePanelView,
        notices: NoticePanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workContent")
        self._notices = notices
        self._enter = (
            script.focus_pages,
            contact.focus_table,
            notes.focus_text,
            outcome.focus_filter,
            notices.focus_list,
        )
        self._state: DeskState | None = None
        self._marked: set[Tab] = set()  # tabs that had something to show while the agent typed
        self._roomy = True
        self._asked_for = False
        self._bar = TabBar()
        self._bar.setObjectName("workTabs")
        self._bar.setAccessibleName(self.tr("Work area"))
        self._panels = QStackedWidget()
        # They take what room is left and press nobody for more.
        self._panels.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        names = (
            self.tr("Script"),
            self.tr("Contact"),
            self.tr("Notes"),
            self.tr("Outcome"),
            self.tr("Notices"),
        )
        panels = (script, contact, notes, outcome, notices)
        for tab, name, panel in zip(Tab, names, panels, strict=True):
            key = QShortcut(QKeySequence(f"Ctrl+{tab + 1}"), self)
            key.setContext(Qt.ShortcutContext.WindowShortcut)
            key.activated.connect(lambda t=tab: self.open(t))
            self._bar.add(name, key.key().toString(QKeySequence.SequenceFormat.NativeText))
            panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            self._panels.addWidget(panel)
        # Before the first call nothing else has news.
        self._bar.setCurrentIndex(Tab.NOTICES)
        self._panels.setCurrentIndex(Tab.NOTICES)
        self._bar.currentChanged.connect(self._show)
        self._bar.currentChanged.connect(self._picked)
        self._bar.pressed_again.connect(self._pressed_again)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._row = QFrame()
        self._row.setObjectName("workTabsRow")
        beside = QHBoxLayout(self._row)
        beside.setContentsMargins(SPACE.xs, 0, SPACE.xs, 0)  # the first word stands under others
        beside.addWidget(self._bar)
        box.addWidget(self._row)
        box.addWidget(self._panels, 1)
        box.addStretch()  # below the row, where the panels are folded

    @property
    def tab(self) -> Tab:
        """The tab that is shown, or that is shown once there is room."""
        return Tab(self._bar.currentIndex())

    @property
    def covering(self) -> bool:
        """Whether a panel was asked for where there is no room beside everything else."""
        return self._asked_for and not self._roomy

    def row_height(self) -> int:
        """Return the height of the row of tabs, in pixels."""
        return self._row.sizeHint().height()

    def panel_height(self) -> int:
        """Return the least height at which a panel is of use, in pixels."""
        return grown(self.font(), LEAST_PANEL)

    def give_room(self, roomy: bool, least: int) -> None:
        """Say whether there is room for a panel beside everything else, and what it gets at least.

        `least` is in pixels.
        """
        self._roomy = roomy
        self._panels.setMinimumHeight(max(0, least))
        if roomy:
            self._asked_for = False
        self._fold()

    def open(self, tab: Tab) -> None:
        """Go to a panel; where it has no room of its own, asking again folds it."""
        folds = self.covering and self.tab is tab
        self._bar.setCurrentIndex(tab)
        self._ask(not folds)
        if not folds:
            self._go_into(tab)

    def render_tabs(self, state: DeskState) -> None:
        """Show the tab that a new call, or one that has ended, calls for; mark the others."""
        before, self._state = self._state, state
        wanted = _wanted(before, state)
        if wanted is not None:
            self._marked = {wanted} - {self.tab}
            if not typing(self.window()):
                self._turn_to(wanted)
        self._sign(state)

    def _turn_to(self, tab: Tab) -> None:
        """Show a tab of our own accord; the keyboard doesn't land in a field by that."""
        if tab is not self.tab and holds_focus(self._panels):
            self._bar.setFocus()
        with QSignalBlocker(self._bar):
            self._bar.setCurrentIndex(tab)
        self._show(tab)

    def _show(self, index: int) -> None:
        self._panels.setCurrentIndex(index)
        self._marked.discard(Tab(index))
        if self._state is not None:
            self._sign(self._state)

    def _picked(self, index: int) -> None:
        """The agent went to another tab: its panel opens, and looking at notices is looking."""
        self._ask(asked=True)
        if index == Tab.NOTICES:
            self._notices.looked_at.emit()

    def _pressed_again(self) -> None:
        self._ask(not self.covering)
        if self.tab is Tab.NOTICES and (self._roomy or self.covering):
            self._notices.looked_at.emit()

    def _ask(self, asked: bool) -> None:
        self._asked_for = asked and not self._roomy
        self._fold()
        self.fold_changed.emit()

    def _fold(self) -> None:
        shown = self._roomy or self._asked_for
        if not shown and holds_focus(self._panels):
            self._bar.setFocus()
        self._panels.setVisible(shown)
        self._bar.set_folded(not shown)

    def _go_into(self, tab: Tab) -> None:
        self._enter[tab]()
        if not holds_focus(self._panels):
            self._bar.setFocus()

    def _sign(self, state: DeskState) -> None:
        for tab in (Tab.SCRIPT, Tab.CONTACT, Tab.OUTCOME):
            self._dot(tab, tab in self._marked, self.tr("for this call"))
        self._dot(Tab.NOTES, bool(state.note.text), self.tr("has text"))
        if _outcome_due(state) or state.open_outcomes:
            self._bar.set_sign(Tab.OUTCOME, "!", self.tr("missing"))
        unread = state.board.unread
        self._bar.set_sign(
            Tab.NOTICES,
            (str(unread) if unread <= MOST_COUNTED else f"{MOST_COUNTED}+") if unread else None,
            self.tr("%n new", "", unread) if unread else "",
        )

    def _dot(self, tab: Tab, dotted: bool, spoken: str) -> None:
        self._bar.set_sign(tab, "" if dotted else None, spoken if dotted else "")


def _wanted(before: DeskState | None, state: DeskState) -> Tab | None:
    """Return the tab that what has just happened calls for, if any."""
    call = state.call
    if call is None:
        return None
    earlier = before.call if before is not None else None
    if (earlier is None or earlier.interaction_id != call.interaction_id) and not call.state.ended:
        if not call.placed and call.contact.columns:
            return Tab.CONTACT  # a preview is to be looked at before it is placed
        script = state.script
        mine = script.interaction_id == call.interaction_id
        if mine and (script.script.pages or script.loading or script.custom_url):
            return Tab.SCRIPT
        return Tab.CONTACT if call.contact.columns else None
    due_before = before is not None and _outcome_due(before)
    return Tab.OUTCOME if _outcome_due(state) and not due_before else None


def _outcome_due(state: DeskState) -> bool:
    """Whether the call in hand is over and its outcome isn't filed."""
    return state.call is not None and state.call.state.ended and state.outcome.missing
