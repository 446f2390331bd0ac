"""Who gets the next call, and when: to agents who are ready, available and free.

A call comes a while after an agent got ready, is available and has no call without an outcome: a
callback that is due, else a campaign's next contact. With a seed, an agent's calls are the same in
every run.
"""

import random
from collections.abc import Callable

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.agents import NOT_ON_BREAK, Agent, Agents
from agent_desktop.simulator.callbacks import Callbacks
from agent_desktop.simulator.calls import (
    MANUAL,
    OWN_CALLBACK_PREVIEW,
    UNPLACED,
    Call,
    Terms,
    terms_of,
)
from agent_desktop.simulator.clock import Clock
from agent_desktop.simulator.people import Campaign, User
from agent_desktop.simulator.refusals import Refusal
from agent_desktop.simulator.scenario import DialingTable
from agent_desktop.simulator.switchboard import Switchboard


class Pacing:
    """Gives calls to agents, by itself while `on`, or when asked to.

    `on_pop` is called with each new call before it is told.
    """

    def __init__(
        self,
        clock: Clock,
        agents: Agents,
        switchboard: Switchboard,
        callbacks: Callbacks,
        campaigns: dict[str, Campaign],
        timing: DialingTable,
        *,
        preview_placed_after: float,
        available: Callable[[User], bool],
        seed: int,
    ) -> None:
        self._clock = clock
        self._agents = agents
        self._switchboard = switchboard
        self._callbacks = callbacks
        self._campaigns = campaigns
        self._timing = timing
        self._preview_placed_after = preview_placed_after
        self._available = available
        self._seed = seed
        self._luck: dict[str, random.Random] = {}
        self._on = timing.on
        self._link_up = True
        self.on_pop: list[Callable[[Agent, Call], None]] = []

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

    def terms(self, campaign: Campaign, mode: int | None = None) -> Terms:
        """Return a campaign's usual terms; `mode` where it isn't the campaign's own."""
        return terms_of(campaign, preview_for=self._timing.preview_for, mode=mode)

    def pop(
        self,
        agent: Agent,
        campaign: Campaign,
        *,
        contact: dict[str, str] | None = None,
        mode: int | None = None,
        terms: Terms | None = None,
        talk_for: float | None = None,
        alerting: bool = True,
    ) -> Call:
        """Give an agent a call of a campaign now; it ends after `talk_for` simulated seconds.

        A manual call waits until it is dialled, a preview's unless it isn't `alerting`.
        """
        seconds = self._dice(agent).uniform(*self._timing.talk_for)
        call = self._switchboard.new_call(
            agent.user,
            agent.application,
            campaign,
            campaign.next_contact() if contact is None else contact,
            self.terms(campaign, mode) if terms is None else terms,
            seconds if talk_for is None else talk_for,
        )
        for tell in self.on_pop:
            tell(agent, call)
        agent.call = call
        self.reconsider(agent)
        if call.terms.preview and alerting:
            self._preview(call)
        self._agents.tell(agent, call.data_pop())
        if not alerting or not (call.terms.preview or call.terms.mode == MANUAL):
            self._switchboard.place(call, alerting=alerting)
        return call

    def place_preview(self, agent: Agent, attributes: dict[str, str]) -> None:
        """Dial what the agent previews. Raises `Refusal` (404) when there is nothing to dial."""
        call = agent.call
        if call is None or call.state != UNPLACED or not call.terms.preview:
            raise Refusal(404, "no_preview", error_id=assumptions.ID_NO_PREVIEW)
        call.contact.update(attributes)
        self._place(call)

    def _preview(self, call: Call) -> None:
        call.placing_at = self._clock.wall_time_in(call.terms.preview_for)
        if self._preview_placed_after:
            call.timer = self._clock.after(
                call.terms.preview_for + self._preview_placed_after, lambda: self._place(call)
            )

    def _place(self, call: Call) -> None:
        self._switchboard.place(call)
        self._agents.tell(self._agents.of_call(call), call.data_pop())

    def _due(self, agent: Agent) -> None:
        agent.next_call = None
        if not self._waiting(agent):
            return
        ready = self._ready_for(agent)
        callback = self._callbacks.take(agent.user, ready, self._clock.real())
        if callback is None:
            self.pop(agent, self._dice(agent).choice(ready))
        else:
            mode = OWN_CALLBACK_PREVIEW if callback.user is not None else None
            self.pop(agent, callback.campaign, contact=callback.contact, mode=mode)

    def _waiting(self, agent: Agent) -> bool:
        return (
            self._on
            and self._link_up
            and agent.in_dialer
            and not agent.leaving_dialer
            and not agent.engaged
            and agent.break_status == NOT_ON_BREAK
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
