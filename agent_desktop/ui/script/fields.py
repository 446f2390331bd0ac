"""The fields of a script's page: one widget a control, each with a text for a value."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.scripts import Control, ControlKind
from agent_desktop.ui.script.dates import DEFAULT_FORMAT, date_shown, is_date
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.focus import holds_focus
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import button_text, shown

# A field of more lines shows so many of them, and scrolls.
MOST_LINES = 5
# Digits with one point; a comma is taken for the point it is in many countries.
_NUMBER = QRegularExpression(r"[+-]?\d*[.,]?\d*")


class Field(QWidget):
    """One control of a page. `typed` carries its whole value at each of the agent's changes.

    `editor` is what the label leads to; it has the name `scriptField-<column>`.
    """

    typed = Signal(str)

    def __init__(self, control: Control, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.editor = editor
        self._told = ""  # the value as it came, and the text that shows it
        self._told_text = ""
        self._hint = PlainLabel(parent=self, wraps=True)
        self._hint.setProperty("role", "quiet")
        self._hint.hide()
        editor.setObjectName(f"scriptField-{control.column}")
        editor.setAccessibleName(shown(control.label or control.column))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(editor)
        box.addWidget(self._hint)

    @property
    def value(self) -> str:
        """What it holds; just the value that came, while nothing was changed about it."""
        text = self._text()
        return self._told if text == self._told_text else self._written(text)

    def show_value(self, value: str, *, anew: bool = False) -> None:
        """Show another value; a field with the focus is the agent's, but for a new call or page."""
        if value != self.value and (anew or not holds_focus(self)):
            self._told = value
            self._put(value)
            self._told_text = self._text()

    def enter(self) -> None:
        """Go to the editor, as the Tab key does."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _text(self) -> str:
        """The text in the editor."""
        raise NotImplementedError

    def _put(self, value: str) -> None:
        """Show a value in the editor; that is not typing."""
        raise NotImplementedError

    def _written(self, text: str) -> str:
        """Return what a text means as a value."""
        return text

    def _say(self, hint: str) -> None:
        """Say something of the value beneath it, or nothing."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.editor.setAccessibleDescription(shown(hint))


class LineField(Field):
    """A line of text, or whatever may only be read."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        line = QLineEdit()
        super().__init__(control, line, parent)
        self._line = line
        self._line.setReadOnly(control.read_only)
        self._line.textEdited.connect(self._edited)

    def _text(self) -> str:
        return self._line.text()

    def _put(self, value: str) -> None:
        limit = self.control.max_chars
        if limit is not None:  # what is there already is never cut
            self._line.setMaxLength(max(limit, len(value), 1))
        self._line.setText(shown(value))
        self._line.setCursorPosition(0)

    def _edited(self) -> None:
        self.typed.emit(self.value)


class NumberField(LineField):
    """A number, typed with a point or a comma; its value has the point."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self._line.setValidator(QRegularExpressionValidator(_NUMBER, self._line))
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def _written(self, text: str) -> str:
        return text.replace(",", ".") if self._line.hasAcceptableInput() else text


