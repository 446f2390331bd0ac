"""The contact's columns as a table, and the filter over it."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor

from agent_desktop.desk.terms import Contact
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.widgets.plain_text import shown

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
NAME, VALUE = range(2)


class ContactModel(QAbstractTableModel):
    """One row a column of the contact, in the server's order: its name, its value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[tuple[str, str], ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns the contact has."""
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's method
        """Return two: name and value."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a name or a value; names are the quieter ones."""
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == NAME:
            return QColor(Theme.current().colours.text_quiet)
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return shown(self._columns[index.row()][index.column()])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Return what the two columns are called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("Contact", "Column"),
            QCoreApplication.translate("Contact", "Value"),
        )[section]

    def show(self, contact: Contact) -> None:
        """Take a contact; where only values differ the rows stay."""
        columns = contact.columns
        if [name for name, _ in columns] != [name for name, _ in self._columns]:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()
        elif columns != self._columns:
            self._columns = columns
            self.dataChanged.emit(self.index(0, VALUE), self.index(len(columns) - 1, VALUE))


class ContactFilter(QSortFilterProxyModel):
    """Shows the rows that hold every typed word in name or value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Take what the agent typed."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Return whether a row matches."""
        model = self.sourceModel()
        cells = (model.index(source_row, column, source_parent) for column in (NAME, VALUE))
        text = " ".join(str(cell.data()) for cell in cells).casefold()
        return all(word in text for word in self._words)
