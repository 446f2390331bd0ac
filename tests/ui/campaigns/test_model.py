"""The campaign model: whatever list comes, it shows it, and rows that stay are the same rows."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from agent_desktop.desk.campaigns import Campaign, CampaignKind, Membership
from agent_desktop.ui.campaigns.model import CAMPAIGN_ROLE, MOST_MOVED, CampaignModel
from tests.ui.desk_states import CAMPAIGNS, REMINDER, SPRING, SURVEY, WINBACK

Campaigns = tuple[Campaign, ...]

campaigns = st.builds(
    Campaign,
    id=st.sampled_from("abcdefg"),
    name=st.sampled_from(("Spring", "Winback", "Survey")),
    workgroup=st.sampled_from(("Sales", "Care")),
    membership=st.sampled_from(Membership),
)
lists: st.SearchStrategy[list[Campaigns]] = st.lists(
    st.lists(campaigns, unique_by=lambda campaign: campaign.id).map(tuple), max_size=6
)


def many(kind: str) -> Campaigns:
    """More campaigns than are moved one by one."""
    return tuple(Campaign(f"{kind}-{number}", "Campaign") for number in range(3 * MOST_MOVED))


def rows(model: CampaignModel) -> Campaigns:
    return tuple(model.index(row, 0).data(CAMPAIGN_ROLE) for row in range(model.rowCount()))


def ids(shown: Campaigns) -> list[str]:
    return [campaign.id for campaign in shown]


@given(lists)
def test_after_any_sequence_of_lists_the_model_is_the_last_one(sequence: list[Campaigns]) -> None:
    model = CampaignModel()
    for campaigns_told in sequence:
        model.show(campaigns_told)
        assert rows(model) == campaigns_told


@given(lists)
def test_an_index_follows_its_campaign_through_any_sequence(sequence: list[Campaigns]) -> None:
    model = CampaignModel()
    before: Campaigns = ()
    for campaigns_told in sequence:
        held = {c.id: QPersistentModelIndex(model.index(r)) for r, c in enumerate(before)}
        model.show(campaigns_told)
        places = {c.id: row for row, c in enumerate(campaigns_told)}
        assert {i: index.row() for i, index in held.items()} == {i: places.get(i, -1) for i in held}
        before = campaigns_told


def test_the_model_keeps_the_rules_of_qt_while_lists_come(qtbot: QtBot) -> None:
    model = CampaignModel()
    # It warns of each broken rule, and a warning of Qt fails a test.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    moved = (WINBACK, replace(SPRING, name="Autumn"), REMINDER)
    for campaigns_told in (
        (SPRING, SURVEY),
        CAMPAIGNS.campaigns,
        moved,
        (),
        (SURVEY,),
        many("new"),
        many("newer"),
        (SURVEY,),
    ):
        model.show(campaigns_told)
    assert rows(model) == (SURVEY,)
    assert tester.model() is model


@pytest.mark.parametrize(
    "campaigns_told",
    [
        pytest.param(lambda: many("others"), id="others"),
        pytest.param(lambda: many("old")[::-1], id="in another order"),
        pytest.param(lambda: many("old")[::2], id="every other one"),
    ],
)
def test_another_list_altogether_is_taken_at_once(
    qtbot: QtBot, campaigns_told: Callable[[], Campaigns]
) -> None:
    model = CampaignModel()
    model.show(many("old"))
    told: list[None] = []
    model.modelReset.connect(lambda: told.append(None))
    with (
        qtbot.assertNotEmitted(model.rowsInserted),
        qtbot.assertNotEmitted(model.rowsMoved),
        qtbot.assertNotEmitted(model.rowsRemoved),
    ):
        model.show(campaigns_told())
    assert len(told) == 1
    assert rows(model) == campaigns_told()
    assert [model.row_of(each.id) for each in campaigns_told()] == list(range(model.rowCount()))


def test_one_campaign_more_among_many_moves_no_other(qtbot: QtBot) -> None:
    model = CampaignModel()
    model.show(many("old"))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as told:
        model.show((*many("old")[:7], SURVEY, *many("old")[7:]))
    assert told.args[1:] == [7, 7]


def test_a_selection_stays_with_its_campaign_when_others_come_and_go(qtbot: QtBot) -> None:
    model = CampaignModel()
    model.show((SPRING, WINBACK, SURVEY))
    chosen = QItemSelectionModel(model)
    chosen.setCurrentIndex(model.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.show((REMINDER, SURVEY, WINBACK))
    assert chosen.currentIndex().data(CAMPAIGN_ROLE) == WINBACK
    assert [index.row() for index in chosen.selectedIndexes()] == [2]


def test_a_list_that_says_nothing_new_tells_the_views_nothing(qtbot: QtBot) -> None:
    model = CampaignModel()
    model.show(CAMPAIGNS.campaigns)
    with (
        qtbot.assertNotEmitted(model.dataChanged),
        qtbot.assertNotEmitted(model.rowsInserted),
        qtbot.assertNotEmitted(model.rowsRemoved),
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.show(tuple(replace(campaign) for campaign in CAMPAIGNS.campaigns))


def test_only_the_changed_row_is_told(qtbot: QtBot) -> None:
    model = CampaignModel()
    model.show(CAMPAIGNS.campaigns)
    paused = replace(WINBACK, name="Winback 2")
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show((SPRING, paused, SURVEY, REMINDER))
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)


def test_a_campaign_is_found_by_its_id_in_any_case() -> None:
    model = CampaignModel()
    model.show((SPRING, WINBACK))
    assert model.row_of("C2") == 1
    assert model.row_of("nobody") == -1
    assert model.row_of(None) == -1


def test_a_row_says_everything_to_a_screen_reader() -> None:
    model = CampaignModel()
    model.show((replace(SPRING, membership=Membership.LEAVING),))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Spring renewal, leaving after this call…, Predictive, running, Sales"


def test_a_tool_tip_shows_markup_in_a_name_as_text() -> None:
    model = CampaignModel()
    model.show((replace(SPRING, name="<img src=x> & <b>bold</b>"),))
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;bold" in tip


def test_a_campaign_of_an_unknown_type_is_a_campaign() -> None:
    model = CampaignModel()
    model.show((Campaign("x", "New kind", CampaignKind.UNKNOWN),))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "New kind, not joined, Campaign"
    )
