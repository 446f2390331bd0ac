"""A small sign that something is under way."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.widgets.frames import Frames

SIDE = 20
_TURN_MS = 1000
_STROKE = 2.0


class Spinner(QWidget):
    """Turns while it shows; three still dots where motion is not wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Working"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._frames = Frames(self, self.update)
        self._frames.want(True)
        Theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the size of one line's icon."""
        side = max(SIDE, self.fontMetrics().height())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the present turn."""
        colours = Theme.current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 2 * _STROKE
        area = QRectF(0, 0, side, side)
        area.moveCenter(QRectF(self.rect()).center())
        if Theme.current().still:
            self._draw_dots(painter, area, QColor(colours.accent))
            return
        painter.setPen(QPen(QColor(colours.line), _STROKE))
        painter.drawEllipse(area)
        pen = QPen(QColor(colours.accent), _STROKE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        turn = round(self._frames.phase(_TURN_MS) * 360 * 16)
        painter.drawArc(area, 90 * 16 - turn, -100 * 16)

    def _draw_dots(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for part in (0.12, 0.5, 0.88):
            centre = area.topLeft()
            centre.setX(area.left() + part * area.width())
            centre.setY(area.center().y())
            painter.drawEllipse(centre, 2.0, 2.0)
