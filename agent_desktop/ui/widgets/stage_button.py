"""The button of one stage: what it is called, which key presses it, and what the server knows."""

from dataclasses import KW_ONLY
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from agent_desktop.immutable import immutable
from agent_desktop.ui.theme.fonts import heading, icon_side, tabular
from agent_desktop.ui.theme.icons import pixmap
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import RADIUS, SPACE, Colours
from agent_desktop.ui.widgets.frames import Frames
from agent_desktop.ui.widgets.plain_text import shown, tip

# A press is drawn so much later: one thread of Python runs at a time, and first it is sent.
HEAD_START_MS = 3
MIN_WIDTH = 96
MIN_HEIGHT = 56
MAX_WIDTH = 200
_MAX_DIGITS = 26  # the greatest width again, in digits, for larger text
_MARK = 16
_LINE_GAP = 3
_AIR = 11  # above and below the words; the moving line runs in it
_HATCH = 7
_TURN_MS = 1400


class StageLook(Enum):
    """What is known of a stage; each differs in outline, sign and words, not only in colour."""

    IDLE = auto()
    SENDING = auto()
    CURRENT = auto()
    WAITING = auto()
    REFUSED = auto()
    UNCONFIRMED = auto()
    PASSED = auto()


@immutable
class StageFace:
    """All that a stage button shows.

    `key` is the key that presses it, drawn as a cap; `caption` the line under the name. `drifted`
    says that the administrator's map doesn't know the number. A button that is not `available`
    keeps the keyboard focus but takes no press.
    """

    number: int = 0
    name: str = ""
    key: str = ""
    look: StageLook = StageLook.IDLE
    caption: str = ""
    _: KW_ONLY
    drifted: bool = False
    available: bool = True


@immutable
class _Ink:
    """How a look is drawn: colours, the edge's width and dashes (in widths), the sign."""

    fill: str
    edge: str
    text: str
    quiet: str
    sign: str = ""
    sign_colour: str = ""
    width: float = 1.0
    dashes: tuple[float, ...] = ()


class _Letters:
    """The fonts of a button and their measures; to make them takes longer than to draw."""

    def __init__(self, font: QFont) -> None:
        self.name, self.figures = heading(font), tabular(font)
        self.name_metrics, self.figure_metrics = QFontMetrics(self.name), QFontMetrics(self.figures)
        self.mark = icon_side(font, _MARK)