class DateField(LineField):
    """A date by the campaign's format; a text that is none is kept, and said to be none."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self._line.setPlaceholderText(shown(control.date_format or DEFAULT_FORMAT))

    def _put(self, value: str) -> None:
        super()._put(date_shown(value, self.control.date_format))
        self._judge()

    def _edited(self) -> None:
        super()._edited()
        self._judge()

    def _judge(self) -> None:
        text, date_format = self._text(), self.control.date_format
        good = not text or is_date(text, date_format)
        wanted = date_format or DEFAULT_FORMAT
        self._say("" if good else self.tr("Not a date like {format}").format(format=wanted))


class TextField(Field):
    """Several lines of text."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        box = QPlainTextEdit()
        super().__init__(control, box, parent)
        self._box = box
        self._showing = False
        self._length = 0
        self._box.setReadOnly(control.read_only)
        self._box.setTabChangesFocus(True)
        lines = min(MOST_LINES, control.max_lines)
        air = 2 * (SPACE.xs + 1 + round(self._box.document().documentMargin()))
        self._box.setFixedHeight(lines * self._box.fontMetrics().lineSpacing() + air)
        self._box.textChanged.connect(self._edited)

    def _text(self) -> str:
        return self._box.toPlainText()

    def _put(self, value: str) -> None:
        self._showing = True
        self._box.setPlainText(shown(value))
        self._length = len(self._text())
        self._showing = False

    def _edited(self) -> None:
        if self._showing:
            return
        self._keep_to_limit()
        self._length = len(self._text())
        self.typed.emit(self.value)

    def _keep_to_limit(self) -> None:
        """Take back what was just put in beyond the limit; what was there before stays."""
        limit = max(self.control.max_chars or 0, self._length)
        surplus = len(self._text()) - limit
        if self.control.max_chars is None or surplus <= 0:
            return
        self._showing = True
        cursor = self._box.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, surplus
        )
        cursor.removeSelectedText()
        self._showing = False


class RadioField(Field):
    """One of a few answers, all in sight."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        choices = QWidget()
        super().__init__(control, choices, parent)
        self._group = QButtonGroup(self)
        self._showing = False
        flow = FlowLayout(choices, spacing=SPACE.m)
        flow.setContentsMargins(0, SPACE.xs, 0, SPACE.xs)
        for item in control.items:
            button = QRadioButton(button_text(item))
            button.setObjectName(f"scriptField-{control.column}-{item}")
            button.setAccessibleName(shown(f"{choices.accessibleName()}: {item}"))
            self._group.addButton(button, len(self._group.buttons()))
            flow.addWidget(button)
        self._group.idToggled.connect(self._chosen)

    def enter(self) -> None:
        """Go to the answer chosen, else to the first."""
        (self._group.checkedButton() or self._group.button(0)).setFocus()

    def _text(self) -> str:
        chosen = self._group.checkedId()
        return "" if chosen < 0 else self.control.items[chosen]

    def _put(self, value: str) -> None:
        self._showing = True
        self._group.setExclusive(False)
        for index, button in enumerate(self._group.buttons()):
            button.setChecked(self.control.items[index] == value)
        self._group.setExclusive(True)
        self._showing = False
        foreign = value and value not in self.control.items
        self._say(self.tr("Until now: {value}").format(value=value) if foreign else "")

    def _chosen(self, index: int, checked: bool) -> None:
        if checked and not self._showing:
            self._say("")
            self.typed.emit(self.control.items[index])


class ListField(Field):
    """One of many answers, from a list that opens."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        choices = _Choices()
        super().__init__(control, choices, parent)
        self._choices = choices
        self._choices.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._choices.setMinimumContentsLength(12)
        self._fill("")
        self._choices.activated.connect(lambda: self.typed.emit(self._text()))

    def _text(self) -> str:
        return str(self._choices.currentData() or "")

    def _put(self, value: str) -> None:
        self._fill(value)
        self._choices.setCurrentIndex(max(0, self._choices.findData(value)))

    def _fill(self, value: str) -> None:
        """Offer nothing, the answers, and a value that is none of them."""
        items = self.control.items
        self._choices.clear()
        for item in ("", *items, *((value,) if value and value not in items else ())):
            self._choices.addItem(shown(item), item)


class _Choices(QComboBox):
    """A list that scrolling the page doesn't change."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's method
        event.ignore()


def field_of(control: Control, parent: QWidget | None = None) -> Field:
    """Return the widget of a control; what may only be read is text, whatever its kind."""
    if control.kind is ControlKind.DATE_TIME:
        return DateField(control, parent)
    if control.kind is ControlKind.NUMERIC:
        return NumberField(control, parent)
    if not control.read_only and control.items:
        if control.kind is ControlKind.RADIO:
            return RadioField(control, parent)
        if control.kind is ControlKind.LISTBOX:
            return ListField(control, parent)
    return TextField(control, parent) if control.max_lines > 1 else LineField(control, parent)
