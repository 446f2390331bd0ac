"""The notice board: what is listed, what lasts, and what is told once."""

import pytest

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import (
    KEPT,
    LASTING,
    SEVERITY,
    Cause,
    Facts,
    Notice,
    NoticeBoard,
    Severity,
)
from tests.desk.moments import at

ADA = Facts(user="ada", station="7001")


def test_the_newest_notice_stands_first_and_is_unread() -> None:
    board = NoticeBoard().tell(Cause.CAMPAIGN_ADDED, at(0)).tell(Cause.CAMPAIGN_PAUSED, at(1))
    assert [n.cause for n in board.notices] == [Cause.CAMPAIGN_PAUSED, Cause.CAMPAIGN_ADDED]
    assert board.unread == 2
    assert board.all_read().unread == 0


def test_every_notice_has_an_id_of_its_own() -> None:
    board = NoticeBoard()
    for second in range(5):
        board = board.tell(Cause.STAGE_REFUSED, at(second))
    assert len({n.id for n in board.notices}) == 5


def test_an_event_is_listed_each_time_it_happens() -> None:
    board = (
        NoticeBoard().tell(Cause.STAGE_REFUSED, at(0), ADA).tell(Cause.STAGE_REFUSED, at(1), ADA)
    )
    assert [n.times for n in board.notices] == [1, 1]
    assert board.lasting == ()


@pytest.mark.parametrize("cause", LASTING)
def test_a_lasting_cause_is_listed_once_and_counted(cause: Cause) -> None:
    board = NoticeBoard()
    for second in range(3):
        board = board.tell(cause, at(second), ADA, Answer(reference=f"r{second}"))
    (listed,), (lasting,) = board.notices, board.lasting
    assert listed == lasting
    assert (listed.times, listed.at, listed.answer.reference) == (3, at(0), "r2")


def test_a_lasting_cause_with_other_facts_replaces_the_one_in_the_banner() -> None:
    board = NoticeBoard().tell(Cause.LICENCE_MISSING, at(0), ADA)
    board = board.tell(Cause.LICENCE_MISSING, at(1), Facts(user="ben"))
    assert len(board.notices) == 2
    assert [n.facts.user for n in board.lasting] == ["ben"]


def test_what_lasts_stands_in_the_order_of_its_gravity() -> None:
    board = NoticeBoard()
    for cause in reversed(LASTING):
        board = board.tell(cause, at(0))
    assert [n.cause for n in board.lasting] == list(LASTING)


def test_what_ended_stays_in_the_list_and_may_come_again() -> None:
    board = NoticeBoard().tell(Cause.DIALER_LINK_DOWN, at(0)).end(Cause.DIALER_LINK_DOWN)
    assert not board.lasts(Cause.DIALER_LINK_DOWN)
    assert len(board.notices) == 1
    board = board.tell(Cause.DIALER_LINK_DOWN, at(9))
    assert board.lasts(Cause.DIALER_LINK_DOWN)
    assert [n.times for n in board.notices] == [1, 1]


def test_an_explanation_is_no_second_time() -> None:
    board = NoticeBoard().tell(Cause.SESSION_EXPIRED, at(0), ADA).all_read()
    board = board.amend(Cause.SESSION_EXPIRED, Answer(message="Logged on elsewhere."))
    for notice in (*board.notices, *board.lasting):
        assert notice.answer.message == "Logged on elsewhere."
        assert notice.times == 1
    assert board.unread == 0


def test_what_does_not_last_is_not_explained() -> None:
    board = NoticeBoard().tell(Cause.SESSION_EXPIRED, at(0)).end(Cause.SESSION_EXPIRED)
    assert board.amend(Cause.SESSION_EXPIRED, Answer(message="late")) == board


def test_the_list_keeps_so_many_and_what_lasts_outlives_it() -> None:
    board = NoticeBoard().tell(Cause.LICENCE_MISSING, at(0), ADA)
    for second in range(KEPT):
        board = board.tell(Cause.STAGE_REFUSED, at(second))
    assert len(board.notices) == KEPT
    assert all(n.cause is Cause.STAGE_REFUSED for n in board.notices)
    assert board.lasts(Cause.LICENCE_MISSING)
    again = board.tell(Cause.LICENCE_MISSING, at(999), ADA)
    assert again.lasting[0].times == 2
    assert len(again.notices) == KEPT


def test_a_cause_without_a_gravity_of_its_own_is_for_information() -> None:
    assert Notice(1, Cause.CAMPAIGN_PAUSED, at(0)).severity is Severity.INFO
    assert Notice(1, Cause.STAGE_REFUSED, at(0)).severity is Severity.ERROR


def test_whatever_lasts_is_graver_than_information_but_a_newer_version_which_comes_last() -> None:
    *graver, last = LASTING
    assert all(SEVERITY[cause] in (Severity.WARNING, Severity.ERROR) for cause in graver)
    assert last is Cause.NEW_VERSION
    assert Notice(1, last, at(0)).severity is Severity.INFO
