"""The calls Dialer has popped for this agent, and whether they still live.

A data pop opens a call; the queue subscription tells its state and its end
(reference sections 4 and 6: no dialer message reports a call's end).
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from enum import Enum

from agent_desktop.desk.moment import Moment
from agent_desktop.desk.terms import CallTerms, Contact
from agent_desktop.immutable import immutable


class CallState(Enum):
    """Where a call is, in the agent's words."""

    PREVIEW = "preview"  # shown, not placed yet
    BY_HAND = "by hand"  # shown; the agent has to dial it
    COMING = "coming"  # popped; the queue has said nothing of it so far
    ALERTING = "alerting"
    CONNECTED = "connected"
    HELD = "held"
    ENDED_HERE = "ended here"
    ENDED_THERE = "ended there"
    ENDED = "ended"  # gone from the queue; nobody told which side ended it

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self in _ENDED


_ENDED = frozenset({CallState.ENDED_HERE, CallState.ENDED_THERE, CallState.ENDED})
_UNPLACED = frozenset({CallState.PREVIEW, CallState.BY_HAND})

# Eic_State letters, reference section 6. A letter we don't know leaves the call alive.
QUEUE_STATES: Mapping[str, CallState] = {
    "A": CallState.ALERTING,
    "C": CallState.CONNECTED,
    "H": CallState.HELD,
    "I": CallState.ENDED_HERE,
    "E": CallState.ENDED_THERE,
}


@immutable
class Call:
    """One call. Who it is with lives in memory only and never in a repr.

    `campaign_id` is empty for a call the queue shows and Dialer hasn't popped.
    """

    interaction_id: str
    campaign_id: str
    state: CallState
    popped: Moment
    connected: Moment | None = None
    ended: Moment | None = None
    who: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    contact: Contact = field(default_factory=Contact, repr=False)
    terms: CallTerms = field(default_factory=CallTerms)
    muted: bool = False
    passed: bool = False  # over without having been placed
    unseen: bool = False  # taken for over: the queue has never named it
    inbound: bool = False  # the other side called: none of Dialer's

    @property
    def placed(self) -> bool:
        """Whether it has been dialled."""
        return self.state not in _UNPLACED

    @property
    def wants_outcome(self) -> bool:
        """Whether Dialer takes an outcome of it; a preview is placed or skipped."""
        return self.placed or self.state is CallState.BY_HAND

    @property
    def live(self) -> bool:
        """Whether a stage may still be sent for this call."""
        return not self.state.ended and self.placed

    @property
    def talking(self) -> bool:
        """Whether agent and contact are connected, be it on hold."""
        return self.state in (CallState.CONNECTED, CallState.HELD)


@immutable
class QueueEntry:
    """What the queue says of one interaction; None where it says nothing new."""

    interaction_id: str
    state: str | None = None
    who: str | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    muted: bool | None = None
    inbound: bool | None = None

    def over(self, earlier: "QueueEntry") -> "QueueEntry":
        """Return all that is known: this entry, and the earlier one where this says nothing."""
        return replace(
            self,
            state=earlier.state if self.state is None else self.state,
            who=earlier.who if self.who is None else self.who,
            number=earlier.number if self.number is None else self.number,
            muted=earlier.muted if self.muted is None else self.muted,
            inbound=earlier.inbound if self.inbound is None else self.inbound,
        )


