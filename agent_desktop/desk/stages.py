"""The stage of the call: what was asked, what the server confirmed, what may be sent next.

The server has no read-back and the predictive dialer learns from every stage it is told
(reference, "Stages"), so this machine holds the promises of the product:

- one request in flight, never two;
- a newer press replaces the one that waits, and the last press wins;
- hurried presses are gathered, so that ten in two seconds send two requests at most;
- nothing is sent, or sent again, for a call that has ended;
- a stage is called confirmed only after the server's 200 for just that request.

It is plain: the caller hands in the time, sends what `take` returns and reports with `settle`.
"""

from collections import deque
from dataclasses import replace
from enum import Enum

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.moment import Moment
from agent_desktop.immutable import immutable

# A press within QUIET seconds of the one before waits until the hand rests that long, ...
QUIET = 0.5
# ... but no longer than PATIENCE seconds in all, ...
PATIENCE = 3.0
# ... and no more than BURST requests leave within WINDOW seconds.
BURST = 2
WINDOW = 2.0


@immutable
class StageContext:
    """What a stage is for: a call, or only a campaign while the desk has seen no call at all."""

    campaign_id: str
    interaction_id: str | None = None


@immutable
class Ask:
    """One stage asked for, by one press."""

    number: int
    context: StageContext
    pressed: Moment


