"""The list of notices: all that a toast or a banner ever showed, kept for the shift."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.notices import Notice, NoticeBoard
from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.notices.delegate import NoticeDelegate
from agent_desktop.ui.notices.model import NOTICE_ROLE, NoticeModel
from agent_desktop.ui.notices.words import details
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.empty_state import EmptyState

# So much of a notice is always in sight: its sentence, and what it means.
LEAST_LINES = 4


class NoticePanel(QFrame):
    """Shows the notices, newest first, and copies their details."""

    looked_at = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notificationPanel")
        self.setAccessibleName(self.tr("Notifications"))  # where the keyboard is with none
        self._model = NoticeModel(self)
        self._list = _NoticeList()
        self._list.setObjectName("notificationList")
        self._list.setAccessibleName(self.tr("Notifications"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(NoticeDelegate(self._list))
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self.looked_at)
        copy_key = QAction(self._list)
        copy_key.setShortcut(QKeySequence.StandardKey.Copy)
        copy_key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy_key.triggered.connect(self.copy_details)
        self._list.addAction(copy_key)
        self._empty = EmptyState(
            "bell",
            self.tr("Nothing to report"),
            self.tr("Refusals, lost links and changes of your campaigns are kept here."),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._list)
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._copy = QPushButton(self.tr("Copy &details"))
        self._copy.setObjectName("notificationCopy")
        self._copy.clicked.connect(self.copy_details)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addStretch(1)
        head.addWidget(self._copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        box.setSpacing(SPACE.s)
        box.addLayout(head)
        box.addWidget(self._pages, 1)

    def render_board(self, board: NoticeBoard) -> None:
        """Show the notices of a state."""
        self._model.show(board.notices)
        self._copy.setEnabled(bool(board.notices))
        lines = LEAST_LINES * self.fontMetrics().height()
        empty = self._empty.minimumSizeHint().height()
        self._pages.setMinimumHeight(lines if board.notices else empty)
        self._pages.setCurrentWidget(self._list if board.notices else self._empty)

    def focus_list(self) -> None:
        """Go to the newest notice."""
        self._list.setFocus()
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0))
        self.looked_at.emit()

    def copy_details(self) -> None:
        """Put the chosen notice, else the newest, on the clipboard."""
        index = self._list.currentIndex()
        if not index.isValid():
            index = self._model.index(0)
        notice = index.data(NOTICE_ROLE)
        if isinstance(notice, Notice):
            copy(details(notice))


class _NoticeList(QListView):
    """A list whose rows wrap anew when its width changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
