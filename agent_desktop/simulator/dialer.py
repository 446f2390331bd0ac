"""The dialer: who is logged in to which campaign, what may be done there, and what is told.

Source: reference section 4, rules and messages.
"""

from typing import Any, Final

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.agents import Agent, Agents, dialer_message, eligible
from agent_desktop.simulator.assumptions import Assumptions
from agent_desktop.simulator.breaks import Breaks
from agent_desktop.simulator.calls import Call
from agent_desktop.simulator.manual_calls import ManualCalls
from agent_desktop.simulator.outcomes import Outcomes
from agent_desktop.simulator.pacing import Pacing
from agent_desktop.simulator.people import Campaign
from agent_desktop.simulator.refusals import Refusal, invalid_property
from agent_desktop.simulator.sessions import DOWN, UP, Session

LOGON_ERRORS: Final = {
    "already_in_campaign": (0, assumptions.ID_ALREADY_IN_CAMPAIGN),
    "campaign_wrong_workgroup": (1, assumptions.ID_CAMPAIGN_LOGON),
    "campaign_unknown": (2, assumptions.ID_CAMPAIGN_LOGON),
    "campaign_stopping": (3, assumptions.ID_CAMPAIGN_LOGON),
}
"""``logonError`` and errorId of a ``campaignLogonError``, by the sentence it says."""


