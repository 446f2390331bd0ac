"""Breaks: asked for by an agent, granted once no call of the agent's is open (section 4)."""

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.agents import (
    BREAK_PENDING,
    NOT_ON_BREAK,
    ON_BREAK,
    Agent,
    Agents,
    dialer_message,
)
from agent_desktop.simulator.assumptions import Assumptions
from agent_desktop.simulator.refusals import Refusal


class Breaks:
    """Who is on a break, or waits for one."""

    def __init__(self, agents: Agents, manners: Assumptions) -> None:
        self._agents = agents
        self._manners = manners

    def request(self, agent: Agent) -> None:
        """Ask for a break: pending at first. Raises `Refusal` when there is one already."""
        if agent.break_status == NOT_ON_BREAK:
            self.put(agent, BREAK_PENDING)
        elif self._manners.break_asked_twice_refused:
            raise Refusal(400, "break_already", error_id=assumptions.ID_BREAK)

    def end(self, agent: Agent) -> None:
        """End a break, or take the wish for one back. Raises `Refusal` when there is none."""
        if agent.break_status != NOT_ON_BREAK:
            self.put(agent, NOT_ON_BREAK)
        elif self._manners.break_asked_twice_refused:
            raise Refusal(400, "break_none", error_id=assumptions.ID_BREAK)

    def grant(self, agent: Agent) -> None:
        """Let a break begin that was asked for, if nothing keeps the agent."""
        if agent.break_status == BREAK_PENDING and not agent.engaged:
            self.put(agent, ON_BREAK)

    def put(self, agent: Agent, status: int) -> None:
        """Set the break status and tell it."""
        agent.break_status = status
        self._agents.tell(agent, dialer_message("breakStatusMessage", breakStatus=status))
