"""A call that the agent dials by hand: which number, and how it gets on."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.panels import ManualCall, ManualState
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Contact
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.call.numbers import phone_numbers
from agent_desktop.ui.call.showing import show_part
from agent_desktop.ui.call.words import manual_text
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import button_text, shown

DIAL_KEY = "F5"
# Statuses of manualOutboundCallStatusMessage after which the agent chooses another number.
TROUBLE = frozenset({10, 11})


class DialStrip(QFrame):
    """Offers the contact's numbers, and a field for another one."""

    dialled = Signal(str, str)  # identity, number

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self._call: Call | None = None
        self._numbers: tuple[tuple[str, str], ...] = ()
        self._other_wanted = False
        self.setObjectName("dialStrip")
        self.setProperty("role", "tint")
        self._says = PlainLabel(wraps=True)
        self._says.setObjectName("callDialState")
        self._menu = QMenu(self)
        self._menu.setObjectName("callDialChoices")
        self._dial = ActionButton(key=DIAL_KEY)
        self._dial.setObjectName("callDial")
        self._dial.setProperty("kind", "primary")
        self._dial.set_icon("keypad", "on_accent")
        self._dial.acted.connect(self._choose)
        self._dial.keep_room_for(self.tr("Dial…"), self.tr("Dialling…"))
        self._other = self._build_other()
        top = QHBoxLayout()
        top.setSpacing(SPACE.m)
        top.addWidget(self._says, 1)
        top.addWidget(self._dial)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        box.setSpacing(SPACE.s)
        box.addLayout(top)
        box.addWidget(self._other)

    def render_dialling(self, state: DeskState) -> None:
        """Show what there is to dial in a state, or nothing."""
        call = state.call
        if call is None or call.state is not CallState.BY_HAND or state.companion:
            self._call = None
            show_part(self, False, self._home)
            return
        if self._call is None or self._call.interaction_id != call.interaction_id:
            self._number.clear()
            self._other_wanted = False
        if self._call is None or self._call.contact != call.contact:
            self._fill_menu(call.contact)
        self._call = call
        manual = state.manual
        mine = manual if manual is not None and manual.campaign_id == call.campaign_id else None
        self._show_progress(mine)
        asking = mine is not None and mine.state is ManualState.ASKING
        lack = lack_text(state.abilities.lack(Ability.MANUAL_CALL))
        self._dial.set_words(self.tr("Dialling…") if asking else self.tr("Dial…"))
        for button in (self._dial, self._send):
            button.set_busy(asking)
            button.set_reason(lack)
        self._show_other()
        self.setVisible(True)

    def _build_other(self) -> QWidget:
        row = QWidget()
        label = PlainLabel(self.tr("Another number"))
        self._number = QLineEdit()
        self._number.setObjectName("callDialNumber")
        self._number.setAccessibleName(self.tr("Another number to dial"))
        self._number.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self._number.setMinimumWidth(160)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._number)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self._put_away)
        self._send = ActionButton(self.tr("Dial this number"))
        self._send.setObjectName("callDialSend")
        self._send.acted.connect(self._send_other)
        self._number.returnPressed.connect(self._send.click)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.s)
        line.addWidget(label)
        line.addWidget(self._number, 1)
        line.addWidget(self._send)
        return row

    def _fill_menu(self, contact: Contact) -> None:
        self._menu.clear()
        self._numbers = phone_numbers(contact)
        for column, value in self._numbers:
            action = QAction(button_text(f"{column}: {value}"), self._menu)
            action.setObjectName(f"callDialColumn-{column}")
            action.triggered.connect(lambda _checked=False, number=value: self._ask(number))
            self._menu.addAction(action)
        self._menu.addSeparator()
        other = QAction(self.tr("Another number…"), self._menu)
        other.setObjectName("callDialOther")
        other.triggered.connect(self._want_other)
        self._menu.addAction(other)

    def _show_progress(self, manual: ManualCall | None) -> None:
        if manual is None:
            text = self.tr("The dialer leaves this call for you to dial.")
        else:
            text = shown(manual_text(manual))
        tone = "quiet"
        if manual is not None:
            bad = manual.state is ManualState.FAILED or manual.status in TROUBLE
            tone = "danger" if bad else "accent"
        restyle(self._says, "tone", tone)
        if text == self._says.text():
            return
        self._says.setText(text)
        self._says.setAccessibleName(text)
        if manual is not None:
            announce(self, text, at_once=tone == "danger")

    def _choose(self) -> None:
        """Show the numbers there are; with none, take one."""
        if self._numbers:
            self._menu.popup(self._dial.mapToGlobal(QPoint(0, self._dial.height() + 2)))
        else:
            self._want_other()

    def _want_other(self) -> None:
        self._other_wanted = True
        self._show_other()
        self._number.setFocus()

    def _put_away(self) -> None:
        self._other_wanted = False
        self._dial.setFocus()
        self._show_other()

    def _show_other(self) -> None:
        show_part(self._other, self._other_wanted, self._home)

    def _send_other(self) -> None:
        number = self._number.text().strip()
        if number:
            self._ask(number)
        else:
            self._number.setFocus()

    def _ask(self, number: str) -> None:
        if self._call is not None:
            self.dialled.emit(self._call.contact.identity, number)
