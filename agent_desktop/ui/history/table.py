"""The table of the calls found, drawn by hand so that 50,000 of them scroll smoothly."""

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from agent_desktop.desk.history import HistoryLine
from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.history.model import Column, HistoryModel
from agent_desktop.ui.history.rows import CallPainter, Ground
from agent_desktop.ui.theme.fonts import grown, tabular
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import ROW, SPACE

# How the room beside the clocks is shared: campaign, stages, outcome, and with whom.
_SHARES = {Column.CAMPAIGN: 24, Column.STAGES: 42, Column.OUTCOME: 24, Column.WHO: 18}


class HistoryTable(QTableView):
    """Shows the calls; one row is chosen at a time."""

    chosen = Signal(object)  # the HistoryLine of the row, None for none that is here

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyTable")
        self.setAccessibleName(self.tr("Calls"))
        self._calls = model
        self._kept: int | None = None  # the id of the chosen call, through searches and refreshes
        self._told: HistoryLine | None = None
        self.hovered = -1
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setMinimumSectionSize(SPACE.xl)
        self.setColumnHidden(Column.WHO, True)
        copy = QAction(self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_row)
        self.addAction(copy)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        model.modelReset.connect(self._choose_kept)
        model.rowsInserted.connect(self._choose_kept)
        model.dataChanged.connect(self._tell)
        Theme.current().changed.connect(self.viewport().update)
        self._measure()

    @property
    def line(self) -> HistoryLine | None:
        """The chosen call, if its page is here."""
        row = self.currentIndex().row()
        return self._calls.line(row) if row >= 0 else None

    def show_people(self, *, shown: bool) -> None:
        """Show whom the calls were with, or have no such column."""
        if self.isColumnHidden(Column.WHO) is shown:
            self.setColumnHidden(Column.WHO, not shown)
            self._share_out()

    def show_days(self) -> None:
        """Make room for what the first column has to say."""
        self._share_out()

    def choose_first(self) -> None:
        """Choose the newest call, where none is chosen."""
        if self._calls.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._calls.index(0, Column.TIME))

    def copy_row(self) -> None:
        """Put the chosen row on the clipboard, its cells apart by tabs."""
        row = self.currentIndex().row()
        shown = [column for column in Column if not self.isColumnHidden(column)]
        cells = [self._calls.index(row, column).data() for column in shown]
        if row >= 0:
            copy("\t".join(str(cell) for cell in cells))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight, row by row: a delegate called for each cell is too slow."""
        area = event.rect()
        painter = QPainter(self.viewport())
        calls = CallPainter(painter, self.font(), self.layoutDirection())
        first = max(0, self.rowAt(area.top()))
        last = self.rowAt(area.bottom())
        last = self._calls.rowCount() - 1 if last < 0 else last
        places = {
            column: (self.columnViewportPosition(column), self.columnWidth(column))
            for column in Column
            if not self.isColumnHidden(column)
        }
        chosen, focused = self.selectionModel(), self.hasFocus()
        width, height = self.viewport().width(), self.verticalHeader().defaultSectionSize()
        current = self.currentIndex().row()
        for row in range(first, last + 1):
            ground = Ground.PLAIN
            if chosen.isRowSelected(row):
                ground = Ground.CHOSEN
            elif row == self.hovered:
                ground = Ground.HOVERED
            box = QRect(0, self.rowViewportPosition(row), width, height)
            calls.ground(box, ground, focused=focused and row == current)
            line = self._calls.line(row)
            if line is None:
                calls.waiting(box, places)
            else:
                calls.call(box, places, line, self._calls.time_text(line.began))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's virtual method
        """Leave the row that was hovered where the pointer goes below the last."""
        super().mouseMoveEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self._hover(-1)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        before, self.hovered = self.hovered, row
        for changed in {before, row} - {-1}:
            self._draw_row(changed)

    def _draw_row(self, row: int) -> None:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        self.viewport().update(0, top, self.viewport().width(), height)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(grown(self.font(), ROW))
        self._share_out()

    def _share_out(self) -> None:
        """Give the clocks what they need and the rest to the others."""
        digits = QFontMetrics(tabular(self.font()))
        longest = self._calls.time_text(datetime(2000, 12, 28, 20, 0, tzinfo=UTC))
        head = self.horizontalHeader().fontMetrics()
        for column, text in ((Column.TIME, longest), (Column.TALK, "00:00:00")):
            name = str(self._calls.headerData(column, Qt.Orientation.Horizontal))
            wide = max(digits.horizontalAdvance(text), head.horizontalAdvance(name) + SPACE.s)
            self.setColumnWidth(column, wide + 2 * SPACE.s)
        shares = {c: s for c, s in _SHARES.items() if not self.isColumnHidden(c)}
        room = self.viewport().width() - sum(
            self.columnWidth(column) for column in (Column.TIME, Column.TALK)
        )
        left = room
        for column, share in shares.items():
            wide = room * share // sum(shares.values())
            last = column == max(shares)
            self.setColumnWidth(column, max(0, left if last else wide))
            left -= wide

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        for row in {current.row(), previous.row()} - {-1}:
            self._draw_row(row)
        if current.isValid():
            self._kept = self._calls.panel.ids[current.row()]
        self._tell()

    def _choose_kept(self) -> None:
        """Have the same call chosen as before, where it is still among those found."""
        row = self._calls.row_of(self._kept)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self._calls.index(row, Column.TIME))
        self._tell()

    def _tell(self) -> None:
        line = self.line
        if line is not self._told:
            self._told = line
            self.chosen.emit(line)
