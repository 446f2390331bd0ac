"""The table's model: all rows at once, pages asked for once, rows that stay are the same rows."""

from dataclasses import replace

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from agent_desktop.desk.history import PAGE, HistoryPanel, HistoryQuery, HistorySpan
from agent_desktop.ui.history.model import LINE_ROLE, Column, HistoryModel
from tests.ui.finding import let_settle
from tests.ui.history.calls import SOLD, TROUBLED, UNANSWERED, many, panel

LINES = many(3 * PAGE)


def shown(one: HistoryPanel) -> HistoryModel:
    model = HistoryModel()
    model.show(one)
    return model


def cell(model: HistoryModel, row: int, column: Column, role: Qt.ItemDataRole) -> object:
    return model.index(row, column).data(role)


def test_every_call_found_has_its_row_though_most_lines_are_not_here() -> None:
    full = panel(*LINES)
    model = shown(replace(full, pages={0: full.pages[0]}))
    assert model.rowCount() == 3 * PAGE
    assert model.index(PAGE - 1, 0).data(LINE_ROLE) == LINES[PAGE - 1]
    assert model.index(PAGE, 0).data(LINE_ROLE) is None
    assert cell(model, PAGE, Column.CAMPAIGN, Qt.ItemDataRole.DisplayRole) == "…"


def test_a_page_that_is_looked_at_is_asked_for_once(qtbot: QtBot) -> None:
    full = panel(*LINES)
    model = shown(replace(full, pages={0: full.pages[0]}))
    wanted: list[int] = []
    model.page_wanted.connect(wanted.append)
    for row in (0, PAGE, PAGE + 1, 2 * PAGE, PAGE + 7):
        for column in Column:
            cell(model, row, column, Qt.ItemDataRole.DisplayRole)
    let_settle()
    assert wanted == [1, 2]
    cell(model, PAGE + 9, Column.TIME, Qt.ItemDataRole.DisplayRole)
    let_settle()
    assert wanted == [1, 2]


def test_a_page_that_was_let_go_is_asked_for_again(qtbot: QtBot) -> None:
    full = panel(*LINES)
    without = replace(full, pages={2: full.pages[2]})
    model = shown(without)
    wanted: list[int] = []
    model.page_wanted.connect(wanted.append)
    for one in (without, full, without):
        model.show(one)
        model.index(0, 0).data(LINE_ROLE)
        let_settle()
    assert wanted == [0, 0]


def test_a_page_that_comes_tells_the_views_of_its_rows_only(qtbot: QtBot) -> None:
    full = panel(*LINES)
    model = shown(replace(full, pages={0: full.pages[0]}))
    with qtbot.waitSignal(model.dataChanged) as told, qtbot.assertNotEmitted(model.modelReset):
        model.show(replace(full, pages={0: full.pages[0], 1: full.pages[1]}))
    assert (told.args[0].row(), told.args[1].row()) == (PAGE, 2 * PAGE - 1)


def test_calls_that_came_since_are_put_on_top_and_the_others_stay(qtbot: QtBot) -> None:
    model = shown(panel(*LINES[2:]))
    held = QPersistentModelIndex(model.index(0, 0))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(panel(*LINES))
    assert held.row() == 2
    assert model.index(0, 0).data(LINE_ROLE) == LINES[0]


def test_the_model_keeps_the_rules_of_qt_while_searches_come(qtbot: QtBot) -> None:
    model = HistoryModel()
    # It warns of each broken rule, and a warning of Qt fails a test.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for one in (panel(*LINES[4:]), panel(*LINES), panel(), panel(SOLD), panel(SOLD, TROUBLED)):
        model.show(one)
        assert model.rowCount() == len(one.ids)
    assert tester is not None


def test_the_bar_is_a_sentence_to_the_ear() -> None:
    model = shown(panel(SOLD, TROUBLED, UNANSWERED))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cell(model, 0, Column.STAGES, role) == (
        "0 Connected 00:00:10, 1 Identify 00:00:42, 2 Offer 00:01:45, 9 Wrap-up 00:00:35"
    )
    assert cell(model, 1, Column.STAGES, role) == (
        "0 Connected 00:00:10, 2 Offer refused, 1 Identify 00:00:54, "
        "3 Close not confirmed, 9 Wrap-up not sent"
    )
    assert cell(model, 2, Column.STAGES, role) == "–"
    assert cell(model, 1, Column.OUTCOME, role) == "Reschedule, not confirmed"
    assert cell(model, 2, Column.OUTCOME, role) == "no outcome"


def test_a_search_over_days_says_the_day_with_the_time() -> None:
    role = Qt.ItemDataRole.DisplayRole
    today = str(cell(shown(panel(SOLD)), 0, Column.TIME, role))
    ever = HistoryQuery(span=HistorySpan.ALL)
    with_day = str(cell(shown(panel(SOLD, query=ever)), 0, Column.TIME, role))
    assert today == SOLD.began.astimezone().strftime("%H:%M:%S")
    assert with_day.endswith(f" {today}")


def test_a_tool_tip_shows_markup_of_the_server_as_text() -> None:
    model = shown(panel(replace(SOLD, campaign="<b>Spring</b>")))
    told = str(cell(model, 0, Column.CAMPAIGN, Qt.ItemDataRole.ToolTipRole))
    assert "<b>" not in told
