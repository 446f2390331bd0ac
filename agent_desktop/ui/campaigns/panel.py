"""The campaign panel: filter, live list, and the way in and out of a campaign."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.campaigns import Campaign
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.campaigns.by_hand import CampaignByHand
from agent_desktop.ui.campaigns.delegate import CampaignDelegate
from agent_desktop.ui.campaigns.model import CAMPAIGN_ROLE, CampaignModel
from agent_desktop.ui.campaigns.search import CampaignSearch
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.section_label import SectionLabel


class CampaignPanel(QFrame):
    """The list of campaigns at the left of the window."""

    selected = Signal(str)
    campaign_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("campaignPanel")
        self._search = CampaignSearch()
        self._found = CampaignModel(self)
        # Before the view hears of it: it would choose the neighbour of a row that goes.
        self._found.rowsAboutToBeRemoved.connect(self._rows_going)
        self._found.rowsRemoved.connect(self._rows_gone)
        self._filter = QLineEdit()
        self._filter.setObjectName("campaignFilter")
        self._filter.setAccessibleName(self.tr("Filter campaigns"))
        self._filter.setPlaceholderText(self.tr("Filter (Ctrl+F)"))
        self._filter.setClearButtonEnabled(True)
        for button in self._filter.findChildren(QToolButton):
            button.setObjectName("campaignFilterClear")
            button.setAccessibleName(self.tr("Clear the filter"))
        self._filter.textChanged.connect(self._filter_changed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self._filter.setFocus)
        self._list = QListView()
        self._list.setObjectName("campaignList")
        self._list.setAccessibleName(self.tr("Campaigns"))
        self._list.setModel(self._found)
        self._list.setItemDelegate(CampaignDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.selectionModel().selectionChanged.connect(self._selection_changed)
        self._empty = EmptyState()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty)
        self._count = QLabel()
        self._count.setObjectName("campaignCount")
        self._count.setProperty("role", "quiet")
        self._by_hand = CampaignByHand("campaignByHand")
        self._by_hand.named.connect(self.campaign_named)
        self._by_hand.hide()
        self._following = False
        self._state = DeskState()
        heading = QHBoxLayout()
        heading.addWidget(SectionLabel(self.tr("Campaigns")), 1)
        heading.addWidget(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        box.setSpacing(SPACE.s)
        box.addLayout(heading)
        box.addWidget(self._filter)
        box.addWidget(self._pages, 1)
        box.addWidget(self._by_hand)

    def focus_list(self) -> None:
        """Begin with the choice of a campaign."""
        self._list.setFocus()

    def render_campaigns(self, state: DeskState) -> None:
        """Show the campaigns of a state, and which of them is in view."""
        before, self._state = self._state, state
        self._by_hand.setVisible(state.companion)
        if before.campaigns is not state.campaigns:
            self._find()
        self._follow(state.selected_id)
        self._show_page()

    def _follow(self, campaign_id: str | None) -> None:
        """Mark the campaign that is shown, or none where the filter hides it."""
        wanted = self._found.index(self._found.row_of(campaign_id))
        chosen = self._list.selectionModel()
        if wanted.isValid() and chosen.isSelected(wanted):
            return
        self._following = True
        if wanted.isValid():
            chosen.setCurrentIndex(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            chosen.clearSelection()
        self._following = False

    def _show_page(self) -> None:
        state = self._state
        shown, total = self._found.rowCount(), len(state.campaigns.campaigns)
        self._count.setText("" if shown == total else f"{shown} / {total}")
        self._pages.setCurrentWidget(self._list if shown else self._empty)
        if shown:
            return
        if total:
            self._empty.set_text(
                self.tr("Nothing found"), self.tr("No campaign matches the filter.")
            )
        elif state.companion:
            self._empty.set_text(
                self.tr("No campaigns yet"),
                self.tr("Beside the other client the server may tell of none. Enter an id below."),
            )
        elif not state.campaigns.arrived:
            self._empty.set_text(
                self.tr("No campaigns yet"),
                self.tr("They appear when the dialer has sent them.")
                if state.phase is Phase.LOGGED_ON
                else "",
            )
        else:
            self._empty.set_text(
                self.tr("No campaigns for you"),
                self.tr("Your workgroups have no campaign just now. Your supervisor can add you."),
            )

    def _find(self) -> None:
        found = self._search.find(self._state.campaigns.campaigns, self._filter.text())
        self._found.show(found)

    def _filter_changed(self) -> None:
        self._find()
        self._follow(self._state.selected_id)
        self._show_page()

    def _rows_going(self) -> None:
        self._following = True

    def _rows_gone(self) -> None:
        self._following = False

    def _selection_changed(self, selected: QItemSelection) -> None:
        """Tell what the agent chose; what only follows the desk is no choice."""
        campaigns = [index.data(CAMPAIGN_ROLE) for index in selected.indexes()]
        if not self._following and campaigns and isinstance(campaigns[0], Campaign):
            self.selected.emit(campaigns[0].id)
