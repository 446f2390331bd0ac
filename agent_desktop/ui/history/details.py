"""The chosen call in full: each stage asked for, what the server said, the outcome, the note."""

from dataclasses import field, replace
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agent_desktop.desk.history import HistoryLine, StageSpell
from agent_desktop.desk.stages import Verdict
from agent_desktop.immutable import immutable
from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.history.bar import AIR, SIGN, BarPainter, Part, look_of
from agent_desktop.ui.history.rows import outcome_sign
from agent_desktop.ui.history.words import (
    NONE,
    callback_text,
    filed_text,
    spell_lines,
    stage_name,
    talk_text,
    translate,
    when,
)
from agent_desktop.ui.theme.fonts import grown, heading, tabular
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE, Colours
from agent_desktop.ui.widgets.elapsed_label import elapsed_text
from agent_desktop.ui.widgets.plain_text import shown
from agent_desktop.ui.widgets.row import paint_row

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_CHIP = 20
_ICON = 16


@immutable
class Entry:
    """One row of the details. `part` draws a stage's chip, `icon` a sign in place of it."""

    head: str
    time: str = ""
    body: str = field(default="", repr=False)
    part: Part | None = None
    icon: str = ""
    verdict: Verdict | None = None

    @property
    def text(self) -> str:
        """All of it as plain text, for the ear and the clipboard."""
        number = f"{self.part.number} " if self.part else ""
        first = f"{number}{self.head} {self.time}".strip()
        return "\n".join(line for line in (first, self.body) if line)


def entries(line: HistoryLine) -> tuple[Entry, ...]:
    """Return what there is to say of one call."""
    return tuple(
        replace(entry, head=shown(entry.head), body=shown(entry.body)) for entry in _told(line)
    )


def _told(line: HistoryLine) -> list[Entry]:
    call = [translate("History", "Talk time {time}").format(time=talk_text(line))]
    if line.who:
        call.append(line.who)
    if line.interaction_id:
        call.append(translate("History", "Call {id}").format(id=line.interaction_id))
    began = when(line.began, with_day=True)
    found = [Entry(line.campaign or NONE, began, " · ".join(call), icon="phone")]
    found += [_spell_entry(spell) for spell in line.spells]
    outcome = [filed_text(line.outcome_verdict)] if line.outcome else []
    if line.callback is not None:
        outcome.append(callback_text(line.callback))
    name = line.outcome or translate("History", "No outcome")
    sign = "outcome" if line.outcome else "minus"
    body = "\n".join(outcome)
    found.append(Entry(name, body=body, icon=sign, verdict=line.outcome_verdict))
    if line.note:
        found.append(Entry(translate("History", "Note"), body=line.note, icon="list"))
    return found


class DetailsView(QListView):
    """The details as a list; Ctrl+C copies a row of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyDetails")
        self.setAccessibleName(self.tr("Details of the call"))
        self._entries = _EntryModel(self)
        self._told: HistoryLine | None = None
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy = QAction(self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_entry)
        self.addAction(copy)
        Theme.current().changed.connect(self.viewport().update)

    def render_details(self, line: HistoryLine | None) -> None:
        """Show a call, or nothing; the place in the list stays while the call does."""
        same = line is not None and self._told is not None and line.id == self._told.id
        row = self.currentIndex().row() if same else -1
        self._told = line
        self._entries.show(entries(line) if line is not None else ())
        if row >= 0:
            self.setCurrentIndex(self._entries.index(min(row, self._entries.rowCount() - 1)))

    def copy_entry(self) -> None:
        """Put the chosen row, else all rows, on the clipboard."""
        chosen = self.currentIndex()
        rows = [chosen.row()] if chosen.isValid() else range(self._entries.rowCount())
        texts = [self._entries.index(row).data() for row in rows]
        copy("\n".join(str(text) for text in texts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, found: tuple[Entry, ...]) -> None:
        """Take other rows."""
        if found == self._entries:
            return
        self.beginResetModel()
        self._entries = found
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the row itself or its text."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.text
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Draws a chip or a sign, a heading with its time, and wrapped lines beneath."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height the words need at the present width."""
        entry = index.data(ENTRY_ROLE)
        width = self._view.viewport().width()
        if not isinstance(entry, Entry):
            return QSize(width, 0)
        box = QRect(0, 0, width, 100_000)
        head, body = _places(box, option.font)
        height = max(grown(option.font, _CHIP), head.height())
        if entry.body:
            lines = _wrapped(entry.body, option.font, body.width())
            height = body.top() - SPACE.xs + ceil(lines.boundingRect().height())
        return QSize(width, height + 2 * SPACE.xs)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        colours = Theme.current().colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option)
        head, body = _places(option.rect, option.font)
        _paint_sign(painter, option, entry, colours)
        figures = tabular(option.font)
        wide = QFontMetrics(figures).horizontalAdvance(entry.time)
        words = head.adjusted(0, 0, -(wide + SPACE.s) if wide else 0, 0)
        bold = heading(option.font)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        text = QFontMetrics(bold).elidedText(entry.head, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(
            _turned(option, words), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, text
        )
        painter.setFont(figures)
        painter.setPen(QColor(colours.text_quiet))
        painter.drawText(
            _turned(option, head),
            Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop,
            entry.time,
        )
        lines = _wrapped(entry.body, option.font, body.width(), option.direction)
        lines.draw(painter, QPointF(_turned(option, body).topLeft()))
        painter.restore()


def _spell_entry(spell: StageSpell) -> Entry:
    lasted = spell.verdict is Verdict.CONFIRMED
    return Entry(
        stage_name(spell.name),
        elapsed_text(spell.seconds) if lasted else "",
        "\n".join(spell_lines(spell)),
        part=Part(spell.number, look_of(spell.verdict)),
        verdict=spell.verdict,
    )


def _places(row: QRect, font: QFont) -> tuple[QRect, QRect]:
    """Return where heading and body lie, for left-to-right."""
    line = QFontMetrics(heading(font)).height()
    left = SPACE.s + _sign_width(font) + SPACE.s
    head = QRect(row.left() + left, row.top() + SPACE.xs, row.width() - left - SPACE.s, line)
    head.translate(0, max(0, (grown(font, _CHIP) - line) // 2))
    body = QRect(head.left(), head.bottom() + 3, head.width(), row.height())
    body.setBottom(max(body.top(), row.bottom() - SPACE.xs))
    return head, body


def _wrapped(
    text: str,
    font: QFont,
    width: int,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QTextLayout:
    """Return the text in lines of a width; what has no spaces is broken anywhere."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def _sign_width(font: QFont) -> int:
    """Return the width of a chip: one column for all, so that the words stand in line."""
    return grown(font, SIGN) + QFontMetrics(font).horizontalAdvance("00") + 2 * AIR


def _paint_sign(
    painter: QPainter, option: QStyleOptionViewItem, entry: Entry, colours: Colours
) -> None:
    font, row = option.font, option.rect
    chip = QRect(row.left() + SPACE.s, row.top() + SPACE.xs, _sign_width(font), grown(font, _CHIP))
    chip = _turned(option, chip)
    if entry.part is not None:
        BarPainter(painter, font).chip(QRectF(chip), entry.part)
    else:
        name, colour = entry.icon, colours.text_quiet
        if name == "outcome":
            name, colour = outcome_sign(entry.verdict, colours)
        side = grown(font, _ICON)
        box = QRect(0, 0, side, side)
        box.moveCenter(chip.center())
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(box, pixmap(name, colour, side, ratio))


def _turned(option: QStyleOptionViewItem, area: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, area)
