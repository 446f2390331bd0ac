"""How each call ends: what the agent chose, and whether the server has filed it.

`disposition` names no call: it files the agent's *last* one (reference section 4, rules). So an
outcome leaves only for the newest call Dialer has shown, while what it shows comes through, one at
a time, and never by itself. One that was not confirmed stays until it is, or until the agent puts
it away.
"""

from dataclasses import field, replace
from datetime import UTC, datetime
from enum import Enum

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.terms import SKIP_LABEL, CallTerms, Disposition
from agent_desktop.immutable import immutable

# The reference says that a disposition is for the agent's last call. Should a server file them
# in the order of the calls, this is the rule to turn off.
LAST_CALL_ONLY = True


class CallbackClock(Enum):
    """Whose clock a callback's time is read from (reference: relativeTo)."""

    UTC = "utc"
    CONTACT = "contact"


@immutable
class Callback:
    """When to call again and who. `at` has no zone: it is read from the clock named."""

    at: datetime | None = None
    clock: CallbackClock = CallbackClock.CONTACT
    mine: bool = False  # kept for this agent, else for anybody

    @property
    def unix_seconds(self) -> int | None:
        """The time as `scheduledTime` carries it: the reading of the clock, as if it were UTC."""
        return None if self.at is None else int(self.at.replace(tzinfo=UTC).timestamp())


@immutable
class Outcome:
    """An outcome as the agent chose it."""

    disposition: Disposition
    callback: Callback | None = None
    another_call: bool = False  # call this contact once more by another number
    abandon: bool = False

    @property
    def label(self) -> str:
        """The server's name of it."""
        return self.disposition.label


class OutcomeFault(Enum):
    """Why an outcome can't be sent as it stands."""

    NOTHING_CHOSEN = "nothing chosen"
    NOT_OFFERED = "not offered"  # the campaign doesn't have this disposition
    CALLBACK_INCOMPLETE = "callback incomplete"  # neither a time nor an agent
    CALLBACK_PAST = "callback past"
    NOT_MINE = "not mine"  # the campaign keeps no callbacks for an agent
    NOT_PLACED = "not placed"  # a preview can only be skipped
    PLACING = "placing"  # a preview that is being placed can't be skipped any more
    SENDING = "sending"
    FILED = "filed"
    NOT_LAST = "not last"  # Dialer has shown another call since
    GIVEN_UP = "given up"  # Dialer has no call left that this could be filed for
    CALLS_COMING = "calls coming"  # a call that comes meanwhile would get this outcome
    FINISHED = "finished"  # left to a finishing agent
    NO_SESSION = "no session"
    NOT_HEARD = "not heard"  # messages don't come through: another call may have come
    NOT_IN_DIALER = "not in Dialer"  # which may show another call at the log-in


def fault_of(
    outcome: Outcome | None, terms: CallTerms, server_now: datetime | None
) -> OutcomeFault | None:
    """Return what is wrong with an outcome by the campaign's terms, if anything.

    `server_now` (aware UTC) tells whether a callback by UTC has passed; None tells nothing. The
    contact's zone is unknown, so a time by the contact's clock may read up to 12 hours back.
    """
    if outcome is None:
        return OutcomeFault.NOTHING_CHOSEN
    skips = terms.may_skip and outcome.label == SKIP_LABEL
    if terms.dispositions and outcome.disposition not in terms.dispositions and not skips:
        return OutcomeFault.NOT_OFFERED
    if not outcome.disposition.scheduled:
        return None
    callback = outcome.callback or Callback()
    told = bool(terms.dispositions)  # of a call of an earlier run nobody knows the terms
    if callback.mine and told and not terms.own_callbacks:
        return OutcomeFault.NOT_MINE
    if callback.at is None:
        return None if callback.mine else OutcomeFault.CALLBACK_INCOMPLETE
    seconds, now = callback.unix_seconds, server_now
    if seconds is None or now is None:
        return None
    behind = 0 if callback.clock is CallbackClock.UTC else WESTERNMOST
    return OutcomeFault.CALLBACK_PAST if seconds <= now.timestamp() - behind else None


# The clock that is furthest behind UTC, in seconds (UTC-12).
WESTERNMOST = 12 * 3600


@immutable
class OutcomeAsk:
    """One outcome sent by one press."""

    interaction_id: str
    outcome: Outcome
    pressed: Moment


@immutable
class OutcomeView:
    """What is known of the outcome of one call.

    `verdict` is None until an answer came; it is about `asked`, which the agent may have thought
    better of since. `skipped` is a preview passed over.
    """

    chosen: Outcome | None = None
    sending: OutcomeAsk | None = None
    verdict: Verdict | None = None
    answer: Answer = field(default_factory=Answer)
    settled: Moment | None = None
    asked: Outcome | None = None
    last: bool = True  # no newer call: it may still be filed

    @property
    def filed(self) -> bool:
        """Whether the server has confirmed it."""
        return self.verdict is Verdict.CONFIRMED

    @property
    def doubtful(self) -> bool:
        """Whether it was sent and the server may or may not have taken it."""
        return self.verdict is Verdict.NOT_CONFIRMED

    @property
    def given_up(self) -> bool:
        """Whether Dialer said that it has no call left for it: it would reach the next one."""
        return self.verdict is Verdict.REFUSED and self.answer.status == NO_SUCH_CALL

    @property
    def skipped(self) -> bool:
        """Whether the call was a preview that has been passed over."""
        return self.filed and self.chosen is not None and self.chosen.label == SKIP_LABEL


