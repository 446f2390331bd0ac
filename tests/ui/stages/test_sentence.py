"""The one sentence about the stage: one key word, always true."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.stage_lists import StageList
from agent_desktop.desk.stages import Confirmed, Press, StageView, Unsettled, Verdict
from agent_desktop.desk.state import StageBarrier, StagePanel
from agent_desktop.ui.stages.sentence import barrier_text, current_label, sentence
from tests.desk.moments import at
from tests.ui.desk_states import STAGES, ask, confirmed, panel, unsettled
from tests.ui.language import speaking

GERMAN_KEY_WORDS = re.compile(r"nicht bestätigt|bestätigt|wird gesendet|abgelehnt")
KEY_WORDS = re.compile(r"not confirmed|confirmed|sending|refused")

NO_LICENCE = Answer(403, message="Forbidden", licence_missing=True)
UNSETTLED = [verdict for verdict in Verdict if verdict is not Verdict.CONFIRMED]

numbers = st.integers(0, 12)
asks = st.builds(ask, numbers)
answers = st.builds(
    Answer,
    status=st.sampled_from((None, 400, 403, 404, 500)),
    message=st.sampled_from(("", "  ", "The stage is not in the set of this campaign.")),
    licence_missing=st.booleans(),
)
views = st.builds(
    StageView,
    current=st.none() | st.builds(confirmed, numbers),
    certain=st.booleans(),
    sending=st.none() | asks,
    waiting=st.none() | asks,
    unsettled=st.none()
    | st.builds(Unsettled, asks, st.sampled_from(UNSETTLED), answers, st.just(at(21))),
    offer=st.none() | asks,
    over=st.booleans(),
)
panels = st.builds(
    StagePanel,
    stages=st.sampled_from((STAGES, StageList())),
    view=views,
    barrier=st.none() | st.sampled_from(StageBarrier),
    call_known=st.booleans(),
    pressed=st.none() | st.sampled_from(Press),
    pressed_number=st.none() | numbers,
)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    with speaking(qapp, "de_DE"):
        yield


def key_words(text: str) -> list[str]:
    return KEY_WORDS.findall(text)


@given(panels)
def test_exactly_one_key_word_once_something_was_pressed_and_none_before(
    shown: StagePanel,
) -> None:
    view = shown.view
    asked = view.current or view.sending or view.waiting or view.unsettled
    assert len(key_words(sentence(shown))) == (1 if asked else 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(panels)
def test_in_german_too_exactly_one_key_word_says_how_far_a_press_is(
    german: None, shown: StagePanel
) -> None:
    view = shown.view
    asked = view.current or view.sending or view.waiting or view.unsettled
    assert len(GERMAN_KEY_WORDS.findall(sentence(shown))) == (1 if asked else 0)


@given(panels)
def test_it_never_says_confirmed_while_a_request_is_under_way(shown: StagePanel) -> None:
    view = shown.view
    if view.sending is not None or view.waiting is not None:
        assert key_words(sentence(shown)) == ["sending"]


@given(panels)
def test_it_says_confirmed_of_no_stage_but_the_one_the_server_took(shown: StagePanel) -> None:
    text = sentence(shown)
    if "confirmed" in key_words(text):
        assert isinstance(shown.view.current, Confirmed)
        number = shown.view.current.number
        assert re.match(rf"Stage {number}\b", text)


@given(panels)
def test_it_is_one_line_of_whole_sentences(shown: StagePanel) -> None:
    text = sentence(shown)
    assert text == text.strip()
    assert text.endswith((".", "…"))
    assert "{" not in text
    assert not Counter(text)["\n"]


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (StageView(sending=ask(2)), "Stage 2 Offer: sending…"),
        (StageView(sending=ask(2), waiting=ask(3)), "Stage 2 Offer: sending… Then stage 3 Close."),
        (StageView(waiting=ask(3)), "Stage 3 Close: waits a moment, then sending…"),
        (
            StageView(unsettled=unsettled(2, Verdict.REFUSED, Answer(400, message="No."))),
            "Stage 2 Offer: refused. No.",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.REFUSED, Answer(404))),
            "Stage 2 Offer: refused. The server gave no reason (HTTP 404).",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.REFUSED, NO_LICENCE)),
            "Stage 2 Offer: refused, no Dialer Add-on licence.",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED)),
            "Stage 2 Offer: not confirmed. No answer came from the server.",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED, Answer(502))),
            "Stage 2 Offer: not confirmed. The server answered with a fault (HTTP 502).",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.REFUSED, Answer(403, message="By a proxy."))),
            "Stage 2 Offer: refused. By a proxy.",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.NOT_SENT)),
            "Stage 2 Offer: not confirmed. The server could not be reached; nothing was sent.",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.SESSION_GONE)),
            "Stage 2 Offer: not confirmed. Your session ended first.",
        ),
        (
            StageView(unsettled=unsettled(2, Verdict.CALL_ENDED)),
            "Stage 2 Offer: not confirmed. The call ended before it could be sent.",
        ),
    ],
)
def test_each_way_a_press_can_go_has_its_sentence(view: StageView, text: str) -> None:
    assert sentence(panel(view)) == text


def test_the_stage_the_server_took_is_told_with_its_time() -> None:
    local = at(11).wall.astimezone().strftime("%H:%M:%S")
    shown = panel(StageView(current=confirmed(2)))
    assert sentence(shown) == f"Stage 2 Offer: confirmed at {local}."


def test_a_stage_nobody_named_goes_by_its_number() -> None:
    shown = panel(StageView(sending=ask(7)), stages=StageList())
    assert sentence(shown) == "Stage 7: sending…"


def test_a_press_on_the_stage_the_call_is_in_says_that_nothing_was_sent() -> None:
    shown = panel(StageView(current=confirmed(2)), pressed=Press.ALREADY_THERE, pressed_number=2)
    assert sentence(shown).endswith("The call is there already; nothing more was sent.")


def test_that_is_said_also_after_another_stage_was_refused() -> None:
    view = StageView(current=confirmed(2), unsettled=unsettled(3, Verdict.REFUSED, Answer(400)))
    shown = panel(view, pressed=Press.ALREADY_THERE, pressed_number=2)
    assert sentence(shown).startswith("Stage 2 Offer: confirmed")
    assert sentence(shown).endswith("nothing more was sent.")


@pytest.mark.parametrize("barrier", StageBarrier)
def test_each_reason_why_nothing_can_be_sent_is_said(barrier: StageBarrier) -> None:
    shown = panel(barrier=barrier)
    assert barrier_text(shown)
    assert sentence(shown) == barrier_text(shown)
    after = panel(StageView(current=confirmed(2)), barrier=barrier)
    assert sentence(after).endswith(barrier_text(shown))


def test_before_the_first_press_a_known_call_stands_in_stage_0() -> None:
    assert current_label(panel()) == "0 [Call Connected]"
    assert sentence(panel()) == "The call began here. Press a stage when you move on."


@pytest.mark.parametrize("shown", [panel(call_known=False), panel(barrier=StageBarrier.NOT_PLACED)])
def test_without_a_call_that_was_placed_no_stage_is_claimed(shown: StagePanel) -> None:
    assert current_label(shown) == "–"


def test_the_big_line_shows_what_the_server_knows_not_what_was_asked() -> None:
    view = StageView(current=confirmed(2), sending=ask(3))
    assert current_label(panel(view)) == "2 Offer"


def test_after_a_lost_answer_the_big_line_names_both_stages_it_may_be() -> None:
    lost = unsettled(3, Verdict.NOT_CONFIRMED)
    view = StageView(current=confirmed(2), certain=False, unsettled=lost)
    assert current_label(panel(view)) == "2 Offer – or 3 Close?"
