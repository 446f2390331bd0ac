"""Which calls the agent takes of a campaign, and why none may come."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from agent_desktop.desk.abilities import Abilities, Ability, Lack
from agent_desktop.desk.campaigns import AgentKind, Campaign, CampaignStatus, Membership
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.campaigns.heading import CampaignHeading
from agent_desktop.ui.campaigns.model import CampaignModel
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.pill import Pill, Tone
from tests.ui.desk_states import CAMPAIGNS, SPRING, desk
from tests.ui.finding import click, find

# A screen in memory can't raise a menu, nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def heading(qtbot: QtBot) -> CampaignHeading:
    made = CampaignHeading(CampaignModel())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def only(campaign: Campaign, **fields: object) -> DeskState:
    campaigns = replace(CAMPAIGNS, campaigns=(campaign,))
    return desk(campaigns=campaigns, selected_id=campaign.id, **fields)


def button(heading: CampaignHeading) -> ActionButton:
    return find(heading, ActionButton, "campaignAgentKind")


def choice(heading: CampaignHeading, name: str) -> QAction:
    action = heading.findChild(QAction, f"campaignAgentKind-{name}")
    assert action is not None
    return action


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        (AgentKind.REGULAR, "regular", "Regular calls"),
        (AgentKind.FINISHING, "finishing", "Finishing calls"),
        (AgentKind.COMPOSITE, "composite", "Regular and finishing"),
    ],
)
def test_it_names_the_calls_the_agent_takes_and_offers_the_others(
    heading: CampaignHeading, qtbot: QtBot, kind: AgentKind, name: str, words: str
) -> None:
    heading.render_heading(only(replace(SPRING, agent_kind=kind)))
    assert button(heading).text() == words
    assert button(heading).accessibleName() == f"Your calls: {words}"
    assert choice(heading, name).isChecked()
    with qtbot.waitSignal(heading.agent_kind_chosen) as chosen:
        choice(heading, name).trigger()
    assert chosen.args == ["c1", kind]


def test_it_opens_its_choices(heading: CampaignHeading, qtbot: QtBot) -> None:
    heading.render_heading(desk())
    click(heading, "campaignAgentKind")
    menu = find(heading, QMenu, "campaignAgentKinds")
    qtbot.waitUntil(menu.isVisible)
    menu.close()


@pytest.mark.parametrize(
    "state",
    [
        *(
            pytest.param(only(replace(SPRING, membership=m)), id=m.value)
            for m in Membership
            if m is not Membership.IN
        ),
        pytest.param(only(SPRING, companion=True), id="companion"),
        pytest.param(desk(selected_id=None), id="no campaign"),
    ],
)
def test_it_is_there_only_where_the_agent_works(heading: CampaignHeading, state: DeskState) -> None:
    heading.render_heading(state)
    assert not button(heading).isVisible()


def test_an_old_server_says_why_it_cannot_be_chosen(heading: CampaignHeading) -> None:
    heading.render_heading(desk(abilities=Abilities((Lack(Ability.AGENT_TYPE, 3, 2),))))
    assert "Needs dialer version 3; this server has 2" in button(heading).toolTip()
    click(heading, "campaignAgentKind")
    assert not find(heading, QMenu, "campaignAgentKinds").isVisible()


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        ({CampaignStatus.ON, CampaignStatus.PAUSED}, "Paused: no calls just now", Tone.WARNING),
        ({CampaignStatus.COMPLETED}, "Completed: nobody left to call", Tone.QUIET),
        (
            {CampaignStatus.COMPLETED, CampaignStatus.PAUSED},
            "Completed: nobody left to call",
            Tone.QUIET,
        ),
    ],
)
def test_a_campaign_without_calls_says_why(
    heading: CampaignHeading, status: set[CampaignStatus], words: str, tone: Tone
) -> None:
    pill = find(heading, Pill, "campaignHalt")
    heading.render_heading(only(replace(SPRING, status=frozenset(status))))
    assert pill.isVisible()
    assert (pill.text(), pill.tone) == (words, tone)
    heading.render_heading(desk())
    assert not pill.isVisible()
