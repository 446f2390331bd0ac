"""The break: asked for, granted after the call, ended; one button for all of it."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.breaks import BreakState, BreakView
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.statuses import StatusView
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.header.status import status_role
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.plain_text import button_text

BREAK_KEY = "Ctrl+B"


class BreakButton(ActionButton):
    """Asks for a break with the status to be in meanwhile, takes the wish back, ends it."""

    asked = Signal(str)  # the status to be in during it, "" for none
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(key=BREAK_KEY, icon_name="cup", parent=parent)
        self.setObjectName("breakButton")
        self.set_cap_shown(False)
        self._view = BreakView()
        self._short = False
        self._shown: tuple[object, ...] = ()
        self._menu = QMenu(self)
        self._menu.setObjectName("breakChoices")
        self.acted.connect(self._pressed)

    def render_break(self, state: DeskState) -> None:
        """Show where the break of a state stands."""
        view = self._view = state.breaks
        gone = state.phase is Phase.RECONNECTING
        reason = self.tr("Your session has ended; it is being brought back.") if gone else ""
        self.set_reason(reason or lack_text(state.abilities.lack(Ability.BREAK)))
        self.set_busy(view.state in (BreakState.ASKING, BreakState.ENDING))
        on_break = view.state in (BreakState.ON_BREAK, BreakState.ENDING)
        restyle(self, "kind", "primary" if on_break else "")
        self.set_icon("cup", "on_accent" if on_break else "text")
        shown = (view.state, state.status.choices)
        if shown != self._shown:
            self._shown = shown
            self._fill_menu(state.status)
        choice = state.status.choice(view.status_id) if view.status_id else None
        pending = view.state is BreakState.PENDING
        then = self.tr("Then your status is {status}.").format(status=choice.text if choice else "")
        self.set_hint(then if choice and pending else "")
        self._show_state()

    def set_short(self, short: bool) -> None:
        """Say it in a word, or by the sign alone, where room is short."""
        self._short = short
        self._show_state()

    def _show_state(self) -> None:
        state = self._view.state
        words = {
            BreakState.NONE: self.tr("Break"),
            BreakState.ASKING: self.tr("Asking for a break…"),
            BreakState.PENDING: self.tr("Break after this call"),
            BreakState.ON_BREAK: self.tr("End break"),
            BreakState.ENDING: self.tr("Ending the break…"),
        }
        short = {BreakState.ASKING: self.tr("Break…"), BreakState.PENDING: self.tr("Break soon")}
        text = short.get(state, words[state]) if self._short else words[state]
        self.set_words(text)
        self.set_name(words[state])
        self.set_compact(self._short and state in (BreakState.NONE, BreakState.ENDING))

    def _fill_menu(self, status: StatusView) -> None:
        self._menu.clear()
        if self._view.state is BreakState.PENDING:
            withdraw = self._add("breakWithdraw", self.tr("Don't take the break"))
            withdraw.triggered.connect(self.ended)
            return
        for choice in status.choices:
            if not choice.selectable or choice.available:
                continue
            action = self._add(f"breakStatus-{choice.id}", choice.text)
            action.setIcon(icon("dot", status_role(choice)))
            action.triggered.connect(lambda _checked=False, c=choice: self.asked.emit(c.id))
        if not self._menu.isEmpty():
            self._menu.addSeparator()
        keep = self._add("breakStatus-none", self.tr("Keep my status"))
        keep.triggered.connect(lambda: self.asked.emit(""))

    def _add(self, name: str, text: str) -> QAction:
        action = QAction(button_text(text), self._menu)
        action.setObjectName(name)
        self._menu.addAction(action)
        return action

    def _pressed(self) -> None:
        if self._view.state is BreakState.ON_BREAK:
            self.ended.emit()
        elif self._view.state in (BreakState.NONE, BreakState.PENDING):
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
