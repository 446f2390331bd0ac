"""A state in a word, with a dot whose shape and colour say the same."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE, TARGET, Colours
from agent_desktop.ui.widgets.plain_label import PlainLabel

DOT = 10


class Tone(Enum):
    """How a state is meant."""

    ACCENT = auto()
    SUCCESS = auto()
    WARNING = auto()
    DANGER = auto()
    QUIET = auto()


class StatusDot(PlainLabel):
    """A dot and a word: filled for well, half for wait, barred for ill, hollow for neither."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.QUIET, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.update)

    @property
    def tone(self) -> Tone:
        """How the state is meant now."""
        return self._tone

    def set_state(self, text: str, tone: Tone) -> None:
        """Show another state."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of dot and whole text."""
        metrics = self.fontMetrics()
        # An advance is rounded; one pixel more keeps the last letter.
        width = metrics.horizontalAdvance(self.text()) + 1 + 2 * self._padding()
        if self.text():
            width += SPACE.s
        return QSize(width + self._dot(), max(TARGET, metrics.height() + SPACE.xs))

    def minimumSizeHint(self) -> QSize:
        """Return the size with a few letters; the rest is cut with an ellipsis."""
        least = (
            2 * self._padding()
            + self._dot()
            + SPACE.s
            + self.fontMetrics().horizontalAdvance("mmm…")
        )
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dot and text."""
        colours = Theme.current().colours
        shape, text, tint = _inks(colours)[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, tint, shape)
        padding = self._padding()
        dot = self._dot()
        spot = QRect(padding, (self.height() - dot) // 2, dot, dot)
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        _draw_dot(painter, QRectF(spot), self._tone, QColor(shape))
        words = self.rect().adjusted(padding + dot + SPACE.s, 0, -padding, 0)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.setFont(self.font())
        painter.setPen(QColor(text))
        painter.drawText(
            QStyle.visualRect(self.layoutDirection(), self.rect(), words),
            leading | Qt.AlignmentFlag.AlignVCenter,
            shown,
        )

    def _dot(self) -> int:
        return icon_side(self.font(), DOT)

    def _padding(self) -> int:
        return 0

    def _draw_ground(self, painter: QPainter, tint: str, shape: str) -> None:
        """Draw what lies under the words: nothing."""


class Pill(StatusDot):
    """A dot and a word on a tinted ground of their own."""

    def _padding(self) -> int:
        return SPACE.s + 2

    def _draw_ground(self, painter: QPainter, tint: str, shape: str) -> None:
        colours = Theme.current().colours
        edge = shape if colours.high_contrast else tint
        painter.setPen(QPen(QColor(edge), 1.0))
        painter.setBrush(QColor(tint))
        radius = (self.height() - 1) / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _inks(colours: Colours) -> dict[Tone, tuple[str, str, str]]:
    """Shape, text and tint of each tone."""
    return {
        Tone.ACCENT: (colours.accent, colours.accent_text, colours.accent_quiet),
        Tone.SUCCESS: (colours.success, colours.success_text, colours.success_tint),
        Tone.WARNING: (colours.warning, colours.warning_text, colours.warning_tint),
        Tone.DANGER: (colours.danger, colours.danger_text, colours.danger_tint),
        Tone.QUIET: (colours.outline, colours.text_quiet, colours.hover),
    }


def _draw_dot(painter: QPainter, area: QRectF, tone: Tone, colour: QColor) -> None:
    """Draw the sign of a tone; each has a shape of its own."""
    ring = area.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match tone:
        case Tone.SUCCESS:
            painter.setBrush(colour)
            painter.drawEllipse(ring)
        case Tone.ACCENT:
            painter.drawEllipse(ring)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(area.center(), area.width() * 0.225, area.width() * 0.225)
        case Tone.WARNING:
            painter.drawEllipse(ring)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPie(ring, -90 * 16, 180 * 16)
        case Tone.DANGER:
            painter.drawEllipse(ring)
            half = area.width() * 0.22
            middle = area.center()
            painter.drawLine(
                QPointF(middle.x() - half, middle.y()), QPointF(middle.x() + half, middle.y())
            )
        case Tone.QUIET:
            painter.drawEllipse(ring)
