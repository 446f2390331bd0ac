"""The history as a CSV file for a spreadsheet: RFC 4180, UTF-8 with a mark, and no formulas."""

import csv
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from agent_desktop.ledger.history import History
from agent_desktop.ledger.records import CallLine, HistoryFilter, StageLine

# The columns, in this order; `write_csv` takes their names in the agent's language.
COLUMNS = (
    "popped",
    "connected",
    "ended",
    "how it ended",
    "campaign",
    "mode",
    "interaction",
    "stages",
    "outcome",
    "outcome is",
    "note",
    "who",
    "number",
)

# Where a spreadsheet would begin a formula: at a cell's first sign, the wide ones included, also
# behind blanks; and behind what splits cells where the comma doesn't, whatever is quoted.
_FORMULA = re.compile("\\A(?=[\t\r])|(?:\\A|[;\t\r\n])\\s*(?=[-=+@\uff1d\uff0b\uff0d\uff20])")
_PAGE = 500


def write_csv(
    history: History,
    wanted: HistoryFilter,
    file: Path,
    *,
    header: Sequence[str] = COLUMNS,
    words: Mapping[str, str] | None = None,
    zone: tzinfo | None = UTC,
) -> int:
    """Write the calls, newest first, for the user's eyes alone; return how many.

    The file is replaced in one step, times are those of `zone`, None for the
    computer's own. `words` say in the agent's
    language what the ledger has a fixed word for: states, modes and how calls ended.
    Raises OSError, StorageFailed.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    temporary, count = Path(name), 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(harmless(each) for each in header)
            for row in _rows(history, wanted, words or {}, zone):
                table.writerow(harmless(each) for each in row)
                count += 1
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def harmless(cell: str) -> str:
    """Return the cell as text that no spreadsheet runs as a formula: an apostrophe before it."""
    return _FORMULA.sub(lambda found: f"{found[0]}'", cell)


def _rows(
    history: History, wanted: HistoryFilter, words: Mapping[str, str], zone: tzinfo | None
) -> Iterator[Sequence[str]]:
    page = history.page(wanted, None, _PAGE)
    while page:
        stages = history.stages_of(call.id for call in page)
        for call in page:
            yield _row(call, stages.get(call.id, ()), words, zone)
        page = history.page(wanted, page[-1].cursor, _PAGE)


def _row(
    call: CallLine, stages: Sequence[StageLine], words: Mapping[str, str], zone: tzinfo | None
) -> Sequence[str]:
    def told(word: str) -> str:
        return words.get(word, word)

    return (
        _time(call.popped_at, zone),
        _time(call.connected_at, zone),
        _time(call.ended_at, zone),
        told(call.ended_how),
        call.campaign_name or call.campaign_id,
        told(call.mode),
        call.key.interaction_id,
        "; ".join(
            f"{each.number} {each.name}".strip() + f": {told(each.state)}" for each in stages
        ),
        call.outcome_label,
        told(call.outcome_state or ""),
        call.note,
        call.who,
        call.number,
    )


def _time(at: datetime | None, zone: tzinfo | None) -> str:
    return "" if at is None else at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
