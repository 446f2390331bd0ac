"""The banner: the gravest lasting states, at most two, with what can be done."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import LASTING, Cause, NoticeBoard
from agent_desktop.ui.notices.banners import Banners
from agent_desktop.ui.notices.words import words
from agent_desktop.ui.widgets.banner import Banner
from tests.desk.moments import at
from tests.ui.desk_states import desk, told
from tests.ui.finding import click


class Shown:
    def __init__(self) -> None:
        self.window = QWidget()
        self.banners = Banners()
        box = QVBoxLayout(self.window)
        box.addWidget(self.banners)
        box.addStretch(1)
        self.window.resize(900, 400)
        self.window.show()

    def render(self, board: NoticeBoard) -> None:
        self.banners.render_banners(desk(board=board))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def said(self) -> list[str]:
        """The banners from top to bottom, by the name a screen reader says."""
        banners = [b for b in self.banners.findChildren(Banner) if b.isVisible()]
        banners.sort(key=lambda banner: banner.y())
        for upper, lower in pairwise(banners):
            assert upper.geometry().bottom() < lower.geometry().top()
        return [banner.accessibleName() for banner in banners]

    def top(self) -> Banner:
        (banner,) = self.banners.findChildren(Banner, "notificationBanner")
        return banner


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    made = Shown()
    qtbot.addWidget(made.window)
    return made


def test_without_a_lasting_state_there_is_no_banner(shown: Shown) -> None:
    shown.render(told(Cause.CAMPAIGN_ADDED, Cause.STAGE_REFUSED))
    assert shown.said() == []
    assert not shown.banners.isVisible()


def test_its_accessible_name_is_its_text(shown: Shown) -> None:
    shown.render(told(Cause.DIALER_LINK_DOWN))
    labels = [label.text() for label in shown.top().findChildren(QLabel) if label.text()]
    assert shown.top().accessibleName() == " ".join(labels)
    assert shown.top().accessibleName().startswith("The outbound dialer is not connected.")


@pytest.mark.parametrize("gravest_last", [True, False])
def test_the_two_gravest_stand_there_the_gravest_on_top(shown: Shown, gravest_last: bool) -> None:
    causes = list(LASTING[1:4])
    shown.render(told(*(reversed(causes) if gravest_last else causes)))
    first, second = shown.said()
    assert first.startswith("The server ")
    assert second.startswith("You no longer have the station")
    assert shown.top().accessibleName() == first


def test_a_state_that_has_ended_makes_room_for_the_next(shown: Shown) -> None:
    board = told(Cause.DIALER_TOO_OLD, Cause.SESSION_LINK_DOWN, Cause.LICENCE_MISSING)
    shown.render(board)
    shown.render(board.end(Cause.SESSION_LINK_DOWN))
    first, second = shown.said()
    assert first.startswith("Neither you (ada)")
    assert second.startswith("This server can't take stages")
    assert shown.top().accessibleName() == first
    shown.render(NoticeBoard())
    assert shown.said() == []


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(LASTING)), max_size=10))
@settings(max_examples=40, deadline=None)
def test_after_any_comings_and_goings_the_gravest_two_are_shown_in_order(
    qapp: QApplication, changes: list[tuple[bool, Cause]]
) -> None:
    shown, board = Shown(), NoticeBoard()
    for second, (comes, cause) in enumerate(changes):
        board = board.tell(cause, at(second)) if comes else board.end(cause)
        shown.render(board)
        wanted = [words(notice).what for notice in board.lasting[:2]]
        said = shown.said()
        assert len(said) == len(wanted)
        assert all(name.startswith(what) for name, what in zip(said, wanted, strict=True))
    shown.window.close()


def test_it_says_more_once_more_is_known(shown: Shown) -> None:
    board = told(Cause.SESSION_EXPIRED)
    shown.render(board)
    shown.render(board.amend(Cause.SESSION_EXPIRED, Answer(message="Logged on elsewhere.")))
    assert "The server says: Logged on elsewhere." in shown.top().accessibleName()


def test_words_of_the_server_are_shown_letter_by_letter(shown: Shown) -> None:
    board = NoticeBoard().tell(
        Cause.DIALER_LINK_DOWN, at(0), answer=Answer(message="<b>x</b><img src='y'>")
    )
    shown.render(board)
    labels = [label for label in shown.top().findChildren(QLabel) if "<b>x</b>" in label.text()]
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]


def test_each_state_offers_what_helps(shown: Shown, qtbot: QtBot) -> None:
    shown.render(told(Cause.SESSION_LINK_DOWN))
    with qtbot.waitSignal(shown.banners.try_now_pressed):
        click(shown.top(), "bannerAction-try-now")
    shown.render(told(Cause.LICENCE_MISSING))
    with qtbot.waitSignal(shown.banners.log_in_pressed):
        click(shown.top(), "bannerAction-log-in-again")
    shown.render(told(Cause.DIALER_TOO_OLD))
    buttons = [b.objectName() for b in shown.top().findChildren(QPushButton)]
    assert buttons == ["bannerAction-copy"]


def test_its_details_can_be_copied(shown: Shown) -> None:
    shown.render(told(Cause.LICENCE_MISSING))
    click(shown.top(), "bannerAction-copy")
    copied = QGuiApplication.clipboard().text()
    assert "What: licence-missing" in copied
    assert "Agent: ada" in copied
