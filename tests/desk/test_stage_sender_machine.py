"""The stage sender under any order of presses, answers, losses, call ends and log-ons."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.stages import BURST, WINDOW, Ask, Press, StageContext, StageSender, Verdict

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STAGES = st.integers(0, 4)
FAILURES = st.sampled_from(
    [Verdict.REFUSED, Verdict.NOT_CONFIRMED, Verdict.NOT_SENT, Verdict.SESSION_GONE]
)


class StageShift(RuleBasedStateMachine):
    """A shift, with a model of what the server knows kept beside the sender."""

    def __init__(self) -> None:
        super().__init__()
        self.sender = StageSender()
        self.mono = 1000.0
        self.calls = 0
        self.live: StageContext | None = None
        self.ended: set[str] = set()
        self.in_flight: Ask | None = None
        self.sent: list[float] = []
        self.session = True
        # What the model knows, a context each: confirmed stage, doubt, the newest press.
        self.confirmed: dict[StageContext, int] = {}
        self.doubt: set[StageContext] = set()
        self.newest: dict[StageContext, int] = {}
        self.pressed_in_session = False

    @property
    def now(self) -> Moment:
        return Moment(START + timedelta(seconds=self.mono), self.mono)

    @property
    def context(self) -> StageContext:
        return self.live or StageContext("spring")

    def pump(self) -> None:
        ask = self.sender.take(self.now)
        if ask is None:
            return
        assert self.in_flight is None, "two requests in flight"
        assert self.session, "sent without a session"
        assert ask.context.interaction_id not in self.ended, "sent after the call's end"
        assert ask.number == self.newest[ask.context], "an older press won"
        recent = [at for at in self.sent if self.mono - at < WINDOW]
        assert len(recent) < BURST, "hurried presses were not gathered"
        self.sent.append(self.mono)
        self.in_flight = ask

    @rule(number=STAGES)
    def press(self, number: int) -> None:
        context = self.context
        result = self.sender.press(number, context, self.now)
        if result is Press.NO_SESSION:
            assert not self.session
            return
        self.newest[context] = number
        if result is Press.ALREADY_THERE:
            assert self.confirmed[context] == number
            assert context not in self.doubt
        if result is Press.ALREADY_ASKED:
            assert self.in_flight is not None
            assert self.in_flight.number == number
        self.pump()

    @rule(seconds=st.sampled_from([0.01, 0.2, 0.5, 1.0, 3.0, 60.0]))
    def time_passes(self, seconds: float) -> None:
        self.mono += seconds
        self.pump()

    @precondition(lambda self: self.in_flight is not None)
    @rule()
    def confirmed_by_server(self) -> None:
        ask = self.in_flight
        assert ask is not None
        self.in_flight = None
        self.confirmed[ask.context] = ask.number
        self.doubt.discard(ask.context)
        self.sender.settle(ask, Verdict.CONFIRMED, Answer(), self.now)
        self.pump()

    @precondition(lambda self: self.in_flight is not None)
    @rule(verdict=FAILURES)
    def not_taken(self, verdict: Verdict) -> None:
        ask = self.in_flight
        assert ask is not None
        self.in_flight = None
        if verdict is Verdict.NOT_CONFIRMED:
            self.doubt.add(ask.context)
        if verdict is Verdict.SESSION_GONE:
            self.session = False
            self.sender.session_gone(self.now)
        self.sender.settle(ask, verdict, Answer(), self.now)
        self.pump()

    @rule()
    def call_begins(self) -> None:
        self.end_call()
        self.calls += 1
        self.live = StageContext("spring", str(self.calls))
        self.sender.call_started(self.live, self.now)
        self.pump()

    @precondition(lambda self: self.live is not None)
    @rule()
    def call_ends(self) -> None:
        self.end_call()
        self.pump()

    def end_call(self) -> None:
        if self.live is not None and self.live.interaction_id is not None:
            self.ended.add(self.live.interaction_id)
            self.sender.call_ended(self.live.interaction_id, self.now)
            assert not self.sender.view(self.live).may_send_again
            assert self.sender.view(self.live).offer is None
        self.live = None

    @precondition(lambda self: self.session)
    @rule()
    def session_goes(self) -> None:
        self.session = False
        self.sender.session_gone(self.now)
        self.pump()

    @precondition(lambda self: not self.session)
    @rule()
    def log_on_again(self) -> None:
        self.session = True
        self.sender.session_back()
        self.pump()

    @invariant()
    def shows_what_is_known(self) -> None:
        context = self.context
        view = self.sender.view(context)
        shown = view.current.number if view.current else None
        assert shown == self.confirmed.get(context)
        assert view.certain == (context not in self.doubt)
        flying = self.in_flight if self.in_flight and self.in_flight.context == context else None
        assert view.sending == flying
        if view.waiting is not None:
            assert view.waiting.number == self.newest[context]

    @invariant()
    def nothing_is_offered_for_a_call_that_ended(self) -> None:
        for interaction_id in self.ended:
            view = self.sender.view(StageContext("spring", interaction_id))
            assert view.over
            assert view.offer is None
            assert not view.may_send_again

    @invariant()
    def what_waits_will_leave(self) -> None:
        context = self.context
        waits = self.sender.view(context).waiting is not None
        if waits and self.session and self.in_flight is None:
            assert self.sender.due is not None


TestStageShift = StageShift.TestCase
TestStageShift.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
