"""Finding campaigns by what the agent types, at each key, among as many as a site has."""

from agent_desktop.desk.campaigns import Campaign, CampaignKind
from agent_desktop.ui.campaigns.words import kind_text


class CampaignSearch:
    """Finds the campaigns that hold every word in name, workgroup or type.

    What is looked through is made once for each campaign: a key has one frame of the screen.
    """

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Campaign, str]] = {}
        self._kinds: dict[CampaignKind, str] = {}

    def find(self, campaigns: tuple[Campaign, ...], typed: str) -> tuple[Campaign, ...]:
        """Return those that match, in their order."""
        words = typed.casefold().split()
        if not words:
            return campaigns
        if len(self._texts) > 2 * len(campaigns):
            self._texts.clear()  # most are of campaigns that have gone
        return tuple(
            campaign
            for campaign in campaigns
            if all(word in self._text(campaign) for word in words)
        )

    def _text(self, campaign: Campaign) -> str:
        known, text = self._texts.get(campaign.id, (None, ""))
        if known is not campaign:
            kind = self._kinds.get(campaign.kind)
            if kind is None:
                kind = self._kinds[campaign.kind] = kind_text(campaign.kind)
            text = f"{campaign.name} {campaign.workgroup} {kind}".casefold()
            self._texts[campaign.id] = campaign, text
        return text
