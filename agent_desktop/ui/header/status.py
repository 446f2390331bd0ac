"""The agent's status: what it is, what it may be now, what it shall be after this call."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.statuses import StatusChoice, StatusView
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.widgets.pill import Pill, Tone
from agent_desktop.ui.widgets.plain_text import button_text, shown, tip

# A longer status is cut; who, where and the link need their room too.
STATUS_LETTERS = 18
STATUS_KEY = "Ctrl+S"


class StatusMenu(QPushButton):
    """Names the status; its menu sets another, now or once the present call is over."""

    chosen = Signal(str)
    next_chosen = Signal(str)  # "" keeps the status after the call

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusMenu")
        self.setProperty("kind", "menu")
        self._shown: tuple[object, ...] = ()
        self._menu = QMenu(self)
        self._menu.setObjectName("statusChoices")
        self.clicked.connect(self._open_menu)
        # Not the button's own shortcut: every new text takes that away.
        QShortcut(QKeySequence(STATUS_KEY), self).activated.connect(self.click)

    def render_status(self, state: DeskState) -> None:
        """Show the status of a state."""
        view = state.status
        on_call = state.call is not None and state.call.live
        offered = (view.choices, view.next_id, on_call)
        if offered != self._shown:
            self._shown = offered
            self._fill_menu(view, on_call=on_call)
        current, asked = view.current, view.choice(view.asked_id) if view.asked_id else None
        text = current.text if current else (view.current_id or self.tr("No status"))
        if asked is not None:
            text = self.tr("{status} → {asked}…").format(status=text, asked=asked.text)
        room = self.fontMetrics().averageCharWidth() * STATUS_LETTERS
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.setText(button_text(cut))
        self.setToolTip(tip(text) if cut != text else "")
        self.setIcon(icon("dot", status_role(current)))
        self.setAccessibleName(self.tr("Status: {status}").format(status=shown(text)))
        self.setEnabled(bool(view.choices) and state.phase is Phase.LOGGED_ON)

    def _fill_menu(self, view: StatusView, *, on_call: bool) -> None:
        self._menu.clear()
        choices = [choice for choice in view.choices if choice.selectable]
        for choice in choices:
            action = self._add(f"status-{choice.id}", choice.text, choice)
            action.triggered.connect(lambda _checked=False, c=choice: self.chosen.emit(c.id))
        if on_call and choices:
            self._menu.addSeparator()
            heading = QAction(self.tr("After this call"), self._menu)
            heading.setEnabled(False)
            self._menu.addAction(heading)
            for choice in choices:
                # The arrow tells the two apart, for the eye and for a screen reader.
                action = self._add(f"nextStatus-{choice.id}", f"→ {choice.text}", choice)
                action.triggered.connect(
                    lambda _checked=False, c=choice: self.next_chosen.emit(c.id)
                )
        if view.next_id:
            keep = self._add("nextStatus-none", self.tr("No other status after this call"), None)
            keep.triggered.connect(lambda: self.next_chosen.emit(""))

    def _add(self, name: str, text: str, choice: StatusChoice | None) -> QAction:
        action = QAction(button_text(text), self._menu)
        action.setObjectName(name)
        if choice is not None:
            action.setIcon(icon("dot", status_role(choice)))
        self._menu.addAction(action)
        return action

    def _open_menu(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class NextStatus(Pill):
    """The status wanted after this call, where one is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("nextStatus")
        self._text = ""
        self._short = False

    @property
    def wanted(self) -> bool:
        """Whether there is one."""
        return bool(self._text)

    def render_next(self, view: StatusView) -> None:
        """Show the next status of a view, or nothing."""
        choice = view.choice(view.next_id) if view.next_id else None
        self._text = choice.text if choice else view.next_id
        self.setVisible(self.wanted)
        self._show_words()

    def set_short(self, short: bool, *, may_be_cut: bool) -> None:
        """Leave out when, where room is short; be cut where there is hardly any."""
        self._short = short
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Maximum if may_be_cut else policy.Fixed, policy.Fixed)
        self._show_words()

    def _show_words(self) -> None:
        whole = self.tr("→ {status} after this call").format(status=self._text)
        self.set_state(f"→ {self._text}" if self._short else whole, Tone.ACCENT)
        self.setAccessibleName(shown(whole))
        self.setToolTip(tip(whole))


def status_role(choice: StatusChoice | None) -> str:
    """Return the colour of a status: what it means for calls."""
    if choice is None:
        return "text_quiet"
    if choice.available:
        return "success"
    return "danger" if choice.do_not_disturb else "warning"
