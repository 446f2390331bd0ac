"""The campaigns as an item model, changed in place so that selection and scroll stay."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from agent_desktop.desk.campaigns import Campaign
from agent_desktop.ui.campaigns.words import kind_text, spoken
from agent_desktop.ui.widgets.plain_text import shown, tip

Index = QModelIndex | QPersistentModelIndex

CAMPAIGN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()


class CampaignModel(QAbstractListModel):
    """One row a campaign, in the server's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: list[Campaign] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many campaigns there are."""
        return 0 if parent.isValid() else len(self._campaigns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the campaign itself, its name, or the sentence a screen reader says."""
        if not index.isValid() or index.row() >= len(self._campaigns):
            return None
        campaign = self._campaigns[index.row()]
        if role == CAMPAIGN_ROLE:
            return campaign
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(campaign.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown(spoken(campaign))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(spoken(campaign))
        return None

    def show(self, campaigns: tuple[Campaign, ...]) -> None:
        """Take a new list; a campaign that is still there stays the same row for the views."""
        wanted = {campaign.id for campaign in campaigns}
        for row in reversed(range(len(self._campaigns))):
            if self._campaigns[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._campaigns[row]
                self.endRemoveRows()
        if not self._campaigns and campaigns:
            self.beginInsertRows(QModelIndex(), 0, len(campaigns) - 1)
            self._campaigns = list(campaigns)
            self.endInsertRows()
        for row, campaign in enumerate(campaigns):
            self._bring(campaign, row)

    def row_of(self, campaign_id: str | None) -> int:
        """Return the row of a campaign, -1 where it isn't there; ids compare without case."""
        wanted = (campaign_id or "").casefold()
        return next((r for r, c in enumerate(self._campaigns) if c.id.casefold() == wanted), -1)

    def _bring(self, campaign: Campaign, row: int) -> None:
        """Have a campaign in its row, all rows above being right already."""
        held = [known.id for known in self._campaigns[row:]]
        if campaign.id not in held:
            self.beginInsertRows(QModelIndex(), row, row)
            self._campaigns.insert(row, campaign)
            self.endInsertRows()
            return
        place = row + held.index(campaign.id)
        if place != row:
            self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), row)
            self._campaigns.insert(row, self._campaigns.pop(place))
            self.endMoveRows()
        if self._campaigns[row] != campaign:
            self._campaigns[row] = campaign
            self.dataChanged.emit(self.index(row), self.index(row))


class CampaignFilter(QSortFilterProxyModel):
    """Shows the campaigns that hold every typed word in name, workgroup or type."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Take what the agent typed."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Return whether a campaign matches."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        campaign = index.data(CAMPAIGN_ROLE)
        if not isinstance(campaign, Campaign):
            return False
        text = f"{campaign.name} {campaign.workgroup} {kind_text(campaign.kind)}".casefold()
        return all(word in text for word in self._words)
