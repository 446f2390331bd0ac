"""The call at a glance: who, why, how it is going, and what the hand wants next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import Call
from agent_desktop.desk.logon import Phase, StationKind
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.call.dialling import DialStrip
from agent_desktop.ui.call.next_step import NextStep
from agent_desktop.ui.call.phone import PhoneButtons
from agent_desktop.ui.call.preview import PreviewStrip
from agent_desktop.ui.call.showing import show_part
from agent_desktop.ui.call.words import detail, state_words, why_no_call
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.pill import Pill, Tone


class CallCard(QFrame):
    """Shows the current call, or why there is none."""

    back_to_call = Signal(str)
    phone_pressed = Signal(object)  # PhoneAction
    line_pressed = Signal()
    place_pressed = Signal()
    skip_pressed = Signal()
    dial_pressed = Signal(str, str)  # identity, number
    outcome_wanted = Signal()
    ready_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callCard")
        self.setAccessibleName(self.tr("Call"))
        self._call: Call | None = None
        self._build_glance()
        self._phone = PhoneButtons(self)
        self._phone.pressed.connect(self.phone_pressed)
        self._preview = PreviewStrip(self)
        self._preview.placed.connect(self.place_pressed)
        self._preview.skipped.connect(self.skip_pressed)
        self._dialling = DialStrip(self)
        self._dialling.dialled.connect(self.dial_pressed)
        self._next = NextStep(self)
        self._next.outcome_wanted.connect(self.outcome_wanted)
        self._next.ready_pressed.connect(self.ready_pressed)
        self._lay_out()

    def render_call(self, state: DeskState) -> None:
        """Show the call of a state."""
        before, call = self._call, state.call
        self._call = call
        self._show_glance(state)
        self._phone.render_phone(state)
        self._preview.render_preview(state)
        self._dialling.render_dialling(state)
        self._next.render_next(state)
        if call is not None:
            self._announce(before, call)

    def _build_glance(self) -> None:
        self._who = ElidedLabel()
        self._who.setObjectName("callWho")
        self._who.setProperty("role", "title")
        self._detail = ElidedLabel()
        self._detail.setObjectName("callDetail")
        self._detail.setProperty("role", "quiet")
        self._back = QPushButton(self.tr("&Go to the call's campaign"))
        self._back.setObjectName("callGoTo")
        self._back.clicked.connect(self._go_to_call)
        self._line = ActionButton(self.tr("Connect my phone"), icon_name="phone")
        self._line.setObjectName("callConnectLine")
        self._line.set_hint(
            self.tr("Your phone rings and stays connected. The server doesn't say if that fails.")
        )
        self._line.acted.connect(self.line_pressed)
        self._elsewhere = Pill(self.tr("In the other client"), Tone.QUIET)
        self._elsewhere.setObjectName("callElsewhere")
        self._elsewhere.setToolTip(self.tr("Pick up, hold and hang up there."))
        self._callback = Pill(self.tr("Your callback"), Tone.ACCENT)
        self._callback.setObjectName("callCallback")
        self._callback.setToolTip(self.tr("You promised this contact to call again."))
        self._muted = Pill(self.tr("Muted"), Tone.DANGER)
        self._muted.setObjectName("callMuted")
        self._state = Pill()
        self._state.setObjectName("callState")
        self._clock = ElapsedLabel()
        self._clock.setObjectName("callClock")
        self._clock.setProperty("role", "display")
        self._clock.setAccessibleName(self.tr("Time on this call"))

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._who)
        text.addWidget(self._detail)
        glance = QHBoxLayout()
        glance.setSpacing(SPACE.m)
        glance.addLayout(text, 1)
        signs = (self._elsewhere, self._callback, self._muted, self._state, self._clock)
        for sign in (self._back, self._line, *signs):
            glance.addWidget(sign)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        box.setSpacing(SPACE.s)
        box.addLayout(glance)
        for part in (self._phone, self._preview, self._dialling, self._next):
            box.addWidget(part)

    def _show_glance(self, state: DeskState) -> None:
        call = state.call
        campaign = state.call_campaign
        elsewhere = call is not None and call.live and campaign not in (None, state.selected)
        show_part(self._back, elsewhere, self)
        self._show_line(state)
        self._elsewhere.setVisible(state.companion and call is not None and not call.state.ended)
        self._state.setVisible(call is not None)
        self._callback.setVisible(call is not None and call.terms.mode.callback)
        self._muted.setVisible(call is not None and call.muted and call.talking)
        self._clock.setVisible(call is not None and not _counts_down(state))
        if call is None:
            self._who.setText(self.tr("No call"))
            self._detail.setText(why_no_call(state))
            return
        self._who.setText(call.who or self.tr("Name unknown"))
        self._detail.setText(detail(call, campaign))
        self._state.set_state(*state_words(call.state))
        began = call.connected or call.popped
        if call.ended is not None:
            self._clock.set_stopped(call.ended.mono - began.mono)
        else:
            self._clock.set_since(began.mono)

    def _show_line(self, state: DeskState) -> None:
        """Offer to connect the agent's own phone while no call is there to need it."""
        agent, call = state.agent, state.call
        by_number = agent is not None and agent.station_kind is StationKind.REMOTE_NUMBER
        free = call is None or call.state.ended
        wanted = by_number and free and state.phase is Phase.LOGGED_ON and not state.companion
        self._line.set_reason(lack_text(state.abilities.lack(Ability.PHONE_LINE)))
        show_part(self._line, wanted, self)

    def _announce(self, before: Call | None, call: Call) -> None:
        """Say aloud what happened to the call, where it wasn't the agent's eye that saw it."""
        if before is None or before.interaction_id != call.interaction_id:
            words, _tone = state_words(call.state)
            announce(self, f"{words}, {self._who.text()}")
            return
        if before.state is not call.state:
            words, _tone = state_words(call.state)
            announce(self, words)
        if before.muted is not call.muted and not call.state.ended:
            announce(self, self.tr("Muted") if call.muted else self.tr("Not muted"))

    def _go_to_call(self) -> None:
        if self._call is not None:
            self.back_to_call.emit(self._call.campaign_id)


def _counts_down(state: DeskState) -> bool:
    """Whether the preview's own clock says what time it is."""
    return state.preview is not None and state.preview.ends is not None
