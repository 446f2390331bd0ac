"""What the agent must be told: events for the list, lasting states for the banner.

A notice holds facts, not sentences: the window puts them into words (and into a language).
"""

from dataclasses import field, replace
from enum import Enum

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.moment import Moment
from agent_desktop.immutable import immutable


class Severity(Enum):
    """How much of the agent's attention a notice asks for."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class Cause(Enum):
    """What happened."""

    SESSION_EXPIRED = "session-expired"
    SESSION_DOUBTED = "session-doubted"  # one answer said it was over; the server says it is up
    SESSION_LINK_DOWN = "session-link-down"
    SESSION_LINK_BACK = "session-link-back"
    DIALER_LINK_DOWN = "dialer-link-down"
    DIALER_LINK_BACK = "dialer-link-back"
    ON_ALTERNATE = "on-alternate"
    DIALER_LOG_IN_FAILED = "dialer-log-in-failed"
    LICENCE_MISSING = "licence-missing"
    DIALER_TOO_OLD = "dialer-too-old"
    STAGE_REMOVED = "stage-removed"  # 410: the resource left the API
    STAGE_REFUSED = "stage-refused"
    STAGE_NOT_CONFIRMED = "stage-not-confirmed"
    STAGE_NOT_SENT = "stage-not-sent"
    STAGE_DROPPED = "stage-dropped"
    STAGE_DRIFT = "stage-drift"
    STAGE_MAP_BROKEN = "stage-map-broken"
    SETTINGS_BROKEN = "settings-broken"
    NEW_VERSION = "new-version"  # installed while this one runs
    SETTING_PASSED_OVER = "setting-passed-over"  # unknown, or the administrators' alone
    NOT_REMEMBERED = "not-remembered"  # what was last used, for the next start
    CAMPAIGN_REFUSED = "campaign-refused"
    CAMPAIGN_PAUSED = "campaign-paused"
    CAMPAIGN_REMOVED = "campaign-removed"
    CAMPAIGN_ADDED = "campaign-added"
    MOVED_IN = "moved-in"
    MOVED_OUT = "moved-out"
    LOGGED_OUT_OF_CAMPAIGN = "logged-out-of-campaign"
    CAMPAIGN_COMPLETED = "campaign-completed"
    STATION_TAKEN_AGAIN = "station-taken-again"
    STATION_LOST = "station-lost"
    STATUS_REFUSED = "status-refused"
    NEXT_STATUS_SET = "next-status-set"  # the one wanted after the call
    OUTCOME_FILED = "outcome-filed"
    OUTCOME_REFUSED = "outcome-refused"
    OUTCOME_NOT_CONFIRMED = "outcome-not-confirmed"
    OUTCOME_NOT_SENT = "outcome-not-sent"
    OUTCOME_MISSED = "outcome-missed"  # another call came first: Dialer files it as Ambiguous
    OUTCOMES_LEFT = "outcomes-left"  # of an earlier run of the program
    PREVIEW_PLACED_BY_TIMER = "preview-placed-by-timer"
    PREVIEW_REFUSED = "preview-refused"
    PREVIEW_SKIPPED = "preview-skipped"
    PHONE_REFUSED = "phone-refused"
    LINE_ASKED = "line-asked"  # establish-persistent-connection: failures are not reported
    BREAK_PENDING = "break-pending"
    BREAK_BEGUN = "break-begun"
    BREAK_ENDED = "break-ended"
    BREAK_REFUSED = "break-refused"
    VALUES_NOT_SENT = "values-not-sent"  # kept; they go with the outcome
    FINISHING_MARKED = "finishing-marked"
    FINISHING_REFUSED = "finishing-refused"
    AGENT_KIND_SET = "agent-kind-set"
    AGENT_KIND_REFUSED = "agent-kind-refused"
    MANUAL_CALL_STATUS = "manual-call-status"
    MANUAL_CALL_REFUSED = "manual-call-refused"
    LEAVE_REFUSED = "leave-refused"
    LEDGER_BROKEN = "ledger-broken"  # it was kept aside and begun anew
    LEDGER_FAILED = "ledger-failed"  # what is typed can't be kept
    STAGES_LEFT = "stages-left"  # asked for by an earlier run, never answered
    REQUEST_FAILED = "request-failed"
    PASSWORD_EXPIRES = "password-expires"  # noqa: S105  # a cause, not a password
    PASSWORD_NOT_KEPT = "password-not-kept"  # noqa: S105  # a cause
    PASSWORD_NOT_DELETED = "password-not-deleted"  # noqa: S105  # a cause
    UNREADABLE_MESSAGE = "unreadable-message"
    PROGRAM_FAULT = "program-fault"


SEVERITY: dict[Cause, Severity] = {
    Cause.SESSION_EXPIRED: Severity.ERROR,
    Cause.SESSION_DOUBTED: Severity.WARNING,
    Cause.SESSION_LINK_DOWN: Severity.ERROR,
    Cause.SESSION_LINK_BACK: Severity.SUCCESS,
    Cause.DIALER_LINK_DOWN: Severity.WARNING,
    Cause.DIALER_LINK_BACK: Severity.SUCCESS,
    Cause.DIALER_LOG_IN_FAILED: Severity.ERROR,
    Cause.LICENCE_MISSING: Severity.ERROR,
    Cause.DIALER_TOO_OLD: Severity.WARNING,
    Cause.STAGE_REMOVED: Severity.ERROR,
    Cause.STAGE_REFUSED: Severity.ERROR,
    Cause.STAGE_NOT_CONFIRMED: Severity.WARNING,
    Cause.STAGE_NOT_SENT: Severity.WARNING,
    Cause.STAGE_DROPPED: Severity.WARNING,
    Cause.STAGE_DRIFT: Severity.WARNING,
    Cause.STAGE_MAP_BROKEN: Severity.WARNING,
    Cause.SETTINGS_BROKEN: Severity.WARNING,
    Cause.SETTING_PASSED_OVER: Severity.INFO,
    Cause.NOT_REMEMBERED: Severity.WARNING,
    Cause.CAMPAIGN_REFUSED: Severity.ERROR,
    Cause.CAMPAIGN_REMOVED: Severity.WARNING,
    Cause.MOVED_OUT: Severity.WARNING,
    Cause.STATION_LOST: Severity.ERROR,
    Cause.STATUS_REFUSED: Severity.ERROR,
    Cause.OUTCOME_FILED: Severity.SUCCESS,
    Cause.OUTCOME_REFUSED: Severity.ERROR,
    Cause.OUTCOME_NOT_CONFIRMED: Severity.WARNING,
    Cause.OUTCOME_NOT_SENT: Severity.WARNING,
    Cause.OUTCOME_MISSED: Severity.WARNING,
    Cause.OUTCOMES_LEFT: Severity.WARNING,
    Cause.STAGES_LEFT: Severity.WARNING,
    Cause.PREVIEW_REFUSED: Severity.ERROR,
    Cause.PHONE_REFUSED: Severity.ERROR,
    Cause.BREAK_REFUSED: Severity.ERROR,
    Cause.VALUES_NOT_SENT: Severity.WARNING,
    Cause.FINISHING_MARKED: Severity.SUCCESS,
    Cause.FINISHING_REFUSED: Severity.ERROR,
    Cause.AGENT_KIND_REFUSED: Severity.ERROR,
    Cause.MANUAL_CALL_REFUSED: Severity.ERROR,
    Cause.LEAVE_REFUSED: Severity.ERROR,
    Cause.LEDGER_BROKEN: Severity.WARNING,
    Cause.LEDGER_FAILED: Severity.ERROR,
    Cause.REQUEST_FAILED: Severity.ERROR,
    Cause.PASSWORD_EXPIRES: Severity.WARNING,
    Cause.PASSWORD_NOT_KEPT: Severity.WARNING,
    Cause.PASSWORD_NOT_DELETED: Severity.WARNING,
    Cause.UNREADABLE_MESSAGE: Severity.WARNING,
    Cause.PROGRAM_FAULT: Severity.ERROR,
}

# These last until something ends them: they stand in the banner, the gravest first.
LASTING = (
    Cause.SESSION_EXPIRED,
    Cause.SESSION_LINK_DOWN,
    Cause.STATION_LOST,
    Cause.LICENCE_MISSING,
    Cause.DIALER_LOG_IN_FAILED,
    Cause.STAGE_REMOVED,
    Cause.DIALER_TOO_OLD,
    Cause.DIALER_LINK_DOWN,
    Cause.LEDGER_FAILED,
    Cause.NEW_VERSION,
)

# The list keeps this many; the oldest go first.
KEPT = 200


@immutable
class Facts:
    """What a notice is about; every field may be empty. Contact data has no place here."""

    user: str = ""
    station: str = ""
    server: str = ""
    campaign: str = ""
    stage: str = ""
    subject: str = ""  # what was asked for, where no other field says it
    initiator: str = ""
    kept: str = ""  # the name that a broken file was given
    count: int = 0


@immutable
class Notice:
    """One thing that happened. `times` counts how often, from one and the same cause."""

    id: int
    cause: Cause
    at: Moment
    facts: Facts = field(default_factory=Facts)
    answer: Answer = field(default_factory=Answer)
    times: int = 1
    read: bool = False

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return SEVERITY.get(self.cause, Severity.INFO)


@immutable
class NoticeBoard:
    """The list, newest first, and the lasting states, gravest first."""

    notices: tuple[Notice, ...] = ()
    lasting: tuple[Notice, ...] = ()
    told: int = 0

    @property
    def unread(self) -> int:
        """How many the agent has not looked at."""
        return sum(not notice.read for notice in self.notices)

    def tell(
        self, cause: Cause, at: Moment, facts: Facts | None = None, answer: Answer | None = None
    ) -> "NoticeBoard":
        """Add a notice. A lasting cause that still lasts is counted, not listed again."""
        notice = Notice(self.told + 1, cause, at, facts or Facts(), answer or Answer())
        standing = next((n for n in self.lasting if _one_cause(n, notice)), None)
        if standing is not None:
            times = standing.times + 1
            again = replace(standing, times=times, answer=notice.answer, read=False)
            return self._replaced(standing, again)
        lasting = self.lasting
        if cause in LASTING:
            others = (n for n in self.lasting if n.cause is not cause)
            lasting = tuple(sorted((*others, notice), key=lambda n: LASTING.index(n.cause)))
        return NoticeBoard((notice, *self.notices)[:KEPT], lasting, notice.id)

    def amend(self, cause: Cause, answer: Answer, facts: Facts | None = None) -> "NoticeBoard":
        """Say more of a lasting state, once more is known; it is still the same event."""
        standing = next((n for n in self.lasting if n.cause is cause), None)
        if standing is None:
            return self
        more = replace(standing, answer=answer, facts=facts or standing.facts)
        return self._replaced(standing, more)

    def end(self, cause: Cause) -> "NoticeBoard":
        """Take a lasting state down; what was told of it stays in the list."""
        return replace(self, lasting=tuple(n for n in self.lasting if n.cause is not cause))

    def lasts(self, cause: Cause) -> bool:
        """Whether this state lasts."""
        return any(n.cause is cause for n in self.lasting)

    def all_read(self) -> "NoticeBoard":
        """Mark every notice as looked at."""
        return replace(
            self,
            notices=tuple(replace(n, read=True) for n in self.notices),
            lasting=tuple(replace(n, read=True) for n in self.lasting),
        )

    def _replaced(self, old: Notice, new: Notice) -> "NoticeBoard":
        return replace(
            self,
            notices=tuple(replace(new, read=n.read) if n.id == old.id else n for n in self.notices),
            lasting=tuple(new if n.id == old.id else n for n in self.lasting),
        )


def _one_cause(one: Notice, other: Notice) -> bool:
    return one.cause is other.cause and one.facts == other.facts
