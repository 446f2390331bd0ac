"""The outcomes a campaign offers: grouped, filtered, walked with arrows, chosen by key."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.outcome.button import OutcomeButton
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.plain_label import PlainLabel

KEYS = range(1, 10)
# An outcome is at least so wide, so that most labels are whole.
COLUMN = 216


class OutcomeFilter(QLineEdit):
    """Where one types part of an outcome's name; Enter and Down go on to what is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeFilter")
        self.setPlaceholderText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Filter outcomes"))
        self.setToolTip(self.tr("Type part of an outcome's name (Ctrl+O)"))
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setObjectName("outcomeFilterClear")
            button.setAccessibleName(self.tr("Clear the filter"))
        sign = self.addAction(
            icon("search", "text_quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        sign.setText(self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class OutcomeChoices(QScrollArea):
    """A button an outcome, in columns, one group a category.

    `picked` carries the Disposition. The first nine shown have the keys Ctrl+Shift+1 to 9.
    """

    picked = Signal(object)

    def __init__(self, search: OutcomeFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeList")
        self.setAccessibleName(self.tr("Outcomes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._search = search
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._pick_first)
        self._search.installEventFilter(self)
        self._dispositions: tuple[Disposition, ...] = ()
        self._buttons: list[OutcomeButton] = []
        self._groups: list[tuple[QLabel, QWidget, list[OutcomeButton]]] = []
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, SPACE.s, 0)
        self._column.setSpacing(SPACE.xs)
        self._none = PlainLabel(self.tr("No outcome matches."))
        self._none.setProperty("role", "quiet")
        self._none.hide()
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        # Once the columns have come to rest.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._show_chosen)
        self._shortcuts = [self._key(number) for number in KEYS]

    @property
    def shown(self) -> list[OutcomeButton]:
        """The outcomes the filter leaves, in their order."""
        return [button for button in self._buttons if not button.isHidden()]

    def show_choices(
        self, dispositions: tuple[Disposition, ...], chosen: str, *, off: bool
    ) -> None:
        """Show outcomes, the one chosen by its label among them; `off` takes no choice."""
        if dispositions != self._dispositions:
            self._dispositions = dispositions
            self._build()
        for button in self._buttons:
            button.set_chosen(button.disposition.label == chosen)
            button.set_off(off)
        self._settled.start()
        self._let_tab_stop_once()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every outcome a column's width."""
        super().resizeEvent(event)
        self._share_width()
        self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the filter down to the outcomes."""
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if down and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if self.shown:
                self._go_to(self.shown[0])
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        for heading, box, _buttons in self._groups:
            for old in (heading, box):
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._buttons, self._groups = [], []
        self._search.clear()
        for category, members in _grouped(self._dispositions):
            heading = PlainLabel(category)
            heading.setObjectName("outcomeCategory")
            heading.setProperty("role", "section")
            heading.setContentsMargins(0, SPACE.xs if self._groups else 0, 0, 0)
            box = QWidget()
            flow = FlowLayout(box, spacing=SPACE.xs)
            buttons = [self._button(disposition) for disposition in members]
            for button in buttons:
                flow.addWidget(button)
            place = self._column.count() - 2
            self._column.insertWidget(place, heading)
            self._column.insertWidget(place + 1, box)
            self._groups.append((heading, box, buttons))
            self._buttons += buttons
        self._share_width()
        self._filter()

    def _button(self, disposition: Disposition) -> OutcomeButton:
        button = OutcomeButton(disposition)
        button.picked.connect(lambda: self.picked.emit(disposition))
        button.arrow.connect(lambda key: self._walk(button, Qt.Key(key)))
        button.typed.connect(self._type)
        return button

    def _filter(self) -> None:
        wanted = self._search.text().strip().casefold()
        for heading, box, buttons in self._groups:
            for button in buttons:
                button.setVisible(wanted in button.disposition.label.casefold())
            left = any(not button.isHidden() for button in buttons)
            heading.setVisible(left and bool(heading.text()))
            box.setVisible(left)
        self._none.setVisible(bool(self._buttons) and not self.shown)
        numbers = dict(zip(map(id, self.shown), KEYS, strict=False))
        for button in self._buttons:
            number = numbers.get(id(button))
            keys = QKeySequence(f"Ctrl+Shift+{number}")
            text = keys.toString(QKeySequence.SequenceFormat.NativeText) if number else ""
            cap = self.tr("Ctrl ⇧ {digit}").format(digit=number) if number else ""
            button.set_key(text, cap)
        self._let_tab_stop_once()

    def _share_width(self) -> None:
        """Have as many columns as there is room for, each as wide as the others."""
        room = self.viewport().width() - SPACE.s
        columns = max(1, (room + SPACE.xs) // (grown(self.font(), COLUMN) + SPACE.xs))
        width = max(0, (room - (columns - 1) * SPACE.xs) // columns)
        for button in self._buttons:
            button.setFixedWidth(width)

    def _let_tab_stop_once(self) -> None:
        """Let Tab come by one outcome only, as with any group of radio buttons."""
        stop = self._tab_stop()
        for button in self._buttons:
            here = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _tab_stop(self) -> OutcomeButton | None:
        shown = self.shown
        chosen = (button for button in shown if button.isChecked())
        return next(chosen, shown[0] if shown else None)

    def _show_chosen(self) -> None:
        """Keep the chosen outcome in sight, as where the callback's form takes its room."""
        chosen = next((button for button in self.shown if button.isChecked()), None)
        if chosen is not None:
            self.ensureWidgetVisible(chosen, 0, SPACE.xl)

    def _walk(self, at: OutcomeButton, key: Qt.Key) -> None:
        """Go to the neighbour in a direction; past the top lies the filter."""
        shown = self.shown
        place = shown.index(at)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            backwards = (key == Qt.Key.Key_Left) is not self.isRightToLeft()
            place += -1 if backwards else 1
            if 0 <= place < len(shown):
                self._go_to(shown[place])
            return
        top = self._spot(at)
        lines = [b for b in shown if (self._spot(b).y() - top.y()) * _WAY[key] > 0]
        if lines:
            near = min(abs(self._spot(b).y() - top.y()) for b in lines)
            line = [b for b in lines if abs(self._spot(b).y() - top.y()) == near]
            self._go_to(min(line, key=lambda b: abs(self._spot(b).x() - top.x())))
        elif key == Qt.Key.Key_Up:
            self._search.setFocus()

    def _spot(self, button: OutcomeButton) -> QPoint:
        return button.mapTo(self._inner, QPoint(0, 0))

    def _go_to(self, button: OutcomeButton) -> None:
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(button, 0, SPACE.xl)

    def _type(self, letter: str) -> None:
        self._search.setFocus()
        self._search.insert(letter)

    def _pick_first(self) -> None:
        """Choose the first that the filter found, and show all again; without words, go there."""
        first, found = next(iter(self.shown), None), bool(self._search.text())
        if first is None:
            return
        self._search.clear()
        self._go_to(first)
        if found:
            first.click()

    def _key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(f"Ctrl+Shift+{number}"), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._key_pressed(number))
        return shortcut

    def _key_pressed(self, number: int) -> None:
        shown = self.shown
        if number <= len(shown):
            self._go_to(shown[number - 1])
            shown[number - 1].click()


_WAY = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def _grouped(dispositions: Iterable[Disposition]) -> list[tuple[str, list[Disposition]]]:
    """Put outcomes of one category together; both keep the server's order."""
    order: dict[str, int] = {}
    for disposition in dispositions:
        order.setdefault(disposition.category, len(order))
    ordered = sorted(dispositions, key=lambda d: order[d.category])
    return [(category, list(group)) for category, group in groupby(ordered, lambda d: d.category)]
