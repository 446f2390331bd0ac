"""The pages of a script as a list of steps: which is shown, which were seen, which key leads there.

Arrow keys only look around. A page is gone to by Enter, Space or a click, since going to it sends
its stage.
"""

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agent_desktop.desk.scripts import ScriptPanel
from agent_desktop.immutable import immutable
from agent_desktop.ui.theme.fonts import heading, icon_side, tabular
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import ROW, SPACE
from agent_desktop.ui.widgets.plain_text import shown, tip
from agent_desktop.ui.widgets.row import paint_row

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

STEP_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_GO_KEYS = ("Return", "Enter", "Space")
_DIGITS = range(10)  # stages with a key of their own
_MARK = 16
_CAP = 18


@immutable
class Step:
    """One page as the list shows it."""

    name: str
    stage: int | None = None
    seen: bool = False
    current: bool = False

    @property
    def key(self) -> str:
        """The key that asks for its stage, where one does."""
        return str(self.stage) if self.stage in _DIGITS else ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = [self.name]
        if self.stage is not None:
            parts.append(translate("Script", "stage {number}").format(number=self.stage))
        if self.current:
            parts.append(translate("Script", "shown now"))
        elif self.seen:
            parts.append(translate("Script", "seen"))
        return ", ".join(parts)


def steps(panel: ScriptPanel) -> tuple[Step, ...]:
    """Return the steps of a script."""
    return tuple(
        Step(shown(page.name), page.stage, index in panel.pages_seen, index == panel.page)
        for index, page in enumerate(panel.script.pages)
    )


class StepModel(QAbstractListModel):
    """One row a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self._steps)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the step itself, its name, or what is said of it."""
        if not index.isValid() or index.row() >= len(self._steps):
            return None
        step = self._steps[index.row()]
        if role == STEP_ROLE:
            return step
        if role == Qt.ItemDataRole.DisplayRole:
            return step.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return step.spoken
        return tip(step.spoken) if role == Qt.ItemDataRole.ToolTipRole else None

    def show(self, wanted: tuple[Step, ...]) -> None:
        """Take other steps; as many as before are the same rows."""
        if len(wanted) != len(self._steps):
            self.beginResetModel()
            self._steps = wanted
            self.endResetModel()
        elif wanted != self._steps:
            self._steps = wanted
            self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))


class PageList(QListView):
    """The list of steps."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scriptPages")
        self.setAccessibleName(self.tr("Pages of the script"))
        self._model = StepModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_StepDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        go = QAction(self)
        go.setShortcuts([QKeySequence(key) for key in _GO_KEYS])
        go.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        go.setAutoRepeat(False)
        go.triggered.connect(self._go)
        self.addAction(go)

    def show_pages(self, panel: ScriptPanel) -> None:
        """Show the steps of a script; the one shown comes into sight when it changes."""
        before = self._current_page()
        self._model.show(steps(panel))
        if self._current_page() != before or not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(panel.page))

    def minimumSizeHint(self) -> QSize:
        """Return the size of one row."""
        return QSize(0, self.sizeHintForRow(0) if self._model.rowCount() else ROW)

    def _current_page(self) -> int:
        rows = range(self._model.rowCount())
        found = (row for row in rows if _step(self._model.index(row)).current)
        return next(found, -1)

    def _go(self) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())


class _StepDelegate(QStyledItemDelegate):
    """Draws a step: its key, its name, and whether it was seen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height at the present font."""
        height = max(ROW, QFontMetrics(option.font).height() + SPACE.m)
        return QSize(super().sizeHint(option, index).width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        step = _step(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if step.current:
            option.state |= QStyle.StateFlag.State_Selected
        paint_row(painter, option, bar=True)
        colours = Theme.current().colours
        metrics = QFontMetrics(option.font)
        area = option.rect.adjusted(SPACE.m, 0, -SPACE.s, 0)
        cap = max(_CAP, metrics.horizontalAdvance(step.key) + SPACE.s)
        if step.key:
            box = QRect(area.left(), 0, cap, metrics.height() + 2)
            box.moveTop(area.center().y() - box.height() // 2 + 1)
            box = QStyle.visualRect(option.direction, option.rect, box)
            painter.setPen(QPen(QColor(colours.text_quiet), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setFont(tabular(option.font))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, step.key)
        name = area.adjusted(cap + SPACE.s, 0, 0, 0)
        if step.seen and not step.current:
            side = icon_side(option.font, _MARK)
            place = QRect(name.right() - side + 1, area.center().y() - side // 2, side, side)
            place = QStyle.visualRect(option.direction, option.rect, place)
            scale = painter.device().devicePixelRatio()
            painter.drawPixmap(place, pixmap("check", colours.text_quiet, side, scale))
            name.setRight(name.right() - side - SPACE.xs)
        painter.setFont(heading(option.font) if step.current else option.font)
        painter.setPen(QColor(colours.text))
        text = painter.fontMetrics().elidedText(
            step.name, Qt.TextElideMode.ElideRight, name.width()
        )
        name = QStyle.visualRect(option.direction, option.rect, name)
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(name, leading | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


def _step(index: Index) -> Step:
    step = index.data(STEP_ROLE)
    return step if isinstance(step, Step) else Step("")
