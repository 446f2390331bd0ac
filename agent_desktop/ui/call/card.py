"""The call at a glance: campaign, who, state, clock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.state import DeskState, Phase
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.pill import Pill, Tone


class CallCard(QFrame):
    """Shows the current call, or why there is none."""

    back_to_call = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callCard")
        self.setAccessibleName(self.tr("Call"))
        self._call: Call | None = None
        self._state = Pill()
        self._state.setObjectName("callState")
        self._clock = ElapsedLabel()
        self._clock.setObjectName("callClock")
        self._clock.setProperty("role", "display")
        self._clock.setAccessibleName(self.tr("Time on this call"))
        self._who = ElidedLabel()
        self._who.setObjectName("callWho")
        self._who.setProperty("role", "title")
        self._detail = ElidedLabel()
        self._detail.setObjectName("callDetail")
        self._detail.setProperty("role", "quiet")
        self._back = QPushButton(self.tr("&Go to the call's campaign"))
        self._back.setObjectName("callGoTo")
        self._back.clicked.connect(self._go_to_call)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._who)
        text.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        row.setSpacing(SPACE.m)
        row.addLayout(text, 1)
        row.addWidget(self._back)
        row.addWidget(self._state)
        row.addWidget(self._clock)

    def render_call(self, state: DeskState) -> None:
        """Show the call of a state."""
        call = self._call = state.call
        self._state.setVisible(call is not None)
        self._clock.setVisible(call is not None)
        campaign = state.call_campaign
        elsewhere = call is not None and call.live and campaign not in (None, state.selected)
        self._back.setVisible(elsewhere)
        if call is None:
            self._who.setText(self.tr("No call"))
            self._detail.setText(self._why_no_call(state))
            return
        self._who.setText(call.who or self.tr("Unknown caller"))
        parts = (campaign.name if campaign else "", call.number)
        self._detail.setText(" · ".join(part for part in parts if part))
        text, tone = self._state_words(call.state)
        self._state.set_state(text, tone)
        if call.ended is not None:
            began = call.connected or call.popped
            self._clock.set_stopped(call.ended.mono - began.mono)
        else:
            self._clock.set_since((call.connected or call.popped).mono)

    def _go_to_call(self) -> None:
        if self._call is not None:
            self.back_to_call.emit(self._call.campaign_id)

    def _why_no_call(self, state: DeskState) -> str:
        if state.phase is not Phase.LOGGED_ON:
            return ""
        campaigns = state.campaigns
        if not campaigns.arrived:
            return self.tr("Waiting for your campaigns.")
        if not any(c.membership is Membership.IN for c in campaigns.campaigns):
            return self.tr("Join a campaign to get calls.")
        current = state.status.current
        if current is not None and not current.available:
            return self.tr("Calls come when your status is an available one.")
        return self.tr("The next call comes by itself.")

    def _state_words(self, state: CallState) -> tuple[str, Tone]:
        return {
            CallState.PREVIEW: (self.tr("Preview"), Tone.QUIET),
            CallState.COMING: (self.tr("Call coming"), Tone.ACCENT),
            CallState.ALERTING: (self.tr("Ringing"), Tone.ACCENT),
            CallState.CONNECTED: (self.tr("On call"), Tone.SUCCESS),
            CallState.HELD: (self.tr("On hold"), Tone.WARNING),
            CallState.ENDED_HERE: (self.tr("You ended it"), Tone.QUIET),
            CallState.ENDED_THERE: (self.tr("They ended it"), Tone.QUIET),
            CallState.ENDED: (self.tr("Ended"), Tone.QUIET),
        }[state]
