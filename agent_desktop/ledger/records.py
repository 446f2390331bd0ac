"""What the ledger takes and gives: plain frozen values, times as aware datetimes."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Literal

from agent_desktop.immutable import immutable

# How a request ended, in the words of the desk.
Verdict = Literal["confirmed", "refused", "not confirmed", "not sent", "dropped", "session gone"]

# Where a stage or an outcome stands. "chosen": an outcome picked, not sent yet; "asked": on its
# way in this run of the program; "interrupted": asked by another run, and never settled.
State = Verdict | Literal["chosen", "asked", "interrupted"]


@immutable
class CallKey:
    """Names a call. A server may use an interaction id again after it was started anew."""

    server: str
    user: str
    interaction_id: str


@immutable
class Outcome:
    """What the agent files for a call (ICWS `disposition`).

    `scheduled_at` is when a rescheduled call is due, `mine` whether it comes back to this agent,
    `additional` whether a follow-up call is placed besides.
    """

    label: str
    category: str = ""
    code: str = ""
    scheduled_at: datetime | None = None
    relative_to: Literal["utc", "contact"] = "utc"
    mine: bool = False
    additional: bool = False
    abandon: bool = False


@immutable
class OutcomeLine:
    """The outcome of a call and where it stands; status and texts are the server's answer."""

    outcome: Outcome
    state: State
    at: datetime
    settled_at: datetime | None = None
    status: int | None = None
    error_id: str = ""
    message: str = ""
    reference: str = ""


@immutable
class StageLine:
    """One stage asked for, and where it stands; status and texts are the server's answer."""

    ask_id: str
    number: int
    name: str
    state: State
    asked_at: datetime
    settled_at: datetime | None = None
    status: int | None = None
    error_id: str = ""
    message: str = ""
    reference: str = ""


@immutable
class Cursor:
    """A place in the history: the page before it begins with the next older call."""

    popped_at: datetime
    id: int


@immutable
class CallLine:
    """One call in the history. Who it was with is empty unless the administrator has it kept.

    `outcome_label` is empty and `outcome_state` None where none was chosen. `problem` says that a
    stage or the outcome was refused or is not confirmed; `put_away` that the agent won't file it.
    """

    id: int
    key: CallKey
    campaign_id: str
    campaign_name: str
    mode: str
    popped_at: datetime
    connected_at: datetime | None
    ended_at: datetime | None
    ended_how: str
    outcome_label: str
    outcome_state: State | None
    problem: bool
    note: str = field(repr=False)
    who: str = field(repr=False)
    number: str = field(repr=False)
    put_away: bool = False

    @property
    def cursor(self) -> Cursor:
        """Return the place of this call, to ask for what comes before it."""
        return Cursor(self.popped_at, self.id)


@immutable
class Unfinished:
    """A call that something is still open for, with all that is needed to take it up again.

    `values` are the contact columns typed so far; `outcome` is the draft or the last try.
    """

    call: CallLine
    stages: tuple[StageLine, ...]
    outcome: OutcomeLine | None
    values: Mapping[str, str] = field(repr=False)

    @property
    def note(self) -> str:
        """Return what the agent noted; empty for nothing."""
        return self.call.note


@immutable
class HistoryFilter:
    """Which calls of one agent are wanted.

    `text` is looked for in campaign, outcome, stage names, notes and interaction id, without
    regard to case; `since` is the first moment wanted, `until` the first not wanted any more.
    """

    server: str
    user: str
    text: str = field(default="", repr=False)
    since: datetime | None = None
    until: datetime | None = None
    campaign_id: str | None = None
    only_problems: bool = False


@immutable
class StageTime:
    """Time spent in one stage. `calls` is how many calls were in it; `name` its newest name."""

    number: int
    name: str
    calls: int
    seconds: float


@immutable
class CampaignTimes:
    """Time spent in each stage of a campaign, by number. `calls` is how many calls it had."""

    campaign_id: str
    campaign_name: str
    calls: int
    stages: tuple[StageTime, ...]
