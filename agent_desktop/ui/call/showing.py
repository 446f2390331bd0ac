"""Taking something out of sight without losing the keyboard."""

from PySide6.QtWidgets import QApplication, QWidget


def show_part(part: QWidget, shown: bool, home: QWidget) -> None:
    """Show or hide a part; the focus goes from it to `home`, never to the next button.

    A key that is still held down, or pressed once more, would else do the next thing.
    """
    if not shown:
        focus = QApplication.focusWidget()
        if focus is not None and (focus is part or part.isAncestorOf(focus)):
            home.setFocus()
    part.setVisible(shown)
