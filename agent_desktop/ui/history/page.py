"""The history page: find calls, see how each went and where the time was spent, keep a file."""

from dataclasses import replace

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.history import HistoryLine, HistoryPanel, HistoryQuery, HistorySpan
from agent_desktop.ui.history.campaigns import CampaignTimes
from agent_desktop.ui.history.details import DetailsView
from agent_desktop.ui.history.model import HistoryModel
from agent_desktop.ui.history.table import HistoryTable
from agent_desktop.ui.history.words import (
    calls_text,
    campaign_name,
    empty_texts,
    export_texts,
    fault_texts,
    span_text,
)
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import CONTROL, SPACE
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import shown
from agent_desktop.ui.widgets.section_label import SectionLabel
from agent_desktop.ui.widgets.spinner import Spinner

# The search follows the typing when the hand has rested so long.
TYPING_RESTS_MS = 250
# Below this width details and sums stand under the table, side by side.
NARROW = 1000
SIDE_WIDTH = 340


class HistoryPage(QFrame):
    """Shows what the ledger has of the agent's own calls."""

    searched = Signal(object)  # HistoryQuery
    page_wanted = Signal(int)
    export_asked = Signal(str, object)  # file, ExportTexts
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPage")
        self.setProperty("role", "panel")
        self._panel = HistoryPanel()
        self._following = False
        self._turned: Qt.Orientation | None = None
        self._make_controls()
        self._model = HistoryModel(self)
        self._model.page_wanted.connect(self.page_wanted)
        self._table = HistoryTable(self._model)
        self._empty = EmptyState("clock")
        self._empty.setObjectName("historyEmpty")
        self._empty.action_pressed.connect(self._empty_pressed)
        self._busy = _busy_page(self.tr("Looking your calls up…"))
        self._pages = QStackedWidget()
        for page in (self._table, self._empty, self._busy):
            self._pages.addWidget(page)
        self._details = DetailsView()
        self._table.chosen.connect(self._details.render_details)
        self._table.chosen.connect(self._details_wanted)
        self._no_call = EmptyState("", "", self.tr("Choose a call to see how it went."))
        self._detail_pages = QStackedWidget()
        self._detail_pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._detail_pages.addWidget(self._no_call)
        self._detail_pages.addWidget(self._details)
        self._times = CampaignTimes()
        self._times.picked.connect(self._campaign_picked)
        self._as_table.toggled.connect(self._times.show_as_table)
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_RESTS_MS)
        self._typing.timeout.connect(self._search)
        self._connect()

    def render_history(self, panel: HistoryPanel) -> None:
        """Show a state of the history."""
        before, self._panel = self._panel, panel
        if panel is before:
            return
        self._follow_query(before)
        self._model.show(panel)
        if before.query.span is not panel.query.span:
            self._table.show_days()
        people = any(line.who for lines in panel.pages.values() for line in lines)
        if before.pages is not panel.pages:
            self._table.show_people(shown=people)
            self._table.choose_first()
        self._times.render_times(panel.campaigns)
        self._show_part()
        self._tell_count(before)
        self._tell_file()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the search."""
        super().focusInEvent(event)
        self._field.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details beside the table, or beneath it where the page is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < grown(self.font(), NARROW)
        beneath, beside = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        if self._turned is not (beneath if narrow else beside):
            self._turned = beneath if narrow else beside
            self._whole.setOrientation(self._turned)
            self._side.setOrientation(beside if narrow else beneath)
            self._share_room()

    # Building

    def _make_controls(self) -> None:
        self._field = QLineEdit()
        self._field.setObjectName("historySearch")
        self._field.setAccessibleName(self.tr("Search the history"))
        self._field.setPlaceholderText(self.tr("Campaign, outcome, stage, note or call (Ctrl+F)"))
        self._field.setClearButtonEnabled(True)
        for button in self._field.findChildren(QToolButton):
            button.setObjectName("historySearchClear")
            button.setAccessibleName(self.tr("Clear the search"))
        self._span = QComboBox()
        self._span.setObjectName("historySpan")
        self._span.setAccessibleName(self.tr("How far back"))
        for span in HistorySpan:
            self._span.addItem(span_text(span), span)
        self._campaign = QComboBox()
        self._campaign.setObjectName("historyCampaign")
        self._campaign.setAccessibleName(self.tr("Campaign"))
        self._campaign.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._campaign.setMinimumContentsLength(14)
        self._campaign.addItem(self.tr("All campaigns"), "")
        for choice in (self._span, self._campaign):  # on Linux it is named by its entry alone
            choice.setAccessibleDescription(choice.accessibleName())
        self._problems = QCheckBox(self.tr("Only &problems"))
        self._problems.setObjectName("historyProblems")
        self._problems.setToolTip(
            self.tr("Calls with a stage or an outcome that was refused or not confirmed")
        )
        self._problems.setAccessibleDescription(self._problems.toolTip())
        self._export = QPushButton(self.tr("&Save as file…"))
        self._export.setObjectName("historyExport")
        self._export.setToolTip(self.tr("Save all calls found as a table for spreadsheets (CSV)"))
        self._close = QPushButton(self.tr("&Back to the desk"))
        self._close.setObjectName("historyClose")
        self._close.setToolTip(self.tr("Esc"))
        self._as_table = QPushButton(self.tr("As &table"))
        self._as_table.setObjectName("historyAsTable")
        self._as_table.setCheckable(True)
        self._as_table.setProperty("kind", "quiet")
        self._as_table.setToolTip(self.tr("Write the times instead of drawing them"))
        self._count = PlainLabel()
        self._count.setObjectName("historyCount")
        self._count.setProperty("role", "quiet")
        self._spinner = Spinner()
        self._note = ElidedLabel()
        self._note.setObjectName("historyState")

    def _lay_out(self) -> None:
        title = PlainLabel(self.tr("History"))
        title.setProperty("role", "title")
        head = _row(title, self._count, self._spinner)
        head.addWidget(self._note, 1)
        head.addWidget(self._export)
        head.addWidget(self._close)
        filters = _row()
        filters.addWidget(self._field, 1)
        for control in (self._span, self._campaign, self._problems):
            filters.addWidget(control)
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.setObjectName("historySideSplitter")
        self._side.addWidget(_titled(self.tr("Call"), self._detail_pages))
        self._side.addWidget(_titled(self.tr("Campaigns"), self._times, self._as_table))
        self._whole = QSplitter(Qt.Orientation.Horizontal)
        self._whole.setObjectName("historySplitter")
        found = QFrame()
        beside = QHBoxLayout(found)
        beside.setContentsMargins(SPACE.s, 0, 0, 0)
        beside.addWidget(self._pages)
        self._whole.addWidget(found)
        self._whole.addWidget(self._side)
        self._whole.setStretchFactor(0, 1)
        self._whole.setStretchFactor(1, 0)
        for splitter in (self._side, self._whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._pages.setMinimumSize(240, 4 * SPACE.xl)
        for part in (self._detail_pages, self._times):
            part.setMinimumHeight(3 * SPACE.xl)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        top.setSpacing(SPACE.s)
        top.addLayout(head)
        top.addLayout(filters)
        line = QFrame()
        line.setProperty("role", "line")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(line)
        box.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._typed)
        self._field.returnPressed.connect(self._search)
        self._span.currentIndexChanged.connect(self._chosen)
        self._campaign.currentIndexChanged.connect(self._chosen)
        self._problems.toggled.connect(self._chosen)
        self._export.clicked.connect(self._ask_for_file)
        self._close.clicked.connect(self.closed)
        for key, deed in (
            (QKeySequence(Qt.Key.Key_Escape), self.closed.emit),
            (QKeySequence(QKeySequence.StandardKey.Find), self._field.setFocus),
        ):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _share_room(self) -> None:
        width, height = self._whole.width(), self._whole.height()
        if self._turned is Qt.Orientation.Horizontal:
            side = min(grown(self.font(), SIDE_WIDTH), width // 2)
            self._whole.setSizes([width - side, side])
            self._side.setSizes([height // 2, height // 2])
        else:
            self._whole.setSizes([height * 11 // 20, height * 9 // 20])
            self._side.setSizes([width // 2, width // 2])

    # Rendering

    def _follow_query(self, before: HistoryPanel) -> None:
        """Show the query of a state; what the agent is typing stays."""
        query, opened = self._panel.query, self._panel.open and not before.open
        self._following = True
        if opened or not (self._field.hasFocus() or self._typing.isActive()):
            self._field.setText(query.text)
        self._span.setCurrentIndex(self._span.findData(query.span))
        for campaign in self._panel.campaigns:
            self._know(campaign.campaign_id, campaign_name(campaign))
        self._know(query.campaign_id, query.campaign_id)
        self._campaign.setCurrentIndex(max(0, self._campaign.findData(query.campaign_id)))
        self._problems.setChecked(query.only_problems)
        self._following = False

    def _know(self, campaign_id: str, name: str) -> None:
        """Offer a campaign; those offered before stay, for a narrower search hides them."""
        if not campaign_id or self._campaign.findData(campaign_id) >= 0:
            return
        self._campaign.addItem(shown(name), campaign_id)

    def _show_part(self) -> None:
        panel = self._panel
        self._spinner.setVisible(panel.searching)
        self._side.setVisible(bool(panel.ids))
        self._export.setEnabled(bool(panel.ids) and not panel.exporting)
        if panel.ids:
            self._pages.setCurrentWidget(self._table)
        elif panel.searching:
            self._pages.setCurrentWidget(self._busy)
        else:
            self._pages.setCurrentWidget(self._empty)
            self._say_why_empty()

    def _say_why_empty(self) -> None:
        panel = self._panel
        if panel.fault is not None:
            self._empty.set_text(*fault_texts(panel.fault))
            self._empty.set_action(self.tr("Try again"))
            return
        self._empty.set_text(*empty_texts(panel.query))
        narrowed = panel.query != HistoryQuery(span=panel.query.span)
        self._empty.set_action(self.tr("Show all calls") if narrowed else "")

    def _tell_count(self, before: HistoryPanel) -> None:
        panel = self._panel
        settled = not panel.searching and panel.fault is None
        self._count.setText(calls_text(len(panel.ids)) if panel.ids else "")
        if before.searching and settled and self.isVisible():
            announce(self._count, calls_text(len(panel.ids)))

    def _tell_file(self) -> None:
        """Say what became of the file, or what is wrong while calls are shown."""
        panel = self._panel
        text, tone = "", "quiet"
        if panel.exporting:
            text = self.tr("Saving…")
        elif panel.fault is not None and panel.ids:
            text, tone = " ".join(fault_texts(panel.fault)), "danger"
        elif panel.exported:
            text, tone = self.tr("Saved as {file}").format(file=panel.exported), "success"
        if text == self._note.text():
            return
        restyle(self._note, "tone", tone)
        self._note.setText(text)
        if text and self.isVisible():
            announce(self._note, text, at_once=tone == "danger")

    def _details_wanted(self, line: HistoryLine | None) -> None:
        self._detail_pages.setCurrentWidget(self._no_call if line is None else self._details)

    # Intents

    def _typed(self) -> None:
        if not self._following:
            self._typing.start()

    def _chosen(self) -> None:
        if not self._following:
            self._search()

    def _search(self) -> None:
        self._typing.stop()
        span = self._span.currentData()
        self.searched.emit(
            HistoryQuery(
                text=self._field.text().strip(),
                span=span if isinstance(span, HistorySpan) else HistorySpan.TODAY,
                campaign_id=str(self._campaign.currentData() or ""),
                only_problems=self._problems.isChecked(),
            )
        )

    def _empty_pressed(self) -> None:
        """Try again after a fault, else drop what narrows the search."""
        query = self._panel.query
        if self._panel.fault is None:
            self._field.clear()
            self._typing.stop()
            query = HistoryQuery(span=query.span)
        self.searched.emit(query)

    def _campaign_picked(self, campaign_id: str) -> None:
        """Show the calls of one campaign, or of all again where it was the one."""
        query = self._panel.query
        wanted = "" if query.campaign_id == campaign_id else campaign_id
        self.searched.emit(replace(query, campaign_id=wanted))

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the history"))
        dialog.setObjectName("historyExportDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Table for spreadsheets (*.csv)"))
        dialog.setDefaultSuffix("csv")
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        dialog.selectFile(self.tr("calls-{day}.csv").format(day=today))
        dialog.fileSelected.connect(lambda file: self.export_asked.emit(file, export_texts()))
        dialog.open()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _titled(title: str, content: QWidget, *beside: QWidget) -> QWidget:
    """A part of the page under its heading."""
    part = QFrame()
    head = QHBoxLayout()
    head.addStrut(CONTROL)
    head.addWidget(SectionLabel(title), 1)
    for widget in beside:
        head.addWidget(widget)
    box = QVBoxLayout(part)
    box.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
    box.setSpacing(SPACE.xs)
    box.addLayout(head)
    box.addWidget(content, 1)
    head.setContentsMargins(SPACE.s, 0, 0, 0)
    return part


def _busy_page(text: str) -> QWidget:
    page = QWidget()
    box = QHBoxLayout(page)
    box.setSpacing(SPACE.s)
    label = PlainLabel(text)
    label.setProperty("role", "quiet")
    box.addStretch(1)
    box.addWidget(Spinner())
    box.addWidget(label)
    box.addStretch(1)
    return page
