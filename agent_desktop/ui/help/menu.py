"""The button that opens the help menu, in the log-on dialog and in the header."""

from PySide6.QtCore import QPoint, QSize, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from agent_desktop.ui.theme.icons import icon

HELP_KEY = "F1"


class HelpMenu(QToolButton):
    """Says what is wanted; who answers is others' to know."""

    keys_wanted = Signal()
    bundle_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpMenu")
        self._answered = False
        self._wanted: SignalInstance | None = None
        self.setIcon(icon("question"))
        self.setIconSize(QSize(20, 20))
        self.setAutoRaise(True)
        self.setAccessibleName(self.tr("Help"))
        key = QKeySequence(HELP_KEY)
        shown = key.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{self.accessibleName()} ({shown})")
        self._menu = QMenu(self)
        self._menu.setObjectName("helpChoices")
        self._menu.setAccessibleName(self.accessibleName())
        self._add("helpKeys", self.tr("&Keys"), self.keys_wanted)
        self._add("helpSupportBundle", self.tr("&Support bundle…"), self.bundle_wanted)
        self._menu.addSeparator()
        self._add("helpAbout", self.tr("&About Agent Desktop"), self.about_wanted)
        self.clicked.connect(self._open_menu)
        QShortcut(key, self).activated.connect(self.click)

    def _add(self, name: str, words: str, wanted: SignalInstance) -> None:
        action = QAction(words, self._menu)
        action.setObjectName(name)
        action.triggered.connect(lambda: self._want(wanted))
        self._menu.addAction(action)

    def answered(self) -> None:
        """Take note that somebody answers from now on; what was wanted before is asked for now."""
        self._answered = True
        if self._wanted is not None:
            self._wanted.emit()
            self._wanted = None

    def _want(self, wanted: SignalInstance) -> None:
        """Say what is wanted, or keep it while what answers it is still being loaded."""
        if self._answered:
            wanted.emit()
        else:
            self._wanted = wanted

    def _open_menu(self) -> None:
        """Open below the button, its right side under the button's where that is inside."""
        left = self.width() - self._menu.sizeHint().width()
        self._menu.popup(self.mapToGlobal(QPoint(left, self.height() + 2)))
