"""Texts of a hostile server, planted in every state of the desk, and what a window may do of them.

`Planted` puts markup, links, pictures, marks of keys and of direction into each text of a state.
`complaints` looks at every widget for anything of that which would be more than letters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

might_be_rich = QtGui.Qt.mightBeRichText  # not in QtCore's Qt
Value = TypeVar("Value")
MARK = "<b>planted</b>"
# What turns letters about, or is none: U+202A to U+202E, U+2066 to U+2069, control characters.
SPOOFING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")
FORBIDDEN_FLAGS = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


class Planted:
    """Plants a text that asks for the pictures at `addresses` into every text of a value."""

    def __init__(self, *addresses: str) -> None:
        pictures = "".join(f'<img src="{each}"><a href="{each}">x</a>' for each in addresses)
        self._text = f"{MARK}{pictures}&amp;&lt;i&gt;&File&Zoo\u202ecod\u2066\x07\x9b\nline\tCtrl+Q"

    def text(self, text: str) -> str:
        """Return a text with all that in it; the same for the same text, and none for none."""
        return f"{self._text} {text}" if text else text

    def into(self, value: Value) -> Value:
        """Return a value of the desk, and all it holds, with every text planted."""
        planted: Any = value
        if isinstance(value, str) and not isinstance(value, Enum):
            planted = self.text(value)
        elif isinstance(value, tuple):
            planted = tuple(self.into(each) for each in value)
        elif isinstance(value, frozenset):
            planted = frozenset(self.into(each) for each in value)
        elif isinstance(value, Mapping):
            planted = {key: self.into(each) for key, each in value.items()}
        elif is_dataclass(value) and not isinstance(value, type):
            held: Any = value
            inner = {f.name: self.into(getattr(value, f.name)) for f in fields(value) if f.init}
            planted = replace(held, **inner)
        return planted  # type: ignore[no-any-return]  # of the value's own kind


def complaints(top: QWidget) -> list[str]:
    """Return what is wrong in a window: where a text is more than its letters."""
    found: list[str] = []
    for widget in (top, *top.findChildren(QWidget)):
        about = f"{type(widget).__name__} {widget.objectName()}"
        found += (f"{about}: {each}" for each in _of(widget))
    for action in top.findChildren(QAction):
        about = f"action {action.objectName()}"
        found += (f"{about}: {each}" for each in _of_action(action))
    return found


def planted_in(top: QWidget) -> set[str]:
    """Return the kinds of widgets in which planted texts are, so that a test knows it sees some."""
    return {
        type(widget).__name__
        for widget in top.findChildren(QWidget)
        if any(MARK in text for text in _texts(widget))
    }


def shows(top: QWidget, colour: QColor) -> bool:
    """Return whether a colour is anywhere on a widget."""
    image = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixel = bytes((colour.blue(), colour.green(), colour.red(), 0xFF))
    return pixel in bytes(image.constBits())


def _of(widget: QWidget) -> Iterator[str]:
    yield from (f"spoofs in {text!r}" for text in _texts(widget) if SPOOFING.search(text))
    for tip in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        yield from _of_tip(tip)
    if isinstance(widget, QLabel):
        yield from _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _of_key(widget.text())
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            yield from _of_key(widget.tabText(index))
            yield from _of_tip(widget.tabToolTip(index))
    elif isinstance(widget, QTextEdit):
        if MARK in widget.toPlainText() and "planted&lt;/b&gt;" not in widget.toHtml():
            yield "markup is in force"
        if widget.textInteractionFlags() & FORBIDDEN_FLAGS:
            yield "links can be followed"
    model = _model(widget)
    if model is not None:
        yield from (f"item {each}" for each in _of_model(model, QModelIndex()))


def _model(widget: QWidget) -> QAbstractItemModel | None:
    return widget.model() if isinstance(widget, QAbstractItemView | QComboBox) else None


def _texts(widget: QWidget) -> Iterator[str]:
    """What is read or heard of a widget. What can be edited is data, and stays as it is."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    editable = isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly()
    if spoken.isValid():
        yield spoken.text(QAccessible.Text.Name)
        yield spoken.text(QAccessible.Text.Description)
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTextEdit | QPlainTextEdit) and not editable:
        yield widget.toPlainText()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        if not editable:
            yield widget.text()


def _of_label(label: QLabel) -> Iterator[str]:
    guesses = label.textFormat() is not Qt.TextFormat.PlainText
    if label.text() and guesses and (label.buddy() is None or MARK in label.text()):
        yield f"guesses markup in {label.text()!r}"
    if label.buddy() is not None:
        yield from _of_key(label.text())


def _of_key(text: str) -> Iterator[str]:
    if MARK in text and not QKeySequence.mnemonic(text).isEmpty():
        yield f"a text of the server made a key: {text!r}"


def _of_tip(tip: str) -> Iterator[str]:
    if not might_be_rich(tip):
        return
    if "<" in re.sub("</?p>|<br>", "", tip):
        yield f"a tool tip with markup: {tip!r}"


def _of_action(action: QAction) -> Iterator[str]:
    for text in (action.text(), action.statusTip()):
        yield from (f"spoofs in {text!r}" for _ in SPOOFING.findall(text)[:1])
    menu = action.parent()
    if isinstance(menu, QMenu) and menu.toolTipsVisible():
        yield from _of_tip(action.toolTip())
    yield from _of_key(action.text())
    if MARK in action.text() and "\t" in action.text():
        yield f"a text of the server looks like a key: {action.text()!r}"


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in ROLES:
                text = model.data(index, role)
                if isinstance(text, str) and SPOOFING.search(text):
                    yield f"{row}, {column} spoofs in {role.name} {text!r}"
            yield from _of_tip(str(model.data(index, Qt.ItemDataRole.ToolTipRole) or ""))
