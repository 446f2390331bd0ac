"""The stage sender, one rule a test; the rules together are in test_stage_sender_machine."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.stages import (
    PATIENCE,
    QUIET,
    WINDOW,
    Ask,
    Press,
    StageContext,
    StageSender,
    StageView,
    Verdict,
)

CALL = StageContext("spring", "100")
NEXT_CALL = StageContext("spring", "101")
NO_CALL = StageContext("spring")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Desk:
    """A sender with a clock that is set by hand."""

    sender: StageSender = field(default_factory=StageSender)
    mono: float = 1000.0

    @property
    def now(self) -> Moment:
        return Moment(START + timedelta(seconds=self.mono), self.mono)

    def press(self, number: int, context: StageContext = CALL) -> Ask | None:
        self.sender.press(number, context, self.now)
        return self.take()

    def take(self) -> Ask | None:
        return self.sender.take(self.now)

    def wait(self, seconds: float) -> "Desk":
        self.mono += seconds
        return self

    def confirm(self, ask: Ask | None) -> None:
        self.settle(ask, Verdict.CONFIRMED)

    def settle(self, ask: Ask | None, verdict: Verdict, message: str = "") -> None:
        assert ask is not None
        self.sender.settle(ask, verdict, Answer(message=message), self.now)

    def view(self, context: StageContext = CALL) -> StageView:
        return self.sender.view(context)


@pytest.fixture
def desk() -> Desk:
    built = Desk()
    built.sender.call_started(CALL, built.now)
    return built


def number(ask: Ask | None) -> int | None:
    return ask.number if ask else None


def test_a_press_of_a_rested_hand_leaves_at_once(desk: Desk) -> None:
    assert number(desk.press(2)) == 2
    assert number(desk.view().sending) == 2


def test_a_stage_is_confirmed_only_by_its_own_answer(desk: Desk) -> None:
    ask = desk.press(2)
    assert desk.view().current is None
    desk.confirm(ask)
    current = desk.view().current
    assert current is not None
    assert (current.number, current.at) == (2, desk.now)


def test_an_answer_counts_once(desk: Desk) -> None:
    ask = desk.press(2)
    desk.confirm(ask)
    with pytest.raises(ValueError, match="not in flight"):
        desk.confirm(ask)


def test_a_press_waits_while_another_is_in_flight(desk: Desk) -> None:
    first = desk.press(2)
    assert desk.wait(1).press(3) is None
    assert number(desk.view().waiting) == 3
    desk.confirm(first)
    assert number(desk.take()) == 3


def test_a_newer_press_replaces_the_waiting_one(desk: Desk) -> None:
    first = desk.press(2)
    desk.wait(1).press(3)
    desk.wait(1).press(4)
    desk.confirm(first)
    assert number(desk.wait(QUIET).take()) == 4
    assert desk.view().waiting is None


@pytest.mark.parametrize("rhythm", [0.001, 0.05, 0.2, 0.222])
@pytest.mark.parametrize("latency", [0.0, 0.3, 1.5])
def test_ten_presses_in_two_seconds_send_two_requests_and_the_last_wins(
    desk: Desk, rhythm: float, latency: float
) -> None:
    sent: list[int] = []
    flying: tuple[Ask, float] | None = None
    presses = [(desk.mono + i * rhythm, i + 1) for i in range(10)]
    for _ in range(8000):
        if flying is not None and desk.mono >= flying[1]:
            desk.confirm(flying[0])
            flying = None
        if presses and desk.mono >= presses[0][0]:
            desk.sender.press(presses.pop(0)[1], CALL, desk.now)
        ask = desk.take()
        if ask is not None:
            sent.append(ask.number)
            flying = (ask, desk.mono + latency)
        desk.wait(0.001)
    assert sent == [1, 10]


def test_presses_in_bursts_never_send_three_within_the_window(desk: Desk) -> None:
    sent: list[float] = []
    for step in range(4000):
        if step % 510 in (0, 5):
            desk.sender.press(1 + step % 7, CALL, desk.now)
        ask = desk.take()
        if ask is not None:
            sent.append(desk.mono)
            desk.confirm(ask)
        desk.wait(0.001)
    assert len(sent) > 2
    assert all(later - earlier >= WINDOW for earlier, later in zip(sent, sent[2:], strict=False))


def test_a_hand_that_never_rests_is_heard_in_the_end(desk: Desk) -> None:
    desk.confirm(desk.press(1))
    started = desk.mono
    ask = None
    turn = 2
    while ask is None and desk.mono - started < 10:
        ask = desk.wait(QUIET / 2).press(turn)
        turn += 1
    assert ask is not None
    assert desk.mono - started <= PATIENCE + QUIET


def test_pressing_the_stage_in_flight_again_sends_nothing_more(desk: Desk) -> None:
    ask = desk.press(2)
    assert desk.sender.press(2, CALL, desk.now) is Press.ALREADY_ASKED
    desk.confirm(ask)
    assert desk.wait(5).take() is None


def test_pressing_away_and_back_leaves_the_one_in_flight(desk: Desk) -> None:
    ask = desk.press(2)
    desk.wait(0.1).press(3)
    desk.wait(0.1).press(2)
    desk.confirm(ask)
    assert desk.wait(5).take() is None
    assert desk.view().waiting is None


def test_pressing_the_confirmed_stage_of_a_call_sends_nothing(desk: Desk) -> None:
    desk.confirm(desk.press(2))
    desk.wait(60)
    assert desk.sender.press(2, CALL, desk.now) is Press.ALREADY_THERE
    assert desk.take() is None


def test_pressing_the_confirmed_stage_is_sent_after_a_lost_answer_left_doubt(desk: Desk) -> None:
    desk.confirm(desk.press(2))
    desk.settle(desk.wait(5).press(3), Verdict.NOT_CONFIRMED)
    assert not desk.view().certain
    assert number(desk.wait(5).press(2)) == 2


def test_without_a_known_call_the_same_stage_may_be_sent_for_the_next_one(desk: Desk) -> None:
    desk.confirm(desk.press(2, NO_CALL))
    assert number(desk.wait(WINDOW).press(2, NO_CALL)) == 2


def test_without_a_known_call_a_double_press_is_still_one(desk: Desk) -> None:
    desk.confirm(desk.press(2, NO_CALL))
    assert desk.wait(0.3).press(2, NO_CALL) is None
    assert desk.wait(QUIET).take() is None


def test_a_refused_stage_leaves_the_call_where_it_was(desk: Desk) -> None:
    desk.confirm(desk.press(1))
    desk.settle(desk.wait(5).press(7), Verdict.REFUSED, "no such stage")
    view = desk.view()
    assert view.current is not None
    assert view.current.number == 1
    assert view.certain
    assert view.unsettled is not None
    assert (view.unsettled.ask.number, view.unsettled.answer.message) == (7, "no such stage")
    assert not view.may_send_again


def test_a_stage_not_confirmed_may_be_sent_again_while_the_call_lives(desk: Desk) -> None:
    desk.settle(desk.press(3), Verdict.NOT_CONFIRMED)
    assert desk.view().may_send_again
    assert number(desk.wait(5).press(3)) == 3


def test_the_waiting_press_is_dropped_when_its_call_ends(desk: Desk) -> None:
    first = desk.press(2)
    desk.wait(1).press(3)
    assert number(desk.sender.call_ended("100", desk.now)) == 3
    desk.confirm(first)
    assert desk.wait(60).take() is None
    unsettled = desk.view().unsettled
    assert desk.view().over
    assert unsettled is None or unsettled.verdict is Verdict.CALL_ENDED


def test_nothing_can_be_pressed_or_sent_again_after_the_end(desk: Desk) -> None:
    desk.settle(desk.press(3), Verdict.NOT_CONFIRMED)
    desk.sender.call_ended("100", desk.now)
    assert not desk.view().may_send_again
    assert desk.sender.press(3, CALL, desk.wait(5).now) is Press.CALL_OVER
    assert desk.wait(60).take() is None


def test_an_answer_that_comes_after_the_end_is_still_told(desk: Desk) -> None:
    ask = desk.press(3)
    desk.sender.call_ended("100", desk.now)
    desk.confirm(ask)
    current = desk.view().current
    assert current is not None
    assert current.number == 3


def test_the_next_call_begins_with_nothing_of_the_last(desk: Desk) -> None:
    desk.confirm(desk.press(3))
    desk.sender.call_ended("100", desk.now)
    desk.sender.call_started(NEXT_CALL, desk.now)
    assert desk.view(NEXT_CALL) == StageView()
    assert number(desk.wait(5).press(3, NEXT_CALL)) == 3


def test_a_press_made_before_any_call_is_not_sent_for_the_call_that_came(desk: Desk) -> None:
    first = desk.press(2, NO_CALL)
    desk.wait(1).press(3, NO_CALL)
    desk.sender.call_started(NEXT_CALL, desk.now)
    desk.confirm(first)
    assert desk.wait(60).take() is None


def test_an_expired_session_keeps_the_interrupted_stage_as_an_offer(desk: Desk) -> None:
    ask = desk.press(3)
    desk.sender.session_gone(desk.now)
    desk.settle(ask, Verdict.SESSION_GONE)
    assert number(desk.view().offer) == 3
    assert desk.wait(60).take() is None
    desk.sender.session_back()
    assert desk.wait(60).take() is None, "offered, never sent by itself"
    assert number(desk.press(3)) == 3
    assert desk.view().offer is None


def test_the_newest_press_is_the_one_offered(desk: Desk) -> None:
    first = desk.press(3)
    desk.wait(1).press(4)
    desk.sender.session_gone(desk.now)
    desk.settle(first, Verdict.SESSION_GONE)
    assert number(desk.view().offer) == 4


def test_a_late_answer_of_an_older_session_stops_nothing_in_the_new_one(desk: Desk) -> None:
    ask = desk.press(3)
    desk.sender.session_gone(desk.now)
    desk.sender.session_back()
    desk.settle(ask, Verdict.SESSION_GONE)
    assert number(desk.view().offer) == 3
    assert number(desk.wait(5).press(4)) == 4


def test_a_press_in_flight_when_the_session_goes_is_offered_unless_it_was_confirmed(
    desk: Desk,
) -> None:
    ask = desk.press(3)
    desk.sender.session_gone(desk.now)
    desk.settle(ask, Verdict.NOT_CONFIRMED)
    assert number(desk.view().offer) == 3


def test_no_press_is_taken_without_a_session(desk: Desk) -> None:
    desk.sender.session_gone(desk.now)
    assert desk.sender.press(3, CALL, desk.now) is Press.NO_SESSION


def test_the_offer_goes_with_its_call(desk: Desk) -> None:
    desk.settle(desk.press(3), Verdict.SESSION_GONE)
    dropped = desk.sender.call_ended("100", desk.now)
    assert number(dropped) == 3
    assert desk.view().offer is None


def test_an_offer_can_be_declined(desk: Desk) -> None:
    desk.settle(desk.press(3), Verdict.SESSION_GONE)
    desk.sender.decline_offer(CALL)
    assert desk.view().offer is None
