"""Outcomes in words: one state at a time, the server's words, and why something can't go on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.outcomes import Callback, CallbackClock, Outcome, OutcomeFault, OutcomeView
from agent_desktop.desk.panels import OpenOutcome, OutcomePanel
from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.outcome.words import (
    callback_text,
    fault_text,
    may_send_again,
    open_text,
    sentence,
)
from tests.desk.moments import at
from tests.ui.outcome.parts import (
    AGREED,
    NO_INTEREST,
    SOLD,
    filed,
    panel,
    sending,
    settled,
)

KEYS = ("sending", "confirmed", "refused", "not confirmed", "not sent")
TIME = at(7).wall.astimezone().strftime("%H:%M:%S")


def key_words(text: str) -> list[str]:
    left = text.replace("not confirmed", "\0").replace("confirmed", "\1").replace("\0", KEYS[3])
    return [k for k in KEYS if (k if k != "confirmed" else "\1") in left]


@pytest.mark.parametrize(
    ("shown", "key"),
    [
        (panel(sending()), "sending"),
        (filed(), "confirmed"),
        (panel(settled(Verdict.REFUSED, "Not in the policy.")), "refused"),
        (panel(settled(Verdict.REFUSED, answer=Answer(status=400))), "refused"),
        (panel(settled(Verdict.REFUSED, answer=Answer(licence_missing=True))), "refused"),
        (panel(settled(Verdict.NOT_CONFIRMED)), "not confirmed"),
        (panel(settled(Verdict.NOT_CONFIRMED, answer=Answer(status=500))), "not confirmed"),
        (panel(settled(Verdict.SESSION_GONE)), "not confirmed"),
        (panel(settled(Verdict.NOT_SENT)), "not sent"),
    ],
)
def test_exactly_one_key_word_says_how_far_it_is(shown: OutcomePanel, key: str) -> None:
    said = sentence(shown)
    assert key_words(said) == [key]
    assert said.startswith("“Sale”: ")


@pytest.mark.parametrize("shown", [panel(), panel(OutcomeView(SOLD)), panel(finishing=True)])
def test_before_the_first_press_there_is_no_key_word(shown: OutcomePanel) -> None:
    assert key_words(sentence(shown)) == []
    assert sentence(shown)


@pytest.mark.parametrize(
    "verdict", [Verdict.CONFIRMED, Verdict.REFUSED, Verdict.NOT_CONFIRMED, Verdict.NOT_SENT]
)
def test_the_time_of_the_answer_is_said(verdict: Verdict) -> None:
    assert f" at {TIME}." in sentence(panel(settled(verdict)))


def test_the_servers_words_are_quoted() -> None:
    assert "Not in the policy." in sentence(panel(settled(Verdict.REFUSED, "Not in the policy.")))


def test_a_verdict_stays_with_the_outcome_that_was_sent() -> None:
    changed = settled(Verdict.NOT_CONFIRMED, chosen=Outcome(NO_INTEREST))
    said = sentence(panel(changed))
    assert said.startswith("“Sale”: not confirmed")
    assert said.endswith("Now chosen: “No interest”.")


@pytest.mark.parametrize(
    ("view", "again"),
    [
        (OutcomeView(SOLD), False),
        (sending(), False),
        (settled(Verdict.CONFIRMED), False),
        (settled(Verdict.REFUSED), True),
        (settled(Verdict.NOT_CONFIRMED), True),
        (settled(Verdict.NOT_SENT), True),
        (settled(Verdict.NOT_SENT, last=False), False),
        (settled(Verdict.NOT_SENT, chosen=Outcome(NO_INTEREST)), False),
    ],
)
def test_only_what_was_sent_and_not_filed_is_sent_again(view: OutcomeView, again: bool) -> None:
    assert may_send_again(view) is again


def test_each_hindrance_has_its_own_words() -> None:
    said = [fault_text(fault) for fault in OutcomeFault]
    assert len(set(said)) == len(said)
    assert all(text.endswith(".") for text in said)


def test_what_stands_in_the_way_follows_a_failure() -> None:
    said = sentence(panel(settled(Verdict.NOT_SENT), fault=OutcomeFault.NO_SESSION))
    assert said.endswith(fault_text(OutcomeFault.NO_SESSION))


def test_while_messages_do_not_come_it_says_that_the_choice_is_kept() -> None:
    said = sentence(panel(OutcomeView(SOLD), fault=OutcomeFault.NOT_HEARD))
    assert "another call may have come" in said
    assert said.endswith("Your choice is kept.")


@pytest.mark.parametrize("clock", CallbackClock)
@pytest.mark.parametrize("mine", [True, False])
def test_a_callback_is_read_back_with_its_clock_and_its_agent(
    clock: CallbackClock, mine: bool
) -> None:
    said = callback_text(Outcome(AGREED, Callback(datetime(2026, 3, 5, 14, 30), clock, mine)))  # noqa: DTZ001
    assert "30" in said
    assert ("UTC" in said) is (clock is CallbackClock.UTC)
    assert ("by you" in said) is mine
    assert sentence(panel(OutcomeView(Outcome(AGREED, Callback(mine=True))))).endswith(
        "Callback by you, at no set time."
    )


def left(view: OutcomeView, **fields: object) -> OpenOutcome:
    plain = OpenOutcome("o1", "Winback", datetime(2026, 3, 2, 8, tzinfo=UTC), view)
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of OpenOutcome


def test_an_open_outcome_says_what_is_chosen_how_far_it_came_and_why_it_stays() -> None:
    assert open_text(left(OutcomeView())) == "No outcome chosen."
    assert open_text(left(OutcomeView(SOLD))) == "“Sale”: chosen, never sent."
    assert "not sent" in open_text(left(settled(Verdict.NOT_SENT)))
    late = open_text(left(settled(Verdict.NOT_SENT, last=False), stages_open=("2 Offer", "3")))
    assert fault_text(OutcomeFault.NOT_LAST) in late
    assert late.endswith("Stages without an answer: 2 Offer, 3.")


def test_of_an_earlier_run_no_time_is_invented() -> None:
    said = open_text(left(OutcomeView(SOLD, verdict=Verdict.NOT_CONFIRMED)))
    assert said.startswith("“Sale”: not confirmed. ")
