"""The list of notices: what a toast or banner showed is kept and can be copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.notices import Cause, NoticeBoard
from agent_desktop.ui.notices.panel import NoticePanel
from tests.desk.moments import at
from tests.ui.desk_states import told
from tests.ui.finding import click, find


@pytest.fixture
def panel(qtbot: QtBot) -> NoticePanel:
    made = NoticePanel()
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitActive(made):
        made.show()
    return made


def the_list(panel: NoticePanel) -> QListView:
    return find(panel, QListView, "notificationList")


def test_without_notices_it_says_what_would_be_kept_here(panel: NoticePanel) -> None:
    panel.render_board(NoticeBoard())
    said = " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert "Nothing to report" in said
    assert "are kept here" in said
    assert not find(panel, QPushButton, "notificationCopy").isEnabled()


def test_the_newest_stands_first(panel: NoticePanel) -> None:
    panel.render_board(told(Cause.CAMPAIGN_ADDED, Cause.DIALER_LINK_BACK))
    model = the_list(panel).model()
    assert the_list(panel).isVisible()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "The outbound dialer is connected again.",
        " was added to your campaigns.",
    ]


@pytest.mark.parametrize("way", ["button", "key"])
def test_the_chosen_notice_is_copied_else_the_newest(panel: NoticePanel, way: str) -> None:
    panel.render_board(told(Cause.LICENCE_MISSING, Cause.DIALER_LINK_DOWN))
    clipboard = QGuiApplication.clipboard()

    def copy() -> str:
        if way == "button":
            click(panel, "notificationCopy")
        else:
            control = Qt.KeyboardModifier.ControlModifier
            QTest.keyClick(the_list(panel), Qt.Key.Key_C, control)
        return clipboard.text()

    if way == "button":
        clipboard.clear()
        assert "What: dialer-link-down" in copy()
    the_list(panel).setFocus()
    the_list(panel).setCurrentIndex(the_list(panel).model().index(1, 0))
    assert "What: licence-missing" in copy()


def test_the_chosen_notice_stays_chosen_when_another_comes(panel: NoticePanel) -> None:
    board = told(Cause.LICENCE_MISSING)
    panel.render_board(board)
    panel.focus_list()
    panel.render_board(board.tell(Cause.DIALER_LINK_DOWN, at(9)))
    panel.copy_details()
    assert "What: licence-missing" in QGuiApplication.clipboard().text()


def test_going_to_the_list_counts_as_looking(panel: NoticePanel, qtbot: QtBot) -> None:
    panel.render_board(told(Cause.LICENCE_MISSING))
    with qtbot.waitSignal(panel.looked_at):
        panel.focus_list()
    assert the_list(panel).hasFocus()
    assert the_list(panel).currentIndex().row() == 0


def test_a_notice_that_comes_is_not_looked_at_by_that(panel: NoticePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.looked_at):
        panel.render_board(told(Cause.LICENCE_MISSING))
        panel.render_board(told(Cause.LICENCE_MISSING, Cause.DIALER_LINK_DOWN))


def test_going_to_an_empty_list_is_nothing(panel: NoticePanel) -> None:
    panel.render_board(NoticeBoard())
    panel.focus_list()
    panel.copy_details()


def test_long_words_wrap_instead_of_being_cut(panel: NoticePanel, qtbot: QtBot) -> None:
    panel.render_board(told(Cause.LICENCE_MISSING))
    shown = the_list(panel)
    wide = shown.visualRect(shown.model().index(0, 0)).height()
    panel.resize(320, 300)
    qtbot.waitUntil(lambda: shown.visualRect(shown.model().index(0, 0)).height() > wide)
