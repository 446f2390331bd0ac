"""The bar of stages: how long each lasted, and which were refused or never confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle

from agent_desktop.desk.history import StageSpell, StageTime
from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.history.colours import scale_for
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import Colours

GAP = 2
LEAST = 4  # a stage that took no time is still seen
SIGN = 12
AIR = 4
_RADIUS = 3.0


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


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar, before it has a place."""

    number: int
    look: Look
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
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
    return SIGN + QFontMetrics(font).horizontalAdvance("0") + 2 * AIR


def paint_bar(
    painter: QPainter,
    area: QRect,
    parts: Sequence[Part],
    font: QFont,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Draw the bar into an area."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    colours = Theme.current().colours
    for piece in arrange(parts, area.width(), mark_width(font)):
        box = QRectF(area.left() + piece.left, area.top(), piece.width, area.height())
        if direction is Qt.LayoutDirection.RightToLeft:
            box.moveRight(area.right() + 1 - piece.left)
        if piece.part.look is Look.SPENT:
            _paint_spent(painter, box, piece.part, metrics, colours)
        else:
            paint_mark(painter, box, piece.part, metrics, colours)


def _paint_spent(
    painter: QPainter, box: QRectF, part: Part, metrics: QFontMetrics, colours: Colours
) -> None:
    scale = scale_for(colours)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(scale.fill(part.number)))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    number = str(part.number)
    if metrics.horizontalAdvance(number) + AIR <= box.width():
        painter.setPen(QColor(scale.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def paint_mark(
    painter: QPainter, box: QRectF, part: Part, metrics: QFontMetrics, colours: Colours
) -> None:
    """Draw the mark of a stage that was asked for and not confirmed: sign, number, edge."""
    edge, ink, tint, pen_style = {
        Look.REFUSED: (
            colours.danger,
            colours.danger_text,
            colours.danger_tint,
            Qt.PenStyle.SolidLine,
        ),
        Look.UNSURE: (
            colours.warning,
            colours.warning_text,
            colours.warning_tint,
            Qt.PenStyle.DashLine,
        ),
    }.get(part.look, (colours.outline, colours.text_quiet, colours.panel, Qt.PenStyle.DotLine))
    painter.setPen(QPen(QColor(edge), 1.5, pen_style))
    painter.setBrush(QColor(tint))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
    number = "" if part.look is Look.MORE else str(part.number)
    wide = metrics.horizontalAdvance(number)
    if SIGN + wide + AIR > box.width():
        number, wide = "", 0
    left = box.left() + (box.width() - SIGN - wide) / 2
    sign = QRect(round(left), round(box.center().y() - SIGN / 2), SIGN, SIGN)
    scale = painter.device().devicePixelRatio()
    painter.drawPixmap(sign, pixmap(SIGNS[part.look], ink, SIGN, scale))
    if number:
        painter.setPen(QColor(ink))
        words = QRectF(left + SIGN, box.top(), wide + 1, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, number)


def mirrored(direction: Qt.LayoutDirection, whole: QRect, area: QRect) -> QRect:
    """Return where an area lies in a right-to-left row."""
    return QStyle.visualRect(direction, whole, area)


def _needed(parts: Sequence[Part], mark: int) -> int:
    """Return the least width of these parts, with the gaps between them."""
    least = sum(LEAST if part.look is Look.SPENT else mark for part in parts)
    return least + GAP * max(0, len(parts) - 1)
