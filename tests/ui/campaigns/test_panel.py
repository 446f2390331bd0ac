"""The campaign panel: it filters as the agent types and follows the desk without talking back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from agent_desktop.desk.campaigns import Campaign, CampaignList
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.campaigns.model import CAMPAIGN_ROLE
from agent_desktop.ui.campaigns.panel import CampaignPanel
from tests.ui.desk_states import CAMPAIGNS, REMINDER, SPRING, SURVEY, WINBACK, desk
from tests.ui.finding import find


class Shown:
    """A campaign panel on the screen, given states as the main window gives them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.panel = CampaignPanel()
        qtbot.addWidget(self.panel)
        self.emitted: list[str] = []
        self.panel.selected.connect(self.emitted.append)
        self.filter = find(self.panel, QLineEdit, "campaignFilter")
        self.list = find(self.panel, QListView, "campaignList")
        self.count = find(self.panel, QLabel, "campaignCount")
        with qtbot.waitExposed(self.panel):
            self.panel.show()

    def render(self, state: DeskState) -> None:
        self.panel.render_campaigns(state)

    def names(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def marked(self) -> list[Campaign]:
        chosen = self.list.selectionModel().selectedIndexes()
        return [index.data(CAMPAIGN_ROLE) for index in chosen]

    def empty_words(self) -> str:
        return " ".join(
            label.text() for label in self.panel.findChildren(QLabel) if label.isVisible()
        )


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    made = Shown(qtbot)
    made.render(desk())
    return made


def test_the_list_narrows_with_each_letter_and_counts_what_is_left(shown: Shown) -> None:
    QTest.keyClicks(shown.filter, "sa")
    assert shown.names() == ["Spring renewal", "Winback"]
    QTest.keyClicks(shown.filter, "les p")
    assert shown.names() == ["Spring renewal", "Winback"]
    QTest.keyClicks(shown.filter, "re")
    assert shown.names() == ["Spring renewal"]
    assert shown.count.text() == "1 / 4"
    shown.filter.clear()
    assert shown.names() == [campaign.name for campaign in CAMPAIGNS.campaigns]
    assert shown.count.text() == ""


def test_typing_in_the_filter_chooses_no_other_campaign(shown: Shown) -> None:
    QTest.keyClicks(shown.filter, "winback")
    assert shown.emitted == []
    shown.filter.clear()
    shown.render(desk())
    assert shown.marked() == [SPRING]
    assert shown.emitted == []


def test_the_selection_follows_the_desk_without_emitting(shown: Shown) -> None:
    assert shown.marked() == [SPRING]
    shown.render(desk(selected_id="c3"))
    assert shown.marked() == [SURVEY]
    assert shown.emitted == []


def test_a_click_and_the_arrow_keys_choose_a_campaign(shown: Shown) -> None:
    place = shown.list.visualRect(shown.list.model().index(1, 0)).center()
    QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(shown.list, Qt.Key.Key_Down)
    assert shown.emitted == ["c2", "c3"]


@pytest.mark.parametrize(
    "campaigns",
    [
        pytest.param((WINBACK, SURVEY), id="removed"),
        pytest.param((REMINDER, SPRING, WINBACK), id="moved"),
        pytest.param((replace(SPRING, name="Autumn", workgroup="Care"), WINBACK), id="renamed"),
        pytest.param((), id="all gone"),
    ],
)
@pytest.mark.parametrize("typed", ["", "s", "spring"])
def test_a_change_by_the_server_never_chooses_a_campaign_for_the_agent(
    shown: Shown, campaigns: tuple[Campaign, ...], typed: str
) -> None:
    QTest.keyClicks(shown.filter, typed)
    shown.render(desk(campaigns=replace(CAMPAIGNS, campaigns=campaigns)))
    assert shown.emitted == []


def test_the_chosen_campaign_is_marked_again_once_the_filter_lets_it_through(shown: Shown) -> None:
    QTest.keyClicks(shown.filter, "survey")
    shown.render(desk(selected_id="c2"))
    assert shown.marked() == []
    shown.filter.clear()
    assert shown.marked() == [WINBACK]
    assert shown.emitted == []


def test_coming_to_the_list_by_keyboard_chooses_nothing(shown: Shown, qtbot: QtBot) -> None:
    shown.panel.activateWindow()
    shown.filter.setFocus()
    QTest.keyClicks(shown.filter, "survey")
    QTest.keyClick(shown.filter, Qt.Key.Key_Tab)
    qtbot.waitUntil(shown.list.hasFocus)
    assert shown.emitted == []
    QTest.keyClick(shown.list, Qt.Key.Key_Space)
    assert shown.emitted == ["c3"]


def test_ctrl_f_goes_to_the_filter(shown: Shown, qtbot: QtBot) -> None:
    shown.panel.activateWindow()
    shown.list.setFocus()
    qtbot.waitUntil(shown.list.hasFocus)
    QTest.keyClick(shown.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.filter.hasFocus()


def test_an_empty_panel_says_what_will_come(shown: Shown) -> None:
    shown.render(desk(campaigns=CampaignList()))
    assert "No campaigns yet" in shown.empty_words()
    assert "when the dialer has sent them" in shown.empty_words()


def test_an_agent_without_campaigns_is_told_whom_to_ask(shown: Shown) -> None:
    shown.render(desk(campaigns=CampaignList(arrived=True)))
    assert "No campaigns for you" in shown.empty_words()
    assert "supervisor" in shown.empty_words()


def test_a_filter_that_fits_nothing_says_so(shown: Shown) -> None:
    QTest.keyClicks(shown.filter, "zzz")
    assert "No campaign matches the filter" in shown.empty_words()
    assert not shown.list.isVisible()
    shown.filter.clear()
    assert shown.list.isVisible()


def test_while_logged_off_nothing_is_promised(shown: Shown) -> None:
    shown.render(desk(phase=Phase.EXPIRED, campaigns=CampaignList()))
    assert "when the dialer has sent them" not in shown.empty_words()
