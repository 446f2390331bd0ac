"""Finding a control by the name that people script against."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Control = TypeVar("Control", bound=QWidget)


def find(parent: QWidget, kind: type[Control], name: str) -> Control:
    """The control of this objectName; there must be one."""
    found = parent.findChild(kind, name)
    assert found is not None, f"no {kind.__name__} named {name}"
    return found


def click(parent: QWidget, name: str) -> None:
    """Click a button in its middle, as a person does."""
    button = find(parent, QAbstractButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())


def let_settle() -> None:
    """Let every layout come to rest: one that grows asks its parent anew, turn by turn."""
    for _turn in range(4):
        QApplication.processEvents()
