"""The table of the calls found, drawn by hand so that 50,000 of them scroll smoothly."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agent_desktop.desk.history import HistoryLine
from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.history.bar import SIGNS, Look, look_of, paint_bar, parts_of_call
from agent_desktop.ui.history.model import Column, HistoryModel
from agent_desktop.ui.history.words import NONE, talk_text
from agent_desktop.ui.theme.fonts import grown, tabular
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import ROW, SPACE, Colours

Index = QModelIndex | QPersistentModelIndex

_SIGN = 16
_BAR = 18
# How the room beside the clocks is shared: campaign, stages, outcome, and with whom.
_SHARES = {Column.CAMPAIGN: 24, Column.STAGES: 42, Column.OUTCOME: 24, Column.WHO: 18}
_MIDDLE = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


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
        self.setItemDelegate(_CallDelegate(self, model))
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
            QGuiApplication.clipboard().setText("\t".join(str(cell) for cell in cells))

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
        first = self._calls.index(0, Column.TIME).data()
        longest = max(("00:00:00", str(first or "")), key=len)
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


class _CallDelegate(QStyledItemDelegate):
    """Draws one cell of a call on the ground of its row."""

    def __init__(self, view: HistoryTable, model: HistoryModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the cell as it is: rows and columns are shared out by the table."""
        return QSize(self._view.columnWidth(index.column()), self._view.rowHeight(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell."""
        colours = Theme.current().colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, colours)
        line = self._model.line(index.row())
        area = option.rect.adjusted(SPACE.s, 0, -SPACE.s, 0)
        if line is None:
            _paint_waiting(painter, area, colours)
        else:
            self._paint_cell(painter, area, line, index, option, colours)
        painter.restore()

    def _paint_cell(
        self,
        painter: QPainter,
        area: QRect,
        line: HistoryLine,
        index: Index,
        option: QStyleOptionViewItem,
        colours: Colours,
    ) -> None:
        match Column(index.column()):
            case Column.TIME:
                text = str(index.data())
                _write(painter, area, text, tabular(option.font), colours.text_quiet)
            case Column.TALK:
                text = talk_text(line)
                _write(painter, area, text, tabular(option.font), colours.text)
            case Column.STAGES:
                height = min(grown(option.font, _BAR), area.height() - SPACE.s)
                bar = QRect(area.left(), 0, area.width(), height)
                bar.moveCenter(area.center())
                parts = parts_of_call(line.spells)
                if parts:
                    paint_bar(painter, bar, parts, option.font, option.direction)
                else:
                    _write(painter, area, NONE, option.font, colours.text_quiet)
            case Column.OUTCOME:
                _paint_outcome(painter, area, line, option, colours)
            case Column.CAMPAIGN:
                _write(painter, area, line.campaign or NONE, option.font, colours.text)
            case Column.WHO:
                _write(painter, area, line.who, option.font, colours.text)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Colours
    ) -> None:
        """Draw what lies under a row: chosen, hovered, focused; from edge to edge."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self._view.currentIndex().row() == index.row()
        if chosen or self._view.hovered == index.row():
            painter.fillRect(option.rect, QColor(colours.selection if chosen else colours.hover))
        if current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            box = option.rect.adjusted(0, 1, 0, -1)
            painter.drawLine(box.topLeft(), box.topRight())
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        elif not chosen:
            painter.setPen(QColor(colours.line))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) > area.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _MIDDLE, text)


def _paint_waiting(painter: QPainter, area: QRect, colours: Colours) -> None:
    """Draw where words will be."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.hover))
    box = QRect(area.left(), 0, area.width() * 2 // 3, SPACE.s)
    box.moveTop(area.center().y() - SPACE.xs)
    painter.drawRoundedRect(box, SPACE.xs, SPACE.xs)


def _paint_outcome(
    painter: QPainter,
    area: QRect,
    line: HistoryLine,
    option: QStyleOptionViewItem,
    colours: Colours,
) -> None:
    if not line.outcome:
        _write(painter, area, NONE, option.font, colours.text_quiet)
        return
    name, colour = outcome_sign(line.outcome_verdict, colours)
    side = grown(option.font, _SIGN)
    sign = QRect(area.left(), area.center().y() - side // 2, side, side)
    sign = QStyle.visualRect(option.direction, area, sign)
    scale = painter.device().devicePixelRatio()
    painter.drawPixmap(sign, pixmap(name, colour, side, scale))
    words = QStyle.visualRect(option.direction, area, area.adjusted(side + SPACE.xs, 0, 0, 0))
    _write(painter, words, line.outcome, option.font, colours.text)


def outcome_sign(verdict: Verdict | None, colours: Colours) -> tuple[str, str]:
    """Return the icon of an outcome that came so far, and its colour."""
    look = look_of(verdict)
    return {
        Look.SPENT: ("check", colours.success),
        Look.REFUSED: (SIGNS[Look.REFUSED], colours.danger),
        Look.UNSURE: (SIGNS[Look.UNSURE], colours.warning),
    }.get(look, (SIGNS[Look.UNSENT], colours.text_quiet))
