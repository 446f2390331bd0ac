"""How a row of the history is drawn; a painter looks colours and fonts up once a painting."""

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from agent_desktop.desk.history import HistoryLine
from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.history.bar import SIGNS, BarPainter, Look, look_of, parts_of_call
from agent_desktop.ui.history.model import Column
from agent_desktop.ui.history.words import NONE, talk_text
from agent_desktop.ui.theme.fonts import grown, tabular
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE, Colours
from agent_desktop.ui.widgets.plain_text import shown

# Where each column stands: pixels from the left of the view, and how wide it is.
Places = Mapping[Column, tuple[int, int]]

_SIGN = 16
_BAR = 18
_MIDDLE = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


class Ground(Enum):
    """What lies under a row."""

    PLAIN = auto()
    HOVERED = auto()
    CHOSEN = auto()


class CallPainter:
    """Draws rows with one painter, font and theme."""

    def __init__(self, painter: QPainter, font: QFont, direction: Qt.LayoutDirection) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter = painter
        self._direction = direction
        self._font, self._figures = font, tabular(font)
        self._metrics = QFontMetrics(font)
        self._colours = Theme.current().colours
        self._text = QColor(self._colours.text)
        self._quiet = QColor(self._colours.text_quiet)
        self._bars = BarPainter(painter, font, direction)
        self._bar_height = grown(font, _BAR)
        self._side = grown(font, _SIGN)
        self._elided: dict[tuple[str, int], str] = {}

    def ground(self, row: QRect, ground: Ground, *, focused: bool) -> None:
        """Draw what lies under a row, from edge to edge, and the line that ends it."""
        colours = self._colours
        if ground is not Ground.PLAIN:
            lit = colours.selection if ground is Ground.CHOSEN else colours.hover
            self._painter.fillRect(row, QColor(lit))
        if focused:
            self._edge(row, colours.focus, 2, at_top=True)
            self._edge(row, colours.focus, 2)
        elif ground is not Ground.CHOSEN:
            self._edge(row, colours.line, 1)

    def waiting(self, row: QRect, places: Places) -> None:
        """Draw where words will be."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._colours.hover))
        for left, width in places.values():
            box = QRect(left + SPACE.s, 0, (width - 2 * SPACE.s) * 2 // 3, SPACE.s)
            box.moveTop(row.center().y() - SPACE.xs)
            self._painter.drawRoundedRect(box, SPACE.xs, SPACE.xs)

    def call(self, row: QRect, places: Places, line: HistoryLine, time: str) -> None:
        """Draw a call."""
        cells = {
            column: QRect(left + SPACE.s, row.top(), width - 2 * SPACE.s, row.height())
            for column, (left, width) in places.items()
        }
        painter = self._painter
        painter.setFont(self._figures)
        painter.setPen(self._quiet)
        painter.drawText(cells[Column.TIME], _MIDDLE, time)
        painter.setPen(self._text)
        painter.drawText(cells[Column.TALK], _MIDDLE, talk_text(line))
        painter.setFont(self._font)
        self._write(cells[Column.CAMPAIGN], line.campaign or NONE)
        self._outcome(cells[Column.OUTCOME], line)
        if Column.WHO in cells:
            self._write(cells[Column.WHO], line.who)
        if line.spells:
            area = cells[Column.STAGES]
            bar = QRect(area.left(), 0, area.width(), min(self._bar_height, row.height() - SPACE.s))
            bar.moveCenter(area.center())
            self._bars.paint(bar, parts_of_call(line.spells))
        else:
            painter.setPen(self._quiet)
            painter.drawText(cells[Column.STAGES], _MIDDLE, NONE)

    def _outcome(self, cell: QRect, line: HistoryLine) -> None:
        if not line.outcome:
            self._painter.setPen(self._quiet)
            self._painter.drawText(cell, _MIDDLE, NONE)
            return
        name, colour = outcome_sign(line.outcome_verdict, self._colours)
        sign = QRect(cell.left(), cell.center().y() - self._side // 2, self._side, self._side)
        sign = QStyle.visualRect(self._direction, cell, sign)
        scale = self._painter.device().devicePixelRatio()
        self._painter.drawPixmap(sign, pixmap(name, colour, self._side, scale))
        words = cell.adjusted(self._side + SPACE.xs, 0, 0, 0)
        self._painter.setPen(self._text)
        self._write(QStyle.visualRect(self._direction, cell, words), line.outcome)

    def _write(self, cell: QRect, text: str) -> None:
        """Write other people's words, cut where they are too long; most come again and again."""
        key = (text, cell.width())
        if key not in self._elided:
            self._elided[key] = self._metrics.elidedText(
                shown(text), Qt.TextElideMode.ElideRight, cell.width()
            )
        self._painter.drawText(cell, _MIDDLE, self._elided[key])

    def _edge(self, row: QRect, colour: str, width: int, *, at_top: bool = False) -> None:
        """Draw a line along a row, sharp at every scale."""
        top = row.top() if at_top else row.bottom() + 1 - width
        self._painter.fillRect(QRect(row.left(), top, row.width(), width), QColor(colour))


def outcome_sign(verdict: Verdict | None, colours: Colours) -> tuple[str, str]:
    """Return the icon of an outcome that came so far, and its colour."""
    look = look_of(verdict)
    return {
        Look.SPENT: ("check", colours.success),
        Look.REFUSED: (SIGNS[Look.REFUSED], colours.danger),
        Look.UNSURE: (SIGNS[Look.UNSURE], colours.warning),
    }.get(look, (SIGNS[Look.UNSENT], colours.text_quiet))
