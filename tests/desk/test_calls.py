"""The call book, one rule a test; the rules together are in test_call_book_machine."""

import pytest

from agent_desktop.desk.calls import Call, CallBook, CallState, QueueEntry
from tests.desk.moments import at


def pop(
    interaction_id: str = "100",
    state: CallState = CallState.COMING,
    second: float = 0,
    who: str = "",
    campaign_id: str = "spring",
) -> Call:
    return Call(interaction_id, campaign_id, state, at(second), who=who)


def state_of(book: CallBook, interaction_id: str = "100") -> CallState:
    call = book.get(interaction_id)
    assert call is not None
    return call.state


def test_a_pop_opens_a_call_that_is_coming() -> None:
    book = CallBook()
    call = book.pop(pop(), at(0))
    assert call.state is CallState.COMING
    assert call.live
    assert book.current == call


def test_a_connected_call_without_a_pop_is_one_of_a_campaign_nobody_named() -> None:
    book = CallBook()
    book.queue_changed([QueueEntry("100", "A")], [], at(0))
    assert book.get("100") is None
    book.queue_changed([QueueEntry("100", "C")], [], at(1))
    opened = book.current
    assert opened is not None
    assert (opened.campaign_id, opened.state) == ("", CallState.CONNECTED)


def test_the_pop_names_the_campaign_of_a_call_that_was_there_already() -> None:
    book = CallBook()
    book.queue_changed([QueueEntry("100", "C")], [], at(0))
    opened = book.pop(pop(), at(1))
    assert opened.campaign_id
    assert opened.state is CallState.CONNECTED


def test_the_call_the_agent_talks_on_stays_the_current_one() -> None:
    book = CallBook()
    book.pop(pop("100"), at(0))
    book.queue_changed([QueueEntry("100", "C")], [], at(1))
    book.pop(pop("101"), at(2))
    assert book.current == book.get("100")
    book.queue_changed([], ["100"], at(3))
    assert book.current == book.get("101")


def test_letters_of_a_state_count_in_either_case() -> None:
    book = CallBook()
    book.pop(pop("100"), at(0))
    book.queue_changed([QueueEntry("100", "c")], [], at(1))
    assert state_of(book) is CallState.CONNECTED
    book.queue_changed([QueueEntry("100", "e")], [], at(2))
    assert state_of(book) is CallState.ENDED_THERE


def test_who_an_ended_call_was_with_is_forgotten_when_the_next_comes() -> None:
    book = CallBook()
    book.pop(pop("100"), at(0))
    book.queue_changed([QueueEntry("100", "C", "Irene", "555")], [], at(1))
    book.queue_changed([], ["100"], at(2))
    ended = book.get("100")
    assert ended is not None
    assert ended.who == "Irene"
    book.pop(pop("101"), at(3))
    ended = book.get("100")
    assert ended is not None
    assert (ended.who, ended.number) == ("", "")


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        ("A", CallState.ALERTING),
        ("C", CallState.CONNECTED),
        ("H", CallState.HELD),
        ("I", CallState.ENDED_HERE),
        ("E", CallState.ENDED_THERE),
    ],
)
def test_the_queue_moves_a_call_whether_it_speaks_before_the_pop_or_after(
    letter: str, state: CallState
) -> None:
    after = CallBook()
    after.pop(pop(), at(0))
    after.queue_changed([QueueEntry("100", letter)], [], at(1))
    before = CallBook()
    before.queue_changed([QueueEntry("100", letter)], [], at(0))
    before.pop(pop(), at(1))
    assert state_of(after) is state
    assert state_of(before) is state


@pytest.mark.parametrize("letter", ["", "S", "P", "connected", "c", "☎"])
def test_a_letter_we_do_not_know_leaves_the_call_as_it_was(letter: str) -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    book.queue_changed([QueueEntry("100", "C")], [], at(1))
    assert book.queue_changed([QueueEntry("100", letter)], [], at(2)) == ()
    assert state_of(book) is CallState.CONNECTED


def test_a_state_told_before_the_pop_outlives_a_change_that_says_nothing_of_it() -> None:
    book = CallBook()
    book.queue_changed([QueueEntry("100", "E")], [], at(0))
    book.queue_changed([QueueEntry("100", who="Maria Petrou")], [], at(1))
    call = book.pop(pop(), at(2))
    assert call.state is CallState.ENDED_THERE
    assert not call.live


def test_a_call_that_left_the_queue_before_its_pop_is_over() -> None:
    book = CallBook()
    book.queue_changed([QueueEntry("100", "A")], [], at(0))
    book.queue_changed([], ["100"], at(1))
    assert not book.pop(pop(), at(2)).live


def test_a_call_that_came_back_to_the_queue_before_its_pop_lives() -> None:
    book = CallBook()
    book.queue_changed([QueueEntry("100", "A")], [], at(0))
    book.queue_changed([], ["100"], at(1))
    book.queue_changed([QueueEntry("100", "A")], [], at(2))
    assert book.pop(pop(), at(3)).state is CallState.ALERTING


def test_the_first_connection_is_kept_through_a_hold() -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    for second, letter in ((1, "A"), (2, "C"), (3, "H"), (4, "C")):
        book.queue_changed([QueueEntry("100", letter)], [], at(second))
    call = book.get("100")
    assert call is not None
    assert call.connected == at(2)
    assert call.ended is None


