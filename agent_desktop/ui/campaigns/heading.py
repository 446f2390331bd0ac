"""The heading of the campaign in view: its name, its state, in and out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.campaigns import AgentKind, Campaign, CampaignKind, Membership
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.campaigns.agent_kind import AgentKindMenu
from agent_desktop.ui.campaigns.by_hand import CampaignByHand
from agent_desktop.ui.campaigns.model import CampaignModel
from agent_desktop.ui.campaigns.words import halt_text, membership_text, summary
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.pill import Pill, Tone


class CampaignHeading(QFrame):
    """Names the selected campaign; in a narrow window it is also the way to choose another."""

    selected = Signal(str)
    join_pressed = Signal(str)
    leave_pressed = Signal(str)
    agent_kind_chosen = Signal(str, object)  # campaign id, AgentKind
    campaign_named = Signal(str)

    def __init__(self, model: CampaignModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("campaignHeading")
        self._model = model
        self._state = DeskState()
        self._narrow = False
        self._name = ElidedLabel()
        self._name.setObjectName("campaignName")
        self._name.setProperty("role", "title")
        self._choice = QComboBox()
        self._choice.setObjectName("campaignChoice")
        self._choice.setAccessibleName(self.tr("Campaign"))
        self._choice.setModel(model)
        self._choice.setMinimumContentsLength(16)
        # As wide as that and not as its longest entry: there may be thousands to be measured.
        self._choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._choice.activated.connect(self._chosen)
        self._choice.hide()
        self._detail = ElidedLabel()
        self._detail.setObjectName("campaignDetail")
        self._detail.setProperty("role", "quiet")
        self._halt = Pill()
        self._halt.setObjectName("campaignHalt")
        self._agent_kind = AgentKindMenu()
        self._agent_kind.chosen.connect(self._kind_chosen)
        self._by_hand = CampaignByHand("campaignByHandNarrow")
        self._by_hand.named.connect(self.campaign_named)
        self._by_hand.hide()
        self._membership = QPushButton()
        self._membership.setObjectName("campaignJoin")
        self._membership.clicked.connect(self._pressed)
        # Not the button's own shortcut: every new text takes that away.
        join_key = QShortcut(QKeySequence("Ctrl+J"), self._membership)
        join_key.activated.connect(self._membership.click)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._name)
        text.addWidget(self._choice)
        text.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addLayout(text, 1)
        row.addWidget(self._halt)
        row.addWidget(self._agent_kind)
        row.addWidget(self._membership)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        box.setSpacing(SPACE.s)
        box.addLayout(row)
        box.addWidget(self._by_hand)

    def set_narrow(self, narrow: bool) -> None:
        """Let the agent choose the campaign here, while the list has no room."""
        self._narrow = narrow
        self._choice.setVisible(narrow)
        self._name.setVisible(not narrow)
        self._by_hand.setVisible(narrow and self._state.companion)

    def render_heading(self, state: DeskState) -> None:
        """Show the selected campaign of a state."""
        self._state = state
        campaign = state.selected
        self._choice.setCurrentIndex(self._model.row_of(state.selected_id))
        self._by_hand.setVisible(self._narrow and state.companion)
        self._agent_kind.render_kind(state)
        self._show_halt(campaign)
        if campaign is None:
            self._name.setText(self.tr("No campaign chosen"))
            self._detail.setText("")
            self._membership.hide()
            return
        self._name.setText(campaign.name)
        # Beside another client it is that one's to join, and this one's not to say.
        untold = state.companion and campaign.membership is Membership.OUT
        worked = "" if untold else membership_text(campaign.membership)
        about = summary(campaign, status=not halt_text(campaign))
        self._detail.setText(" · ".join(part for part in (about, worked) if part))
        joined = campaign.membership in (Membership.IN, Membership.LEAVING)
        self._membership.setText(
            self.tr("&Leave campaign") if joined else self.tr("&Join campaign")
        )
        restyle(self._membership, "kind", "" if joined else "primary")
        self._membership.setVisible(
            state.campaigns.may_join
            and campaign.kind is not CampaignKind.AGENTLESS
            and not state.companion
        )
        # On its way it stays where the keyboard is; the desk takes no second press.
        self._membership.setEnabled(state.phase is Phase.LOGGED_ON)

    def _show_halt(self, campaign: Campaign | None) -> None:
        text = halt_text(campaign) if campaign else ""
        completed = campaign is not None and campaign.completed
        self._halt.set_state(text, Tone.QUIET if completed else Tone.WARNING)
        self._halt.setToolTip(text)
        self._halt.setVisible(bool(text))

    def _kind_chosen(self, kind: AgentKind) -> None:
        campaign = self._state.selected
        if campaign is not None:
            self.agent_kind_chosen.emit(campaign.id, kind)

    def _chosen(self, row: int) -> None:
        campaigns = self._state.campaigns.campaigns
        if 0 <= row < len(campaigns):
            self.selected.emit(campaigns[row].id)

    def _pressed(self) -> None:
        campaign = self._state.selected
        if campaign is None:
            return
        joined = campaign.membership is Membership.IN
        (self.leave_pressed if joined else self.join_pressed).emit(campaign.id)
