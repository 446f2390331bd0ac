"""Agents as the dialer sees them: one user with one application, in however many sessions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from agent_desktop.simulator.clock import Timer
from agent_desktop.simulator.mailbox import Message
from agent_desktop.simulator.people import Campaign, User
from agent_desktop.simulator.sessions import Session, Sessions
from agent_desktop.simulator.switchboard import Call


@dataclass(eq=False, repr=False)
class Agent:
    """What the dialer knows of an agent.

    `joined` maps the id of each campaign the agent is logged in to, to whether the agent is ready
    for its calls. `leaving` are campaigns to be left when the call is over.
    """

    user: User
    application: str
    joined: dict[str, bool] = field(default_factory=dict)
    in_dialer: bool = False
    leaving: set[str] = field(default_factory=set)
    leaving_dialer: bool = False
    call: Call | None = None
    last_call: Call | None = None
    next_call: Timer | None = None
    """The timer of the agent's next call, while one is due."""

    def call_on(self, campaign_id: str) -> Call | None:
        """Return the agent's call of a campaign, the last one when it is over, else ``None``."""
        for call in (self.call, self.last_call):
            if call is not None and call.campaign.id == campaign_id:
                return call
        return None

    def forget(self) -> None:
        """Be out of the dialer; a call that goes on goes on."""
        self.in_dialer = False
        self.joined.clear()
        self.leaving.clear()
        self.leaving_dialer = False


class Agents:
    """Every agent that ever logged in to the dialer."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._agents: dict[tuple[str, str], Agent] = {}

    def of(self, session: Session) -> Agent:
        """Return the agent a session belongs to."""
        key = (session.user.id, session.application)
        if key not in self._agents:
            self._agents[key] = Agent(session.user, session.application)
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
