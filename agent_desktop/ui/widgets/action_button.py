"""A button with its key drawn on it, which stays in the keyboard's reach whatever it can do."""

from itertools import product

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from agent_desktop.ui.theme.fonts import heading, icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import RADIUS, SPACE
from agent_desktop.ui.widgets.plain_text import plain_words, tip
from agent_desktop.ui.widgets.told_check import ToldCheck

_ICON = 16
_QT_ICON_AIR = 4  # between icon and words, as Qt's own size hint counts it
_CAP_AIR = 5
_CAP_RADIUS = 3


class ActionButton(QPushButton):
    """A button that never drops the focus: switched off it says why, busy it takes no press.

    `acted` is the press that counts. `key` is drawn as a cap and presses the button from anywhere
    in the window, while the button shows.
    """

    acted = Signal()

    def __init__(
        self, words: str = "", *, key: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self._name = ""
        self._icon = ("", "")
        self._reason = ""
        self._hint = ""
        self._kept: tuple[str, ...] = ()
        self._kept_emphasised = False
        self._busy = False
        self._compact = False
        self._cap = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self._cap_shown = bool(key)
        self._check = ToldCheck(self)
        self.setAutoDefault(False)
        self.clicked.connect(self._act)
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.click)
        if icon_name:
            self.set_icon(icon_name)
        self.set_words(words)

    @property
    def reason(self) -> str:
        """Why the button is switched off, empty while it is on."""
        return self._reason

    def setChecked(self, checked: bool) -> None:  # noqa: N802 - Qt's method
        """Check it or not: the desk's to say."""
        self._check.tell(checked)

    def set_words(self, words: str) -> None:
        """Say something else; `&` marks the letter that presses it."""
        if words != self._words:
            self._words = words
            self._show_words()

    def keep_room_for(self, *words: str, emphasised: bool = False) -> None:
        """Be as wide as the widest of these, so that nothing moves when the words change.

        `emphasised`: the style sheet sometimes shows them in the weight of a heading.
        """
        self._kept = words
        self._kept_emphasised = emphasised
        self.updateGeometry()

    def set_name(self, name: str) -> None:
        """Have a screen reader say more than the words, or just these with an empty name."""
        if name != self._name:
            self._name = name
            self._show_name()

    def set_icon(self, name: str, role: str = "text") -> None:
        """Show an icon of the theme before the words, in one of its colours."""
        if (name, role) != self._icon:
            self._icon = (name, role)
            self.setIcon(icon(name, role))
            self._size_icon()

    def set_reason(self, reason: str) -> None:
        """Switch the button off with a reason, or on with none; the focus stays."""
        if reason != self._reason:
            self._reason = reason
            self._describe()
            self.update()

    def set_hint(self, hint: str) -> None:
        """Explain the button under the pointer."""
        if hint != self._hint:
            self._hint = hint
            self._describe()

    def set_busy(self, busy: bool) -> None:
        """Take no press while the one before is on its way."""
        self._busy = busy

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone; the words are then under the pointer."""
        if compact != self._compact:
            self._compact = compact
            self._show_words()

    def set_cap_shown(self, shown: bool) -> None:
        """Draw the key, or leave it to the tool tip where room is short."""
        if shown != self._cap_shown:
            self._cap_shown = shown
            self._describe()
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's virtual method
        """Change nothing: whether it is checked is the desk's to say."""

    def sizeHint(self) -> QSize:
        """Return room for the icon, the words and the cap."""
        hint = super().sizeHint() + QSize(self._cap_room(self.fontMetrics()), 0)
        if not self._compact:
            fonts = [self.font(), heading(self.font())] if self._kept_emphasised else [self.font()]
            for words, font in product(self._kept, fonts):
                hint = hint.expandedTo(self._size_with(words, QFontMetrics(font)))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button's words are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_icon()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button, and the cap beside its words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self._reason:
            option.state &= ~QStyle.StateFlag.State_Enabled
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        words = QRect(inner)
        cap = self._cap_room(self.fontMetrics())
        words.setRight(words.right() - cap)
        option.rect = QStyle.visualRect(self.layoutDirection(), inner, words)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cap:
            self._draw_cap(painter)
        if self._reason and self.hasFocus():
            painter.setPen(QPen(QColor(Theme.current().colours.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _act(self) -> None:
        if not self._reason and not self._busy:
            self.acted.emit()

    def _show_words(self) -> None:
        self.setText("" if self._compact else self._words)
        if self._compact:
            self.setShortcut(QKeySequence.mnemonic(self._words))
        self._show_name()

    def _show_name(self) -> None:
        spoken = self._name or plain_words(self._words)
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
        self._describe()

    def _describe(self) -> None:
        """Keep description and tool tip true."""
        key = self.tr("Key {key}").format(key=self._cap) if self._cap else ""
        said = (self._reason, self._hint, key)
        self.setAccessibleDescription(". ".join(part for part in said if part))
        name = self.accessibleName() if self._compact else ""
        if self._cap and not (self._cap_shown and not self._compact):
            name = f"{self.accessibleName()} ({self._cap})"
        self.setToolTip(tip("\n".join(part for part in (name, self._reason, self._hint) if part)))

    def _size_icon(self) -> None:
        side = icon_side(self.font(), _ICON)
        self.setIconSize(QSize(side, side))

    def _cap_width(self, metrics: QFontMetrics) -> int:
        return max(18, metrics.horizontalAdvance(self._cap) + 2 * _CAP_AIR)

    def _cap_room(self, metrics: QFontMetrics) -> int:
        shown = self._cap_shown and not self._compact
        return self._cap_width(metrics) + SPACE.xs if shown else 0

    def _size_with(self, words: str, metrics: QFontMetrics) -> QSize:
        """Room for these words instead; Qt's own, since a style may widen the short ones."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = words
        contents = metrics.size(Qt.TextFlag.TextShowMnemonic, words)
        if not self.icon().isNull():
            contents.setHeight(max(contents.height(), option.iconSize.height()))
            contents.setWidth(contents.width() + option.iconSize.width() + _QT_ICON_AIR)
        kind = QStyle.ContentsType.CT_PushButton
        size = self.style().sizeFromContents(kind, option, contents, self)
        return size + QSize(self._cap_room(metrics), 0)

    def _draw_cap(self, painter: QPainter) -> None:
        colours = Theme.current().colours
        kind = self.property("kind")
        ink = {"primary": colours.on_accent, "danger": colours.on_danger}.get(
            kind, colours.text_quiet
        )
        if self._reason or not self.isEnabled():
            ink = colours.text_quiet
        height = self.fontMetrics().height() + 2
        cap = QRect(0, (self.height() - height) // 2, self._cap_width(self.fontMetrics()), height)
        cap.moveRight(self.width() - 1 - SPACE.s)
        cap = QStyle.visualRect(self.layoutDirection(), self.rect(), cap)
        painter.setPen(QPen(QColor(ink), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), _CAP_RADIUS, _CAP_RADIUS
        )
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._cap)
