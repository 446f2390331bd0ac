"""The call book under any order of pops and queue messages."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from agent_desktop.desk.calls import QUEUE_STATES, Call, CallBook, CallState, QueueEntry
from agent_desktop.desk.moment import Moment
from tests.desk.moments import at

IDS = st.sampled_from(["100", "101", "102"])
LETTERS = st.sampled_from(["A", "C", "H", "I", "E", "?", None])
ENTRIES = st.lists(st.builds(QueueEntry, IDS, LETTERS), max_size=3)


class Shift(RuleBasedStateMachine):
    """A book, and what an onlooker remembers of each call beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.book = CallBook()
        self.second = 0.0
        self.popped: list[str] = []
        self.over: dict[str, CallState] = {}
        self.in_queue: set[str] = set()
        self.left: set[str] = set()

    @rule(interaction_id=IDS, preview=st.booleans())
    def dialer_pops(self, interaction_id: str, preview: bool) -> None:
        self.second += 1
        state = CallState.PREVIEW if preview else CallState.COMING
        call = self.book.pop(Call(interaction_id, "spring", state, self.now), self.now)
        assert call == self.book.get(interaction_id)
        if interaction_id not in self.popped:
            self.popped.append(interaction_id)
            assert call.state.ended or interaction_id not in self.left
        if call.state.ended:
            self.over.setdefault(interaction_id, call.state)

    @rule(entries=ENTRIES, removed=st.lists(IDS, max_size=2))
    def queue_changes(self, entries: list[QueueEntry], removed: list[str]) -> None:
        self.second += 1
        self.told(self.book.queue_changed(entries, removed, self.now))
        present = {entry.interaction_id for entry in entries}
        self.left = self.left - present | set(removed)
        self.in_queue = (self.in_queue | present) - set(removed)
        for interaction_id in removed:
            self.must_be_over(interaction_id)
        self.must_have_heard(entries)

    @rule(entries=ENTRIES)
    def queue_is_told_whole(self, entries: list[QueueEntry]) -> None:
        self.second += 1
        self.told(self.book.queue_snapshot(entries, self.now))
        present = {entry.interaction_id for entry in entries}
        for interaction_id in self.in_queue - present:
            self.must_be_over(interaction_id)
        self.left = (self.left | self.in_queue) - present
        self.in_queue = present
        self.must_have_heard(entries)

    def told(self, ended: tuple[Call, ...]) -> None:
        for call in ended:
            assert call.state.ended
            assert call.interaction_id not in self.over, "an end was told twice"
            self.over[call.interaction_id] = call.state

    def must_be_over(self, interaction_id: str) -> None:
        call = self.book.get(interaction_id)
        assert call is None or call.state.ended

    def must_have_heard(self, entries: list[QueueEntry]) -> None:
        for entry in entries:
            call = self.book.get(entry.interaction_id)
            if call is None or call.interaction_id not in self.popped:
                continue  # one that Dialer hasn't popped may come and go as the queue likes
            if (state := QUEUE_STATES.get(entry.state or "")) is not None:
                assert call.state.ended or not state.ended

    @property
    def known(self) -> list[Call]:
        calls = (self.book.get(interaction_id) for interaction_id in ("100", "101", "102"))
        return [call for call in calls if call is not None]

    @property
    def now(self) -> Moment:
        return at(self.second)

    @invariant()
    def what_has_ended_stays_as_it_ended(self) -> None:
        for interaction_id, state in self.over.items():
            call = self.book.get(interaction_id)
            assert call is not None
            assert call.state is state
            assert call.ended is not None
            assert not call.live

    @invariant()
    def every_end_was_told(self) -> None:
        for interaction_id in self.popped:
            call = self.book.get(interaction_id)
            assert call is not None
            assert call.state.ended == (interaction_id in self.over)
            assert (call.ended is not None) == call.state.ended

    @invariant()
    def a_campaign_is_known_by_its_pop_alone(self) -> None:
        for call in self.known:
            assert call.campaign_id == ("spring" if call.interaction_id in self.popped else "")
        assert {call.interaction_id for call in self.known} >= set(self.popped)

    @invariant()
    def the_current_call_lives_where_one_does(self) -> None:
        current = self.book.current
        assert (current is None) == (not self.known)
        if current is not None:
            assert current.talking or not any(call.talking for call in self.known)
            assert not current.state.ended or not any(map(self.could_be_taken_up, self.known))

    def could_be_taken_up(self, call: Call) -> bool:
        """Whether a call goes on; a preview does until Dialer shows another call."""
        popped = [each for each in self.book.calls if each.campaign_id]
        return not call.state.ended and (call.placed or call is popped[0])


TestShift = Shift.TestCase
TestShift.settings = settings(
    max_examples=200, stateful_step_count=30, deadline=None, report_multiple_bugs=False
)
