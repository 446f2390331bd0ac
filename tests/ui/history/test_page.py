"""The history page: what is typed and chosen becomes a search, and every state has its face."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agent_desktop.desk.history import (
    PAGE,
    ExportTexts,
    HistoryFault,
    HistoryPanel,
    HistoryQuery,
    HistorySpan,
)
from agent_desktop.ledger.export import COLUMNS
from agent_desktop.ui.history.model import Column
from agent_desktop.ui.history.page import HistoryPage
from agent_desktop.ui.theme.theme import apply
from tests.ui.finding import click, find, let_settle
from tests.ui.history.calls import SOLD, TROUBLED, UNANSWERED, many, panel
from tests.ui.language import speaking

ALL = HistoryQuery(span=HistorySpan.ALL)


def opened(qtbot: QtBot, one: HistoryPanel, size: tuple[int, int] = (1100, 650)) -> HistoryPage:
    """The page as the agent has it before him."""
    page = HistoryPage()
    qtbot.addWidget(page)
    page.resize(*size)
    page.render_history(HistoryPanel(open=True, searching=True))
    page.show()
    page.activateWindow()
    page.setFocus()
    page.render_history(one)
    let_settle()
    return page


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    return opened(qtbot, panel(SOLD, TROUBLED, UNANSWERED))


@pytest.fixture
def searches(page: HistoryPage) -> list[HistoryQuery]:
    told: list[HistoryQuery] = []
    page.searched.connect(told.append)
    return told


def table(page: HistoryPage) -> QTableView:
    return find(page, QTableView, "historyTable")


def details(page: HistoryPage) -> list[str]:
    view = find(page, QListView, "historyDetails")
    assert view.isVisible()
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


# Searching


def test_typing_searches_once_the_hand_rests(
    qtbot: QtBot, page: HistoryPage, searches: list[HistoryQuery]
) -> None:
    field = find(page, QLineEdit, "historySearch")
    QTest.keyClicks(field, "spring ")
    assert searches == []
    qtbot.waitUntil(lambda: len(searches) == 1)
    assert searches == [HistoryQuery(text="spring")]


def test_enter_searches_at_once_and_only_once(
    qtbot: QtBot, page: HistoryPage, searches: list[HistoryQuery]
) -> None:
    field = find(page, QLineEdit, "historySearch")
    QTest.keyClicks(field, "sale")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert searches == [HistoryQuery(text="sale")]
    page._typing.timeout.connect(lambda: pytest.fail("searched twice"))
    assert not page._typing.isActive()


def test_span_campaign_and_problems_search_at_once(
    page: HistoryPage, searches: list[HistoryQuery]
) -> None:
    span, campaign = find(page, QComboBox, "historySpan"), find(page, QComboBox, "historyCampaign")
    span.setCurrentIndex(1)
    campaign.setCurrentIndex(campaign.findData("c2"))
    find(page, QCheckBox, "historyProblems").click()
    assert searches[-1] == HistoryQuery(span=HistorySpan.WEEK, campaign_id="c2", only_problems=True)
    assert len(searches) == 3


def test_rendering_a_state_is_no_search(page: HistoryPage, searches: list[HistoryQuery]) -> None:
    query = HistoryQuery("x", HistorySpan.ALL, "c2", only_problems=True)
    page.render_history(panel(SOLD, query=query))
    assert searches == []
    assert find(page, QComboBox, "historySpan").currentData() is HistorySpan.ALL
    assert find(page, QComboBox, "historyCampaign").currentData() == "c2"
    assert find(page, QCheckBox, "historyProblems").isChecked()


def test_what_is_being_typed_is_not_overwritten_by_an_answer(page: HistoryPage) -> None:
    field = find(page, QLineEdit, "historySearch")
    assert field.hasFocus()
    QTest.keyClicks(field, "sal")
    page.render_history(panel(SOLD, query=HistoryQuery(text="s")))
    assert field.text() == "sal"


def test_opening_the_page_again_begins_anew(page: HistoryPage) -> None:
    QTest.keyClicks(find(page, QLineEdit, "historySearch"), "sale")
    page.render_history(HistoryPanel())
    page.render_history(HistoryPanel(open=True, searching=True))
    assert find(page, QLineEdit, "historySearch").text() == ""


def test_campaigns_once_offered_stay_when_a_search_hides_them(page: HistoryPage) -> None:
    campaign = find(page, QComboBox, "historyCampaign")
    page.render_history(panel(SOLD, campaigns=()))
    offered = [campaign.itemText(row) for row in range(campaign.count())]
    assert offered == ["All campaigns", "Spring renewal", "Winback"]


def test_activating_a_campaign_s_bar_shows_its_calls_and_then_all_again(
    page: HistoryPage, searches: list[HistoryQuery]
) -> None:
    bars = find(page, QListView, "historyCampaigns")
    bars.activated.emit(bars.model().index(1, 0))
    assert searches == [HistoryQuery(campaign_id="c2")]
    page.render_history(panel(TROUBLED, query=searches[-1]))
    bars.activated.emit(bars.model().index(1, 0))
    assert searches[-1] == HistoryQuery()


# The table


def test_the_newest_call_is_chosen_first_and_its_details_shown(page: HistoryPage) -> None:
    assert table(page).currentIndex().row() == 0
    assert details(page)[0].startswith("Spring renewal ")


def test_the_chosen_call_stays_chosen_when_another_comes(page: HistoryPage) -> None:
    table(page).setCurrentIndex(table(page).model().index(1, 0))
    page.render_history(panel(replace(SOLD, id=8), SOLD, TROUBLED, UNANSWERED))
    assert table(page).currentIndex().row() == 2
    assert details(page)[0].startswith("Winback ")
    other = replace(UNANSWERED, id=2)
    page.render_history(panel(other, TROUBLED, query=HistoryQuery(only_problems=True)))
    assert table(page).currentIndex().row() == 1
    assert details(page)[0].startswith("Winback ")


def test_a_page_in_sight_that_is_missing_is_asked_for(qtbot: QtBot) -> None:
    lines = many(5 * PAGE)
    full = panel(*lines, query=ALL)
    page = opened(qtbot, replace(full, pages={0: full.pages[0]}))
    wanted: list[int] = []
    page.page_wanted.connect(wanted.append)
    scroll = table(page).verticalScrollBar()
    scroll.setValue(scroll.maximum())
    table(page).grab()
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [4]


def test_whom_a_call_was_with_has_a_column_only_where_it_is_kept(page: HistoryPage) -> None:
    assert table(page).isColumnHidden(Column.WHO)
    page.render_history(panel(replace(SOLD, who="Maria Petrou")))
    assert not table(page).isColumnHidden(Column.WHO)
    let_settle()
    used = sum(table(page).columnWidth(column) for column in Column)
    assert used <= table(page).viewport().width()


def test_a_row_is_copied_with_its_bar_in_words(page: HistoryPage) -> None:
    table(page).setFocus()
    QTest.keySequence(table(page), QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QGuiApplication.clipboard().text()
    assert copied.split("\t")[1:] == [
        "Spring renewal",
        "00:03:12",
        "0 Connected 00:00:10, 1 Identify 00:00:42, 2 Offer 00:01:45, 9 Wrap-up 00:00:35",
        "Sale, confirmed",
    ]


def test_the_row_under_the_pointer_is_lit_from_edge_to_edge(
    qtbot: QtBot, page: HistoryPage
) -> None:
    view = table(page).viewport()
    row = table(page).visualRect(table(page).model().index(2, 0)).center().y()
    before = view.grab().toImage()
    QTest.mouseMove(view, QPoint(20, row))
    qtbot.waitUntil(lambda: view.grab().toImage().pixelColor(4, row) != before.pixelColor(4, row))
    lit = view.grab().toImage()
    assert lit.pixelColor(4, row) == lit.pixelColor(view.width() - 4, row)
    QApplication.sendEvent(table(page), QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == before


# Details


def test_the_details_name_every_request_with_times_answer_and_reference(page: HistoryPage) -> None:
    table(page).setCurrentIndex(table(page).model().index(1, 0))
    said = details(page)
    began = SOLD.began.astimezone()
    assert len(said) == 7
    assert said[1].splitlines() == [
        "0 Connected 00:00:10",
        f"from {began:%H:%M:%S}; every call begins here",
    ]
    head, times, answer, reference = said[2].splitlines()
    assert head == "2 Offer"
    assert times.startswith("asked ")
    assert ", refused " in times
    assert answer == "The server says: The stage is unknown to this campaign."
    assert reference == "Reference 7f3a-19"
    assert said[-1].startswith("Reschedule\nnot confirmed\nCall back: ")


def test_a_call_without_outcome_says_so_and_a_note_is_shown_in_full(page: HistoryPage) -> None:
    assert details(page)[-1] == "Note\nWants the paper contract.\nBest before noon."
    table(page).setCurrentIndex(table(page).model().index(2, 0))
    assert details(page)[-1] == "No outcome"


def test_an_entry_of_the_details_is_copied(page: HistoryPage) -> None:
    view = find(page, QListView, "historyDetails")
    view.setFocus()
    view.setCurrentIndex(view.model().index(4, 0))
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text().startswith("9 Wrap-up 00:00:35")


def test_a_word_without_spaces_is_broken_not_cut(page: HistoryPage) -> None:
    spells = (replace(TROUBLED.spells[1], message="x" * 400),)
    page.render_history(panel(replace(SOLD, spells=spells)))
    let_settle()
    view = find(page, QListView, "historyDetails")
    row = view.model().index(1, 0)
    lines = view.visualRect(row).height() // view.fontMetrics().height()
    assert lines > 10


# Sums


def test_bars_are_words_to_the_ear_and_a_table_on_demand(page: HistoryPage) -> None:
    bars = find(page, QListView, "historyCampaigns")
    spoken = bars.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Winback, 11 call(s) · 00:19:00: "
        "0 Connected 00:01:30, 1 Identify 00:10:40, 3 Close 00:06:50"
    )
    click(page, "historyAsTable")
    written = find(page, QTableView, "historyCampaignTable")
    assert written.isVisible()
    assert not bars.isVisible()
    model = written.model()
    rows = [[model.index(r, c).data() for c in range(3)] for r in range(5, model.rowCount())]
    assert rows == [
        ["Winback", "11 call(s)", "00:19:00"],
        ["Winback", "0 Connected", "00:01:30"],
        ["Winback", "1 Identify", "00:10:40"],
        ["Winback", "3 Close", "00:06:50"],
    ]


def _place(child: QAccessibleInterface) -> tuple[int, int]:
    cell = child.tableCellInterface()
    return cell.rowIndex(), cell.columnIndex()


def heard(view: QTableView) -> dict[tuple[int, int], str]:
    """What a screen reader is given for each cell, by row and column."""
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    assert interface.role() is QAccessible.Role.Table
    children = [interface.child(at) for at in range(interface.childCount())]
    return {
        _place(child): child.text(QAccessible.Text.Name)
        for child in children
        if child.role() is QAccessible.Role.Cell
    }


def test_a_screen_reader_walks_the_calls_as_a_table(page: HistoryPage) -> None:
    cells = heard(table(page))
    assert cells[0, Column.STAGES].startswith("0 Connected 00:00:10, 1 Identify 00:00:42")
    assert cells[1, Column.OUTCOME] == "Reschedule, not confirmed"
    assert len([cell for cell in cells if cell[0] < 3]) >= 3 * Column.WHO


def test_a_screen_reader_walks_the_sums_as_list_and_as_table(page: HistoryPage) -> None:
    bars = QAccessible.queryAccessibleInterface(find(page, QListView, "historyCampaigns"))
    assert bars is not None
    row = bars.child(0)
    assert row is not None
    assert "1 Identify 00:16:50" in row.text(QAccessible.Text.Name)
    click(page, "historyAsTable")
    cells = heard(find(page, QTableView, "historyCampaignTable"))
    assert (cells[2, 0], cells[2, 1], cells[2, 2]) == ("Spring renewal", "1 Identify", "00:16:50")


# The states


def test_each_emptiness_has_its_reason(qtbot: QtBot) -> None:
    page = opened(qtbot, panel())
    for query, words in (
        (HistoryQuery(), "No calls today so far"),
        (HistoryQuery(span=HistorySpan.WEEK), "No calls in the last 7 days"),
        (ALL, "No calls so far"),
        (HistoryQuery(text="zebra"), "Nothing found"),
        (HistoryQuery(only_problems=True), "Nothing found"),
    ):
        page.render_history(panel(query=query))
        assert words in texts(page), query
        assert not table(page).isVisible()
    assert not find(page, QAbstractButton, "historyExport").isEnabled()


def test_from_nothing_found_one_press_leads_to_all_calls(
    page: HistoryPage, searches: list[HistoryQuery]
) -> None:
    QTest.keyClicks(find(page, QLineEdit, "historySearch"), "zebra")
    page.render_history(panel(query=HistoryQuery(text="zebra", span=HistorySpan.WEEK)))
    let_settle()
    click(find(page, QWidget, "historyEmpty"), "emptyAction")
    assert searches == [HistoryQuery(span=HistorySpan.WEEK)]
    assert find(page, QLineEdit, "historySearch").text() == ""


@pytest.mark.parametrize("fault", HistoryFault)
def test_every_fault_is_told_in_words_and_can_be_tried_again(
    qtbot: QtBot, page: HistoryPage, searches: list[HistoryQuery], fault: HistoryFault
) -> None:
    page.render_history(panel(fault=fault, query=ALL))
    let_settle()
    assert fault.name not in texts(page)
    click(find(page, QWidget, "historyEmpty"), "emptyAction")
    assert searches == [ALL]


def test_the_first_search_says_that_it_is_looking_and_a_later_one_keeps_the_calls(
    qtbot: QtBot,
) -> None:
    page = opened(qtbot, panel(searching=True))
    assert "Looking your calls up…" in texts(page)
    page.render_history(panel(SOLD, searching=True))
    assert table(page).isVisible()


def test_a_file_is_asked_for_without_holding_the_window(page: HistoryPage, qtbot: QtBot) -> None:
    asked: list[tuple[str, ExportTexts]] = []
    page.export_asked.connect(lambda file, words: asked.append((file, words)))
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    click(page, "historyExport")
    dialog = find(page, QFileDialog, "historyExportDialog")
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "csv"
    dialog.fileSelected.emit("/somewhere/calls.csv")
    dialog.reject()
    ((file, words),) = asked
    assert file == "/somewhere/calls.csv"
    assert len(words.header) == len(COLUMNS)
    assert words.words["refused"] == "refused"


def test_what_became_of_the_file_is_told(page: HistoryPage) -> None:
    state = find(page, QLabel, "historyState")
    for fields, words in (
        ({"exporting": True}, "Saving…"),
        ({"exported": "/somewhere/calls.csv"}, "Saved as /somewhere/calls.csv"),
        ({"fault": HistoryFault.NOT_SAVED}, "The file couldn't be written. Choose another"),
        ({}, ""),
    ):
        page.render_history(panel(SOLD, **fields))
        assert state.text().startswith(words), words
        assert bool(state.text()) is bool(words)
        assert table(page).isVisible()


def test_escape_and_the_button_lead_back(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(find(page, QLineEdit, "historySearch"), Qt.Key.Key_Escape)
    table(page).setFocus()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(table(page), Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        click(page, "historyClose")


def test_the_search_is_one_key_away(page: HistoryPage) -> None:
    table(page).setFocus()
    QTest.keySequence(table(page), QKeySequence(QKeySequence.StandardKey.Find))
    assert find(page, QLineEdit, "historySearch").hasFocus()


# Room and reach


def test_a_narrow_page_puts_the_details_beneath(qtbot: QtBot) -> None:
    for size, beneath in (((1100, 650), False), ((760, 424), True)):
        page = opened(qtbot, panel(*many(PAGE), query=ALL), size)
        shown = table(page).mapTo(page, QPoint(0, table(page).height())).y()
        below = find(page, QListView, "historyDetails").mapTo(page, QPoint(0, 0)).y() >= shown
        assert below is beneath
        rows = table(page).viewport().height() // table(page).rowHeight(0)
        assert rows >= 4
        if not beneath:
            assert find(page, QListView, "historyDetails").width() in range(300, 345)


@pytest.fixture(params=("en_GB", "de_DE"))
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    with speaking(qapp, request.param):
        yield


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_nothing_is_wider_than_the_smallest_window(
    qapp: QApplication, qtbot: QtBot, language: None, text_scale: float
) -> None:
    apply(qapp, "light", text_scale=text_scale, still=True)
    page = opened(qtbot, panel(SOLD, TROUBLED), (760, 424))
    assert page.minimumSizeHint().width() <= 760 * text_scale
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.objectName()


INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


def test_each_control_has_a_name_is_heard_and_reached_by_tab(
    page: HistoryPage, language: None
) -> None:
    at = find(page, QLineEdit, "historySearch")
    at.setFocus()
    seen: list[QWidget] = []
    while (now := page.focusWidget()) not in seen:
        assert now is not None
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    names = [widget.objectName() for widget in seen]
    assert names == [
        "historySearch",
        "historySpan",
        "historyCampaign",
        "historyProblems",
        "historyTable",
        "historyDetails",
        "historyAsTable",
        "historyCampaigns",
        "historyExport",
        "historyClose",
    ]
    for widget in seen:
        assert isinstance(widget, INTERACTIVE)
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken is not None
        assert spoken.text(QAccessible.Text.Name).strip(), widget.objectName()
