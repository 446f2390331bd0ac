"""A field for a password that can be looked at before it is sent."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from agent_desktop.ui.theme.icons import icon


class PasswordField(QLineEdit):
    """Hides what is typed, until its eye is pressed (Ctrl+Shift+P while the field has focus)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._reveal = QAction(self)
        self._reveal.setCheckable(True)
        self._reveal.setShortcut(QKeySequence("Ctrl+Shift+P"))
        self._reveal.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._reveal.toggled.connect(self._show_text)
        self.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QToolButton):
            button.setObjectName("revealPassword")
        self._show_text(shown=False)

    @property
    def revealed(self) -> bool:
        """Whether the password can be read on the screen."""
        return self._reveal.isChecked()

    def set_revealed(self, revealed: bool) -> None:
        """Show or hide what is typed."""
        self._reveal.setChecked(revealed)

    def hideEvent(self, event: QHideEvent) -> None:
        """A password that went out of sight comes back hidden."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.set_revealed(False)

    def _show_text(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        # Shown or not, no keyboard may learn it.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhHiddenText
        )
        self._reveal.setIcon(icon("eye-off" if shown else "eye", "text_quiet"))
        self._reveal.setText(self.tr("Hide password") if shown else self.tr("Show password"))
        keys = self._reveal.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._reveal.setToolTip(f"{self._reveal.text()} ({keys})")
