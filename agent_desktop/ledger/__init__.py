"""The ledger: what was asked, confirmed and typed for each call, kept on this computer.

::

    ledger = Ledger(file)
    key = CallKey("ic1.example", "ada", "2001")
    ledger.open_call(key, "{guid}", "Spring renewal", "predictive", now)
    ledger.stage_asked(key, ask_id, 2, "Offer", now)  # a Future, done when it is on the disk
    history = History(file, ledger.run)
    history.page(HistoryFilter("ic1.example", "ada"), before=None, limit=50)

Writing never waits and never raises; reading may be done from any thread. No Qt, no event loop.
Everything that can go wrong is a `LedgerError`; the tree is drawn in `errors`.
"""

from agent_desktop.ledger.errors import (
    CallUnknown,
    DiskFull,
    EntryRefused,
    FileDamaged,
    FileLocked,
    FileNewer,
    FileReadOnly,
    FileSetAside,
    FileUnusable,
    LedgerClosed,
    LedgerError,
    NothingToSettle,
    OutcomeFiled,
    OutcomeInFlight,
    StorageFailed,
)
from agent_desktop.ledger.export import write_csv
from agent_desktop.ledger.history import History
from agent_desktop.ledger.records import (
    CallKey,
    CallLine,
    CampaignTimes,
    Cursor,
    HistoryFilter,
    Outcome,
    OutcomeLine,
    StageLine,
    StageTime,
    State,
    Unfinished,
    Verdict,
)
from agent_desktop.ledger.writer import Ledger

__all__ = [
    "CallKey",
    "CallLine",
    "CallUnknown",
    "CampaignTimes",
    "Cursor",
    "DiskFull",
    "EntryRefused",
    "FileDamaged",
    "FileLocked",
    "FileNewer",
    "FileReadOnly",
    "FileSetAside",
    "FileUnusable",
    "History",
    "HistoryFilter",
    "Ledger",
    "LedgerClosed",
    "LedgerError",
    "NothingToSettle",
    "Outcome",
    "OutcomeFiled",
    "OutcomeInFlight",
    "OutcomeLine",
    "StageLine",
    "StageTime",
    "State",
    "StorageFailed",
    "Unfinished",
    "Verdict",
    "write_csv",
]
