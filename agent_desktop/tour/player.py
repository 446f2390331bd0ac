"""The tour's eyes and hands: it finds controls by their names and presses them as a person does."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QListView,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)

# A person would wait this long for anything in the demo.
PATIENCE = 10.0
GLANCE = 0.01


class NotSeen(AssertionError):
    """What a step expected did not come about."""


class Player:
    """Works the windows of the running program."""

    def find(self, name: str, kind: type[W]) -> W:
        """Return the visible control with an objectName. Raises NotSeen."""
        for window in QApplication.topLevelWidgets():
            if not window.isVisible():
                continue
            candidates = [window, *window.findChildren(QWidget, name)]
            for widget in candidates:
                if widget.objectName() == name and isinstance(widget, kind) and widget.isVisible():
                    return widget
        raise NotSeen(f"no visible {name}")

    def shows(self, name: str) -> bool:
        """Whether a control with this name is on the screen."""
        try:
            self.find(name, QWidget)
        except NotSeen:
            return False
        return True

    def ready(self, name: str) -> bool:
        """Whether a control is on the screen and can be pressed."""
        return self.shows(name) and self.find(name, QWidget).isEnabled()

    def typed(self, name: str) -> str:
        """Return what an editor holds, on the screen or behind another tab. Raises NotSeen."""
        for window in QApplication.topLevelWidgets():
            for editor in window.findChildren(QPlainTextEdit, name):
                return editor.toPlainText()
        raise NotSeen(f"no editor {name}")

    def rows(self, name: str) -> int:
        """Return how many rows a list or table has."""
        return self.find(name, QAbstractItemView).model().rowCount()

    def first_row(self, name: str) -> str:
        """Return what the first row of a list says."""
        model = self.find(name, QAbstractItemView).model()
        index = model.index(0, 0)
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        return str(spoken or index.data() or "")

    def text(self, name: str) -> str:
        """Return what a screen reader says of a control, else its text; empty if it isn't there."""
        try:
            widget = self.find(name, QWidget)
        except NotSeen:
            return ""
        if widget.accessibleName():
            return widget.accessibleName()
        return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""

    def click(self, name: str) -> None:
        """Click a control: a box to tick on its box, anything else in its middle."""
        widget = self.find(name, QWidget)
        if not widget.isEnabled():
            raise NotSeen(f"{name} can't be pressed")
        where = widget.rect().center()
        if isinstance(widget, QCheckBox):
            where.setX(widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def click_row(self, name: str, row_text: str) -> None:
        """Click the row of a list that begins with a text."""
        view = self.find(name, QListView)
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if str(index.data()).startswith(row_text):
                view.scrollTo(index)
                QTest.mouseClick(
                    view.viewport(),
                    Qt.MouseButton.LeftButton,
                    Qt.KeyboardModifier.NoModifier,
                    view.visualRect(index).center(),
                )
                return
        raise NotSeen(f"no row {row_text!r} in {name}")

    def choose(self, menu_name: str, action_text: str) -> None:
        """Click an entry of an open menu."""
        menu = self.find(menu_name, QMenu)
        for action in menu.actions():
            if action.text() == action_text:
                QTest.mouseClick(
                    menu,
                    Qt.MouseButton.LeftButton,
                    Qt.KeyboardModifier.NoModifier,
                    menu.actionGeometry(action).center(),
                )
                # Drawn into memory there is no window manager to go back from a closed menu.
                self.find("mainWindow", QWidget).activateWindow()
                return
        raise NotSeen(f"no {action_text!r} in {menu_name}")

    def choose_first(self, menu_name: str) -> None:
        """Click the first entry of an open menu that can be clicked."""
        menu = self.find(menu_name, QMenu)
        for action in menu.actions():
            if action.isEnabled() and not action.isSeparator():
                self.choose(menu_name, action.text())
                return
        raise NotSeen(f"nothing to choose in {menu_name}")

    def keys(self, sequence: str) -> None:
        """Press a shortcut of the main window, such as Ctrl+3."""
        QTest.keySequence(self.find("mainWindow", QWidget), QKeySequence(sequence))

    def key(self, key: Qt.Key) -> None:
        """Press a key on whatever has the focus."""
        target = QApplication.focusWidget() or QApplication.activeWindow()
        if target is None:
            raise NotSeen("no window has the keyboard")
        QTest.keyClick(target, key)

    def type_text(self, name: str, text: str) -> None:
        """Type a text into a field, replacing what is there."""
        field = self.find(name, QWidget)
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
        QTest.keyClicks(field, text)

    async def until(self, what: str, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something is so. Raises NotSeen after `seconds`."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise NotSeen(f"after {seconds:.0f} s still not: {what}")
            await asyncio.sleep(GLANCE)
        # What the desk knows is on the screen a turn of the loop later.
        await asyncio.sleep(GLANCE)
