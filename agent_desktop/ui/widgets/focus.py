"""Where the keyboard is."""

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def holds_focus(widget: QWidget) -> bool:
    """Return whether the keyboard's focus in the window is at a widget or in it."""
    at = widget.window().focusWidget()
    # Not by a list of its children: each would be wrapped for Python, and some are never let go.
    return at is widget or widget.isAncestorOf(at)


def typing(window: QWidget) -> bool:
    """Return whether the keyboard's focus in a window is in a field that takes text."""
    at = window.focusWidget()
    return (
        isinstance(at, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
        and at.isVisible()
        and at.isEnabled()
        and not at.isReadOnly()
    )
