"""The calls of today and before, as the ledger has them: what the history page shows.

Only what is on the screen is held: the ids of every call found, and a few pages of their lines.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import Enum

from agent_desktop.desk.stages import Verdict
from agent_desktop.immutable import immutable

# So many lines are fetched at once.
PAGE = 100


class HistorySpan(Enum):
    """How far back the page looks."""

    TODAY = "today"
    WEEK = "week"  # seven days, today among them
    ALL = "all"


class HistoryFault(Enum):
    """Why the ledger can't be read, or a file of it not be written."""

    NOT_KEPT = "not kept"  # there is no ledger
    LOCKED = "locked"
    FORBIDDEN = "forbidden"
    DAMAGED = "damaged"
    NEWER = "newer"  # written by a later version of the program
    SLOW = "slow"  # no answer within its time
    UNREADABLE = "unreadable"
    NOT_SAVED = "not saved"  # the file asked for couldn't be written


@immutable
class HistoryQuery:
    """What the agent looks for; an empty text or campaign is any."""

    text: str = field(default="", repr=False)
    span: HistorySpan = HistorySpan.TODAY
    campaign_id: str = ""
    only_problems: bool = False  # a stage or an outcome that was refused or not confirmed


@immutable
class StageSpell:
    """One stage asked for in a call. `seconds` is how long the call was in it, if it came there.

    `verdict` is None for a request whose end nobody learnt: the program was cut off meanwhile.
    `settled` is None too for the stage every call begins in, which nobody asks for.
    """

    number: int
    name: str
    asked: datetime
    verdict: Verdict | None
    seconds: float = 0.0
    settled: datetime | None = None
    message: str = ""
    reference: str = ""


@immutable
class HistoryLine:
    """One call. Times are aware UTC; `who` is empty unless the administrator lets it be kept.

    A `callback` without a zone is to be read from the contact's own clock.
    """

    id: int
    interaction_id: str
    campaign: str
    began: datetime
    talk_seconds: float
    outcome: str = ""
    outcome_verdict: Verdict | None = None
    callback: datetime | None = None
    spells: tuple[StageSpell, ...] = ()
    note: str = field(default="", repr=False)
    who: str = field(default="", repr=False)


@immutable
class StageTime:
    """The seconds spent in one stage of a campaign, over all calls found."""

    number: int
    name: str
    seconds: float


@immutable
class CampaignTime:
    """One campaign's calls found, and where their time went."""

    campaign_id: str
    campaign: str
    calls: int
    stages: tuple[StageTime, ...] = ()


@immutable
class ExportTexts:
    """A file's words in the agent's language: the columns, and what the ledger's own words mean."""

    header: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@immutable
class HistoryPanel:
    """What the history page shows.

    `ids` are the ids of all calls found, newest first; `pages` maps the index of a page (PAGE
    lines each) to its lines. A line that isn't there yet is asked for by its page.
    """

    open: bool = False
    query: HistoryQuery = field(default_factory=HistoryQuery)
    searching: bool = False
    ids: tuple[int, ...] = field(default=(), repr=False)
    pages: Mapping[int, tuple[HistoryLine, ...]] = field(default_factory=dict, repr=False)
    campaigns: tuple[CampaignTime, ...] = ()
    fault: HistoryFault | None = None
    exporting: bool = False
    exported: str = ""  # the file written last

    def line(self, row: int) -> HistoryLine | None:
        """Return the line of a row, if its page is here."""
        lines = self.pages.get(row // PAGE)
        index = row % PAGE
        return lines[index] if lines is not None and index < len(lines) else None
