"""How one notice is drawn: severity and sentence, then what it means and what to do."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from agent_desktop.desk.notices import KEPT, Notice, Severity
from agent_desktop.ui.notices.model import NOTICE_ROLE, times_text
from agent_desktop.ui.notices.words import clock, words
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.row import paint_row

Index = QModelIndex | QPersistentModelIndex

ICON = 20
_ICONS = {
    Severity.INFO: ("info", "text_quiet"),
    Severity.SUCCESS: ("check", "success"),
    Severity.WARNING: ("alert", "warning"),
    Severity.ERROR: ("alert", "danger"),
}
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)


class NoticeDelegate(QStyledItemDelegate):
    """Draws notices of different heights; the words wrap at the width of the list."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._view = parent
        self._heights: dict[tuple[int, int, int, str], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height the words need at the present width."""
        notice = index.data(NOTICE_ROLE)
        width = self._view.viewport().width()
        if not isinstance(notice, Notice):
            return QSize(width, 0)
        # The list asks for every row whenever one comes; words are measured once.
        key = (notice.id, notice.times, width, option.font.key() + notice.answer.message)
        if key not in self._heights:
            if len(self._heights) > 2 * KEPT:
                self._heights.clear()
            self._heights[key] = _height(notice, width, option.font)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the notice."""
        notice = index.data(NOTICE_ROLE)
        if not isinstance(notice, Notice):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = Theme.current().colours
        paint_row(painter, option)
        area = option.rect.adjusted(0, SPACE.s, 0, -SPACE.s)
        name, role = _ICONS[notice.severity]
        line = QFontMetrics(option.font).height()
        box = QRect(area.left() + SPACE.s, area.top() + (line - ICON) // 2, ICON, ICON)
        icon(name, role).paint(painter, box)
        head, body = _texts(notice)
        text = _text_area(area, option.font, notice)
        bold = _bold(option.font)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        painter.drawText(text, _WRAP, head)
        top = QFontMetrics(bold).boundingRect(text, _WRAP, head).height() + 2
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text_quiet))
        painter.drawText(text.adjusted(0, top, 0, 0), _WRAP, body)
        time = _time(notice)
        width = QFontMetrics(option.font).horizontalAdvance(time)
        painter.drawText(QPoint(area.right() - SPACE.s - width, _baseline(area, option.font)), time)
        painter.restore()


def _height(notice: Notice, width: int, font: QFont) -> int:
    head, body = _texts(notice)
    text = _text_area(QRect(0, 0, width, 10_000), font, notice)
    height = QFontMetrics(_bold(font)).boundingRect(text, _WRAP, head).height()
    if body:
        height += 2 + QFontMetrics(font).boundingRect(text, _WRAP, body).height()
    return height + 2 * SPACE.s


def _texts(notice: Notice) -> tuple[str, str]:
    said = words(notice)
    return said.what, " ".join(part for part in (said.means, said.do) if part)


def _time(notice: Notice) -> str:
    return " · ".join(part for part in (times_text(notice), clock(notice)) if part)


def _text_area(area: QRect, font: QFont, notice: Notice) -> QRect:
    time = QFontMetrics(font).horizontalAdvance(_time(notice))
    return area.adjusted(SPACE.s + ICON + SPACE.s, 0, -(time + SPACE.s + SPACE.l), 0)


def _baseline(area: QRect, font: QFont) -> int:
    return area.top() + QFontMetrics(font).ascent()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
