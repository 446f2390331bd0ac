"""The bar of stages: how long each lasted, and which were refused or never confirmed."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from agent_desktop.desk.history import StageSpell, StageTime
from agent_desktop.desk.stages import Verdict
from agent_desktop.immutable import immutable
from agent_desktop.ui.history.colours import scale_for
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme

GAP = 2
LEAST = 4  # a stage that took no time is still seen
SIGN = 12
AIR = 4
_RADIUS = 3.0
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Look(Enum):
    """What a part of the bar stands for; each has a shape of its own."""

    SPENT = auto()  # filled: the call was in this stage, as wide as it lasted
    REFUSED = auto()  # a cross in a full edge
    UNSURE = auto()  # a question mark in a dashed edge
    UNSENT = auto()  # a dash in a dotted edge: it never reached the server
    MORE = auto()  # what has no room


_LOOKS = {
    Verdict.CONFIRMED: Look.SPENT,
    Verdict.REFUSED: Look.REFUSED,
    Verdict.NOT_CONFIRMED: Look.UNSURE,
    Verdict.NOT_SENT: Look.UNSENT,
    Verdict.SESSION_GONE: Look.UNSENT,
    Verdict.CALL_ENDED: Look.UNSENT,
}
SIGNS = {Look.REFUSED: "cross", Look.UNSURE: "question", Look.UNSENT: "minus", Look.MORE: "more"}


@immutable
class Part:
    """One part of a bar, before it has a place."""

    number: int
    look: Look
    seconds: float = 0.0


@immutable
class Piece:
    """A part in its place: pixels from the leading end of the bar."""

    part: Part
    left: float
    width: float


def look_of(verdict: Verdict | None) -> Look:
    """Return the shape of a request that ended so; None is one without an answer."""
    return Look.UNSURE if verdict is None else _LOOKS[verdict]


def parts_of_call(spells: Iterable[StageSpell]) -> tuple[Part, ...]:
    """Return the bar of one call, in the order in which its stages were asked for."""
    return tuple(Part(spell.number, look_of(spell.verdict), spell.seconds) for spell in spells)


def parts_of_campaign(stages: Iterable[StageTime]) -> tuple[Part, ...]:
    """Return the bar of a campaign's sums."""
    return tuple(Part(stage.number, Look.SPENT, stage.seconds) for stage in stages)


def arrange(parts: Sequence[Part], width: int, mark: int) -> tuple[Piece, ...]:
    """Give each part its place on `width` pixels.

    Time shares the room; a mark is `mark` pixels wide. Where not all fit, the last place says that
    there are more.
    """
    shown = list(parts)
    if _needed(shown, mark) > width:
        more = Part(0, Look.MORE)
        while shown and _needed([*shown, more], mark) > width:
            shown.pop()
        shown.append(more)
    spent = [part for part in shown if part.look is Look.SPENT]
    room = max(0.0, width - _needed(shown, mark))
    total = sum(part.seconds for part in spent)
    pieces, left = [], 0.0
    for part in shown:
        wide = float(mark)
        if part.look is Look.SPENT:
            wide = LEAST + room * (part.seconds / total if total else 1 / len(spent))
        pieces.append(Piece(part, left, wide))
        left += wide + GAP
    return tuple(pieces)


def mark_width(font: QFont) -> int:
    """Return how wide the mark of a stage that was not confirmed is: a sign and a number."""
    return grown(font, SIGN) + QFontMetrics(font).horizontalAdvance("0") + 2 * AIR


class BarPainter:
    """Draws bars with one painter, font and theme; it looks colours and widths up once."""

    def __init__(
        self,
        painter: QPainter,
        font: QFont,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        self._painter = painter
        self._font = font
        self._direction = direction
        self._metrics = QFontMetrics(font)
        self._mark = mark_width(font)
        self._side = grown(font, SIGN)
        self._colours = Theme.current().colours
        scale = scale_for(self._colours)
        self._scale, self._ink = scale, QColor(scale.ink)
        self._fills: dict[int, QBrush] = {}
        self._widths: dict[str, int] = {}

    def paint(self, area: QRect, parts: Sequence[Part]) -> None:
        """Draw a bar into an area."""
        painter = self._painter
        painter.setFont(self._font)
        numbers = []
        painter.setPen(Qt.PenStyle.NoPen)
        for piece in arrange(parts, area.width(), self._mark):
            box = QRectF(area.left() + piece.left, area.top(), piece.width, area.height())
            if self._direction is Qt.LayoutDirection.RightToLeft:
                box.moveRight(area.right() + 1 - piece.left)
            if piece.part.look is not Look.SPENT:
                self.mark(box, piece.part)
                painter.setPen(Qt.PenStyle.NoPen)
                continue
            painter.setBrush(self._fill(piece.part.number))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
            number = str(piece.part.number)
            if self._width(number) + AIR <= piece.width:
                numbers.append((box, number))
        painter.setPen(self._ink)
        for box, number in numbers:
            painter.drawText(box, _CENTRE, number)

    def chip(self, box: QRectF, part: Part) -> None:
        """Draw one part alone, as a key to the bars."""
        if part.look is not Look.SPENT:
            self.mark(box, part)
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._fill(part.number))
        self._painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self._painter.setPen(self._ink)
        self._painter.drawText(box, _CENTRE, str(part.number))

    def mark(self, box: QRectF, part: Part) -> None:
        """Draw a stage that was asked for and not confirmed: sign, number, and its kind of edge."""
        painter, side = self._painter, self._side
        edge, ink, tint, style = self._inks(part.look)
        painter.setPen(QPen(QColor(edge), 1.5, style))
        painter.setBrush(QColor(tint))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
        number = "" if part.look is Look.MORE else str(part.number)
        wide = self._width(number)
        if side + wide + AIR > box.width():
            number, wide = "", 0
        left = box.left() + (box.width() - side - wide) / 2
        sign = QRect(round(left), round(box.center().y() - side / 2), side, side)
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(sign, pixmap(SIGNS[part.look], ink, side, scale))
        if number:
            painter.setPen(QColor(ink))
            words = QRectF(left + side, box.top(), wide + 1, box.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, number)

    def _inks(self, look: Look) -> tuple[str, str, str, Qt.PenStyle]:
        """Return edge, ink, ground and kind of line."""
        colours = self._colours
        if look is Look.REFUSED:
            line = Qt.PenStyle.SolidLine
            return colours.danger, colours.danger_text, colours.danger_tint, line
        if look is Look.UNSURE:
            line = Qt.PenStyle.DashLine
            return colours.warning, colours.warning_text, colours.warning_tint, line
        return colours.outline, colours.text_quiet, colours.panel, Qt.PenStyle.DotLine

    def _fill(self, number: int) -> QBrush:
        if number not in self._fills:
            self._fills[number] = QBrush(QColor(self._scale.fill(number)))
        return self._fills[number]

    def _width(self, number: str) -> int:
        if number not in self._widths:
            self._widths[number] = self._metrics.horizontalAdvance(number)
        return self._widths[number]


def _needed(parts: Sequence[Part], mark: int) -> int:
    """Return the least width of these parts, with the gaps between them."""
    least = sum(LEAST if part.look is Look.SPENT else mark for part in parts)
    return least + GAP * max(0, len(parts) - 1)
