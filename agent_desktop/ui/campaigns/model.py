"""The campaigns as an item model, changed in place so that selection and scroll stay."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)

from agent_desktop.desk.campaigns import Campaign
from agent_desktop.ui.campaigns.words import spoken
from agent_desktop.ui.widgets.plain_text import shown, tip

Index = QModelIndex | QPersistentModelIndex

CAMPAIGN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
# A list in which more rows come, go or change places is another list: each such row costs the
# views a look at all others.
MOST_MOVED = 20
_NOWHERE = QModelIndex()


class CampaignModel(QStringListModel):
    """One row a campaign, in the order it is given them.

    Qt's own model holds a row for each, and its texts are empty: a view that lays out thousands
    asks for their number at every one, and then needs no answer from Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: list[Campaign] = []
        self._next: list[Campaign] = []
        self._shown: tuple[Campaign, ...] = ()
        self._rows: Mapping[str, int] = {}  # by id in lower case
        # Before anybody else hears that rows have changed, their campaigns have too.
        for told in (self.rowsInserted, self.rowsMoved, self.rowsRemoved, self.modelReset):
            told.connect(self._take_next)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row can be chosen; its texts aren't to be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

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
        if campaigns is self._shown:
            return
        before = [campaign.id for campaign in self._campaigns]
        after = [campaign.id for campaign in campaigns]
        if before != after:
            self._rows = {each.casefold(): row for row, each in enumerate(after)}
            if not before:
                self._next = list(campaigns)
                self.insertRows(0, len(after))
            elif _moved(before, after) > MOST_MOVED:
                self._next = list(campaigns)
                self.setStringList([""] * len(after))
            else:
                self._move(campaigns)
        self._shown = campaigns
        for row, campaign in enumerate(campaigns):
            known = self._campaigns[row]
            if known is not campaign:
                self._campaigns[row] = campaign
                if known != campaign:
                    self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, campaign_id: str | None) -> int:
        """Return the row of a campaign, -1 where it isn't there; ids compare without case."""
        return self._rows.get((campaign_id or "").casefold(), -1)

    def _move(self, campaigns: tuple[Campaign, ...]) -> None:
        """Take away the rows that go, then have each of the others in its place."""
        wanted = {campaign.id for campaign in campaigns}
        for row in reversed(range(len(self._campaigns))):
            if self._campaigns[row].id not in wanted:
                self._next = [*self._campaigns[:row], *self._campaigns[row + 1 :]]
                self.removeRows(row, 1)
        for row, campaign in enumerate(campaigns):
            if row == len(self._campaigns) or self._campaigns[row].id != campaign.id:
                self._bring(campaign, row)

    def _take_next(self) -> None:
        self._campaigns = self._next

    def _bring(self, campaign: Campaign, row: int) -> None:
        """Have a campaign in its row, all rows above being right already."""
        below = range(row + 1, len(self._campaigns))
        place = next((r for r in below if self._campaigns[r].id == campaign.id), None)
        if place is None:
            self._next = [*self._campaigns[:row], campaign, *self._campaigns[row:]]
            self.insertRows(row, 1)
        else:
            self._next = list(self._campaigns)
            self._next.insert(row, self._next.pop(place))
            self.moveRows(_NOWHERE, place, 1, _NOWHERE, row)


def _moved(before: list[str], after: list[str]) -> int:
    """Return how many rows come, go or change places."""
    old, new = set(before), set(after)
    stayed = [each for each in before if each in new]
    now = [each for each in after if each in old]
    moved = sum(one != other for one, other in zip(stayed, now, strict=True))
    return len(before) + len(after) - 2 * len(stayed) + moved
