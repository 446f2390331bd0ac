"""The agent's calls: opened by Dialer's pops, followed through the agent's own queue."""

from agent_desktop.desk.calls import Call, CallBook, QueueEntry
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.stages import StageContext, Verdict
from agent_desktop.icws import IcwsError, QueueId, QueueType
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.answers import verdict_of
from agent_desktop.services.campaigns import Campaigns
from agent_desktop.services.outcomes import Outcomes
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.stages import Stages
from agent_desktop.services.wire import QUEUE_ATTRIBUTES

log = Log("agent_desktop.services.calls")

SUBSCRIPTION = "agent-desktop-calls"


class Calls:
    """Keeps the call book true to Dialer and to the queue."""

    def __init__(
        self, shift: Shift, campaigns: Campaigns, stages: Stages, outcomes: Outcomes
    ) -> None:
        self._shift = shift
        self._campaigns = campaigns
        self._stages = stages
        self._outcomes = outcomes
        outcomes.on_filed.append(self._filed)

    async def follow_queue(self) -> bool:
        """Ask for the agent's queue; its first message is a full one, so nothing is missed.

        Return whether the server answered, be it with a refusal.
        """
        agent = self._shift.store.state.agent
        own_queue = QueueId(queue_type=QueueType.USER, queue_name=agent.user_id if agent else "")
        try:
            await self._shift.ask(
                lambda session, abort: session.subscribe_queue(
                    SUBSCRIPTION, [own_queue], QUEUE_ATTRIBUTES, abort=abort
                )
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.REQUEST_FAILED, Facts(subject="queue"))
            return verdict_of(error) is Verdict.REFUSED
        return True

    def popped(self, call: Call) -> None:
        """Open a call and go to its campaign, unless the agent is talking on another."""
        now = self._shift.clock.now()
        before = self._shift.calls.get(call.interaction_id)
        if before is None:
            self._end_those_never_seen()
        opened = self._shift.calls.pop(call, now)
        if before is None or not before.campaign_id:
            self._outcomes.opened(opened)
        if not opened.state.ended and (before is None or not before.campaign_id):
            self._shift.sender.call_started(
                StageContext(opened.campaign_id, opened.interaction_id), now
            )
            if self._shift.calls.current == opened:
                self._campaigns.select(opened.campaign_id)
        log.info(Event.CALL_POPPED, part=opened.state)
        self._shift.forget_finished_calls()
        self._note()
        self._shift.refresh()

    def queue(self, entries: list[QueueEntry], removed: list[str], *, full: bool) -> None:
        """Take one queueContentsMessage."""
        now = self._shift.clock.now()
        book = self._shift.calls
        before, outline = book.current, _outline(book)
        unseen = {call.interaction_id for call in book.calls if call.unseen}
        if full:
            ended = book.queue_snapshot(entries, now)
        else:
            ended = book.queue_changed(entries, removed, now)
        for call in ended:
            self._end(call.interaction_id)
        for call in book.calls:
            if call.interaction_id in unseen and not call.state.ended:
                self._shift.sender.call_back(call.interaction_id)
        self._go_to_another(before, book.current)
        self._note()
        if _outline(book) == outline:
            self._shift.refresh_soon()  # a queue may say a lot of one call
        else:
            self._shift.refresh()

    def _go_to_another(self, before: Call | None, now: Call | None) -> None:
        """Where another call has become the agent's, go to its campaign."""
        if now is None or now.state.ended or not now.campaign_id:
            return
        if before is None or before.interaction_id != now.interaction_id:
            self._campaigns.select(now.campaign_id)

    def _filed(self, interaction_id: str) -> None:
        """Close a call that was popped again after its end, now that its outcome is filed."""
        if self._shift.calls.end_unseen(interaction_id, self._shift.clock.now()):
            self._end(interaction_id)
            self._note()

    def _end_those_never_seen(self) -> None:
        """Close calls the queue has never named: Dialer has gone on to another."""
        for interaction_id in self._shift.calls.unseen():
            if self._shift.calls.end_unseen(interaction_id, self._shift.clock.now()):
                self._end(interaction_id)

    def _end(self, interaction_id: str) -> None:
        """Let nothing more leave for a call, and say what was dropped by that."""
        dropped = self._shift.sender.call_ended(interaction_id, self._shift.clock.now())
        if dropped is not None:
            self._stages.dropped(dropped)
        self._campaigns.call_ended()

    def _note(self) -> None:
        """Have the ledger know what has become of each call."""
        for call in self._shift.calls.calls:
            self._shift.record.call(call, self._shift.campaign_name(call.campaign_id))


def _outline(book: CallBook) -> list[tuple[str, bool, bool]]:
    """Return what decides of calls what is done; the rest of them is only shown."""
    return [(call.interaction_id, call.placed, call.state.ended) for call in book.calls]
