"""Beside another client: campaigns are named by hand, and none is joined here."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.campaigns import Campaign, CampaignList
from agent_desktop.ui.campaigns.by_hand import CampaignByHand
from agent_desktop.ui.campaigns.heading import CampaignHeading
from agent_desktop.ui.campaigns.model import CampaignModel
from agent_desktop.ui.campaigns.panel import CampaignPanel
from agent_desktop.ui.campaigns.words import spoken
from tests.ui.desk_states import WINBACK, desk
from tests.ui.finding import click, find

NAMED = Campaign("c7", "c7", by_hand=True)
BESIDE = desk(companion=True, campaigns=CampaignList((NAMED,), arrived=True), selected_id="c7")


@pytest.fixture
def field(qtbot: QtBot) -> CampaignByHand:
    made = CampaignByHand("campaignByHand")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.mark.parametrize("by", ["enter", "button"])
def test_an_id_is_handed_over_without_its_spaces_and_the_field_is_free_for_the_next(
    field: CampaignByHand, qtbot: QtBot, by: str
) -> None:
    line = find(field, QLineEdit, "campaignByHand")
    QTest.keyClicks(line, " 42 ")
    with qtbot.waitSignal(field.named) as named:
        if by == "enter":
            QTest.keyClick(line, Qt.Key.Key_Return)
        else:
            click(field, "campaignByHandAdd")
    assert named.args == ["42"]
    assert line.text() == ""
    assert line.hasFocus()


def test_without_an_id_nothing_is_handed_over(field: CampaignByHand, qtbot: QtBot) -> None:
    QTest.keyClicks(find(field, QLineEdit, "campaignByHand"), "  ")
    with qtbot.assertNotEmitted(field.named):
        click(field, "campaignByHandAdd")


@pytest.mark.parametrize("companion", [True, False])
def test_the_list_takes_an_id_only_beside_another_client(qtbot: QtBot, companion: bool) -> None:
    panel = CampaignPanel()
    qtbot.addWidget(panel)
    panel.render_campaigns(replace(BESIDE, companion=companion))
    panel.show()
    line = find(panel, QLineEdit, "campaignByHand")
    assert line.isVisible() is companion
    if companion:
        QTest.keyClicks(line, "42")
        with qtbot.waitSignal(panel.campaign_named) as named:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert named.args == ["42"]


def test_without_any_it_says_how_to_name_one(qtbot: QtBot) -> None:
    panel = CampaignPanel()
    qtbot.addWidget(panel)
    panel.render_campaigns(desk(companion=True, campaigns=CampaignList(), selected_id=None))
    panel.show()
    assert any("Enter an id below" in label.text() for label in panel.findChildren(QLabel))


@pytest.mark.parametrize("narrow", [True, False])
def test_where_the_list_has_no_room_the_heading_takes_the_id(qtbot: QtBot, narrow: bool) -> None:
    model = CampaignModel()
    heading = CampaignHeading(model)
    qtbot.addWidget(heading)
    heading.set_narrow(narrow)
    heading.render_heading(BESIDE)
    heading.show()
    line = find(heading, QLineEdit, "campaignByHandNarrow")
    assert line.isVisible() is narrow
    heading.set_narrow(not narrow)
    assert line.isVisible() is not narrow
    QTest.keyClicks(line, "42")
    with qtbot.waitSignal(heading.campaign_named) as named:
        click(heading, "campaignByHandNarrowAdd")
    assert named.args == ["42"]


def test_beside_another_client_none_is_joined_and_nothing_is_said_of_it(qtbot: QtBot) -> None:
    heading = CampaignHeading(CampaignModel())
    qtbot.addWidget(heading)
    heading.render_heading(BESIDE)
    heading.show()
    assert find(heading, QLabel, "campaignDetail").text() == "Campaign · not told by the server"
    heading.render_heading(desk(companion=True, selected_id="c2"))
    assert not find(heading, QPushButton, "campaignJoin").isVisible()
    assert "joined" not in find(heading, QLabel, "campaignDetail").text()


def test_a_campaign_the_server_does_not_tell_is_heard_as_one() -> None:
    assert spoken(NAMED).endswith("not told by the server")
    assert "not told" not in spoken(WINBACK)