# What `disposition` answers where the agent has no call to file (reference section 4).
NO_SUCH_CALL = 404
_NOTHING = OutcomeView()
# In place of the last call where that was put away: an older one isn't the last by that.
_NO_CALL = ""


class OutcomeBook:
    """The outcome of each call, and which one may leave."""

    def __init__(self) -> None:
        self._views: dict[str, OutcomeView] = {}
        self._last: str | None = None
        self._in_flight: OutcomeAsk | None = None
        self._session_gone = False
        self._deaf = False

    @property
    def deaf(self) -> bool:
        """Whether messages don't come through: another call may be Dialer's last one by now."""
        return self._deaf

    @property
    def in_flight(self) -> OutcomeAsk | None:
        """The outcome on its way."""
        return self._in_flight

    @property
    def last(self) -> str | None:
        """The newest call Dialer has shown."""
        return self._last

    def view(self, interaction_id: str) -> OutcomeView:
        """Return what is known of one call's outcome."""
        known = self._views.get(interaction_id, _NOTHING)
        mine = self._in_flight
        return replace(
            known,
            sending=mine if mine is not None and mine.interaction_id == interaction_id else None,
            last=not LAST_CALL_ONLY or interaction_id == self._last,
        )

    def opened(self, interaction_id: str) -> str | None:
        """Take note of a pop; returns the call that was the last one till now, if another."""
        before, self._last = self._last, interaction_id
        self._views.setdefault(interaction_id, _NOTHING)
        return before if before != interaction_id else None

    def restore(self, interaction_id: str, view: OutcomeView, *, last: bool = True) -> None:
        """Take over what an earlier run of the program knew; what is known already stays.

        `last` says that it was Dialer's last call then; it is so until Dialer shows another.
        """
        if self._views.get(interaction_id, _NOTHING) == _NOTHING:
            self._views[interaction_id] = view
        if self._last is None and last:
            self._last = interaction_id

    def choose(self, interaction_id: str, outcome: Outcome | None) -> bool:
        """Take the agent's choice, while nothing is on its way and nothing is filed."""
        view = self.view(interaction_id)
        if view.sending is not None or view.filed:
            return False
        self._views[interaction_id] = replace(view, chosen=outcome, last=True)
        return True

    def ask(
        self,
        interaction_id: str,
        terms: CallTerms,
        placed: bool,
        now: Moment,
        server_now: datetime | None,
    ) -> OutcomeAsk | OutcomeFault:
        """Return the request that must be sent now; it is then in flight. Else why not."""
        view = self.view(interaction_id)
        fault = self.barrier(interaction_id) or fault_of(view.chosen, terms, server_now)
        if fault is not None or view.chosen is None:
            return fault or OutcomeFault.NOTHING_CHOSEN
        if not placed and view.chosen.label != SKIP_LABEL:
            return OutcomeFault.NOT_PLACED
        self._in_flight = OutcomeAsk(interaction_id, view.chosen, now)
        return self._in_flight

    def settle(self, ask: OutcomeAsk, verdict: Verdict, answer: Answer, now: Moment) -> Verdict:
        """Report how the request in flight ended; returns what counts.

        A try that never left takes nothing from the doubt about the one before it. Raises
        ValueError for a request that is not in flight: an answer counts once.
        """
        if self._in_flight is not ask:
            raise ValueError("this outcome is not in flight")
        self._in_flight = None
        known = self._views.get(ask.interaction_id, _NOTHING)
        if known.doubtful and verdict in (Verdict.NOT_SENT, Verdict.SESSION_GONE):
            self._views[ask.interaction_id] = replace(known, chosen=ask.outcome)
            return Verdict.NOT_CONFIRMED
        self._views[ask.interaction_id] = replace(
            known,
            chosen=ask.outcome,
            verdict=verdict,
            answer=answer,
            settled=now,
            asked=ask.outcome,
        )
        return verdict

    def put_away(self, interaction_id: str) -> bool:
        """Forget an outcome that can't be filed any more, or need not; never one on its way."""
        if self.view(interaction_id).sending is not None:
            return False
        self._views.pop(interaction_id, None)
        if self._last == interaction_id:
            self._last = _NO_CALL
        return True

    def forget(self, interaction_id: str) -> None:
        """Drop a filed outcome of a call that is long over."""
        if interaction_id != self._last:
            self._views.pop(interaction_id, None)

    def session_gone(self) -> None:
        """Stop sending."""
        self._session_gone = True

    def session_back(self) -> None:
        """Allow sending again; nothing is sent by itself."""
        self._session_gone = False

    def messages_gone(self) -> None:
        """Stop sending: a pop may be missed."""
        self._deaf = True

    def messages_back(self) -> None:
        """Allow sending again, now that what may have been missed is known."""
        self._deaf = False

    def barrier(self, interaction_id: str) -> OutcomeFault | None:
        """Return why nothing can be sent for a call, whatever was chosen."""
        view = self.view(interaction_id)
        if self._session_gone:
            return OutcomeFault.NO_SESSION
        if view.filed:
            return OutcomeFault.FILED
        if self._in_flight is not None:
            return OutcomeFault.SENDING
        if view.given_up:
            return OutcomeFault.GIVEN_UP
        if not view.last:
            return OutcomeFault.NOT_LAST
        return OutcomeFault.NOT_HEARD if self._deaf else None
