"""Where the time went: a bar for each campaign, and the same as a table of words."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agent_desktop.desk.history import CampaignTime, StageTime
from agent_desktop.immutable import immutable
from agent_desktop.ui.history.bar import BarPainter, parts_of_campaign
from agent_desktop.ui.history.words import (
    calls_text,
    campaign_name,
    campaign_sum,
    stage_label,
    stage_name,
    times_sentence,
    total_seconds,
    translate,
)
from agent_desktop.ui.theme.fonts import grown, heading, tabular
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import ROW, SPACE, Colours
from agent_desktop.ui.widgets.elapsed_label import elapsed_text
from agent_desktop.ui.widgets.plain_text import shown, tip
from agent_desktop.ui.widgets.row import paint_row

Index = QModelIndex | QPersistentModelIndex

CAMPAIGN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_BAR = 18
_CHIP = 16
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_TRAILING = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)


class CampaignTimes(QStackedWidget):
    """The sums of all calls found, drawn or written."""

    picked = Signal(str)  # campaign id: the agent wants its calls only

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._bars_model, self._table_model = _BarModel(self), _TableModel(self)
        self._bars = _Bars()
        self._bars.setObjectName("historyCampaigns")
        self._bars.setAccessibleName(self.tr("Time in each stage, by campaign"))
        self._bars.setModel(self._bars_model)
        self._bars.setItemDelegate(_BarDelegate(self._bars))
        self._bars.activated.connect(self._pick)
        self._table = QTableView()
        self._table.setObjectName("historyCampaignTable")
        self._table.setAccessibleName(self.tr("Time in each stage, by campaign"))
        self._table.setModel(self._table_model)
        self._dress_table()
        for view in (self._bars, self._table):
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.addWidget(view)
        Theme.current().changed.connect(self._bars.viewport().update)

    def render_times(self, campaigns: tuple[CampaignTime, ...]) -> None:
        """Show the sums of a state."""
        self._bars_model.show(campaigns)
        self._table_model.show(campaigns)

    def show_as_table(self, as_table: bool) -> None:
        """Write the sums, or draw them."""
        self.setCurrentWidget(self._table if as_table else self._bars)

    def _dress_table(self) -> None:
        table = self._table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(grown(self.font(), ROW))
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(SPACE.xl)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _pick(self, index: Index) -> None:
        campaign = index.data(CAMPAIGN_ROLE)
        if isinstance(campaign, CampaignTime):
            self.picked.emit(campaign.campaign_id)


class _BarModel(QAbstractListModel):
    """One row a campaign; its text is the whole bar in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: tuple[CampaignTime, ...] = ()

    def show(self, campaigns: tuple[CampaignTime, ...]) -> None:
        """Take other sums; while the campaigns are the same their rows stay."""
        before, self._campaigns = self._campaigns, campaigns
        if [c.campaign_id for c in before] != [c.campaign_id for c in campaigns]:
            self.beginResetModel()
            self.endResetModel()
        elif before != campaigns:
            self.dataChanged.emit(self.index(0), self.index(len(campaigns) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many campaigns had calls."""
        return 0 if parent.isValid() else len(self._campaigns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the sums themselves, or the bar in words."""
        if not index.isValid() or index.row() >= len(self._campaigns):
            return None
        campaign = self._campaigns[index.row()]
        if role == CAMPAIGN_ROLE:
            return campaign
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(campaign_name(campaign))
        spoken = f"{campaign_name(campaign)}, {campaign_sum(campaign)}: "
        spoken = shown(spoken + times_sentence(campaign.stages))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(spoken)
        return None


class _TableModel(QAbstractTableModel):
    """One row a campaign with its sum, and one for each of its stages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, campaigns: tuple[CampaignTime, ...]) -> None:
        """Take other sums."""
        rows = tuple(row for campaign in campaigns for row in _rows(campaign))
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many sums there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's virtual method
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TRAILING if section > 1 else _LEADING
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("History", "Campaign"),
            translate("History", "Stage"),
            translate("History", "Time"),
        )[section]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TRAILING if index.column() > 1 else _LEADING
        if role == Qt.ItemDataRole.ToolTipRole and index.column() < 2:
            return tip(self._rows[index.row()][index.column()])
        return None


def _rows(campaign: CampaignTime) -> Iterator[tuple[str, str, str]]:
    """Yield the sum of a campaign, then that of each stage; every row names the campaign."""
    name = campaign_name(campaign)
    yield name, calls_text(campaign.calls), elapsed_text(total_seconds(campaign))
    for stage in campaign.stages:
        yield name, stage_label(stage.number, stage.name), elapsed_text(stage.seconds)


class _Bars(QListView):
    """A list whose legends wrap anew when its width changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


@immutable
class _Key:
    """One entry of a legend in its place: chip, then name and time."""

    stage: StageTime
    chip: QRect
    words: QRect


class _BarDelegate(QStyledItemDelegate):
    """Draws name and sum, the bar, and its legend."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of bar and legend at the present width."""
        campaign = index.data(CAMPAIGN_ROLE)
        width = self._view.viewport().width()
        if not isinstance(campaign, CampaignTime):
            return QSize(width, 0)
        _bar, _keys, height = _places(QRect(0, 0, width, 0), option.font, campaign.stages)
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        campaign = index.data(CAMPAIGN_ROLE)
        if not isinstance(campaign, CampaignTime):
            return
        colours = Theme.current().colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option)
        bar, keys, _height = _places(option.rect, option.font, campaign.stages)
        _paint_head(painter, option, campaign, bar, colours)
        parts = parts_of_campaign(campaign.stages)
        bars = BarPainter(painter, tabular(option.font), option.direction)
        bars.paint(_turned(option, bar), parts)
        for key, part in zip(keys, parts, strict=True):
            bars.chip(QRectF(_turned(option, key.chip)), part)
            _paint_key(painter, option, key, colours)
        painter.restore()


def _places(
    row: QRect, font: QFont, stages: Sequence[StageTime]
) -> tuple[QRect, tuple[_Key, ...], int]:
    """Return where bar and legend lie, for left-to-right, and how high the row is."""
    line = QFontMetrics(heading(font)).height()
    left, right = row.left() + SPACE.s, row.right() - SPACE.s
    bar = QRect(left, row.top() + SPACE.s + line + SPACE.xs, right - left, grown(font, _BAR))
    metrics = QFontMetrics(tabular(font))
    chip = grown(font, _CHIP)
    x, y = left, bar.bottom() + SPACE.s
    keys = []
    for stage in stages:
        text = metrics.horizontalAdvance(_key_text(stage)) + 1
        wide = min(_chip_width(metrics, stage, chip) + SPACE.xs + text, right - left)
        if x > left and x + wide > right:
            x, y = left, y + max(chip, metrics.height()) + SPACE.xs
        box = QRect(x, y, _chip_width(metrics, stage, chip), chip)
        words = QRect(box.right() + 1 + SPACE.xs, y, wide - box.width() - SPACE.xs, chip)
        keys.append(_Key(stage, box, words))
        x += wide + SPACE.m
    bottom = y + chip if keys else bar.bottom()
    return bar, tuple(keys), bottom + SPACE.s - row.top()


def _chip_width(metrics: QFontMetrics, stage: StageTime, least: int) -> int:
    return max(least, metrics.horizontalAdvance(str(stage.number)) + SPACE.xs)


def _key_text(stage: StageTime) -> str:
    return f"{stage_name(stage.name)} {elapsed_text(stage.seconds)}".strip()


def _paint_head(
    painter: QPainter,
    option: QStyleOptionViewItem,
    campaign: CampaignTime,
    bar: QRect,
    colours: Colours,
) -> None:
    bold, figures = heading(option.font), tabular(option.font)
    line = QFontMetrics(bold).height()
    head = QRect(bar.left(), bar.top() - SPACE.xs - line, bar.width(), line)
    text = campaign_sum(campaign)
    wide = QFontMetrics(figures).horizontalAdvance(text)
    painter.setFont(figures)
    painter.setPen(QColor(colours.text_quiet))
    painter.drawText(_turned(option, head), _TRAILING, text)
    words = head.adjusted(0, 0, -wide - SPACE.s, 0)
    painter.setFont(bold)
    painter.setPen(QColor(colours.text))
    name = QFontMetrics(bold).elidedText(
        shown(campaign_name(campaign)), Qt.TextElideMode.ElideRight, words.width()
    )
    painter.drawText(_turned(option, words), _LEADING, name)


def _paint_key(
    painter: QPainter, option: QStyleOptionViewItem, key: _Key, colours: Colours
) -> None:
    figures = tabular(option.font)
    painter.setFont(figures)
    painter.setPen(QColor(colours.text_quiet))
    text = QFontMetrics(figures).elidedText(
        shown(_key_text(key.stage)), Qt.TextElideMode.ElideMiddle, key.words.width()
    )
    painter.drawText(_turned(option, key.words), _LEADING, text)


def _turned(option: QStyleOptionViewItem, area: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, area)