class CallBook:
    """Every call of this session, by interaction id; merges pops and queue messages."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}
        self._queue: dict[str, QueueEntry] = {}
        self._gone: set[str] = set()  # left the queue before Dialer popped them
        self._kept: frozenset[str] = frozenset()

    @property
    def current(self) -> Call | None:
        """The call the agent is talking on, else the newest that isn't over, else the newest.

        A preview is over once Dialer has shown another call: it is never come back to. A call
        Dialer never showed, such as a consultation, is in hand only while it lives.
        """
        newest_first = list(reversed(self._calls.values()))
        newest_popped = next((call for call in newest_first if call.campaign_id), None)
        talking = (call for call in newest_first if call.talking)
        alive = (
            call
            for call in newest_first
            if not call.state.ended and (call.placed or call is newest_popped)
        )
        newest = newest_popped or next(iter(newest_first), None)
        return next(talking, None) or next(alive, None) or newest

    def get(self, interaction_id: str) -> Call | None:
        """Return the call with this id, if it was ever popped."""
        return self._calls.get(interaction_id)

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call of this session, newest first."""
        return tuple(reversed(self._calls.values()))

    def keep_people_of(self, interaction_ids: Iterable[str]) -> None:
        """Name the ended calls whose contact is still needed: their outcome isn't filed."""
        self._kept = frozenset(interaction_ids)

    def forget_finished(self) -> tuple[str, ...]:
        """Drop the calls nobody needs any more; returns their ids.

        Those are over, out of the queue, not in hand, and their outcome isn't open.
        """
        current = self.current
        done = tuple(
            key
            for key, call in self._calls.items()
            if call.state.ended
            and call is not current
            and key not in self._kept
            and key not in self._queue
        )
        for key in done:
            del self._calls[key]
        return done

    def merge_contact(self, interaction_id: str, contact: Contact) -> None:
        """Take what the server says anew of a call's contact."""
        call = self._calls.get(interaction_id)
        if call is not None:
            merged = contact.over(call.contact)
            self._calls[interaction_id] = replace(call, contact=merged)

    def was_over(self, interaction_id: str) -> None:
        """Say that a call had ended before this book was begun, should Dialer pop it again."""
        if interaction_id not in self._calls and interaction_id not in self._queue:
            self._gone.add(interaction_id)

    def unseen(self) -> tuple[str, ...]:
        """Return the calls that were popped and that the queue has never named."""
        return tuple(
            key
            for key, call in self._calls.items()
            if call.state is CallState.COMING and key not in self._queue
        )

    def end_unseen(self, interaction_id: str, now: Moment) -> bool:
        """Take a call that the queue has never named for over; whether it ended by that.

        Dialer pops an unfiled call again at the next log-in, also when it is long over; and what
        the queue said of one may have been lost. Should the queue name it after all, it lives.
        """
        call = self._calls.get(interaction_id)
        if call is None or call.state is not CallState.COMING or interaction_id in self._queue:
            return False
        self._move(interaction_id, CallState.ENDED, now)
        self._calls[interaction_id] = replace(self._calls[interaction_id], unseen=True)
        return True

    def close(self, interaction_id: str, now: Moment) -> bool:
        """End a call that will not be placed: a preview passed over. Whether it ended by that."""
        call = self._calls.get(interaction_id)
        if call is None or call.placed:
            return False
        return self._move(interaction_id, CallState.ENDED_HERE, now)

    def pop(self, call: Call, now: Moment) -> Call:
        """Open a call, or merge a second pop of the same one (a preview that was placed).

        The order of pops and queue messages isn't established (reference section 9), so what
        the queue said before the pop counts.
        """
        known = self._calls.get(call.interaction_id)
        if known is not None:
            placed = not known.placed and call.state is CallState.COMING
            call = replace(
                known,
                campaign_id=known.campaign_id or call.campaign_id,
                state=CallState.COMING if placed else known.state,
                who=call.who or known.who,
                number=call.number or known.number,
                contact=call.contact.over(known.contact),
                terms=call.terms,
            )
        else:
            self._forget_people()
        self._calls[call.interaction_id] = call
        waiting = self._queue.get(call.interaction_id)
        if waiting is not None:
            self._merge(waiting, now)
        if call.interaction_id in self._gone:
            self._move(call.interaction_id, CallState.ENDED, now)
        return self._calls[call.interaction_id]

    def queue_snapshot(self, entries: Iterable[QueueEntry], now: Moment) -> tuple[Call, ...]:
        """Replace what is known of the queue. Returns the calls that turned out to be over.

        A call that the queue has never named is not over because a snapshot lacks it: its pop
        may have come first.
        """
        entries = tuple(entries)
        missing = self._queue.keys() - {entry.interaction_id for entry in entries}
        self._queue = {}
        return self.queue_changed(entries, sorted(missing), now)

    def queue_changed(
        self, entries: Iterable[QueueEntry], removed: Iterable[str], now: Moment
    ) -> tuple[Call, ...]:
        """Merge a change of the queue. Returns the calls that ended by it."""
        ended = [entry.interaction_id for entry in entries if self._merge(entry, now)]
        for interaction_id in removed:
            self._queue.pop(interaction_id, None)
            if interaction_id not in self._calls:
                self._gone.add(interaction_id)
            elif self._move(interaction_id, CallState.ENDED, now):
                ended.append(interaction_id)
        return tuple(self._calls[key] for key in ended)

    def _merge(self, entry: QueueEntry, now: Moment) -> bool:
        """Take an entry; return whether it ended a call."""
        earlier = self._queue.get(entry.interaction_id)
        entry = entry if earlier is None else entry.over(earlier)
        self._queue[entry.interaction_id] = entry
        self._gone.discard(entry.interaction_id)
        state = QUEUE_STATES.get((entry.state or "").upper())
        call = self._calls.get(entry.interaction_id)
        if call is None:
            if state not in (CallState.CONNECTED, CallState.HELD):
                return False
            # A call without a pop, as beside another client: its campaign is the agent's to say.
            self._forget_people()
            call = Call(entry.interaction_id, "", CallState.COMING, now)
        self._calls[entry.interaction_id] = replace(
            call,
            who=call.who or entry.who or "",
            number=call.number or entry.number or "",
            muted=call.muted if entry.muted is None else entry.muted,
            inbound=call.inbound if entry.inbound is None else entry.inbound,
        )
        return state is not None and self._move(entry.interaction_id, state, now)

    def _forget_people(self) -> None:
        """Drop who ended calls were with, unless their outcome is still open: the next is here."""
        self._calls = {
            key: replace(call, who="", number="", contact=Contact())
            if call.state.ended and key not in self._kept
            else call
            for key, call in self._calls.items()
        }

    def _move(self, interaction_id: str, state: CallState, now: Moment) -> bool:
        """Bring a call into a state, unless it is over; return whether it ended by that."""
        call = self._calls[interaction_id]
        if (call.state.ended and not call.unseen) or call.state is state:
            return False
        connected = call.connected or (now if state is CallState.CONNECTED else None)
        ended = now if state.ended else None
        self._calls[interaction_id] = replace(
            call,
            state=state,
            connected=connected,
            ended=ended,
            passed=state.ended and not call.placed,
            unseen=False,
        )
        return state.ended
