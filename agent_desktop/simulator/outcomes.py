"""The outcome of a call: filed by its agent, or by Dialer as "Ambiguous" where none comes.

Source: reference section 4, the rules of ``disposition``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.agents import Agent, Agents
from agent_desktop.simulator.assumptions import Assumptions
from agent_desktop.simulator.callbacks import Callbacks
from agent_desktop.simulator.calls import ENDED_HERE, UNPLACED, Call, Outcome
from agent_desktop.simulator.clock import Clock
from agent_desktop.simulator.people import Campaign, User
from agent_desktop.simulator.record import Record
from agent_desktop.simulator.refusals import Refusal, invalid_property
from agent_desktop.simulator.scenario import DispositionTable
from agent_desktop.simulator.switchboard import Switchboard

SKIP_LABEL: Final = "Skipped - Agent Skip"
AMBIGUOUS_LABEL: Final = "Ambiguous"
SCHEDULED: Final = "Scheduled"
"""The category whose labels make a callback."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Disposition:
    """What an agent files. `scheduled_time` is in Unix seconds; `sent` is all of it, as sent."""

    label: str
    scheduled_time: int | None = None
    scheduled_agent: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)


class Outcomes:
    """Files outcomes. `on_filed` is called when an agent has one call less without an outcome."""

    def __init__(
        self,
        clock: Clock,
        agents: Agents,
        switchboard: Switchboard,
        callbacks: Callbacks,
        record: Record,
        manners: Assumptions,
        *,
        ambiguous_after: float,
        user: Callable[[str], User | None],
        follow_up: Callable[[User, Campaign], None],
    ) -> None:
        self._clock = clock
        self._agents = agents
        self._switchboard = switchboard
        self._callbacks = callbacks
        self._record = record
        self._manners = manners
        self._ambiguous_after = ambiguous_after
        self._user = user
        self._follow_up = follow_up
        self.on_filed: list[Callable[[Agent], None]] = []

    def file(self, agent: Agent, wanted: Disposition) -> None:
        """File the outcome of the agent's last call. Raises `Refusal`: 404 without one, 400."""
        if not agent.unfiled:
            raise Refusal(404, "outcome_no_call", error_id=assumptions.ID_OUTCOME_NO_CALL)
        call = agent.unfiled[-1]
        disposition = self._offered(call, wanted.label)
        owner = self._check_schedule(call, disposition, wanted)
        call.contact.update(wanted.attributes)
        self._close(agent, call, disposition, wanted.sent, by_agent=True)
        if disposition.category == SCHEDULED:
            moment = self._clock.now()
            if wanted.scheduled_time is not None:
                moment = datetime.fromtimestamp(wanted.scheduled_time, UTC)
            self._callbacks.add(call, owner, self._clock.real_at(moment))
        if wanted.label != SKIP_LABEL or self._manners.skip_gives_follow_up:
            self._follow_up(agent.user, call.campaign)
        if call.terms.auto_disconnect and call.state != UNPLACED:
            self._switchboard.end(call, ENDED_HERE)
        self._tell(agent)

    def popped(self, agent: Agent, call: Call) -> None:
        """Take note of a new call; one before it that has no outcome won't get it any more."""
        if not self._manners.earlier_call_can_be_filed:
            for earlier in list(agent.unfiled):
                self._ambiguous(agent, earlier)
        agent.unfiled.append(call)
        self._record.popped(call)

    def call_over(self, agent: Agent, call: Call) -> None:
        """Take note that a call has ended; without an outcome it gets one in the end."""
        if call.outcome is None and self._ambiguous_after and self._manners.outcome_needed:

            def too_late() -> None:
                self._ambiguous(agent, call)
                self._tell(agent)

            call.timer = self._clock.after(self._ambiguous_after, too_late)

    def agent_left(self, agent: Agent) -> None:
        """Take note that an agent has no session any more; a while later its calls are lost."""
        if not agent.unfiled:
            return
        if self._manners.ambiguous_grace:
            agent.grace = self._clock.after(
                self._manners.ambiguous_grace, lambda: self._abandoned(agent)
            )
        else:
            self._abandoned(agent)

    def agent_back(self, agent: Agent) -> None:
        """Take note that an agent has come back and may still file."""
        if agent.grace is not None:
            agent.grace.cancel()
            agent.grace = None

    def _abandoned(self, agent: Agent) -> None:
        agent.grace = None
        for call in list(agent.unfiled):
            self._ambiguous(agent, call)
        self._tell(agent)

    def _ambiguous(self, agent: Agent, call: Call) -> None:
        if self._manners.outcome_needed:
            disposition = DispositionTable(
                label=AMBIGUOUS_LABEL,
                category=assumptions.AMBIGUOUS_CATEGORY,
                code=assumptions.AMBIGUOUS_CODE,
            )
            self._close(agent, call, disposition, {}, by_agent=False)
        else:
            self._forget(agent, call)

    def _close(
        self,
        agent: Agent,
        call: Call,
        disposition: DispositionTable,
        sent: dict[str, Any],
        *,
        by_agent: bool,
    ) -> None:
        call.outcome = Outcome(
            label=disposition.label,
            category=disposition.category,
            code=disposition.code,
            by_agent=by_agent,
            sent=sent,
        )
        self._record.filed(call)
        self._forget(agent, call)

    @staticmethod
    def _forget(agent: Agent, call: Call) -> None:
        agent.unfiled.remove(call)
        if call.state == UNPLACED or call.over:
            call.end_timer()
        if call.state == UNPLACED and agent.call is call:
            # Nobody was called: with its outcome the contact is gone from the screen.
            agent.call = None
            agent.last_call = call

    def _offered(self, call: Call, label: str) -> DispositionTable:
        """Return the disposition of a label, if it may be filed now. Raises `Refusal`."""
        unplaced = call.state == UNPLACED and call.terms.preview
        known = [each for each in call.terms.dispositions if each.label == label]
        if label == SKIP_LABEL:
            if not unplaced or not call.terms.allow_skip:
                raise Refusal(400, "skip_not_allowed", error_id=assumptions.ID_OUTCOME_SKIP)
        elif not known and self._manners.unknown_label_refused:
            raise Refusal(
                400, "outcome_unknown", error_id=assumptions.ID_OUTCOME_UNKNOWN, label=label
            )
        elif unplaced and self._manners.unplaced_preview_needs_skip:
            raise Refusal(400, "outcome_of_unplaced", error_id=assumptions.ID_OUTCOME_SKIP)
        return known[0] if known else DispositionTable(label=label, category="", code="")

    def _check_schedule(
        self, call: Call, disposition: DispositionTable, wanted: Disposition
    ) -> User | None:
        """Return whose own the callback will be, if anybody's. Raises `Refusal`."""
        asked = wanted.scheduled_time is not None or wanted.scheduled_agent is not None
        if asked != (disposition.category == SCHEDULED):
            raise _wrong_schedule("schedule_unasked" if asked else "schedule_incomplete")
        due, now = wanted.scheduled_time, self._clock.now().timestamp()
        if due is not None and due < now and self._manners.past_schedule_refused:
            raise _wrong_schedule("schedule_past")
        if wanted.scheduled_agent is None:
            return None
        if not call.terms.allow_agent_callbacks:
            raise _wrong_schedule("schedule_agent_not_allowed")
        owner = self._user(wanted.scheduled_agent)
        if owner is None:
            raise invalid_property("scheduledAgent")
        return owner

    def _tell(self, agent: Agent) -> None:
        for tell in self.on_filed:
            tell(agent)


def _wrong_schedule(key: str) -> Refusal:
    return Refusal(400, key, error_id=assumptions.ID_OUTCOME_SCHEDULE)
