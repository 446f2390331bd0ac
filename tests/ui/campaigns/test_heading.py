"""The heading of the campaign in view: what it says, and the way in and out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.campaigns import Campaign, Membership
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.campaigns.heading import CampaignHeading
from agent_desktop.ui.campaigns.model import CampaignModel
from tests.ui.desk_states import CAMPAIGNS, SPRING, desk
from tests.ui.finding import find


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self.model = CampaignModel()
        self.heading = CampaignHeading(self.model)
        qtbot.addWidget(self.heading)
        self.name = find(self.heading, QLabel, "campaignName")
        self.detail = find(self.heading, QLabel, "campaignDetail")
        self.choice = find(self.heading, QComboBox, "campaignChoice")
        self.button = find(self.heading, QPushButton, "campaignJoin")
        self.joined: list[str] = []
        self.left: list[str] = []
        self.selected: list[str] = []
        self.heading.join_pressed.connect(self.joined.append)
        self.heading.leave_pressed.connect(self.left.append)
        self.heading.selected.connect(self.selected.append)
        with qtbot.waitExposed(self.heading):
            self.heading.show()

    def render(self, state: DeskState) -> None:
        self.model.show(state.campaigns.campaigns)
        self.heading.render_heading(state)

    def press(self) -> None:
        QTest.mouseClick(self.button, Qt.MouseButton.LeftButton)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def only(campaign: Campaign, *, may_join: bool = True) -> DeskState:
    campaigns = replace(CAMPAIGNS, campaigns=(campaign,), may_join=may_join)
    return desk(campaigns=campaigns, selected_id=campaign.id)


def test_it_names_the_campaign_its_type_state_workgroup_and_whether_it_is_worked(
    shown: Shown,
) -> None:
    shown.render(desk())
    assert shown.name.text() == "Spring renewal"
    assert shown.detail.text() == "Predictive · running · Sales · joined"


def test_a_campaign_not_worked_can_be_joined_and_a_worked_one_left(shown: Shown) -> None:
    shown.render(desk(selected_id="c2"))
    assert shown.button.text() == "&Join campaign"
    shown.press()
    shown.render(desk())
    assert shown.button.text() == "&Leave campaign"
    shown.press()
    assert (shown.joined, shown.left) == (["c2"], ["c1"])


@pytest.mark.parametrize("membership", [Membership.JOINING, Membership.LEAVING])
def test_on_the_way_in_or_out_the_button_stays_where_the_keyboard_is(
    shown: Shown, membership: Membership
) -> None:
    shown.heading.activateWindow()
    shown.button.setFocus()
    shown.render(only(replace(SPRING, membership=membership)))
    assert shown.heading.focusWidget() is shown.button
    assert shown.button.isEnabled()


def test_without_the_right_there_is_no_button(shown: Shown) -> None:
    shown.render(only(SPRING, may_join=False))
    assert not shown.button.isVisible()


def test_an_agentless_campaign_cannot_be_joined(shown: Shown) -> None:
    shown.render(desk(selected_id="c4"))
    assert not shown.button.isVisible()


def test_nothing_can_be_joined_without_a_session(shown: Shown) -> None:
    shown.render(desk(phase=Phase.EXPIRED, selected_id="c2"))
    assert not shown.button.isEnabled()


def test_without_a_campaign_it_says_so(shown: Shown) -> None:
    shown.render(desk(selected_id=None))
    assert shown.name.text() == "No campaign chosen"
    assert shown.detail.text() == ""
    assert not shown.button.isVisible()


def test_narrow_it_is_the_way_to_choose_a_campaign(shown: Shown) -> None:
    shown.render(desk())
    shown.heading.set_narrow(narrow=True)
    assert shown.choice.isVisible()
    assert not shown.name.isVisible()
    assert shown.choice.currentText() == "Spring renewal"
    shown.choice.setFocus()
    QTest.keyClick(shown.choice, Qt.Key.Key_Down)
    assert shown.selected == ["c2"]
    shown.heading.set_narrow(narrow=False)
    assert shown.name.isVisible()


def test_the_drop_down_follows_the_desk_without_emitting(shown: Shown) -> None:
    shown.heading.set_narrow(narrow=True)
    shown.render(desk())
    shown.render(desk(selected_id="c3"))
    assert shown.choice.currentText() == "Survey"
    shown.render(desk(campaigns=replace(CAMPAIGNS, campaigns=()), selected_id=None))
    assert shown.choice.currentIndex() == -1
    assert shown.selected == []
