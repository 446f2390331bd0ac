"""Agents: their breaks, and what the dialer uses them for (reference section 4)."""

from collections.abc import Sequence

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.checks import all_named
from agent_desktop.icws.connection import Accepted
from agent_desktop.icws.dialer_resources import DialerArea, DialerResource
from agent_desktop.icws.errors import InvalidRequest
from agent_desktop.icws.wire import OpenEnum, Wire


class AgentType(OpenEnum):
    """Which calls an agent gets: new ones, those left to be finished, or both."""

    REGULAR = 1
    FINISHING = 2
    COMPOSITE = 3


class AgentTypeParameters(Wire, frozen=True):
    """The body of set-agent-type."""

    agent_type: AgentType
    campaign_ids: tuple[str, ...]


class AllocationParameters(Wire, frozen=True):
    """The body of allocate-agents."""

    agent_ids: tuple[str, ...]
    campaign_ids_in: tuple[str, ...] | None = None
    campaign_ids_out: tuple[str, ...] | None = None


class AgentCalls(DialerArea):
    """Breaks, and what agents are used for.

    The server takes most of it on (202); a BreakStatusMessage tells where a break stands.
    """

    def request_break(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """Ask for a break (section 4, dialer 2); it begins when a BreakStatusMessage says so.

        The dialer doesn't change the agent's status: set one that isn't available.
        """
        return self._accepted(DialerResource.REQUEST_BREAK, None, deadline, abort)

    def end_break(self, *, deadline: float | None = None, abort: Abort | None = None) -> Accepted:
        """End a break, or no longer ask for one (section 4, dialer 2)."""
        return self._accepted(DialerResource.END_BREAK, None, deadline, abort)

    def set_agent_type(
        self,
        agent_type: AgentType,
        campaign_ids: Sequence[str],
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Say which calls of these campaigns the agent gets (section 4, dialer 3)."""
        body = AgentTypeParameters(
            agent_type=agent_type, campaign_ids=all_named(campaign_ids, "The campaigns")
        )
        return self._accepted(DialerResource.SET_AGENT_TYPE, body, deadline, abort)

    def allocate_agents(
        self,
        agent_ids: Sequence[str],
        *,
        campaign_ids_in: Sequence[str] | None = None,
        campaign_ids_out: Sequence[str] | None = None,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Put agents into campaigns, take them out of others, or both (section 4, dialer 7).

        `agent_ids` are user ids. Raises InvalidRequest where no campaign is named.
        """
        if campaign_ids_in is None and campaign_ids_out is None:
            raise InvalidRequest("The campaigns must be named.")
        body = AllocationParameters(
            agent_ids=all_named(agent_ids, "The agents"),
            campaign_ids_in=_campaigns(campaign_ids_in),
            campaign_ids_out=_campaigns(campaign_ids_out),
        )
        return self._accepted(DialerResource.ALLOCATE_AGENTS, body, deadline, abort)


def _campaigns(campaign_ids: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if campaign_ids is None else all_named(campaign_ids, "The campaigns")
