"""The campaign list, merged from whole and partial messages in any order."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.desk.campaigns import (
    Campaign,
    CampaignChange,
    CampaignKind,
    CampaignList,
    CampaignStatus,
    Membership,
    merged,
)

ON = frozenset({CampaignStatus.ON})
PAUSED = frozenset({CampaignStatus.ON, CampaignStatus.PAUSED})
SPRING = Campaign("AB-1", "Spring renewal", CampaignKind.PREDICTIVE, "Outbound", ON)
WINBACK = Campaign("AB-2", "Winback", CampaignKind.POWER, "Outbound", ON)


def listed(*campaigns: Campaign) -> CampaignList:
    return merged(CampaignList(), full=True, may_join=True, added=campaigns)


def names(campaigns: CampaignList) -> list[str]:
    return [campaign.name for campaign in campaigns.campaigns]


def test_no_list_yet_and_an_empty_list_are_told_apart() -> None:
    assert not CampaignList().arrived
    assert listed().arrived


def test_the_list_keeps_the_server_s_order() -> None:
    assert names(listed(WINBACK, SPRING)) == ["Winback", "Spring renewal"]


def test_a_campaign_is_found_whatever_the_case_of_its_id() -> None:
    assert listed(SPRING).get("ab-1") == SPRING
    assert listed(SPRING).get("zz") is None
    assert listed(SPRING).get(None) is None


def test_a_change_touches_only_what_it_names() -> None:
    renamed = merged(
        listed(SPRING), full=False, may_join=True, changed=[CampaignChange("ab-1", name="Summer")]
    ).campaigns[0]
    assert renamed == replace(SPRING, name="Summer")
    paused = merged(
        listed(SPRING), full=False, may_join=True, changed=[CampaignChange("AB-1", status=PAUSED)]
    ).campaigns[0]
    assert paused == replace(SPRING, status=PAUSED)


def test_a_change_of_an_unknown_campaign_adds_none() -> None:
    after = merged(
        listed(SPRING), full=False, may_join=True, changed=[CampaignChange("ZZ", name="?")]
    )
    assert after.campaigns == (SPRING,)


def test_a_removed_campaign_goes_whatever_the_case_of_its_id() -> None:
    after = merged(listed(SPRING, WINBACK), full=False, may_join=True, removed=["ab-1", "zz"])
    assert after.campaigns == (WINBACK,)


def test_a_whole_list_drops_what_it_does_not_name() -> None:
    assert merged(listed(SPRING), full=True, may_join=True, added=[WINBACK]).campaigns == (WINBACK,)


def test_a_campaign_that_comes_again_keeps_what_the_agent_did_in_it() -> None:
    for full in (True, False):
        joined = listed(SPRING, WINBACK).with_membership("ab-1", Membership.LEAVING)
        again = replace(SPRING, name="New", membership=Membership.UNTOLD)
        after = merged(joined, full=full, may_join=True, added=[again])
        assert after.campaigns[0] == replace(SPRING, name="New", membership=Membership.LEAVING)


def test_the_server_s_word_that_the_agent_is_in_wins() -> None:
    again = replace(SPRING, membership=Membership.IN)
    after = merged(listed(SPRING), full=True, may_join=True, added=[again])
    assert after.campaigns[0].membership is Membership.IN


def test_the_server_s_word_that_the_agent_is_out_wins() -> None:
    joined = listed(SPRING).with_membership("ab-1", Membership.IN)
    again = replace(SPRING, membership=Membership.OUT)
    after = merged(joined, full=True, may_join=True, added=[again])
    assert after.campaigns[0].membership is Membership.OUT


def test_the_right_to_join_is_the_newest_message_s() -> None:
    assert not merged(listed(SPRING), full=False, may_join=False).may_join


def test_only_one_campaign_is_joined() -> None:
    after = listed(SPRING, WINBACK).with_membership("ab-2", Membership.IN)
    assert [c.membership for c in after.campaigns] == [Membership.OUT, Membership.IN]
    assert after.with_membership("zz", Membership.IN) == after


def test_only_campaigns_in_the_named_states_are_moved_together() -> None:
    before = listed(SPRING, WINBACK).with_membership("AB-1", Membership.LEAVING)
    after = before.with_all(Membership.JOINING, [Membership.IN, Membership.LEAVING])
    assert [c.membership for c in after.campaigns] == [Membership.JOINING, Membership.OUT]


def test_a_paused_campaign_does_not_run_although_it_is_on() -> None:
    assert SPRING.running
    assert not SPRING.paused
    paused = replace(SPRING, status=PAUSED)
    assert paused.paused
    assert not paused.running
    assert replace(SPRING, status=frozenset({CampaignStatus.AUTO})).running
    assert not replace(SPRING, status=frozenset({CampaignStatus.COMPLETED})).running
    assert not replace(SPRING, status=frozenset()).running


@dataclass(frozen=True)
class Told:
    """One message of the server, or one move of the agent."""

    full: bool
    added: tuple[Campaign, ...]
    changed: tuple[CampaignChange, ...]
    removed: tuple[str, ...]
    moved: tuple[str, Membership] | None


IDS = st.sampled_from(["a", "A", "b", "B", "c"])
STATUS = st.frozensets(st.sampled_from(CampaignStatus), max_size=2)
ADDED = st.builds(
    Campaign,
    id=IDS,
    name=st.sampled_from(["Spring", "Winback"]),
    status=STATUS,
    membership=st.sampled_from([Membership.UNTOLD, Membership.OUT, Membership.IN]),
)
CHANGED = st.builds(
    CampaignChange, IDS, st.none() | st.sampled_from(["New", ""]), st.none() | STATUS
)
TOLD = st.builds(
    Told,
    full=st.booleans(),
    added=st.lists(ADDED, max_size=3).map(tuple),
    changed=st.lists(CHANGED, max_size=3).map(tuple),
    removed=st.lists(IDS, max_size=2).map(tuple),
    moved=st.none()
    | st.tuples(IDS, st.sampled_from([m for m in Membership if m is not Membership.UNTOLD])),
)


class Model:
    """The list as a clerk would keep it: one row a campaign, struck out and written in by hand."""

    def __init__(self) -> None:
        self.rows: list[Campaign] = []

    def row(self, campaign_id: str) -> int | None:
        ids = [row.id.lower() for row in self.rows]
        return ids.index(campaign_id.lower()) if campaign_id.lower() in ids else None

    def hear(self, told: Told) -> None:
        earlier = {row.id.lower(): row.membership for row in self.rows}
        if told.full:
            self.rows = []
        for campaign in told.added:
            self.add(campaign, earlier.get(campaign.id.lower(), Membership.OUT))
        for change in told.changed:
            self.correct(change.id, name=change.name, status=change.status)
        for campaign_id in told.removed:
            row = self.row(campaign_id)
            if row is not None:
                del self.rows[row]
        if told.moved is not None:
            self.correct(told.moved[0], membership=told.moved[1])

    def add(self, campaign: Campaign, earlier: Membership) -> None:
        if campaign.membership is Membership.UNTOLD:
            campaign = replace(campaign, membership=earlier)
        row = self.row(campaign.id)
        if row is None:
            self.rows.append(campaign)
        else:
            self.rows[row] = campaign

    def correct(self, campaign_id: str, **columns: Any) -> None:
        row = self.row(campaign_id)
        if row is not None:
            told = {name: value for name, value in columns.items() if value is not None}
            self.rows[row] = replace(self.rows[row], **told)


@settings(deadline=None, max_examples=200)
@given(st.lists(TOLD, max_size=6))
def test_any_order_of_additions_changes_and_removals_ends_as_the_model_does(
    messages: list[Told],
) -> None:
    known, model = CampaignList(), Model()
    for told in messages:
        known = merged(
            known,
            full=told.full,
            may_join=True,
            added=told.added,
            changed=told.changed,
            removed=told.removed,
        )
        if told.moved is not None:
            known = known.with_membership(*told.moved)
        model.hear(told)
        assert list(known.campaigns) == model.rows
