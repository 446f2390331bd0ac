"""The ledger under any order of entries, restarts and forgetting, beside a model of it."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from agent_desktop.ledger import (
    CallKey,
    CallLine,
    EntryRefused,
    History,
    HistoryFilter,
    Ledger,
    Outcome,
    Verdict,
)
from agent_desktop.ledger.entries import SAME_CALL
from tests.ledger.shift import SPRING, START, in_file

KEYS = st.sampled_from([CallKey("ic1.example", "ada", number) for number in ("1", "2")])
ASKS = st.integers(0, 5)
VERDICTS: st.SearchStrategy[Verdict] = st.sampled_from(
    ["confirmed", "confirmed", "refused", "not confirmed", "not sent", "dropped", "session gone"]
)
OUTCOMES = st.sampled_from([Outcome("Sale"), Outcome("Call back", mine=True)])
TEXTS = st.sampled_from(["", "Tuesday", "noon"])
ADA = HistoryFilter("ic1.example", "ada")


@dataclass
class Known:
    """A call as the model has it."""

    key: CallKey
    popped: datetime
    connected: datetime | None = None
    ended: datetime | None = None
    stages: dict[str, tuple[int, str, datetime | None]] = field(default_factory=dict)
    outcome: str = ""
    state: str = ""
    asked_by: str = ""
    note: str = ""
    noted: datetime = START
    values: dict[str, str] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        return self.state == "confirmed" and self.ended is not None

    @property
    def seconds(self) -> dict[int, float]:
        """Time in each stage."""
        begins = sorted(
            (at, n) for n, state, at in self.stages.values() if state == "confirmed" and at
        )
        first = begins[0][0] if begins else None
        if self.connected is not None and (first is None or self.connected < first):
            begins.insert(0, (self.connected, 0))
        if self.ended is not None:
            begins = [begin for begin in begins if begin[0] < self.ended] + [(self.ended, -1)]
        times: dict[int, float] = {}
        for (begin, number), (end, _) in pairwise(begins):
            times[number] = times.get(number, 0) + (end - begin).total_seconds()
        return times


class LedgerShift(RuleBasedStateMachine):
    """Every entry is told to ledger and model; both must know the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.now = START
        self.calls: list[Known] = []
        self.asked: dict[str, Known] = {}
        self.ledger = self.opened()

    def opened(self) -> Ledger:
        return Ledger(Path(self.folder.name) / "ledger" / "ledger.sqlite3")

    def teardown(self) -> None:
        assert self.ledger.close(20)
        self.folder.cleanup()

    def call(self, key: CallKey) -> Known | None:
        return next((call for call in reversed(self.calls) if call.key == key), None)

    def told(self, entry: Future[None], *, taken: bool) -> bool:
        """Wait; the ledger must take just what the model takes."""
        error = entry.exception(20)
        assert (error is None) == taken, error
        assert error is None or isinstance(error, EntryRefused)
        return taken

    @initialize(key=KEYS)
    def a_shift_begins(self, key: CallKey) -> None:
        self.open_call(key)

    @rule(seconds=st.sampled_from([1, 60, 6 * 3600, 13 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(key=KEYS)
    def open_call(self, key: CallKey) -> None:
        self.told(self.ledger.open_call(key, *SPRING, self.now), taken=True)
        call = self.call(key)
        if call is None or call.finished or self.now - call.popped > SAME_CALL:
            self.calls.append(Known(key, self.now))

    @rule(key=KEYS)
    def connect(self, key: CallKey) -> None:
        call = self.call(key)
        if self.told(self.ledger.connected(key, self.now), taken=call is not None) and call:
            call.connected = call.connected or self.now

    @rule(key=KEYS)
    def end(self, key: CallKey) -> None:
        call = self.call(key)
        if self.told(self.ledger.ended(key, "here", self.now), taken=call is not None) and call:
            call.ended = call.ended or self.now

    @rule(key=KEYS, ask=ASKS, number=st.integers(0, 3))
    def ask_stage(self, key: CallKey, ask: int, number: int) -> None:
        call, ask_id = self.call(key), f"ask-{ask}"
        entry = self.ledger.stage_asked(key, ask_id, number, f"Stage {number}", self.now)
        if self.told(entry, taken=call is not None and ask_id not in self.asked) and call:
            call.stages[ask_id] = (number, self.ledger.run, None)
            self.asked[ask_id] = call

    @rule(ask=ASKS, verdict=VERDICTS)
    def settle_stage(self, ask: int, verdict: Verdict) -> None:
        ask_id = f"ask-{ask}"
        call = self.asked.get(ask_id)
        open_ask = call is not None and call.stages[ask_id][2] is None
        if self.told(self.ledger.stage_settled(ask_id, verdict, self.now), taken=open_ask) and call:
            call.stages[ask_id] = (call.stages[ask_id][0], verdict, self.now)

    @rule(key=KEYS, outcome=OUTCOMES)
    def choose_outcome(self, key: CallKey, outcome: Outcome) -> None:
        call, run = self.call(key), self.ledger.run
        free = call is not None and call.state != "confirmed"
        on_its_way = call is not None and (call.state, call.asked_by) == ("asked", run)
        entry = self.ledger.outcome_chosen(key, outcome, self.now)
        if self.told(entry, taken=free and not on_its_way) and call:
            call.outcome, call.state, call.asked_by = outcome.label, "chosen", run

    @rule(key=KEYS, outcome=OUTCOMES)
    def ask_outcome(self, key: CallKey, outcome: Outcome) -> None:
        call = self.call(key)
        entry = self.ledger.outcome_asked(key, outcome, self.now)
        if self.told(entry, taken=call is not None and call.state != "confirmed") and call:
            call.outcome, call.state, call.asked_by = outcome.label, "asked", self.ledger.run

    @rule(key=KEYS, verdict=VERDICTS)
    def settle_outcome(self, key: CallKey, verdict: Verdict) -> None:
        call = self.call(key)
        entry = self.ledger.outcome_settled(key, verdict, self.now)
        if self.told(entry, taken=call is not None and call.state == "asked") and call:
            call.state = verdict
            if verdict == "confirmed":
                call.values = {}

    @rule(key=KEYS, column=TEXTS, value=TEXTS)
    def type_value(self, key: CallKey, column: str, value: str) -> None:
        call = self.call(key)
        entry = self.ledger.typed(key, column, value, self.now)
        if self.told(entry, taken=call is not None and call.state != "confirmed") and call:
            call.values[column] = value

    @rule(key=KEYS, text=TEXTS)
    def note(self, key: CallKey, text: str) -> None:
        call = self.call(key)
        if self.told(self.ledger.note(key, text, self.now), taken=call is not None) and call:
            call.note, call.noted = text, self.now

    @rule(hours=st.sampled_from([0, 25]), keep_days=st.integers(1, 2), note_days=st.integers(0, 2))
    def forget(self, hours: int, keep_days: int, note_days: int) -> None:
        self.now += timedelta(hours=hours)
        self.told(self.ledger.forget(self.now, keep_days, note_days), taken=True)
        oldest = self.now - timedelta(days=keep_days)
        gone = [call for call in self.calls if call.popped < oldest]
        self.calls = [call for call in self.calls if call.popped >= oldest]
        # An id may be asked again only because the file knows nothing of it any more.
        self.asked = {ask: call for ask, call in self.asked.items() if call not in gone}
        for call in self.calls:
            if call.state == "confirmed" and call.noted < self.now - timedelta(days=note_days):
                call.note = ""

    @rule()
    def restart(self) -> None:
        assert self.ledger.close(20)
        self.ledger = self.opened()
        self.ledger.ready.result(20)

    @invariant()
    def both_know_the_same(self) -> None:
        history = History(self.ledger.file, self.ledger.run)
        known = sorted(enumerate(self.calls), key=lambda each: (each[1].popped, each[0]))
        calls = history.page(ADA, None, 100)
        assert history.count(ADA) == len(calls) == len(known)
        assert [call.id for call in calls] == list(history.ids(ADA))
        stages = history.stages_of(call.id for call in calls)
        for line, (_, call) in zip(calls, reversed(known), strict=True):
            self.same_call(line, call)
            assert {stage.ask_id: stage.state for stage in stages.get(line.id, ())} == {
                ask: self.state_of(state if settled else "asked", state)
                for ask, (_, state, settled) in call.stages.items()
            }

    def same_call(self, line: CallLine, call: Known) -> None:
        assert (line.key, line.popped_at) == (call.key, call.popped)
        assert (line.connected_at, line.ended_at) == (call.connected, call.ended)
        assert (line.note, line.outcome_label) == (call.note, call.outcome)
        assert (line.outcome_state or "") == self.state_of(call.state, call.asked_by)

    def state_of(self, state: str, asked_by: str) -> str:
        if state == "asked" and asked_by != self.ledger.run:
            return "interrupted"
        return state

    @invariant()
    def the_sums_are_those_of_the_calls(self) -> None:
        sums: dict[int, float] = {}
        for call in self.calls:
            for number, seconds in call.seconds.items():
                sums[number] = sums.get(number, 0) + seconds
        found = History(self.ledger.file, self.ledger.run).campaign_times(ADA)
        assert {s.number: s.seconds for times in found for s in times.stages} == sums

    @invariant()
    def what_was_typed_lives_until_the_outcome_is_confirmed(self) -> None:
        assert all(not call.values for call in self.calls if call.state == "confirmed")
        if self.ledger.ready.done():
            rows = in_file(self.ledger.file, "SELECT column_name, value FROM typed")
            typed = [each for call in self.calls for each in call.values.items()]
            assert sorted(rows) == sorted(typed)


LedgerShift.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestLedgerShift = LedgerShift.TestCase
