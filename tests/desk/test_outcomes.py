"""Which outcome may leave, and what becomes of it."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.outcomes import (
    Callback,
    CallbackClock,
    Outcome,
    OutcomeAsk,
    OutcomeBook,
    OutcomeFault,
    OutcomeView,
    fault_of,
)
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.terms import SKIP_LABEL, CallTerms, Disposition
from tests.desk.moments import at

SALE = Disposition("Sale", "Success", "1")
LATER = Disposition("Call back", "Scheduled", "2")
TERMS = CallTerms(dispositions=(SALE, LATER), own_callbacks=True)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def later(hours: float, clock: CallbackClock = CallbackClock.UTC, *, mine: bool = False) -> Outcome:
    when = (NOW + timedelta(hours=hours)).replace(tzinfo=None)
    return Outcome(LATER, Callback(when, clock, mine))


def ask(book: OutcomeBook, key: str = "1", *, placed: bool = True) -> OutcomeAsk | OutcomeFault:
    return book.ask(key, TERMS, placed, at(1), NOW)


def sent(book: OutcomeBook, key: str = "1") -> OutcomeAsk:
    asked = ask(book, key)
    assert isinstance(asked, OutcomeAsk)
    return asked


@pytest.fixture
def book() -> OutcomeBook:
    book = OutcomeBook()
    book.opened("1")
    book.choose("1", Outcome(SALE))
    return book


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (None, OutcomeFault.NOTHING_CHOSEN),
        (Outcome(SALE), None),
        (Outcome(Disposition("sale", "Success", "1")), OutcomeFault.NOT_OFFERED),
        (Outcome(Disposition(SKIP_LABEL)), OutcomeFault.NOT_OFFERED),
        (Outcome(LATER), OutcomeFault.CALLBACK_INCOMPLETE),
        (Outcome(LATER, Callback(mine=True)), None),
        (later(1), None),
        (later(0), OutcomeFault.CALLBACK_PAST),
        (later(-1), OutcomeFault.CALLBACK_PAST),
        (later(-11, CallbackClock.CONTACT), None),
        (later(-13, CallbackClock.CONTACT), OutcomeFault.CALLBACK_PAST),
    ],
)
def test_only_valid_combinations_may_be_sent(
    outcome: Outcome | None, fault: OutcomeFault | None
) -> None:
    assert fault_of(outcome, TERMS, NOW) is fault


def test_a_callback_of_one_s_own_needs_the_campaign_s_leave() -> None:
    terms = CallTerms(dispositions=(LATER,))
    assert fault_of(later(1, mine=True), terms, NOW) is OutcomeFault.NOT_MINE


def test_of_an_earlier_run_the_terms_are_unknown_and_hold_nothing_back() -> None:
    assert fault_of(later(1, mine=True), CallTerms(), NOW) is None


def test_the_skip_label_is_valid_where_the_campaign_allows_it() -> None:
    skip = Outcome(Disposition(SKIP_LABEL, "Skipped"))
    assert fault_of(skip, CallTerms(dispositions=(SALE,), may_skip=True), NOW) is None


def test_a_time_is_read_from_the_clock_as_it_stands() -> None:
    callback = Callback(datetime(2026, 3, 2, 14, 30))  # noqa: DTZ001  # a reading without a zone
    assert callback.unix_seconds == 1772461800


def test_one_is_in_flight_at_most(book: OutcomeBook) -> None:
    sent(book)
    assert ask(book) is OutcomeFault.SENDING
    assert not book.choose("1", None)
    assert not book.put_away("1")


def test_only_a_confirmation_files_it(book: OutcomeBook) -> None:
    for verdict in (Verdict.REFUSED, Verdict.NOT_SENT, Verdict.SESSION_GONE, Verdict.NOT_CONFIRMED):
        book.settle(sent(book), verdict, Answer(), at(2))
        assert not book.view("1").filed
        assert book.view("1").chosen == Outcome(SALE)
        assert book.view("1").doubtful == (verdict is Verdict.NOT_CONFIRMED)
    book.settle(sent(book), Verdict.CONFIRMED, Answer(), at(3))
    assert book.view("1").filed
    assert ask(book) is OutcomeFault.FILED
    assert not book.choose("1", None)


def test_a_try_that_never_left_takes_nothing_from_the_doubt_about_the_one_before(
    book: OutcomeBook,
) -> None:
    book.settle(sent(book), Verdict.NOT_CONFIRMED, Answer(), at(2))
    for verdict in (Verdict.NOT_SENT, Verdict.SESSION_GONE):
        assert book.settle(sent(book), verdict, Answer(), at(3)) is Verdict.NOT_CONFIRMED
        assert book.view("1").doubtful
    assert book.settle(sent(book), Verdict.REFUSED, Answer(status=400), at(4)) is Verdict.REFUSED


def test_an_outcome_dialer_has_no_call_for_would_reach_the_next_one(book: OutcomeBook) -> None:
    book.settle(sent(book), Verdict.REFUSED, Answer(status=404), at(2))
    assert ask(book) is OutcomeFault.GIVEN_UP


def test_an_answer_counts_once(book: OutcomeBook) -> None:
    asked = sent(book)
    book.settle(asked, Verdict.CONFIRMED, Answer(), at(2))
    with pytest.raises(ValueError, match="not in flight"):
        book.settle(asked, Verdict.REFUSED, Answer(), at(3))


def test_only_the_last_call_s_outcome_leaves(book: OutcomeBook) -> None:
    assert book.opened("2") == "1"
    assert ask(book) is OutcomeFault.NOT_LAST
    assert not book.view("1").last
    assert book.view("1").chosen == Outcome(SALE)


def test_a_second_pop_of_the_same_call_is_no_other_call(book: OutcomeBook) -> None:
    assert book.opened("1") is None
    assert isinstance(ask(book), OutcomeAsk)


def test_what_was_put_away_makes_no_older_call_the_last(book: OutcomeBook) -> None:
    book.opened("2")
    book.put_away("2")
    book.restore("0", OutcomeView(chosen=Outcome(SALE)))
    assert ask(book) is OutcomeFault.NOT_LAST
    assert ask(book, "0") is OutcomeFault.NOT_LAST


def test_what_an_earlier_run_left_is_the_last_until_dialer_shows_another() -> None:
    book = OutcomeBook()
    book.restore("0", OutcomeView(chosen=Outcome(SALE)), last=True)
    assert book.view("0").last
    book.opened("1")
    assert not book.view("0").last


def test_an_older_call_of_an_earlier_run_cannot_be_filed() -> None:
    book = OutcomeBook()
    book.restore("0", OutcomeView(chosen=Outcome(SALE)), last=False)
    assert ask(book, "0") is OutcomeFault.NOT_LAST


def test_a_restored_draft_does_not_replace_a_newer_choice(book: OutcomeBook) -> None:
    book.restore("1", OutcomeView(chosen=Outcome(LATER)))
    assert book.view("1").chosen == Outcome(SALE)


def test_without_a_session_nothing_leaves_and_afterwards_nothing_by_itself(
    book: OutcomeBook,
) -> None:
    book.session_gone()
    assert ask(book) is OutcomeFault.NO_SESSION
    book.session_back()
    assert book.in_flight is None
    assert isinstance(ask(book), OutcomeAsk)


def test_a_preview_can_only_be_skipped(book: OutcomeBook) -> None:
    assert ask(book, placed=False) is OutcomeFault.NOT_PLACED
    book.choose("1", Outcome(Disposition(SKIP_LABEL, "Skipped")))
    skips = CallTerms(dispositions=(SALE,), may_skip=True)
    assert isinstance(book.ask("1", skips, False, at(1), NOW), OutcomeAsk)


def test_while_messages_do_not_come_nothing_leaves_and_the_choice_stays(book: OutcomeBook) -> None:
    book.messages_gone()
    assert ask(book) is OutcomeFault.NOT_HEARD
    assert book.view("1").chosen == Outcome(SALE)
    assert book.choose("1", later(1))
    book.messages_back()
    assert sent(book).outcome == later(1)


def test_a_call_that_came_unheard_is_the_last_one(book: OutcomeBook) -> None:
    book.messages_gone()
    book.opened("2")
    assert ask(book) is OutcomeFault.NOT_LAST
    book.messages_back()
    assert ask(book) is OutcomeFault.NOT_LAST
