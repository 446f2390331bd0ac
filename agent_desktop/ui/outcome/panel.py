"""The outcome panel: how the call ended, told to Dialer on the agent's press and never before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.outcomes import Outcome, OutcomeFault, fault_of
from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.outcome.choosing import OutcomeChooser
from agent_desktop.ui.outcome.done import OutcomeDone
from agent_desktop.ui.outcome.foot import OutcomeFoot
from agent_desktop.ui.outcome.open_list import OpenOutcomes
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.focus import holds_focus

# What stands in the way whatever is chosen.
_STANDING = frozenset(
    {
        OutcomeFault.NOT_PLACED,
        OutcomeFault.PLACING,
        OutcomeFault.SENDING,
        OutcomeFault.FILED,
        OutcomeFault.NOT_LAST,
        OutcomeFault.NO_SESSION,
        OutcomeFault.NOT_HEARD,
        OutcomeFault.NOT_IN_DIALER,
    }
)


class OutcomePanelView(QFrame):
    """Shows the outcome of the call in hand, and the outcomes of others that are still open.

    `outcome_chosen` carries the interaction id and the Outcome as it stands, or None; it is sent
    at every change, and nothing is filed by it. `file_pressed` is the press that files.
    """

    outcome_chosen = Signal(str, object)
    file_pressed = Signal(str)
    put_away_pressed = Signal(str)
    finish_pressed = Signal(str)
    hang_up_pressed = Signal()
    ready_pressed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        additional_calls: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("outcomePanel")
        self.setAccessibleName(self.tr("Outcome of the call"))
        self._panel = OutcomePanel()
        self._shown: tuple[object, ...] = ()
        self._lacking = ""
        self._no_finishing = ""
        self._why_empty: tuple[str, str] | None = None
        self._open = OpenOutcomes()
        self._open.file_pressed.connect(self.file_pressed)
        self._open.put_away_pressed.connect(self.put_away_pressed)
        self._chooser = OutcomeChooser(additional_calls=additional_calls, now=now)
        self._chooser.edited.connect(self._edit)
        self._done = OutcomeDone()
        self._done.hang_up_pressed.connect(self.hang_up_pressed)
        self._done.ready_pressed.connect(self.ready_pressed)
        self._empty = EmptyState("list")
        self._pages = QStackedWidget()
        for page in (self._empty, self._chooser, self._done):
            self._pages.addWidget(page)
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._foot = OutcomeFoot()
        self._foot.file_pressed.connect(self._file)
        self._foot.clear_pressed.connect(self._clear)
        self._foot.finish_pressed.connect(
            lambda: self.finish_pressed.emit(self._panel.interaction_id)
        )
        search = QShortcut(QKeySequence("Ctrl+O"), self)
        search.activated.connect(self.focus_filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addWidget(self._open)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)
        column.addStretch()
        self.render_outcome(DeskState())

    def render_outcome(self, state: DeskState) -> None:
        """Show the outcomes of a state."""
        panel = state.outcome
        lacking = lack_text(state.abilities.lack(Ability.OUTCOME))
        no_finishing = lack_text(state.abilities.lack(Ability.FINISHING))
        why_empty = self._emptiness(state)
        shown = (panel, state.open_outcomes, lacking, no_finishing, why_empty)
        if shown == self._shown:
            return
        self._shown = shown
        self._lacking, self._no_finishing, self._why_empty = lacking, no_finishing, why_empty
        if panel.interaction_id != self._panel.interaction_id:
            self._chooser.begin()
        self._open.render_open(state.open_outcomes, lacking)
        self._show(panel)

    def choose(self, disposition: Disposition) -> None:
        """Choose an outcome as if it had been pressed here, as a page of the script does."""
        self._chooser.pick(disposition)

    def focus_filter(self) -> None:
        """Go where an outcome's name is typed."""
        if self._pages.currentWidget() is self._chooser:
            self._chooser.focus_filter()

    def _show(self, panel: OutcomePanel) -> None:
        before, self._panel = self._panel, panel
        choosing = False
        page: QWidget = self._chooser
        if self._why_empty is not None:
            page = self._empty
            self._empty.set_text(*self._why_empty)
        elif panel.view.filed or panel.finished:
            page = self._done
            self._done.render_done(panel)
        else:
            choosing = True
            self._chooser.render_choice(panel)
        # Open outcomes say enough where there is no call beside them.
        alone = not panel.interaction_id and not self._open.isHidden()
        self._pages.setVisible(not alone)
        moved = page is not self._pages.currentWidget()
        had_focus = moved and holds_focus(self)
        if moved:
            self._open.set_folded(choosing)
        self._pages.setCurrentWidget(page)
        self._foot.render_foot(
            panel, choosing=choosing, lacking=self._lacking, no_finishing=self._no_finishing
        )
        if had_focus and page is self._done:
            self._done.focus_next()
        self._announce(before, panel)

    def _edit(self, outcome: Outcome) -> None:
        """Take what the agent chose; it is shown at once and told."""
        if self._panel.view.sending is not None or not self._panel.may_choose:
            return
        self._draft(outcome)

    def _clear(self) -> None:
        self._draft(None)
        self._chooser.focus_filter()

    def _draft(self, outcome: Outcome | None) -> None:
        panel = self._panel
        fault = panel.fault
        if fault not in _STANDING:
            fault = fault_of(outcome, panel.terms, None)
        self._show(replace(panel, view=replace(panel.view, chosen=outcome), fault=fault))
        self.outcome_chosen.emit(panel.interaction_id, outcome)

    def _file(self) -> None:
        """File what is chosen, with what stands half typed in a field."""
        self._chooser.take_what_is_typed()
        self.file_pressed.emit(self._panel.interaction_id)

    def _emptiness(self, state: DeskState) -> tuple[str, str] | None:
        """Why there is nothing to choose and nothing filed, in two sentences; else None."""
        panel, call = state.outcome, state.call
        if state.companion:
            return (
                self.tr("Outcomes are filed in the other client"),
                self.tr("This desk sends only the stages."),
            )
        if not panel.interaction_id:
            return (
                self.tr("No call to file"),
                self.tr("The outcomes of its campaign stand here once a call comes."),
            )
        if panel.view.filed or panel.finished:
            return None
        mine = call is not None and call.interaction_id == panel.interaction_id
        if mine and call is not None and not call.placed:
            skip = self.tr("Until it is placed it can only be skipped, in the call card.")
            wait = self.tr("Its outcome can be chosen once it is placed.")
            detail = skip if panel.terms.may_skip else wait
            return self.tr("The call isn't placed yet"), detail
        if not panel.terms.dispositions:
            return (
                self.tr("The campaign offers no outcomes"),
                self.tr("There is nothing to file for this call."),
            )
        return None

    def _announce(self, before: OutcomePanel, now: OutcomePanel) -> None:
        """Say results aloud: politely for success, at once for a failure."""
        same = before.interaction_id == now.interaction_id
        settled = now.view.settled is not None and now.view.settled != before.view.settled
        if same and settled and now.view.sending is None:
            announce(self, self._foot.text, at_once=not now.view.filed)
