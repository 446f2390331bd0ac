"""Agents as the dialer sees them: one user with one application, in however many sessions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from agent_desktop.simulator.calls import Call
from agent_desktop.simulator.clock import Timer
from agent_desktop.simulator.mailbox import Message
from agent_desktop.simulator.people import Campaign, User
from agent_desktop.simulator.sessions import Session, Sessions

NOT_ON_BREAK: Final = 0
BREAK_PENDING: Final = 1
ON_BREAK: Final = 2
"""``breakStatus`` (reference section 4)."""
REGULAR_AGENT: Final = 1
"""``agentType`` unless another is set."""


@dataclass(eq=False, repr=False)
class Agent:
    """What the dialer knows of an agent.

    `joined` maps the id of each campaign the agent is logged in to, to whether the agent is ready
    for its calls. `leaving` are campaigns to be left when no call of them is open any more.
    `unfiled` are the calls without an outcome, the oldest first; the agent is busy with them if
    `outcome_needed`.
    """

    user: User
    application: str
    outcome_needed: bool
    joined: dict[str, bool] = field(default_factory=dict)
    in_dialer: bool = False
    leaving: set[str] = field(default_factory=set)
    leaving_dialer: bool = False
    call: Call | None = None
    last_call: Call | None = None
    unfiled: list[Call] = field(default_factory=list)
    break_status: int = NOT_ON_BREAK
    type: int = REGULAR_AGENT
    next_call: Timer | None = None
    """The timer of the agent's next call, while one is due."""
    grace: Timer | None = None
    """Runs while an agent who left may still come back to calls without an outcome."""

    @property
    def open_calls(self) -> list[Call]:
        """The calls that go on or want an outcome, the oldest first."""
        live = [] if self.call is None or self.call in self.unfiled else [self.call]
        return [*self.unfiled, *live]

    @property
    def engaged(self) -> list[Call]:
        """The calls that keep the agent from the next one, from a break and from leaving."""
        if self.outcome_needed:
            return self.open_calls
        return [] if self.call is None else [self.call]

    def call_on(self, campaign_id: str) -> Call | None:
        """Return the agent's call of a campaign, the last one when it is over, else ``None``."""
        for call in (self.call, self.last_call):
            if call is not None and call.campaign.id == campaign_id:
                return call
        return None

    def call_of(self, call_id: str, campaign_id: str) -> Call | None:
        """Return one of the agent's open calls, or the last one, by its id."""
        known = [*self.open_calls, *([self.last_call] if self.last_call is not None else [])]
        for call in known:
            if call.id == call_id and call.campaign.id == campaign_id:
                return call
        return None

    def forget(self) -> None:
        """Be out of the dialer; a call that goes on goes on."""
        self.in_dialer = False
        self.joined.clear()
        self.leaving.clear()
        self.leaving_dialer = False
        self.break_status = NOT_ON_BREAK
        self.type = REGULAR_AGENT


class Agents:
    """Every agent that ever logged in to the dialer."""

    def __init__(self, sessions: Sessions, *, outcome_needed: bool) -> None:
        self._sessions = sessions
        self._outcome_needed = outcome_needed
        self._agents: dict[tuple[str, str], Agent] = {}

    def of(self, session: Session) -> Agent:
        """Return the agent a session belongs to."""
        key = (session.user.id, session.application)
        if key not in self._agents:
            self._agents[key] = Agent(session.user, session.application, self._outcome_needed)
        return self._agents[key]

    def of_user(self, user: User) -> Agent | None:
        """Return a user's agent that is in the dialer, else one with a session, else ``None``."""
        agents = [self.of(session) for session in self._sessions.of(user)]
        agents.sort(key=lambda agent: not agent.in_dialer)
        return agents[0] if agents else None

    def of_call(self, call: Call) -> Agent:
        """Return the agent who has or had a call."""
        return self._agents[call.user.id, call.application]

    def in_dialer(self) -> list[Agent]:
        """Return the agents who are logged in to the dialer."""
        return [agent for agent in self._agents.values() if agent.in_dialer]

    def sessions(self, agent: Agent) -> Iterable[Session]:
        """Return the sessions of an agent that are up and logged in to the dialer."""
        return [
            session
            for session in self._sessions.of(agent.user)
            if session.application == agent.application and session.in_dialer
        ]

    def tell(self, agent: Agent, message: Message) -> None:
        """Put a message into the mailbox of each of an agent's sessions."""
        for session in self.sessions(agent):
            session.tell(message)


def eligible(user: User, campaign: Campaign) -> bool:
    """Tell whether a campaign is one of the user's: through its workgroup."""
    return campaign.workgroup in user.workgroups


def dialer_message(name: str, **properties: object) -> Message:
    """Return a message of the dialer (reference section 4)."""
    return {"__type": f"urn:inin.com:dialer:{name}", "isDelta": False, **properties}