class Verdict(Enum):
    """How a request ended."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NOT_CONFIRMED = "not confirmed"  # the server may or may not have taken it
    NOT_SENT = "not sent"  # it certainly never reached the server
    SESSION_GONE = "session gone"  # the server turned it away with the session
    CALL_ENDED = "call ended"  # it was still waiting when the call ended


@immutable
class Confirmed:
    """A stage the server has taken."""

    number: int
    at: Moment


@immutable
class Unsettled:
    """The newest press of a call that was not confirmed, and why."""

    ask: Ask
    verdict: Verdict
    answer: Answer
    at: Moment


@immutable
class StageView:
    """What the window shows of one context. `certain` is False while a lost answer leaves doubt."""

    current: Confirmed | None = None
    certain: bool = True
    passed: frozenset[int] = frozenset()
    sending: Ask | None = None
    waiting: Ask | None = None
    unsettled: Unsettled | None = None
    offer: Ask | None = None
    over: bool = False

    @property
    def may_send_again(self) -> bool:
        """Whether the unsettled stage may be asked for once more."""
        return (
            self.unsettled is not None
            and self.unsettled.verdict in (Verdict.NOT_CONFIRMED, Verdict.NOT_SENT)
            and not self.over
        )


class Press(Enum):
    """What became of a press."""

    TAKEN = "taken"
    ALREADY_ASKED = "already asked"
    ALREADY_THERE = "already there"
    CALL_OVER = "call over"
    NO_SESSION = "no session"


class StageSender:
    """Decides which stage request leaves, and when."""

    def __init__(self) -> None:
        self._views: dict[StageContext, StageView] = {}
        self._ended: set[str] = set()
        self._in_flight: Ask | None = None
        self._waiting: Ask | None = None
        self._waiting_since = 0.0
        self._due = 0.0
        self._last_press: float | None = None
        self._sent: deque[float] = deque(maxlen=BURST)
        self._session_gone = False

    def view(self, context: StageContext) -> StageView:
        """Return what is known of the stages of one context."""
        return replace(
            self._known(context),
            sending=self._in_flight if _is_for(self._in_flight, context) else None,
            waiting=self._waiting if _is_for(self._waiting, context) else None,
            over=self.is_over(context),
        )

    def is_over(self, context: StageContext) -> bool:
        """Whether the call has ended; may be asked from any thread."""
        return context.interaction_id in self._ended

    @property
    def busy(self) -> bool:
        """Whether a request is in flight or waits to be sent."""
        return self._in_flight is not None or self._waiting is not None

    @property
    def due(self) -> float | None:
        """When the waiting stage may leave (monotonic seconds); None while nothing may."""
        if self._waiting is None or self._in_flight is not None:
            return None
        if len(self._sent) == BURST:
            return max(self._due, self._sent[0] + WINDOW)
        return self._due

    def press(self, number: int, context: StageContext, now: Moment) -> Press:
        """Take a press. The caller then asks `take` for what may leave at once."""
        if self._session_gone:
            return Press.NO_SESSION
        if context.interaction_id in self._ended:
            return Press.CALL_OVER
        hurried = self._last_press is not None and now.mono - self._last_press < QUIET
        self._last_press = now.mono
        ask = Ask(number, context, now)
        if _is_same(self._in_flight, ask):
            self._waiting = None  # the last press wins, and it is on its way already
            return Press.ALREADY_ASKED
        if not self.busy and self._is_there(ask):
            return Press.ALREADY_THERE
        if self._waiting is None:
            self._waiting_since = now.mono
        self._waiting = ask
        rest = now.mono + QUIET if hurried else now.mono
        self._due = min(rest, self._waiting_since + PATIENCE)
        return Press.TAKEN

    def take(self, now: Moment) -> Ask | None:
        """Return the request that must be sent now, if one is due; it is then in flight."""
        due = self.due
        if due is None or now.mono < due or self._waiting is None:
            return None
        ask, self._waiting = self._waiting, None
        if self._is_there(ask):
            return None  # pressed away and back again: the server is there already
        self._in_flight = ask
        self._sent.append(now.mono)
        self._put(ask.context, replace(self._known(ask.context), unsettled=None, offer=None))
        return ask

    def settle(self, ask: Ask, verdict: Verdict, answer: Answer, now: Moment) -> None:
        """Report how the request in flight ended.

        Raises ValueError for a request that is not in flight: an answer counts once.
        """
        if self._in_flight is not ask:
            raise ValueError("this stage request is not in flight")
        self._in_flight = None
        known = self._known(ask.context)
        if verdict is Verdict.CONFIRMED:
            self._put(ask.context, _confirmed(known, ask, now))
            return
        certain = known.certain and verdict is not Verdict.NOT_CONFIRMED
        lost = Unsettled(ask, verdict, answer, now)
        self._put(ask.context, replace(known, unsettled=lost, certain=certain))
        # A session's end is told by `session_gone`: this may be the late answer of an older one.
        if verdict is Verdict.SESSION_GONE or (
            self._session_gone and verdict is not Verdict.REFUSED
        ):
            self._offer(ask)

    def call_started(self, context: StageContext, now: Moment) -> None:
        """Begin a call: nothing of an earlier one carries over."""
        self._views = {c: v for c, v in self._views.items() if c.interaction_id not in self._ended}
        self._views.setdefault(context, StageView())
        if self._waiting is not None and self._waiting.context.interaction_id is None:
            self._drop_waiting(now)  # it was pressed before this call was there

    def call_ended(self, interaction_id: str, now: Moment) -> Ask | None:
        """Close a call: nothing leaves for it any more. Returns the press dropped by it."""
        self._ended.add(interaction_id)
        dropped: Ask | None = None
        for context, view in list(self._views.items()):
            if context.interaction_id != interaction_id or view.offer is None:
                continue
            dropped = view.offer
            lost = Unsettled(dropped, Verdict.CALL_ENDED, Answer(), now)
            self._put(context, replace(view, offer=None, unsettled=lost))
        if self._waiting is not None and self._waiting.context.interaction_id == interaction_id:
            dropped = self._drop_waiting(now)
        return dropped

    def call_back(self, interaction_id: str) -> None:
        """Take a call's end back: it was only taken for over."""
        self._ended.discard(interaction_id)

    def forget_call(self, interaction_id: str) -> None:
        """Drop what is known of a call that is long over."""
        self._ended.discard(interaction_id)
        self._views = {
            context: view
            for context, view in self._views.items()
            if context.interaction_id != interaction_id
        }

    def session_gone(self, now: Moment) -> None:
        """Stop sending. The newest press that was not confirmed is kept, to be offered later."""
        self._session_gone = True
        if self._waiting is None:
            return
        ask, self._waiting = self._waiting, None
        lost = Unsettled(ask, Verdict.SESSION_GONE, Answer(), now)
        self._put(ask.context, replace(self._known(ask.context), unsettled=lost))
        self._offer(ask)

    def session_back(self) -> None:
        """Allow sending again; an interrupted stage stays an offer until the agent takes it."""
        self._session_gone = False

    def decline_offer(self, context: StageContext) -> None:
        """Forget the interrupted stage."""
        self._put(context, replace(self._known(context), offer=None))

    def _offer(self, ask: Ask) -> None:
        known = self._known(ask.context)
        if ask.context.interaction_id in self._ended:
            return
        if known.offer is None or known.offer.pressed.mono <= ask.pressed.mono:
            self._put(ask.context, replace(known, offer=ask))

    def _drop_waiting(self, now: Moment) -> Ask | None:
        dropped, self._waiting = self._waiting, None
        if dropped is not None:
            lost = Unsettled(dropped, Verdict.CALL_ENDED, Answer(), now)
            self._put(dropped.context, replace(self._known(dropped.context), unsettled=lost))
        return dropped

    def _is_there(self, ask: Ask) -> bool:
        """Whether the server is known to be in that stage already.

        Without a known call a new one may have begun unseen, so only a double press counts.
        """
        known = self._known(ask.context)
        current = known.current
        if current is None or current.number != ask.number or not known.certain:
            return False
        known_call = ask.context.interaction_id is not None
        return known_call or ask.pressed.mono - current.at.mono < WINDOW

    def _known(self, context: StageContext) -> StageView:
        return self._views.get(context, _NOTHING_YET)

    def _put(self, context: StageContext, view: StageView) -> None:
        self._views[context] = view


_NOTHING_YET = StageView()


def _is_for(ask: Ask | None, context: StageContext) -> bool:
    return ask is not None and ask.context == context


def _is_same(one: Ask | None, other: Ask) -> bool:
    return one is not None and (one.number, one.context) == (other.number, other.context)


def _confirmed(known: StageView, ask: Ask, now: Moment) -> StageView:
    passed = known.passed if known.current is None else known.passed | {known.current.number}
    return replace(
        known,
        current=Confirmed(ask.number, now),
        certain=True,
        passed=passed - {ask.number},
        unsettled=None,
    )
