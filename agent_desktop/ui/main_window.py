"""The main window: it lays the panels out, gives each its part of the state, sends intents."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.campaigns.heading import CampaignHeading
from agent_desktop.ui.campaigns.model import CampaignModel
from agent_desktop.ui.campaigns.panel import CampaignPanel
from agent_desktop.ui.contact.panel import ContactPanelView
from agent_desktop.ui.header import Header
from agent_desktop.ui.history.page import HistoryPage
from agent_desktop.ui.leaving.panel import LeavingPanel
from agent_desktop.ui.logon.relogin import ReloginPanel
from agent_desktop.ui.notes.panel import NotePanelView
from agent_desktop.ui.notices.banners import Banners
from agent_desktop.ui.notices.panel import NoticePanel
from agent_desktop.ui.outcome.panel import OutcomePanelView
from agent_desktop.ui.placement import Placement
from agent_desktop.ui.script.panel import ScriptPanelView
from agent_desktop.ui.stages.panel import StagePanelView
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.widgets.focus import holds_focus
from agent_desktop.ui.widgets.stage_button import HEAD_START_MS
from agent_desktop.ui.work_area import WorkArea
from agent_desktop.ui.work_tabs import WorkTabs

DEFAULT_SIZE = (1100, 720)
SMALLEST_SIZE = (760, 480)
# Below this width the campaign list folds to a drop-down.
NARROW = 900
# Below this height a banner says its first sentence only, and the stages have no heading.
LOW = 600
CAMPAIGNS_WIDTH = 260
# Geometry is kept once the window has rested this long.
GEOMETRY_AFTER_MS = 800
# The eye waits for a press at its button and for a call at its card. What else they bring about,
# such as another page of the script, comes a frame later.
A_FRAME_MS = 16
# The desk is in the agent's hand: while the keeper finds the way back, notes go on.
_IN_HAND = frozenset({Phase.LOGGED_ON, Phase.RECONNECTING})


class MainWindow(QMainWindow):
    """The window of the shift."""

    close_asked = Signal()
    geometry_rested = Signal(str, str, dict)  # window and splitter, base64; places for each screens

    def __init__(self, parent: QWidget | None = None, *, additional_calls: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("Agent Desktop"))
        self.setMinimumSize(*(self._grown(side) for side in SMALLEST_SIZE))
        self.resize(*DEFAULT_SIZE)
        self.campaign_model = CampaignModel(self)
        self.header = Header()
        self.banners = Banners()
        self.campaigns = CampaignPanel()
        self.heading = CampaignHeading(self.campaign_model)
        self.call = CallCard()
        self.stages = StagePanelView()
        self.script = ScriptPanelView()
        self.contact = ContactPanelView()
        self.notes = NotePanelView()
        self.outcome = OutcomePanelView(additional_calls=additional_calls)
        self.notices = NoticePanel()
        self.tabs = WorkTabs(self.script, self.contact, self.notes, self.outcome, self.notices)
        self.work = WorkArea(self.heading, self.call, self.stages, self.tabs)
        self.history = HistoryPage()
        self.leaving = LeavingPanel()
        self._content = self._lay_out()
        self.setCentralWidget(self._content)
        self.relogin = ReloginPanel(self)
        self.header.notices_pressed.connect(self.work.show_notices)
        self.script.outcome_picked.connect(self.work.show_outcome)
        self._state: DeskState | None = None
        self._stages_show: DeskState | None = None
        self._tabs_show: DeskState | None = None
        self._head_start = self._soon(HEAD_START_MS, self._render_stages)
        self._after_press = self._soon(A_FRAME_MS, self._render_tabs)
        self._after_call = self._soon(A_FRAME_MS, self._render_rest)
        self._had_focus: QWidget | None = None
        self._desk_focus: QWidget | None = None  # where it was when the history came
        self._placement = Placement(self)
        self._rest = QTimer(self, singleShot=True, interval=GEOMETRY_AFTER_MS)
        self._rest.timeout.connect(self._tell_geometry)

    def render_desk(self, state: DeskState) -> None:
        """Show a state; each panel looks only at its own part."""
        before, self._state = self._state, state
        if state.phase not in _IN_HAND and self._content.isEnabled():
            self._had_focus = self.focusWidget()  # before anything is switched off
        if before is None or before.campaigns is not state.campaigns:
            self.campaign_model.show(state.campaigns.campaigns)
        if before is not None and _only_stage(before, state):
            self._render_press(before, state)
            return
        self.call.render_call(state)
        self._render_stages()
        if before is not None and _only_call(before, state):
            self._after_call.start()
        elif not self._after_call.isActive():
            self._render_rest()

    def _render_rest(self) -> None:
        """Show what is neither call nor stage."""
        state = self._state
        if state is None:
            return
        self.header.render_header(state)
        self.leaving.render_leaving(state)
        self.banners.render_banners(state)
        self.campaigns.render_campaigns(state)
        self.heading.render_heading(state)
        self._render_tabs()
        self._show_history(state)
        self._show_overlay(state)

    def _render_press(self, before: DeskState, state: DeskState) -> None:
        """Show how far a press has come, and later what goes with it."""
        if state.stage.view.sending is None or before.stage.view.sending is not None:
            self._render_stages()
        elif not self._head_start.isActive():
            self._head_start.start()
        if not self._after_press.isActive():
            self._after_press.start()

    def _render_stages(self) -> None:
        self._head_start.stop()
        before, self._stages_show = self._stages_show, self._state
        if self._state is not None and (before is None or before.stage != self._state.stage):
            self.stages.render_panel(self._state.stage)

    def _render_tabs(self) -> None:
        self._after_press.stop()
        before, state = self._tabs_show, self._state
        if state is None:
            return
        self._tabs_show = state
        if before is None or _script_parts(before) != _script_parts(state):
            self.script.render_script(state)
        if before is None or _contact_parts(before) != _contact_parts(state):
            self.contact.render_contact(state)
        if before is None or _note_parts(before) != _note_parts(state):
            self.notes.render_note(state)
        if before is None or _outcome_parts(before) != _outcome_parts(state):
            self.outcome.render_outcome(state)
        if before is None or before.board is not state.board:
            self.notices.render_board(state.board)
        self.tabs.render_tabs(state)

    def _show_history(self, state: DeskState) -> None:
        """Have the calls of today and before in place of the desk while they are asked for."""
        if state.history.open:
            self.history.render_history(state.history)
        wanted = self.history if state.history.open else self._splitter
        if self._middle.currentWidget() is wanted:
            return
        if state.history.open:
            self._desk_focus = self.focusWidget() if holds_focus(self._splitter) else None
        self._middle.setCurrentWidget(wanted)
        if wanted is self.history:
            self.history.setFocus()
        elif self._desk_focus is not None and isValid(self._desk_focus):
            self._desk_focus.setFocus()

    def _show_overlay(self, state: DeskState) -> None:
        """Cover the desk while only the agent can go on; the focus goes back to where it was."""
        at_work = state.phase in _IN_HAND
        self._content.setEnabled(at_work)
        self.relogin.render_relogin(state)
        if at_work and self._had_focus is not None:
            if isValid(self._had_focus):
                self._had_focus.setFocus()
            self._had_focus = None

    def restore(self, geometry: str, splitter: str, places: dict[str, str] | None = None) -> None:
        """Put the window where it was with these screens, else where it was last."""
        self._placement.restore(geometry, places or {})
        if splitter:
            self._splitter.restoreState(QByteArray.fromBase64(splitter.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask; the program closes the window once the session is ended."""
        event.ignore()
        self._tell_geometry()
        self.close_asked.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the place where the window was put."""
        super().moveEvent(event)
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the campaign list to a drop-down, and banners to a line, where there is no room."""
        super().resizeEvent(event)
        narrow = self.width() < self._grown(NARROW)
        self.campaigns.setVisible(not narrow)
        self.heading.set_narrow(narrow)
        self.header.set_narrow(narrow)
        low = self.height() < self._grown(LOW)
        self.banners.set_brief(low)
        self.stages.set_low(low)
        self._rest.start()

    def _soon(self, milliseconds: int, render: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(render)
        return timer

    def _grown(self, pixels: int) -> int:
        """Return a measure of the window as it is with the present size of text."""
        return grown(self.font(), pixels)

    def _lay_out(self) -> QWidget:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("mainSplitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.campaigns)
        self._splitter.addWidget(self.work)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([CAMPAIGNS_WIDTH, DEFAULT_SIZE[0] - CAMPAIGNS_WIDTH])
        self._splitter.splitterMoved.connect(lambda: self._rest.start())
        self._middle = QStackedWidget()
        self._middle.addWidget(self._splitter)
        self._middle.addWidget(self.history)
        self.history.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.leaving)
        whole.addWidget(self.banners)
        whole.addWidget(self._middle, 1)
        return content

    def _tell_geometry(self) -> None:
        if self.isVisible() and not self._placement.settling:
            geometry, places = self._placement.told()
            splitter = self._splitter.saveState().toBase64().toStdString()
            self.geometry_rested.emit(geometry, splitter, places)


def _only_stage(before: DeskState, state: DeskState) -> bool:
    """Whether only a press has changed something: the stage, and the script's page with it.

    They are shown by their own panels, and nobody else looks at them.
    """
    as_before = replace(state, stage=before.stage, script=before.script)
    return before.stage is not state.stage and as_before == before


def _only_call(before: DeskState, state: DeskState) -> bool:
    """Whether another call has come, and nothing that it could wait for."""
    earlier = before.call.interaction_id if before.call is not None else ""
    another = state.call is not None and state.call.interaction_id != earlier
    return another and before.phase is state.phase and before.history is state.history


# What each panel looks at; parts that stayed the same are the same objects.


def _script_parts(state: DeskState) -> tuple[object, ...]:
    return (state.script, state.selected, state.outcome.interaction_id, state.outcome.view.filed)


def _contact_parts(state: DeskState) -> tuple[object, ...]:
    return (state.call, state.contact, state.abilities)


def _note_parts(state: DeskState) -> tuple[object, ...]:
    return (state.note, state.call)


def _outcome_parts(state: DeskState) -> tuple[object, ...]:
    return (state.outcome, state.open_outcomes, state.call, state.companion, state.abilities)
