"""Finding campaigns by typing: every word must be in it, whatever lists have come before."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.desk.campaigns import Campaign
from agent_desktop.ui.campaigns.search import CampaignSearch
from tests.ui.campaigns.test_model import Campaigns, lists
from tests.ui.desk_states import CAMPAIGNS, SPRING, SURVEY, WINBACK


@given(lists, st.sampled_from(("", "spring", "win sales", "care")))
def test_what_is_found_matches_and_keeps_its_order(sequence: list[Campaigns], typed: str) -> None:
    search = CampaignSearch()
    for campaigns in sequence:
        wanted = [
            campaign
            for campaign in campaigns
            if all(
                word in f"{campaign.name} {campaign.workgroup}".casefold() for word in typed.split()
            )
        ]
        assert list(search.find(campaigns, typed)) == wanted


def test_words_are_found_in_name_workgroup_and_type() -> None:
    search = CampaignSearch()
    for typed, found in (
        ("SPRING", (SPRING,)),
        ("sales power", (WINBACK,)),
        ("research", (SURVEY,)),
        ("  ", CAMPAIGNS.campaigns),
        ("spring research", ()),
    ):
        assert search.find(CAMPAIGNS.campaigns, typed) == found, typed


def test_a_campaign_that_was_renamed_is_found_by_its_new_name_only() -> None:
    search = CampaignSearch()
    assert search.find((SPRING,), "spring") == (SPRING,)
    renamed: Campaign = replace(SPRING, name="Autumn")
    assert search.find((renamed,), "spring") == ()
    assert search.find((renamed,), "autumn") == (renamed,)
