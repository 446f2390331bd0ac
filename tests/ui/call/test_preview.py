"""The preview: the contact first, how long there is, place or skip."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.outcomes import OutcomeFault
from agent_desktop.desk.panels import PreviewDoing
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.countdown_label import CountdownLabel
from agent_desktop.ui.widgets.ticker import shared_ticker
from tests.ui.call.scenes import OLD_DIALER, SHOWN_FIRST, TALKING, preview
from tests.ui.finding import click, find


def words(card: CallCard) -> str:
    return find(card, QLabel, "previewState").text()


def ends_in(seconds: float) -> float:
    return shared_ticker().now() + seconds


def test_it_counts_down_to_the_moment_the_call_places_itself(card: CallCard) -> None:
    card.render_call(preview(ends=ends_in(42)))
    countdown = find(card, CountdownLabel, "previewCountdown")
    assert countdown.text() == "00:42"
    assert words(card) == "until the call is placed by itself"
    assert find(card, QLabel, "callWho").text() == "Maria Petrou"
    assert not find(card, QLabel, "callClock").isVisible(), "one clock at a time"


def test_without_a_countdown_it_waits_for_the_agent(card: CallCard) -> None:
    card.render_call(preview())
    assert not find(card, CountdownLabel, "previewCountdown").isVisible()
    assert words(card) == "Look at the contact, then place the call."


@pytest.mark.parametrize(("left", "said"), [(42, []), (9, ["The call is placed in 9 second(s)."])])
def test_that_the_time_is_nearly_over_is_said_once(
    card: CallCard, spoken: list[str], left: int, said: list[str]
) -> None:
    state = preview(ends=ends_in(left))
    for _ in range(3):
        card.render_call(state)
    assert [text for text in spoken if "placed" in text] == said


@pytest.mark.parametrize(
    ("name", "key", "signal"),
    [
        ("previewPlace", Qt.Key.Key_F5, "place_pressed"),
        ("previewSkip", Qt.Key.Key_F8, "skip_pressed"),
    ],
)
def test_it_is_placed_or_skipped_by_a_press_or_a_key(
    card: CallCard, qtbot: QtBot, name: str, key: Qt.Key, signal: str
) -> None:
    card.render_call(preview(ends=ends_in(42)))
    with qtbot.waitSignal(getattr(card, signal)):
        click(card, name)
    with qtbot.waitSignal(getattr(card, signal)):
        QTest.keyClick(card, key)


def test_skipping_is_there_only_where_the_campaign_allows_it(card: CallCard) -> None:
    state = preview(may_skip=False)
    card.render_call(state)
    assert not find(card, ActionButton, "previewSkip").isVisible()
    assert find(card, ActionButton, "previewPlace").isVisible()


def test_an_old_server_says_why_neither_can_be_done(card: CallCard, qtbot: QtBot) -> None:
    card.render_call(replace(preview(may_skip=False), abilities=OLD_DIALER))
    for name in ("previewSkip", "previewPlace"):
        button = find(card, ActionButton, name)
        assert button.isVisible()
        assert "this server has 1" in button.toolTip()
    with (
        qtbot.assertNotEmitted(card.place_pressed),
        qtbot.assertNotEmitted(card.skip_pressed),
    ):
        click(card, "previewSkip")
        click(card, "previewPlace")


@pytest.mark.parametrize(
    ("doing", "by_timer", "said", "button"),
    [
        (PreviewDoing.PLACING, False, "The call is being placed.", "previewPlace"),
        (
            PreviewDoing.PLACING,
            True,
            "Placed by the timer: the call is on its way.",
            "previewPlace",
        ),
        (PreviewDoing.SKIPPING, False, "This contact is being skipped.", "previewSkip"),
    ],
)
def test_what_is_on_its_way_is_said_and_takes_no_second_press(
    card: CallCard, qtbot: QtBot, doing: PreviewDoing, by_timer: bool, said: str, button: str
) -> None:
    card.render_call(preview(ends=ends_in(42)))
    find(card, ActionButton, button).setFocus()
    card.render_call(preview(ends=ends_in(42), doing=doing, by_timer=by_timer))
    assert words(card) == said
    assert find(card, ActionButton, button).text().endswith("…")
    assert find(card, ActionButton, button).hasFocus()
    with qtbot.assertNotEmitted(card.place_pressed), qtbot.assertNotEmitted(card.skip_pressed):
        click(card, "previewPlace")
        click(card, "previewSkip")


def test_why_it_could_not_be_placed_stands_beneath_letter_by_letter(
    card: CallCard, spoken: list[str]
) -> None:
    refused = preview(answer=Answer(message="<b>Off</b>."), by_timer=True)
    for _ in range(2):
        card.render_call(refused)
    error = find(card, QLabel, "previewError")
    assert error.isVisible()
    assert error.text() == "That didn't work. The server says: <b>Off</b>."
    assert error.textFormat() is Qt.TextFormat.PlainText
    assert words(card) == "The time to look is over."
    assert spoken.count(f"! {error.text()}") == 1
    card.render_call(preview())
    assert not error.isVisible()


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(TALKING, id="placed"),
        pytest.param(preview(interaction_id="another"), id="of another call"),
        pytest.param(replace(preview(), call=None), id="without its call"),
    ],
)
def test_else_there_is_nothing_of_it_and_the_focus_is_on_no_other_button(
    card: CallCard, state: DeskState
) -> None:
    card.render_call(preview(ends=ends_in(42)))
    find(card, ActionButton, "previewPlace").setFocus()
    card.render_call(state)
    assert not find(card, QWidget, "previewStrip").isVisible()
    assert QApplication.focusWidget() is card


def test_a_preview_says_how_it_came_about(card: CallCard) -> None:
    card.render_call(replace(preview(), call=SHOWN_FIRST))
    assert find(card, QLabel, "callDetail").text() == "Spring renewal · Preview"


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (OutcomeFault.NOT_HEARD, "Messages don't come through"),
        (OutcomeFault.NOT_IN_DIALER, "You aren't logged in to Dialer yet"),
    ],
)
def test_while_another_may_be_dialer_s_neither_button_acts_and_both_say_why(
    card: CallCard, held: OutcomeFault, why: str
) -> None:
    asked: list[str] = []
    card.place_pressed.connect(lambda: asked.append("place"))
    card.skip_pressed.connect(lambda: asked.append("skip"))
    card.render_call(preview(held=held))
    for name in ("previewPlace", "previewSkip"):
        assert why in find(card, ActionButton, name).reason
        click(card, name)
    assert asked == []
    card.render_call(preview())
    click(card, "previewPlace")
    assert asked == ["place"]
