"""The notices as an item model: newest first, changed in place so that a selection stays."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from agent_desktop.desk.notices import Notice
from agent_desktop.ui.notices.words import clock, words
from agent_desktop.ui.notices.words.said import translate

Index = QModelIndex | QPersistentModelIndex

NOTICE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()


class NoticeModel(QAbstractListModel):
    """One row a notice; the text is what a screen reader says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices: tuple[Notice, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many notices there are."""
        return 0 if parent.isValid() else len(self._notices)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the notice itself, or its sentences for eye and ear."""
        if not index.isValid() or index.row() >= len(self._notices):
            return None
        notice = self._notices[index.row()]
        if role == NOTICE_ROLE:
            return notice
        if role == Qt.ItemDataRole.DisplayRole:
            return words(notice).what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = words(notice)
            return " ".join(
                part for part in (clock(notice), said.what, said.means, said.do) if part
            )
        return None

    def show(self, notices: tuple[Notice, ...]) -> None:
        """Take a new list; rows that are still there keep their place."""
        if notices == self._notices:
            return
        known = {notice.id for notice in self._notices}
        fresh = 0
        while fresh < len(notices) and notices[fresh].id not in known:
            fresh += 1
        if [n.id for n in notices[fresh:]] != [n.id for n in self._notices[: len(notices) - fresh]]:
            self.beginResetModel()
            self._notices = notices
            self.endResetModel()
            return
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, fresh - 1)
            self._notices = notices[:fresh] + self._notices
            self.endInsertRows()
        if len(self._notices) > len(notices):
            self.beginRemoveRows(QModelIndex(), len(notices), len(self._notices) - 1)
            self._notices = self._notices[: len(notices)]
            self.endRemoveRows()
        before, self._notices = self._notices, notices
        for row, notice in enumerate(notices):
            if notice != before[row]:
                self.dataChanged.emit(self.index(row), self.index(row))


def times_text(notice: Notice) -> str:
    """Return "3 times", or nothing for the first."""
    if notice.times < 2:
        return ""
    return translate("Notices", "{count} times").format(count=notice.times)