class StageButton(QAbstractButton):
    """One stage of the strip; press it with the mouse, Space, Enter, or its digit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = StageFace()
        self._made_letters: _Letters | None = None
        self._wish: QSize | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._frames = Frames(self, self._draw_frame)
        Theme.current().changed.connect(self.update)
        self._describe()

    @property
    def face(self) -> StageFace:
        """What the button shows now."""
        return self._face

    def set_face(self, face: StageFace) -> None:
        """Show something else; nothing is drawn anew when it is the same."""
        if face == self._face:
            return
        before, self._face = self._face, face
        self._frames.want(face.look is StageLook.SENDING)
        self._describe()
        if (before.number, before.name, before.key) != (face.number, face.name, face.key):
            self._wish = None
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is cut; it stays while only the state changes."""
        if self._wish is None:  # a strip that is laid out asks each button several times
            self._wish = self._wished()
        return self._wish

    def _wished(self) -> QSize:
        bold, figures = self._name_metrics(), self._figure_metrics()
        # Number and name are drawn apart, and an advance is rounded.
        number = bold.horizontalAdvance(f"{self._face.number}  ")
        title = number + bold.horizontalAdvance(self._face.name) + 1
        states = (self.tr("not confirmed"), self.tr("sending"), "00:00:00")
        below = self._mark() + SPACE.xs + max(figures.horizontalAdvance(text) for text in states)
        if self._face.key:
            below += SPACE.s + self._cap_width()
        most = max(MAX_WIDTH, _MAX_DIGITS * figures.horizontalAdvance("0"))
        width = max(MIN_WIDTH, title, below) + 2 * SPACE.m
        return QSize(min(width, most), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size; longer names are cut with an ellipsis and told in full above."""
        return QSize(MIN_WIDTH, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too; nothing is pressed while the stage is not available."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif enter:
            if self._face.available and not event.isAutoRepeat():
                self.click()
        elif event.key() == Qt.Key.Key_Space and not self._face.available:
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press first and be drawn then: Qt would draw the released button before it presses."""
        self.setUpdatesEnabled(False)
        super().mouseReleaseEvent(event)
        QTimer.singleShot(HEAD_START_MS, self, lambda: self.setUpdatesEnabled(True))

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's virtual method
        """Return whether a click at this place counts."""
        return self._face.available and super().hitButton(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole name where it no longer fits."""
        super().resizeEvent(event)
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._made_letters = self._wish = None
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button."""
        colours = Theme.current().colours
        ink = self._ink(colours)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        if self.hasFocus():
            _rounded(painter, body, QPen(QColor(colours.focus), 2.0), None)
            body = body.adjusted(3.5, 3.5, -3.5, -3.5)
        pen = QPen(QColor(ink.edge), ink.width)
        if ink.dashes:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(list(ink.dashes))
        _rounded(painter, body, pen, QColor(ink.fill))
        if self._face.drifted:
            self._draw_hatch(painter, ink)
        self._draw_title(painter, ink)
        self._draw_caption(painter, ink)
        if self._face.key:
            self._draw_cap(painter, ink)
        if self._face.look is StageLook.SENDING:
            self._draw_progress(painter, colours)

    # Words

    def _describe(self) -> None:
        """Keep name, description and tool tip true to the face."""
        face = self._face
        name = shown(f"{face.number} {face.name}".strip())
        self.setAccessibleName(self.tr("Stage {name}").format(name=name))
        drift = self.tr("The stage map of your organisation doesn't know this number.")
        said = [self._state_words(), face.caption]
        if face.drifted:
            said.append(drift)
        if face.key:
            said.append(self.tr("Key {key}").format(key=face.key))
        # A caption such as "sending" repeats the state: say it once.
        self.setAccessibleDescription(", ".join(dict.fromkeys(part for part in said if part)))
        tips = [name] if self._title_cut() else []
        if face.drifted:
            tips.append(drift)
        self.setToolTip(tip("\n".join(tips)))

    def _state_words(self) -> str:
        return {
            StageLook.IDLE: "",
            StageLook.SENDING: self.tr("sending"),
            StageLook.CURRENT: self.tr("current, confirmed"),
            StageLook.WAITING: self.tr("waiting for the one before"),
            StageLook.REFUSED: self.tr("refused"),
            StageLook.UNCONFIRMED: self.tr("not confirmed"),
            StageLook.PASSED: self.tr("passed"),
        }[self._face.look]

    # Measures

    @property
    def _letters(self) -> _Letters:
        if self._made_letters is None:
            self._made_letters = _Letters(self.font())
        return self._made_letters

    def _name_metrics(self) -> QFontMetrics:
        return self._letters.name_metrics

    def _figure_metrics(self) -> QFontMetrics:
        return self._letters.figure_metrics

    def _height(self) -> int:
        lines = self._name_metrics().height() + _LINE_GAP + self._below_height()
        return max(MIN_HEIGHT, lines + 2 * _AIR)

    def _below_height(self) -> int:
        return max(self._mark(), self._figure_metrics().height())

    def _mark(self) -> int:
        return self._letters.mark

    def _cap_width(self) -> int:
        return max(18, self._figure_metrics().horizontalAdvance(self._face.key) + SPACE.s)

    def _title_width(self) -> int:
        return self.width() - 2 * SPACE.m

    def _title_cut(self) -> bool:
        whole = f"{self._face.number}  {self._face.name}"
        return self._name_metrics().horizontalAdvance(whole) > self._title_width()

    def _lines(self) -> tuple[QRect, QRect]:
        """Where the name and what is under it lie, for left-to-right."""
        first, second = self._name_metrics().height(), self._below_height()
        top = (self.height() - first - _LINE_GAP - second) // 2
        width = self._title_width()
        return (
            QRect(SPACE.m, top, width, first),
            QRect(SPACE.m, top + first + _LINE_GAP, width, second),
        )

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def _write(self, painter: QPainter, area: QRect, text: str) -> None:
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = leading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self._mirrored(area), int(flags), text)

    # Drawing

    def _ink(self, colours: Colours) -> _Ink:
        look = self._face.look
        if not self.isEnabled() or not self._face.available:
            return self._resting_ink(colours)
        fill = colours.raised
        if self.isDown():
            fill = colours.pressed
        elif self.underMouse():
            fill = colours.hover
        if look is StageLook.CURRENT:
            lit = self.isDown() or self.underMouse()
            fill = colours.accent_hover if lit else colours.accent
            on = colours.on_accent
            return _Ink(fill, fill, on, on, "check", on)
        text, quiet = colours.text, colours.text_quiet
        tinted = fill == colours.raised
        match look:
            case StageLook.SENDING:
                tint = colours.accent_quiet if tinted else fill
                said = colours.accent_text
                return _Ink(tint, colours.accent, text, said, "arrow-up", said, 1.5)
            case StageLook.WAITING:
                said = colours.accent_text
                return _Ink(fill, colours.accent, text, said, "clock", said, 1.5, (1.0, 2.0))
            case StageLook.REFUSED:
                tint = colours.danger_tint if tinted else fill
                said = colours.danger_text
                return _Ink(tint, colours.danger, text, said, "cross", said, 1.5)
            case StageLook.UNCONFIRMED:
                tint = colours.warning_tint if tinted else fill
                said = colours.warning_text
                return _Ink(tint, colours.warning, text, said, "question", said, 1.5, (4.0, 3.0))
            case StageLook.PASSED:
                return _Ink(fill, colours.outline, quiet, quiet, "check", quiet)
        return _Ink(fill, colours.outline, text, quiet)

    def _resting_ink(self, colours: Colours) -> _Ink:
        """What can't be pressed just now; its last state still reads."""
        quiet = colours.text_quiet
        match self._face.look:
            case StageLook.CURRENT:
                return _Ink(
                    colours.accent_quiet, colours.accent, colours.text, quiet, "check", quiet
                )
            case StageLook.REFUSED:
                said = colours.danger_text
                return _Ink(colours.window, colours.danger, quiet, said, "cross", said)
            case StageLook.UNCONFIRMED:
                said = colours.warning_text
                return _Ink(
                    colours.window, colours.warning, quiet, said, "question", said, 1.5, (4.0, 3.0)
                )
            case StageLook.PASSED:
                return _Ink(colours.window, colours.line, quiet, quiet, "check", quiet)
            case StageLook.SENDING:
                return _Ink(colours.window, colours.line, quiet, quiet, "arrow-up", quiet)
            case StageLook.WAITING:
                return _Ink(colours.window, colours.line, quiet, quiet, "clock", quiet)
        return _Ink(colours.window, colours.line, quiet, quiet)

    def _draw_title(self, painter: QPainter, ink: _Ink) -> None:
        area, _below = self._lines()
        metrics = self._name_metrics()
        number = str(self._face.number)
        before = metrics.horizontalAdvance(f"{number}  ")
        painter.setFont(self._letters.name)
        painter.setPen(QColor(ink.quiet if self._face.look is not StageLook.CURRENT else ink.text))
        self._write(painter, area, number)
        name = metrics.elidedText(
            shown(self._face.name), Qt.TextElideMode.ElideRight, area.width() - before
        )
        painter.setPen(QColor(ink.text))
        self._write(painter, area.adjusted(before, 0, 0, 0), name)

    def _draw_caption(self, painter: QPainter, ink: _Ink) -> None:
        _title, area = self._lines()
        if self._face.key:
            area.setRight(area.right() - self._cap_width() - SPACE.s)
        if ink.sign:
            side = self._mark()
            place = QRect(area.left() - 1, area.center().y() - side // 2 + 1, side, side)
            sign = pixmap(ink.sign, ink.sign_colour, side, self.devicePixelRatio())
            painter.drawPixmap(self._mirrored(place).topLeft(), sign)
            area.setLeft(area.left() + side + SPACE.xs - 1)
        painter.setFont(self._letters.figures)
        painter.setPen(QColor(ink.quiet))
        caption = self._figure_metrics().elidedText(
            self._face.caption, Qt.TextElideMode.ElideRight, area.width()
        )
        self._write(painter, area, caption)

    def _draw_cap(self, painter: QPainter, ink: _Ink) -> None:
        """Draw the key as a cap in the lower corner."""
        _title, line = self._lines()
        width = self._cap_width()
        height = min(line.height(), self._figure_metrics().height() + 2)
        cap = QRect(0, 0, width, height)
        cap.moveTopRight(line.topRight())
        cap.moveTop(line.top() + (line.height() - height) // 2)
        cap.translate(SPACE.xs, 0)
        cap = self._mirrored(cap)
        edge = QColor(ink.quiet)
        _rounded(painter, QRectF(cap), QPen(edge, 1.0), None, 3)
        painter.setFont(self._letters.figures)
        painter.setPen(edge)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._face.key)

    def _draw_hatch(self, painter: QPainter, ink: _Ink) -> None:
        """Hatch the leading edge, beside the words and not beneath them."""
        band = QRectF(self._mirrored(QRect(2, 7, _HATCH, self.height() - 14)))
        painter.save()
        painter.setClipRect(band)
        painter.setPen(QPen(QColor(ink.quiet), 1.2))
        y = band.top() - _HATCH
        while y < band.bottom() + _HATCH:
            painter.drawLine(QPointF(band.left(), y + _HATCH), QPointF(band.right(), y))
            y += 4
        painter.restore()

    def _progress_area(self) -> QRect:
        return QRect(SPACE.m, self.height() - 9, self.width() - 2 * SPACE.m, 2)

    def _draw_progress(self, painter: QPainter, colours: Colours) -> None:
        track = QRectF(self._progress_area())
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._frames.running:
            # Three rests of a line: under way, without moving.
            piece = track.width() / 5
            painter.setBrush(QColor(colours.accent))
            for at in (0, 2, 4):
                painter.drawRoundedRect(
                    QRectF(track.left() + at * piece, track.top(), piece, 2), 1, 1
                )
            return
        run = track.width() * 0.35
        # It starts whole at the leading end, so that the first frame shows it.
        way = track.width() + run
        start = track.left() - run + (run + self._frames.phase(_TURN_MS) * way) % way
        moving = QRectF(start, track.top(), run, 2).intersected(track)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            moving.moveLeft(track.left() + track.right() - moving.right())
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(moving, 1, 1)

    def _draw_frame(self) -> None:
        self.update(self._progress_area().adjusted(0, -1, 0, 1))


def _rounded(
    painter: QPainter, area: QRectF, pen: QPen, fill: QColor | None, radius: float = RADIUS
) -> None:
    """Draw a rounded box whose edge lies wholly inside the area."""
    inset = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)
