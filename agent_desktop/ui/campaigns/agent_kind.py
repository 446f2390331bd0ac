"""Which calls of a campaign the agent takes."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.campaigns import AgentKind, Membership
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.campaigns.words import agent_kind_text
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.plain_text import button_text


class AgentKindMenu(ActionButton):
    """Names the kind of calls, and opens the choice of another."""

    chosen = Signal(object)  # AgentKind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("campaignAgentKind")
        self.setProperty("kind", "menu")
        self._menu = QMenu(self)
        self._menu.setObjectName("campaignAgentKinds")
        group = QActionGroup(self._menu)
        self._kinds = {kind: self._add(kind, group) for kind in AgentKind}
        self.acted.connect(self._open)

    def render_kind(self, state: DeskState) -> None:
        """Show the kind of the selected campaign, where the agent works it."""
        campaign = state.selected
        shown = campaign is not None and campaign.membership is Membership.IN
        self.setVisible(shown and not state.companion)
        if campaign is None:
            return
        text = agent_kind_text(campaign.agent_kind)
        self.set_words(button_text(text))
        self.set_name(self.tr("Your calls: {kind}").format(kind=text))
        self.set_reason(lack_text(state.abilities.lack(Ability.AGENT_TYPE)))
        self._kinds[campaign.agent_kind].setChecked(True)

    def _add(self, kind: AgentKind, group: QActionGroup) -> QAction:
        action = QAction(button_text(agent_kind_text(kind)), self._menu)
        action.setObjectName(f"campaignAgentKind-{kind.name.lower()}")
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(kind))
        group.addAction(action)
        self._menu.addAction(action)
        return action

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