def test_an_end_is_reported_once_with_its_time() -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    (ended,) = book.queue_changed([QueueEntry("100", "E")], [], at(5))
    assert (ended.interaction_id, ended.state) == ("100", CallState.ENDED_THERE)
    assert ended.ended == at(5)
    assert book.queue_changed([], ["100"], at(7)) == ()
    assert state_of(book) is CallState.ENDED_THERE


def test_a_call_that_ends_and_leaves_in_one_message_is_reported_once() -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    ended = book.queue_changed([QueueEntry("100", "I")], ["100"], at(1))
    assert [call.state for call in ended] == [CallState.ENDED_HERE]


def test_a_call_that_leaves_the_queue_without_a_word_has_ended() -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    book.queue_changed([QueueEntry("100", "C")], [], at(1))
    (ended,) = book.queue_changed([], ["100"], at(2))
    assert ended.state is CallState.ENDED


def test_a_snapshot_that_lacks_a_call_ends_it() -> None:
    book = CallBook()
    book.pop(pop("100"), at(0))
    book.pop(pop("101"), at(0))
    book.queue_changed([QueueEntry("100", "C"), QueueEntry("101", "H")], [], at(1))
    (ended,) = book.queue_snapshot([QueueEntry("101", "C")], at(2))
    assert ended.interaction_id == "100"
    assert state_of(book, "101") is CallState.CONNECTED


def test_a_snapshot_that_lacks_a_call_ends_it_although_it_was_not_popped_yet() -> None:
    book = CallBook()
    book.queue_snapshot([QueueEntry("100", "A")], at(0))
    book.queue_snapshot([], at(1))
    assert not book.pop(pop(), at(2)).live


def test_a_call_whose_pop_came_before_its_queue_outlives_a_snapshot() -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    assert book.queue_snapshot([], at(1)) == ()
    assert state_of(book) is CallState.COMING


def test_a_second_pop_does_not_begin_the_call_anew() -> None:
    book = CallBook()
    book.pop(pop(who="Maria Petrou"), at(0))
    book.queue_changed([QueueEntry("100", "C")], [], at(1))
    again = book.pop(pop(second=9), at(9))
    assert again.state is CallState.CONNECTED
    assert (again.popped, again.connected, again.who) == (at(0), at(1), "Maria Petrou")


def test_a_preview_is_no_live_call_until_it_is_placed() -> None:
    book = CallBook()
    preview = book.pop(pop(state=CallState.PREVIEW), at(0))
    assert not preview.live
    assert not preview.state.ended
    placed = book.pop(pop(state=CallState.COMING), at(8))
    assert placed.state is CallState.COMING
    assert placed.live


def test_a_preview_that_rings_has_been_placed() -> None:
    book = CallBook()
    book.pop(pop(state=CallState.PREVIEW), at(0))
    book.queue_changed([QueueEntry("100", "A")], [], at(1))
    assert state_of(book) is CallState.ALERTING


@pytest.mark.parametrize("letter", ["C", "H"])
def test_a_preview_shown_again_does_not_unplace_a_call(letter: str) -> None:
    book = CallBook()
    book.pop(pop(state=CallState.PREVIEW), at(0))
    book.queue_changed([QueueEntry("100", letter)], [], at(1))
    before = state_of(book)
    book.pop(pop(state=CallState.PREVIEW), at(2))
    assert state_of(book) is before


@pytest.mark.parametrize("state", [CallState.COMING, CallState.PREVIEW])
def test_a_pop_after_the_end_does_not_revive_the_call(state: CallState) -> None:
    book = CallBook()
    book.pop(pop(), at(0))
    book.queue_changed([], ["100"], at(1))
    book.queue_changed([QueueEntry("100", "C")], [], at(2))
    assert book.pop(pop(state=state), at(3)).state is CallState.ENDED


def test_the_current_call_is_the_newest_that_lives() -> None:
    book = CallBook()
    for interaction_id in ("100", "101", "102"):
        book.pop(pop(interaction_id), at(0))
        book.queue_changed([QueueEntry(interaction_id, "C")], [], at(0))
    book.queue_changed([], ["102"], at(1))
    assert book.current is not None
    assert book.current.interaction_id == "101"


def test_when_all_are_over_the_newest_is_still_shown() -> None:
    book = CallBook()
    for interaction_id in ("100", "101"):
        book.pop(pop(interaction_id), at(0))
    book.queue_changed([], ["101", "100"], at(1))
    assert book.current is not None
    assert book.current.interaction_id == "101"


def test_who_a_call_is_with_is_merged_and_never_in_a_repr() -> None:
    book = CallBook()
    entry = QueueEntry("100", "C", who="Maria Petrou", number="+30 210 4410")
    book.queue_changed([entry], [], at(0))
    call = book.pop(pop(), at(1))
    assert (call.who, call.number) == ("Maria Petrou", "+30 210 4410")
    for text in (repr(call), repr(entry), str(call), repr(book)):
        assert "Petrou" not in text
        assert "4410" not in text


def test_what_was_never_connected_nor_popped_opens_no_call() -> None:
    book = CallBook()
    assert book.queue_snapshot([QueueEntry("900", "A")], at(0)) == ()
    assert book.queue_changed([QueueEntry("901", "E")], ["900"], at(1)) == ()
    assert book.current is None
