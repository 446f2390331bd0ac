"""The contact panel: every column the campaign has on this contact, to search and to copy.

What stands here goes nowhere but the clipboard, and that only when asked: no tool tips, no log.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Contact
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.contact.model import NAME, VALUE, ContactFilter, ContactModel
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.tokens import ROW, SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.plain_label import PlainLabel

NAMES_WIDTH = 220
FILTER_WIDTH = 280


class ContactPanelView(QFrame):
    """Shows the contact of the call in hand. `read_again_pressed` carries its interaction id."""

    read_again_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contactPanel")
        self.setAccessibleName(self.tr("Contact"))
        self._interaction_id = ""
        self._model = ContactModel(self)
        self._found = ContactFilter(self)
        self._found.setSourceModel(self._model)
        self._filter = self._made_filter()
        self._table = self._made_table()
        self._copy = ActionButton(self.tr("Copy"), icon_name="copy")
        self._copy.setObjectName("contactCopy")
        self._copy.set_hint(self.tr("Copies the chosen rows, or all that are shown."))
        self._copy.acted.connect(self.copy_rows)
        self._again = ActionButton(self.tr("Read again"), icon_name="refresh")
        self._again.setObjectName("contactReadAgain")
        self._again.acted.connect(lambda: self.read_again_pressed.emit(self._interaction_id))
        self._answer = PlainLabel(wraps=True)
        self._answer.setObjectName("contactAnswer")
        self._answer.setProperty("role", "error")
        self._empty = EmptyState("user")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        self._lay_out()

    def render_contact(self, state: DeskState) -> None:
        """Show the contact of a state's call."""
        call = state.call
        another = call is None or call.interaction_id != self._interaction_id
        self._interaction_id = call.interaction_id if call is not None else ""
        self._model.show(call.contact if call is not None else Contact())
        if another:
            self._filter.clear()
            self._table.scrollToTop()
        asked = state.contact.interaction_id == self._interaction_id
        asking = asked and state.contact.asking
        lack = lack_text(state.abilities.lack(Ability.CONTACT_DATA))
        self._again.set_words(self.tr("Reading…") if asking else self.tr("Read again"))
        self._again.set_busy(asking)
        no_call = self.tr("There is no call of a campaign to read it for.")
        named = call is not None and bool(call.campaign_id)
        self._again.set_reason(lack or ("" if named else no_call))
        answer = state.contact.answer if asked else None
        self._answer.setVisible(answer is not None)
        if answer is not None:
            words = self.tr("The contact couldn't be read. {answer}")
            self._answer.setText(words.format(answer=answer.message).strip())
        self._show_page()

    def focus_table(self) -> None:
        """Go to the rows; where there are none, to the button that reads them."""
        (self._table if self._found.rowCount() else self._again).setFocus()

    def copy_rows(self) -> None:
        """Put the chosen rows, else all that are shown, on the clipboard: name, tab, value."""
        chosen = sorted({index.row() for index in self._table.selectionModel().selectedIndexes()})
        rows = chosen or range(self._found.rowCount())
        lines = (
            "\t".join(str(self._found.index(row, column).data()) for column in (NAME, VALUE))
            for row in rows
        )
        copy("\n".join(lines))

    def _copy_value(self) -> None:
        index = self._table.currentIndex()
        if index.isValid():
            value = self._found.index(index.row(), VALUE).data()
            copy(str(value))

    def _show_page(self) -> None:
        total, shown = self._model.rowCount(), self._found.rowCount()
        self._pages.setCurrentWidget(self._table if shown else self._empty)
        self._filter.setEnabled(bool(total))
        self._copy.set_reason("" if shown else self.tr("There is nothing to copy."))
        if shown:
            return
        if total:
            self._empty.set_text(self.tr("Nothing found"), self.tr("No row matches the filter."))
        elif self._interaction_id:
            self._empty.set_text(
                self.tr("Nothing is known of this contact"),
                self.tr("The dialer sent no columns with this call."),
            )
        else:
            self._empty.set_text(
                self.tr("No contact"), self.tr("What the campaign knows comes with the call.")
            )

    def _look_for(self, text: str) -> None:
        self._found.look_for(text)
        self._show_page()

    def _made_filter(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("contactFilter")
        field.setAccessibleName(self.tr("Search in the contact"))
        field.setPlaceholderText(self.tr("Search"))
        field.setMaximumWidth(grown(self.font(), FILTER_WIDTH))
        field.setClearButtonEnabled(True)
        for button in field.findChildren(QToolButton):
            button.setObjectName("contactFilterClear")
            button.setAccessibleName(self.tr("Clear the search"))
        field.textChanged.connect(self._look_for)
        return field

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("contactTable")
        table.setAccessibleName(self.tr("The contact's data"))
        table.setModel(self._found)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(grown(self.font(), ROW - SPACE.xs))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(NAME, grown(self.font(), NAMES_WIDTH))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name, text, act in (
            ("contactCopyValue", self.tr("Copy the value"), self._copy_value),
            ("contactCopyRows", self.tr("Copy the rows"), self.copy_rows),
        ):
            action = QAction(text, table)
            action.setObjectName(name)
            action.triggered.connect(act)
            if act == self.copy_rows:
                action.setShortcut(QKeySequence.StandardKey.Copy)
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            table.addAction(action)
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._filter, 1)
        head.addStretch(1)
        head.addWidget(self._copy)
        head.addWidget(self._again)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        box.setSpacing(SPACE.s)
        box.addLayout(head)
        box.addWidget(self._answer)
        box.addWidget(self._pages, 1)
