"""Who gets the next call, and when: to agents who are ready, available and free.

The first call comes a while after an agent got ready, the next one a while after the last ended.
With a seed, an agent's calls are the same in every run.
"""

import random
from collections.abc import Callable
from typing import Any

from agent_desktop.simulator.agents import Agent, Agents
from agent_desktop.simulator.clock import Clock, utc_text
from agent_desktop.simulator.people import CAMPAIGN_TYPES, Campaign, User, disposition_entry
from agent_desktop.simulator.scenario import DialingTable
from agent_desktop.simulator.switchboard import UNPLACED, Call, Switchboard

DIALING_PREVIEW = 0
DIALING_REGULAR = 2
"""``dialingMode`` (reference section 4)."""


class Pacing:
    """Gives calls to agents, by itself while `on`, or when asked to."""

    def __init__(
        self,
        clock: Clock,
        agents: Agents,
        switchboard: Switchboard,
        campaigns: dict[str, Campaign],
        timing: DialingTable,
        *,
        available: Callable[[User], bool],
        seed: int,
    ) -> None:
        self._clock = clock
        self._agents = agents
        self._switchboard = switchboard
        self._campaigns = campaigns
        self._timing = timing
        self._available = available
        self._seed = seed
        self._luck: dict[str, random.Random] = {}
        self._on = timing.on
        self._link_up = True

    @property
    def on(self) -> bool:
        """True while calls come by themselves."""
        return self._on

    def switch(self, *, on: bool) -> None:
        """Start or stop giving calls."""
        self._on = on
        self.reconsider_all()

    def link(self, *, up: bool) -> None:
        """Take note that the outbound server is connected or not: without it nothing is dialled."""
        self._link_up = up
        self.reconsider_all()

    def reconsider_all(self) -> None:
        """See who is waiting for a call now."""
        for agent in self._agents.in_dialer():
            self.reconsider(agent)

    def reconsider(self, agent: Agent, delay: float | None = None) -> None:
        """Plan the agent's next call, `delay` simulated seconds from now, or drop the plan."""
        if not self._waiting(agent):
            if agent.next_call is not None:
                agent.next_call.cancel()
                agent.next_call = None
        elif agent.next_call is None:
            seconds = self._timing.first_call_after if delay is None else delay
            agent.next_call = self._clock.after(seconds, lambda: self._due(agent))

    def pop(
        self,
        agent: Agent,
        campaign: Campaign,
        *,
        talk_for: float | None = None,
        alerting: bool = True,
    ) -> Call:
        """Give an agent a call of a campaign now; it ends after `talk_for` simulated seconds."""
        seconds = self._dice(agent).uniform(*self._timing.talk_for)
        call = self._switchboard.new_call(
            agent.user, agent.application, campaign, seconds if talk_for is None else talk_for
        )
        agent.call = call
        self.reconsider(agent)
        previewed = campaign.type == CAMPAIGN_TYPES["preview"] and alerting
        if previewed:
            call.placing_at = self._clock.wall_time_in(self._timing.preview_for)
        self._agents.tell(agent, self.data_pop(call))
        if previewed:
            call.timer = self._clock.after(self._timing.preview_for, lambda: self.place(call))
        else:
            self._switchboard.place(call, alerting=alerting)
        return call

    def place(self, call: Call) -> None:
        """Dial a previewed call."""
        if call.state == UNPLACED:
            self._switchboard.place(call)
            self._agents.tell(self._agents.of_call(call), self.data_pop(call))

    def over(self, call: Call) -> None:
        """Take note that a call has ended; the agent gets the next one after the wrap-up time."""
        agent = self._agents.of_call(call)
        if agent.call is call:
            agent.call = None
            agent.last_call = call
            self.reconsider(agent, self._timing.wrap_up_for)

    def data_pop(self, call: Call) -> dict[str, Any]:
        """Return the ``dataPopMessage`` of a call: a preview's is a ``previewPop``."""
        campaign = call.campaign
        preview = campaign.type == CAMPAIGN_TYPES["preview"]
        pop: dict[str, Any] = {
            "__type": f"urn:inin.com:dialer:{'previewPop' if preview else 'dataPop'}",
            "interactionId": call.id,
            "campaignId": campaign.id,
            "attributes": dict(call.contact),
            "autoDisconnectOnDisposition": campaign.auto_disconnect_on_disposition,
            "allowAgentCallbacks": campaign.allow_agent_callbacks,
            "dispositions": [disposition_entry(each) for each in campaign.dispositions],
            "dialingMode": DIALING_PREVIEW if preview else DIALING_REGULAR,
        }
        if preview:
            pop["callPlaced"] = call.state != UNPLACED
            pop["allowSkip"] = campaign.allow_skip
            if call.placing_at is not None:
                pop["previewTimeout"] = utc_text(call.placing_at)
        return {"__type": "urn:inin.com:dialer:dataPopMessage", "isDelta": False, "call": pop}

    def _due(self, agent: Agent) -> None:
        agent.next_call = None
        if self._waiting(agent):
            self.pop(agent, self._dice(agent).choice(self._ready_for(agent)))

    def _waiting(self, agent: Agent) -> bool:
        return (
            self._on
            and self._link_up
            and agent.in_dialer
            and not agent.leaving_dialer
            and agent.call is None
            and self._available(agent.user)
            and bool(self._ready_for(agent))
        )

    def _ready_for(self, agent: Agent) -> list[Campaign]:
        ready = [self._campaigns[each] for each, is_ready in agent.joined.items() if is_ready]
        return [campaign for campaign in ready if campaign.running]

    def _dice(self, agent: Agent) -> random.Random:
        if agent.user.id not in self._luck:
            seed = f"{self._seed}:{agent.user.id}"
            self._luck[agent.user.id] = random.Random(seed)  # noqa: S311 - repeatable, not secret
        return self._luck[agent.user.id]
