"""The calls found, as a table: all rows at once, their lines fetched page by page."""

from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from agent_desktop.desk.history import PAGE, HistoryLine, HistoryPanel, HistorySpan
from agent_desktop.ui.history.words import (
    NONE,
    outcome_text,
    spells_sentence,
    talk_text,
    translate,
    when,
)
from agent_desktop.ui.widgets.plain_text import shown, tip

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_WAITING = "…"


class Column(IntEnum):
    """The columns, in their order."""

    TIME = 0
    CAMPAIGN = 1
    TALK = 2
    STAGES = 3
    OUTCOME = 4
    WHO = 5


class HistoryModel(QAbstractTableModel):
    """One row a call, the newest first; a page is asked for when one of its rows is looked at."""

    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = HistoryPanel()
        self._asked: set[int] = set()
        # Not out of `data`: what answers may change the model while a view reads it.
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_pages)
        self._wanted: list[int] = []

    @property
    def panel(self) -> HistoryPanel:
        """What the model shows."""
        return self._panel

    def show(self, panel: HistoryPanel) -> None:
        """Take another state; rows whose calls are the same stay."""
        before = self._panel
        self._asked.clear()
        fresh = len(panel.ids) - len(before.ids)
        if before.query.span is not panel.query.span:
            self._reset(panel)
        elif fresh > 0 and before.ids and panel.ids[fresh:] == before.ids:
            self.beginInsertRows(_NOWHERE, 0, fresh - 1)
            self._panel = panel
            self.endInsertRows()
        elif before.ids != panel.ids:
            self._reset(panel)
        else:
            self._panel = panel
        self._tell_changed(before)

    def _reset(self, panel: HistoryPanel) -> None:
        self.beginResetModel()
        self._panel = panel
        self.endResetModel()

    def _tell_changed(self, before: HistoryPanel) -> None:
        """Have the rows of pages that are new, or were let go, drawn anew."""
        panel = self._panel
        if panel.pages is before.pages:
            return
        for page, lines in panel.pages.items():
            if before.pages.get(page) is not lines:
                last = min((page + 1) * PAGE, len(panel.ids)) - 1
                if page * PAGE <= last:
                    self.dataChanged.emit(
                        self.index(page * PAGE, 0), self.index(last, len(Column) - 1)
                    )

    def line(self, row: int) -> HistoryLine | None:
        """Return the call of a row; a page that isn't here is asked for."""
        line = self._panel.line(row)
        page = row // PAGE
        if line is None and page not in self._panel.pages and page not in self._asked:
            self._asked.add(page)
            self._wanted.append(page)
            self._ask.start()
        return line

    def time_text(self, began: datetime) -> str:
        """Return when a call began; the day is said where there is more than one."""
        return when(began, with_day=self._panel.query.span is not HistorySpan.TODAY)

    def row_of(self, call: int | None) -> int:
        """Return the row of a call by its id, -1 where it isn't among those found."""
        try:
            return -1 if call is None else self._panel.ids.index(call)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many calls were found."""
        return 0 if parent.isValid() else len(self._panel.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's virtual method
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal or section not in range(len(Column)):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.TIME: translate("History", "Time"),
            Column.CAMPAIGN: translate("History", "Campaign"),
            Column.TALK: translate("History", "Talk time"),
            Column.STAGES: translate("History", "Stages"),
            Column.OUTCOME: translate("History", "Outcome"),
            Column.WHO: translate("History", "With"),
        }[Column(section)]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the call itself, or a cell for eye or ear."""
        if not index.isValid() or index.row() >= len(self._panel.ids):
            return None
        if role == LINE_ROLE:
            return self.line(index.row())
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        line = self.line(index.row())
        column = Column(index.column())
        if line is None:
            return _WAITING if role == Qt.ItemDataRole.DisplayRole else None
        text = shown(self._text(line, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text) if column in (Column.STAGES, Column.CAMPAIGN, Column.OUTCOME) else None
        return text

    def _text(self, line: HistoryLine, column: Column) -> str:
        """Return a cell as words; what is drawn has its sentence."""
        match column:
            case Column.TIME:
                return self.time_text(line.began)
            case Column.CAMPAIGN:
                return line.campaign or NONE
            case Column.TALK:
                return talk_text(line)
            case Column.STAGES:
                return spells_sentence(line.spells) or NONE
            case Column.OUTCOME:
                return outcome_text(line)
            case Column.WHO:
                return line.who

    def _ask_for_pages(self) -> None:
        wanted, self._wanted = self._wanted, []
        for page in wanted:
            if page in self._asked:
                self.page_wanted.emit(page)
