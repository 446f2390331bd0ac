"""One outcome to choose: its label, its key, whether it asks for a callback."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QWidget

from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.theme.fonts import heading, icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import RADIUS, ROW, SPACE
from agent_desktop.ui.widgets.plain_text import button_text, shown, tip
from agent_desktop.ui.widgets.told_check import ToldCheck

_SIGN = 16
_CAP_RADIUS = 3
_CAP_AIR = 5
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class OutcomeButton(QRadioButton):
    """A radio button as wide as its place; it is chosen by a click, Space or Enter.

    `picked` is the choice; `arrow` carries an arrow key's number, `typed` a letter for the filter.
    Whether it is checked is the desk's to say.
    """

    picked = Signal()
    arrow = Signal(int)
    typed = Signal(str)

    def __init__(self, disposition: Disposition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.disposition = disposition
        self._key = ""
        self._cap = ""
        self._off = False
        self.setObjectName(f"outcome-{disposition.label}")
        self.setText(button_text(disposition.label))
        self.setAccessibleName(shown(disposition.label))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._check = ToldCheck(self)
        self.clicked.connect(self._act)
        Theme.current().changed.connect(self.update)
        self._describe()

    def set_key(self, key: str, cap: str) -> None:
        """Draw the key that chooses it: in full for the ear, short for the eye; empty for none."""
        if (key, cap) != (self._key, self._cap):
            self._key, self._cap = key, cap
            self._describe()
            self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Check it or not: the desk's to say."""
        if chosen != self.isChecked():
            self._check.tell(chosen)

    def set_off(self, off: bool) -> None:
        """Take no choice; the focus stays."""
        if off != self._off:
            self._off = off
            self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's virtual method
        """Change nothing by itself."""

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's virtual method
        """Return True anywhere on it: the whole of it is the button."""
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is cut."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.disposition.label) + SPACE.s
        width = 2 * SPACE.s + self._sign() + SPACE.s + words + self._trailing()
        return QSize(width, max(ROW, metrics.height() + SPACE.m))

    def minimumSizeHint(self) -> QSize:
        """Return the least size; a longer label is cut, and told in full above it."""
        return QSize(self._sign() + 3 * SPACE.s, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, arrows walk, a letter goes to the filter."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif plain and event.key() in _ARROWS:
            self.arrow.emit(event.key())
        elif plain and event.text().isalpha():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it: chosen by a filled edge and a check, never by colour alone."""
        colours = Theme.current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        box = QRectF(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2.0))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            box = box.adjusted(3, 3, -3, -3)
        ground = colours.raised
        if chosen:
            ground = colours.accent_quiet
        elif self.underMouse() and not self._off:
            ground = colours.hover
        edge, width = (colours.accent, 1.5) if chosen else (colours.outline, 1.0)
        if self._off and not chosen:
            edge = colours.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), RADIUS - 1, RADIUS - 1)
        self._draw_sign(painter, chosen)
        self._draw_label(painter, chosen)
        if self._cap:
            self._draw_cap(painter)

    def _act(self) -> None:
        if not self._off:
            self.picked.emit()

    def _describe(self) -> None:
        said = [self.tr("Asks for a callback")] if self.disposition.scheduled else []
        if self._key:
            said.append(self.tr("Key {key}").format(key=self._key))
        self.setAccessibleDescription(". ".join(said))
        self.setToolTip(tip("\n".join((self.disposition.label, *said))))

    def _sign(self) -> int:
        return icon_side(self.font(), _SIGN)

    def _cap_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._cap) + 2 * _CAP_AIR

    def _trailing(self) -> int:
        return self._cap_width() + SPACE.s if self._cap else 0

    def _placed(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _draw_sign(self, painter: QPainter, chosen: bool) -> None:
        side = self._sign()
        box = QRect(SPACE.s, (self.height() - side) // 2, side, side)
        if chosen:
            icon("check", "accent").paint(painter, self._placed(box))
        elif self.disposition.scheduled:
            icon("clock", "text_quiet").paint(painter, self._placed(box))

    def _draw_label(self, painter: QPainter, chosen: bool) -> None:
        colours = Theme.current().colours
        painter.setFont(heading(self.font()) if chosen else self.font())
        painter.setPen(QColor(colours.text_quiet if self._off and not chosen else colours.text))
        left = 2 * SPACE.s + self._sign()
        room = QRect(left, 0, self.width() - left - SPACE.s - self._trailing(), self.height())
        label = painter.fontMetrics().elidedText(
            shown(self.disposition.label), Qt.TextElideMode.ElideRight, room.width()
        )
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self._placed(room), leading | Qt.AlignmentFlag.AlignVCenter, label)

    def _draw_cap(self, painter: QPainter) -> None:
        height = self.fontMetrics().height() + 2
        width = self._cap_width()
        left = self.width() - SPACE.s - width
        cap = self._placed(QRect(left, (self.height() - height) // 2, width, height))
        quiet = QColor(Theme.current().colours.text_quiet)
        painter.setFont(self.font())
        painter.setPen(QPen(quiet, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), _CAP_RADIUS, _CAP_RADIUS
        )
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._cap)
