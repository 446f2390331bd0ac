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

Index = QModelIndex | QPersistentModelIndex

CAMPAIGN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()


class CampaignModel(QAbstractListModel):
    """One row a campaign, in the server's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: tuple[Campaign, ...] = ()

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
            return campaign.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(campaign)
        return None

    def show(self, campaigns: tuple[Campaign, ...]) -> None:
        """Take a new list; only what differs is told to the views."""
        old, new = self._campaigns, campaigns
        if old == new:
            return
        kept = [c.id for c in new[: len(old)]]
        if [c.id for c in old] == kept and len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._campaigns = new
            self.endInsertRows()
        elif [c.id for c in old] != [c.id for c in new]:
            self.beginResetModel()
            self._campaigns = new
            self.endResetModel()
            return
        self._campaigns = new
        changed = [row for row, campaign in enumerate(old) if campaign != new[row]]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def row_of(self, campaign_id: str | None) -> int:
        """Return the row of a campaign, -1 where it isn't there."""
        return next((r for r, c in enumerate(self._campaigns) if c.id == campaign_id), -1)


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
