"""Breaks: asked for, then granted by Dialer, and ended by the agent (reference section 4)."""

from dataclasses import replace
from enum import Enum

from agent_desktop.desk.moment import Moment
from agent_desktop.immutable import immutable


class BreakState(Enum):
    """Where a break stands."""

    NONE = "none"
    ASKING = "asking"  # our request is on its way
    PENDING = "pending"  # Dialer grants it after the present call
    ON_BREAK = "on break"
    ENDING = "ending"  # our request to end it is on its way


@immutable
class BreakView:
    """The break as the server last told it, and what was asked meanwhile.

    `status_id` is the status the agent wants to be in during it, `back_id` the one before it.
    """

    state: BreakState = BreakState.NONE
    since: Moment | None = None
    status_id: str = ""
    back_id: str = ""

    @property
    def may_ask(self) -> bool:
        """Whether a break can be asked for."""
        return self.state is BreakState.NONE

    @property
    def may_end(self) -> bool:
        """Whether a break, or the wish for one, can be ended."""
        return self.state in (BreakState.PENDING, BreakState.ON_BREAK)

    def moved(self, state: BreakState, now: Moment) -> "BreakView":
        """Return the view in another state; its clock starts anew where the state is another."""
        if state is BreakState.NONE:
            return BreakView()
        return self if state is self.state else replace(self, state=state, since=now)