class Dialer:
    """The outbound dialer of this server."""

    def __init__(
        self,
        agents: Agents,
        pacing: Pacing,
        outcomes: Outcomes,
        breaks: Breaks,
        manual_calls: ManualCalls,
        campaigns: dict[str, Campaign],
        manners: Assumptions,
        *,
        wrap_up_for: float,
    ) -> None:
        self.campaigns = campaigns
        self.link_up = True
        self._agents = agents
        self._pacing = pacing
        self._outcomes = outcomes
        self._breaks = breaks
        self._manual_calls = manual_calls
        self._manners = manners
        self._wrap_up_for = wrap_up_for

    def agent(self, session: Session) -> Agent:
        """Return the agent of a session. Raises `Refusal` unless it is in the dialer."""
        agent = self._agents.of(session)
        if not agent.in_dialer:
            raise _not_in_dialer()
        return agent

    def agent_in(self, session: Session, campaign_ids: list[str]) -> Agent:
        """Return the agent of a session. Raises `Refusal` unless it is in all the campaigns."""
        agent = self.agent(session)
        if any(campaign_id not in agent.joined for campaign_id in campaign_ids):
            raise _not_in_campaign(assumptions.ID_NOT_IN_DIALER)
        return agent

    def log_in(self, session: Session) -> None:
        """Log the session's agent in to the dialer and tell the campaigns."""
        agent = self._agents.of(session)
        session.in_dialer = True
        self._outcomes.agent_back(agent)
        if not agent.in_dialer:
            agent.in_dialer = True
            if not agent.user.logs_on_to_campaigns:
                agent.joined = {each.id: False for each in self._open_to(agent)}
        session.tell(self._available_campaigns(agent))
        self._show_calls_again(session, agent)

    def log_in_to(self, session: Session, campaign_id: str) -> None:
        """Log the session's agent in to a campaign. Raises `Refusal`."""
        agent = self._agents.of(session)
        if not agent.in_dialer and self._manners.campaign_log_in_needs_dialer_log_in:
            raise _not_in_dialer()
        if not agent.user.logs_on_to_campaigns:
            raise Refusal(400, "no_campaign_right", error_id=assumptions.ID_NO_CAMPAIGN_RIGHT)
        campaign = self.campaigns.get(campaign_id)
        if campaign is None:
            raise _campaign_logon_error("campaign_unknown")
        if not eligible(agent.user, campaign):
            raise _campaign_logon_error("campaign_wrong_workgroup")
        if campaign.stopping:
            raise _campaign_logon_error("campaign_stopping")
        if campaign_id in agent.joined:
            raise _campaign_logon_error("already_in_campaign")
        agent.in_dialer = session.in_dialer = True
        self._outcomes.agent_back(agent)
        agent.joined[campaign_id] = False
        self._show_calls_again(session, agent)

    def log_off(self, session: Session, campaign_ids: list[str] | None) -> None:
        """Leave campaigns, or the dialer without any, once no call of them is open.

        Raises `Refusal` for a campaign the agent isn't logged in to.
        """
        agent = self.agent_in(session, campaign_ids or [])
        if campaign_ids:
            agent.leaving.update(campaign_ids)
        else:
            agent.leaving_dialer = True
        self.settle(agent)

    def ready_for_calls(self, session: Session, campaign_ids: list[str] | None) -> None:
        """Let calls come of some campaigns, or of all the agent is logged in to."""
        agent = self.agent_in(session, campaign_ids or [])
        for campaign_id in campaign_ids or list(agent.joined):
            agent.joined[campaign_id] = True
        self._pacing.reconsider(agent)

    def form_definition(self, session: Session, campaign_id: str | None) -> dict[str, Any]:
        """Return a campaign's form; without an id that of the agent's current call."""
        agent = self.agent(session)
        if campaign_id is None and agent.call is not None:
            campaign_id = agent.call.campaign.id
        campaign = self.campaigns.get(campaign_id or "")
        if campaign is None or not eligible(agent.user, campaign):
            raise _campaign_logon_error("campaign_unknown")
        if self._manners.form_needs_campaign_log_in and campaign.id not in agent.joined:
            raise _not_in_campaign(assumptions.ID_NOT_IN_DIALER)
        if not campaign.pages:
            raise Refusal(400, "no_form", error_id=assumptions.ID_NO_FORM)
        return campaign.form_definition()

    def update_stage(
        self, session: Session, campaign_id: str, stage: int, agent_id: str | None
    ) -> None:
        """Move the agent's call to a stage. Raises `Refusal` (400) with the reason."""
        agent = self._agents.of(session)
        campaign = self.campaigns.get(campaign_id)
        if campaign is None:
            raise Refusal(400, "campaign_unknown", error_id=assumptions.ID_STAGE_CAMPAIGN_UNKNOWN)
        if self._manners.stage_needs_dialer_log_in and campaign_id not in agent.joined:
            raise _not_in_campaign(assumptions.ID_STAGE_NOT_LOGGED_IN)
        call = agent.call_on(campaign_id)
        if self._manners.stage_needs_call and (call is None or not call.connected):
            raise Refusal(400, "stage_no_call", error_id=assumptions.ID_STAGE_NO_CALL)
        if agent_id is not None and agent_id.casefold() != agent.user.id.casefold():
            raise Refusal(400, "stage_wrong_agent", error_id=assumptions.ID_STAGE_WRONG_AGENT)
        if stage < 0:
            raise invalid_property("newStageId")
        if self._manners.unknown_stage_refused and stage not in campaign.stages:
            raise Refusal(400, "stage_unknown", error_id=assumptions.ID_STAGE_UNKNOWN, stage=stage)
        if call is not None:
            call.enter(stage)

    def allocate(self, agent_ids: list[str], into: list[str], out_of: list[str], by: str) -> None:
        """Log agents in to campaigns and out of others, as far as they can be."""
        wanted = {agent_id.casefold() for agent_id in agent_ids}
        for agent in self._agents.in_dialer():
            if agent.user.id.casefold() in wanted:
                for campaign_id in out_of:
                    self.supervisor_log_out(agent, self.campaigns[campaign_id], by)
                for campaign_id in into:
                    if eligible(agent.user, self.campaigns[campaign_id]):
                        self.supervisor_log_in(agent, self.campaigns[campaign_id], by)

    def call_over(self, call: Call) -> None:
        """Take note that a call has ended."""
        agent = self._agents.of_call(call)
        if agent.call is call:
            agent.call = None
            agent.last_call = call
        self._manual_calls.call_over(agent, call)
        self._outcomes.call_over(agent, call)
        if not self._manners.outcome_needed:
            self._pacing.reconsider(agent, self._wrap_up_for)
        self.settle(agent)

    def settle(self, agent: Agent) -> None:
        """Give the agent what an open call may have held up: its leave, a break, the next call."""
        self._grant(agent)
        self._breaks.grant(agent)
        self._pacing.reconsider(agent)

    def session_over(self, session: Session) -> None:
        """Take note that a session has ended: an agent without any is out of the dialer."""
        agent = self._agents.of(session)
        if agent.in_dialer and not self._agents.sessions(agent):
            agent.forget()
            self._pacing.reconsider(agent)
            self._outcomes.agent_left(agent)

    def status_changed(self, session: Session) -> None:
        """Take note that the agent may have become available, or not any more."""
        self._pacing.reconsider(self._agents.of(session))

    def supervisor_log_in(self, agent: Agent, campaign: Campaign, initiator: str) -> bool:
        """Let a supervisor log an agent in to a campaign; false when the agent can't be."""
        if not agent.in_dialer or campaign.id in agent.joined:
            return False
        agent.joined[campaign.id] = False
        self._agents.tell(
            agent,
            dialer_message("autoLoginMessage", campaignId=campaign.id, initiatorName=initiator),
        )
        return True

    def supervisor_log_out(self, agent: Agent, campaign: Campaign, initiator: str) -> bool:
        """Let a supervisor log an agent out of a campaign; false when the agent isn't in it."""
        if agent.joined.pop(campaign.id, None) is None:
            return False
        agent.leaving.discard(campaign.id)
        self._agents.tell(
            agent,
            dialer_message("autoLogoutMessage", campaignIds=[campaign.id], initiatorName=initiator),
        )
        self._pacing.reconsider(agent)
        return True

    def add_campaign(self, campaign: Campaign) -> None:
        """Make a campaign known to everybody it is open to."""
        self.campaigns[campaign.id] = campaign
        for agent in self._agents.in_dialer():
            if eligible(agent.user, campaign):
                joins = not agent.user.logs_on_to_campaigns and not campaign.stopping
                if joins:
                    agent.joined[campaign.id] = False
                self._tell_campaigns(agent, campaignsAdded=[campaign.available(logged_in=joins)])

    def campaign_changed(self, campaign: Campaign) -> None:
        """Tell everybody it is open to that a campaign has another name or status."""
        for agent in self._agents.in_dialer():
            if eligible(agent.user, campaign):
                self._tell_campaigns(agent, campaignsChanged=[campaign.changed()])
                self._pacing.reconsider(agent)

    def remove_campaign(self, campaign: Campaign) -> None:
        """Take a campaign away from everybody."""
        for agent in self._agents.in_dialer():
            agent.leaving.discard(campaign.id)
            agent.joined.pop(campaign.id, None)
            if eligible(agent.user, campaign):
                self._tell_campaigns(agent, campaignsRemoved=[{"id": campaign.id}])
                self._pacing.reconsider(agent)
        del self.campaigns[campaign.id]

    def set_link(self, *, up: bool, reason: str) -> None:
        """Connect or lose the outbound server and tell everybody in the dialer."""
        previous, self.link_up = self.link_up, up
        self._pacing.link(up=up)
        for agent in self._agents.in_dialer():
            self._agents.tell(
                agent,
                dialer_message(
                    "outboundServerConnectionStateChangeMessage",
                    previousConnectionState=UP if previous else DOWN,
                    newConnectionState=UP if up else DOWN,
                    reason=reason,
                ),
            )

    def _open_to(self, agent: Agent) -> list[Campaign]:
        return [
            campaign
            for campaign in self.campaigns.values()
            if eligible(agent.user, campaign) and not campaign.stopping
        ]

    def _grant(self, agent: Agent) -> None:
        """Let the agent go where no call is open; an empty id means out of the dialer."""
        busy = {call.campaign.id for call in agent.engaged}
        if agent.leaving_dialer and not busy:
            self._agents.tell(agent, _logout_granted([("", "")]))
            for session in self._agents.sessions(agent):
                session.in_dialer = False
            agent.forget()
        left = [each for each in agent.leaving if each not in busy]
        for campaign_id in left:
            agent.leaving.discard(campaign_id)
            agent.joined.pop(campaign_id, None)
        if left:
            names = [(each, self.campaigns[each].name) for each in left]
            self._agents.tell(agent, _logout_granted(names))

    def _show_calls_again(self, session: Session, agent: Agent) -> None:
        if self._manners.call_shown_again_after_log_in:
            for call in agent.open_calls:
                if call.campaign.id in agent.joined:
                    session.tell(call.data_pop())

    def _available_campaigns(self, agent: Agent) -> dict[str, Any]:
        return dialer_message(
            "availableCampaignsMessage",
            agentHasLogonCampaignRight=agent.user.logs_on_to_campaigns,
            campaignsAdded=[
                campaign.available(logged_in=campaign.id in agent.joined)
                for campaign in self.campaigns.values()
                if eligible(agent.user, campaign)
            ],
            campaignsChanged=[],
            campaignsRemoved=[],
        )

    def _tell_campaigns(self, agent: Agent, **parts: list[dict[str, Any]]) -> None:
        message = dialer_message(
            "availableCampaignsMessage",
            agentHasLogonCampaignRight=agent.user.logs_on_to_campaigns,
            **parts,
        )
        self._agents.tell(agent, message | {"isDelta": True})


def _not_in_dialer() -> Refusal:
    """Return: the agent has not logged in to the dialer (400)."""
    return Refusal(400, "not_in_dialer", error_id=assumptions.ID_NOT_IN_DIALER)


def _not_in_campaign(error_id: str) -> Refusal:
    return Refusal(400, "not_in_campaign", error_id=error_id)


def _campaign_logon_error(key: str) -> Refusal:
    code, error_id = LOGON_ERRORS[key]
    return Refusal(
        400,
        key,
        error_id=error_id,
        extra={"__type": "urn:inin.com:dialer:campaignLogonError", "logonError": code},
    )


def _logout_granted(campaigns: list[tuple[str, str]]) -> dict[str, Any]:
    return dialer_message(
        "logoutGrantedMessage",
        campaigns=[{"id": campaign_id, "name": name} for campaign_id, name in campaigns],
    )
