"""The call at a glance, or why there is none."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.campaigns import CampaignList, Membership
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import CallTerms, DialingMode
from agent_desktop.ui.call.card import CallCard
from tests.desk.moments import at
from tests.ui.desk_states import CALL, CAMPAIGNS, SPRING, STATUSES, WINBACK, desk, waiting
from tests.ui.finding import find


def text(card: CallCard, name: str) -> str:
    found = find(card, QLabel, name)
    assert found.isVisible()
    return found.text()


def test_it_says_who_is_on_the_call_of_which_campaign(card: CallCard) -> None:
    card.render_call(desk(call=replace(CALL, number="+30 210 4410")))
    assert text(card, "callWho") == "Maria Petrou"
    assert text(card, "callDetail") == "Spring renewal · +30 210 4410"
    assert text(card, "callState") == "On call"


def test_markup_in_a_name_is_text(card: CallCard) -> None:
    card.render_call(desk(call=replace(CALL, who="<b>Maria</b>")))
    who = find(card, QLabel, "callWho")
    assert who.text() == "<b>Maria</b>"
    assert who.textFormat() is Qt.TextFormat.PlainText


def test_a_caller_without_a_name_is_unknown(card: CallCard) -> None:
    card.render_call(desk(call=replace(CALL, who="")))
    assert text(card, "callWho") == "Name unknown"


@pytest.mark.parametrize("state", CallState)
def test_every_state_of_a_call_has_a_word(card: CallCard, state: CallState) -> None:
    card.render_call(desk(call=replace(CALL, state=state)))
    assert text(card, "callState")


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (DialingMode.UNKNOWN, "Spring renewal"),
        (DialingMode.PREVIEW, "Spring renewal · Preview"),
        (DialingMode.OWN_CALLBACK_PREVIEW, "Spring renewal"),
        (DialingMode.REGULAR, "Spring renewal · Predictive"),
        (DialingMode.OWN_CALLBACK, "Spring renewal"),
        (DialingMode.AGENTLESS, "Spring renewal · Agentless message"),
        (DialingMode.PRECISE, "Spring renewal · Precise"),
        (DialingMode.MANUAL, "Spring renewal · By hand"),
    ],
)
def test_it_says_why_the_call_is_there(card: CallCard, mode: DialingMode, words: str) -> None:
    card.render_call(desk(call=replace(CALL, terms=CallTerms(mode=mode))))
    assert text(card, "callDetail") == words
    assert find(card, QLabel, "callCallback").isVisible() is mode.callback


def test_an_ordinary_call_is_of_its_campaigns_kind(card: CallCard) -> None:
    terms = CallTerms(mode=DialingMode.REGULAR)
    card.render_call(desk(call=replace(CALL, campaign_id="c2", terms=terms)))
    assert text(card, "callDetail") == "Winback · Power"


def test_a_call_that_dialer_has_not_shown_has_no_campaign(card: CallCard) -> None:
    card.render_call(desk(call=replace(CALL, campaign_id="", number="+30 210 4410")))
    assert text(card, "callDetail") == "Campaign not known · +30 210 4410"


def test_the_clock_of_an_ended_call_stands(card: CallCard) -> None:
    ended = replace(CALL, state=CallState.ENDED_THERE, ended=at(201))
    card.render_call(desk(call=ended))
    assert text(card, "callClock") == "00:03:17"
    assert text(card, "callState") == "They ended it"


def test_a_live_call_of_another_campaign_offers_the_way_there(card: CallCard, qtbot: QtBot) -> None:
    card.render_call(desk(selected_id="c2"))
    back = find(card, QPushButton, "callGoTo")
    assert back.isVisible()
    with qtbot.waitSignal(card.back_to_call) as pressed:
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert pressed.args == ["c1"]


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(desk(), id="its campaign is shown"),
        pytest.param(desk(call=replace(CALL, campaign_id="C1")), id="its id in capitals"),
        pytest.param(desk(call=replace(CALL, campaign_id="gone")), id="its campaign is gone"),
        pytest.param(
            desk(selected_id="c2", call=replace(CALL, state=CallState.ENDED)), id="it is over"
        ),
        pytest.param(waiting(), id="no call"),
    ],
)
def test_else_there_is_no_such_way(card: CallCard, state: DeskState) -> None:
    card.render_call(state)
    assert not find(card, QPushButton, "callGoTo").isVisible()


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (replace(waiting(), campaigns=CampaignList()), "Waiting for your campaigns."),
        (
            replace(
                waiting(),
                campaigns=replace(
                    CAMPAIGNS, campaigns=(replace(SPRING, membership=Membership.OUT), WINBACK)
                ),
            ),
            "Join a campaign to get calls.",
        ),
        (
            replace(waiting(), status=replace(STATUSES, current_id="at lunch")),
            "Calls come when your status is an available one.",
        ),
        (waiting(), "The next call comes by itself."),
        (
            replace(waiting(), companion=True),
            "Calls are in the other client; they show here as they come.",
        ),
    ],
)
def test_without_a_call_it_says_what_one_waits_for(
    card: CallCard, state: DeskState, why: str
) -> None:
    card.render_call(state)
    assert text(card, "callWho") == "No call"
    assert text(card, "callDetail") == why
    assert not find(card, QLabel, "callState").isVisible()
