"""The notice model: newest first, and a chosen notice stays chosen."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import KEPT, Cause, Facts, Notice, NoticeBoard
from agent_desktop.ui.notices.model import NOTICE_ROLE, NoticeModel
from tests.desk.moments import at
from tests.ui.desk_states import told

causes = st.sampled_from(
    (Cause.CAMPAIGN_PAUSED, Cause.LICENCE_MISSING, Cause.SESSION_EXPIRED, Cause.STAGE_REFUSED)
)
deeds = st.lists(st.tuples(st.sampled_from(("tell", "end", "amend", "read")), causes), max_size=12)


def rows(model: NoticeModel) -> tuple[Notice, ...]:
    return tuple(model.index(row).data(NOTICE_ROLE) for row in range(model.rowCount()))


def after(board: NoticeBoard, deed: str, cause: Cause, second: int) -> NoticeBoard:
    if deed == "tell":
        return board.tell(cause, at(second), Facts(user="ada"))
    if deed == "end":
        return board.end(cause)
    if deed == "amend":
        return board.amend(cause, Answer(message=f"reason {second}"))
    return board.all_read()


@given(deeds, st.integers(1, 4))
def test_after_any_deeds_the_model_is_the_list_and_indexes_follow_their_notices(
    sequence: list[tuple[str, Cause]], gather: int
) -> None:
    model, board = NoticeModel(), NoticeBoard()
    for second, (deed, cause) in enumerate(sequence):
        board = after(board, deed, cause, second)
        if second % gather:
            continue
        held = {n.id: QPersistentModelIndex(model.index(r)) for r, n in enumerate(rows(model))}
        model.show(board.notices)
        assert rows(model) == board.notices
        places = {notice.id: row for row, notice in enumerate(board.notices)}
        assert {i: index.row() for i, index in held.items()} == {i: places[i] for i in held}


def test_it_keeps_the_rules_of_qt_up_to_and_over_the_most_it_holds(qtbot: QtBot) -> None:
    model, board = NoticeModel(), NoticeBoard()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for second in range(KEPT + 3):
        board = board.tell(Cause.CAMPAIGN_PAUSED, at(second))
        if second % 50 == 0 or second >= KEPT - 1:
            model.show(board.notices)
    assert tester.model() is model
    assert model.rowCount() == KEPT
    model.show(())
    assert model.rowCount() == 0


def test_a_selection_stays_with_its_notice_when_newer_ones_come(qtbot: QtBot) -> None:
    model = NoticeModel()
    board = told(Cause.CAMPAIGN_PAUSED, Cause.CAMPAIGN_ADDED)
    model.show(board.notices)
    chosen = QItemSelectionModel(model)
    chosen.setCurrentIndex(model.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.show(board.tell(Cause.STAGE_DRIFT, at(9)).notices)
    assert chosen.currentIndex().row() == 2
    assert chosen.currentIndex().data(NOTICE_ROLE).cause is Cause.CAMPAIGN_PAUSED


def test_a_row_says_time_event_meaning_and_what_to_do() -> None:
    model = NoticeModel()
    model.show(told(Cause.DIALER_LINK_DOWN).notices)
    local = at(0).wall.astimezone().strftime("%H:%M:%S")
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        f"{local} The outbound dialer is not connected. Your call goes on, but no new campaign "
        "calls come. Wait; your supervisor can see when the dialer is back."
    )
