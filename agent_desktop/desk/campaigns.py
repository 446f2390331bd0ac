"""The campaigns an agent may work, merged from the server's additions, changes and removals."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from enum import Enum, IntEnum
from typing import Any

from agent_desktop.immutable import immutable


class CampaignKind(IntEnum):
    """How a campaign dials (reference section 4, availableCampaignsMessage)."""

    UNKNOWN = 0
    PREDICTIVE = 1
    POWER = 2
    PREVIEW = 3
    AGENTLESS = 8


class CampaignStatus(IntEnum):
    """One of the states a campaign can be in; it may be in several."""

    INVALID = 0
    ON = 1
    OFF = 2
    SCHEDULE_ONLY = 4
    AUTO = 8
    PAUSED = 16
    COMPLETED = 32


class Membership(Enum):
    """Whether the agent works a campaign, as far as the desk knows."""

    UNTOLD = "untold"  # the server didn't say; only on its way into the list
    OUT = "out"
    JOINING = "joining"
    IN = "in"
    LEAVING = "leaving"  # asked for; Dialer grants it after the current call


class AgentKind(Enum):
    """Which calls an agent takes of a campaign (reference section 4, set-agent-type)."""

    REGULAR = 1
    FINISHING = 2
    COMPOSITE = 3


@immutable
class Campaign:
    """One campaign as the window shows it."""

    id: str
    name: str
    kind: CampaignKind = CampaignKind.UNKNOWN
    workgroup: str = ""
    status: frozenset[CampaignStatus] = frozenset()
    membership: Membership = Membership.OUT
    has_form: bool = False
    custom_url: str = ""  # a script of the campaign's own, shown in the browser
    agent_kind: AgentKind = AgentKind.REGULAR
    by_hand: bool = False  # named by the agent or the stage map, not by the server

    @property
    def completed(self) -> bool:
        """Whether it has nobody left to call."""
        return CampaignStatus.COMPLETED in self.status

    @property
    def paused(self) -> bool:
        """Whether the dialer makes no calls for it just now."""
        return CampaignStatus.PAUSED in self.status

    @property
    def running(self) -> bool:
        """Whether the dialer may make calls for it."""
        dials = bool(self.status & {CampaignStatus.ON, CampaignStatus.AUTO})
        return dials and not self.paused and not self.completed


@immutable
class CampaignChange:
    """What the server says anew of a known campaign; None where it says nothing."""

    id: str
    name: str | None = None
    status: frozenset[CampaignStatus] | None = None


@immutable
class CampaignList:
    """All campaigns in the server's order. `arrived` tells an empty list from none yet."""

    campaigns: tuple[Campaign, ...] = ()
    may_join: bool = False  # the Logon Campaign right
    arrived: bool = False
    # By id in lower case: asked for with every message, and a site may have thousands.
    by_id: Mapping[str, Campaign] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {c.id.casefold(): c for c in self.campaigns})

    def get(self, campaign_id: str | None) -> Campaign | None:
        """Return the campaign with this id; ids compare without regard to case."""
        return self.by_id.get((campaign_id or "").casefold())

    def with_membership(self, campaign_id: str, membership: Membership) -> "CampaignList":
        """Return the list with one campaign joined or left."""
        return self._with(campaign_id, membership=membership)

    def with_agent_kind(self, campaign_id: str, kind: AgentKind) -> "CampaignList":
        """Return the list with the agent taking these calls of one campaign."""
        return self._with(campaign_id, agent_kind=kind)

    def with_all(self, membership: Membership, among: Iterable[Membership]) -> "CampaignList":
        """Return the list with every campaign in one of the states `among` moved to another."""
        states = frozenset(among)
        return replace(
            self,
            campaigns=tuple(
                replace(c, membership=membership) if c.membership in states else c
                for c in self.campaigns
            ),
        )

    def _with(self, campaign_id: str, **fields: Any) -> "CampaignList":
        wanted = campaign_id.casefold()
        return replace(
            self,
            campaigns=tuple(
                replace(c, **fields) if c.id.casefold() == wanted else c for c in self.campaigns
            ),
        )


def merged(
    known: CampaignList,
    *,
    full: bool,
    may_join: bool,
    added: Iterable[Campaign] = (),
    changed: Iterable[CampaignChange] = (),
    removed: Iterable[str] = (),
) -> CampaignList:
    """Return the list after one availableCampaignsMessage; `full` is its `isDelta: false`.

    A campaign that comes again keeps its place and what the agent did in it.
    """
    previous = known.by_id
    book = {} if full else dict(previous)
    for campaign in added:
        key = campaign.id.casefold()
        before = previous.get(key)
        if campaign.membership is Membership.UNTOLD:
            known_membership = before.membership if before else Membership.OUT
            campaign = replace(campaign, membership=known_membership)
        if before is not None and campaign.agent_kind is not before.agent_kind:
            campaign = replace(campaign, agent_kind=before.agent_kind)
        # What stayed the same stays the same object: who shows it sees at a glance.
        book[key] = before if before == campaign else campaign
    for change in changed:
        before = book.get(change.id.casefold())
        if before is not None:
            book[change.id.casefold()] = replace(
                before,
                name=before.name if change.name is None else change.name,
                status=before.status if change.status is None else change.status,
            )
    for campaign_id in removed:
        book.pop(campaign_id.casefold(), None)
    return CampaignList(tuple(book.values()), may_join=may_join, arrived=True)
