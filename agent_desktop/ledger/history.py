"""Reading the ledger: pages of calls, what is unfinished, and sums. From any thread.

Each question opens the file for itself, which takes a fraction of a millisecond: a file that was
set aside or upgraded meanwhile is never held, and no lock outlasts an answer.
"""

import contextlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from agent_desktop.ledger.entries import SAME_CALL
from agent_desktop.ledger.errors import FileDamaged, FileUnusable
from agent_desktop.ledger.file import connect, failures
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
    Unfinished,
)
from agent_desktop.ledger.schema import MIGRATIONS, version_of
from agent_desktop.ledger.times import from_ms, to_ms

# A longer text than this is looked for by its beginning: SQLite bounds its patterns.
LONGEST_TEXT = 200
_ALL_TIME = (-(2**63), 2**63 - 1)
_UNREADABLE = "UNREADABLE_ROW"

T = TypeVar("T")

# Refused, not confirmed, or asked by a run of the program that ended before the answer.
_STAGE_PROBLEM = """EXISTS (SELECT 1 FROM stage s WHERE s.call_id = c.id
    AND s.verdict IS NOT 'confirmed' AND (s.verdict IS NOT NULL OR s.run <> :run))"""
# ... or chosen and never sent, now that the call is over.
_OUTCOME_PROBLEM = """EXISTS (SELECT 1 FROM outcome p WHERE p.call_id = c.id
    AND p.state <> 'confirmed' AND (p.state <> 'asked' OR p.run <> :run)
    AND (p.state <> 'chosen' OR c.ended_at IS NOT NULL))"""
_PROBLEM = f"({_STAGE_PROBLEM} OR {_OUTCOME_PROBLEM})"

_AGENT = "c.agent_id = (SELECT id FROM agent WHERE server = :server AND user = :user)"
_WANTED = f"""{_AGENT} AND c.popped_at >= :since AND c.popped_at < :until
    AND (:campaign IS NULL OR c.campaign_id = :campaign)
    AND (:text IS NULL OR c.campaign_name GLOB :text OR c.interaction_id GLOB :text
        OR EXISTS (SELECT 1 FROM outcome t WHERE t.call_id = c.id AND t.label GLOB :text)
        OR EXISTS (SELECT 1 FROM stage t WHERE t.call_id = c.id AND t.name GLOB :text)
        OR EXISTS (SELECT 1 FROM note t WHERE t.call_id = c.id AND t.text GLOB :text))
    AND (NOT :only_problems OR {_PROBLEM})"""

_LINE = f"""SELECT c.id, agent.server, agent.user, c.interaction_id, c.campaign_id,
    c.campaign_name, c.mode, c.popped_at, c.connected_at, c.ended_at, c.ended_how,
    c.put_away_at IS NOT NULL AS put_away,
    c.who, c.number, coalesce(note.text, '') AS note, coalesce(o.label, '') AS outcome_label,
    CASE WHEN o.state = 'asked' AND o.run <> :run THEN 'interrupted' ELSE o.state END
        AS outcome_state,
    {_PROBLEM} AS problem
    FROM call c JOIN agent ON agent.id = c.agent_id
    LEFT JOIN outcome o ON o.call_id = c.id LEFT JOIN note ON note.call_id = c.id"""
_NEWEST_FIRST = "ORDER BY c.popped_at DESC, c.id DESC"
_GIVEN = "IN (SELECT value FROM json_each(:calls))"

_COUNT = f"SELECT count(*) AS calls FROM call c WHERE {_WANTED}"
_IDS = f"SELECT c.id FROM call c WHERE {_WANTED} {_NEWEST_FIRST}"
_PAGE = f"""{_LINE} WHERE {_WANTED} AND (c.popped_at, c.id) < (:before, :before_id)
    {_NEWEST_FIRST} LIMIT :limit"""
_LINES = f"{_LINE} WHERE c.id {_GIVEN}"
_UNFINISHED = f"""{_LINE} WHERE {_AGENT} AND c.popped_at >= :since AND (
        EXISTS (SELECT 1 FROM stage s WHERE s.call_id = c.id
            AND s.verdict IS NOT 'confirmed' AND s.verdict IS NULL AND s.run <> :run)
        OR (o.state IS NOT 'confirmed' AND c.put_away_at IS NULL
            AND (o.state IS NOT NULL OR note.text IS NOT NULL
                OR EXISTS (SELECT 1 FROM typed t WHERE t.call_id = c.id))))
    {_NEWEST_FIRST}"""
_STAGES = f"""SELECT s.*, coalesce(s.verdict, iif(s.run = :run, 'asked', 'interrupted')) AS state
    FROM stage s WHERE s.call_id {_GIVEN} ORDER BY s.call_id, s.id"""
_OUTCOMES = f"""SELECT o.*, iif(o.state = 'asked' AND o.run <> :run, 'interrupted', o.state)
    AS stands FROM outcome o WHERE o.call_id {_GIVEN}"""
_TYPED = f"SELECT * FROM typed WHERE call_id {_GIVEN} ORDER BY call_id, column_name"
# Of each group the newest call names campaign and stage: max() picks the row of the bare columns.
_CALLS_BY_CAMPAIGN = f"""SELECT c.campaign_id, c.campaign_name, count(*) AS calls, max(c.id)
    FROM call c WHERE {_WANTED} GROUP BY c.campaign_id ORDER BY c.campaign_name, c.campaign_id"""
_TIMES_BY_CAMPAIGN = f"""SELECT c.campaign_id, t.number, t.name, count(*) AS calls,
    sum(t.ms) AS ms, max(c.id) FROM call c JOIN stage_time t ON t.call_id = c.id
    WHERE {_WANTED} GROUP BY c.campaign_id, t.number"""


class History:
    """Answers what is in the ledger's file; `run` is the ledger's own, see `Ledger.run`.

    Every method raises StorageFailed where the file can't be read. No file is an empty history.
    """

    def __init__(self, file: Path, run: str) -> None:
        self._file = file
        self._run = run

    def count(self, wanted: HistoryFilter) -> int:
        """Return how many calls there are."""
        rows = self._rows(_COUNT, _values(wanted))
        return int(rows[0]["calls"]) if rows else 0

    def page(
        self, wanted: HistoryFilter, before: Cursor | None, limit: int
    ) -> tuple[CallLine, ...]:
        """Return the newest calls, or those next older than a place, newest first."""
        place = (
            {"before": _ALL_TIME[1], "before_id": 0}
            if before is None
            else {"before": to_ms(before.popped_at), "before_id": before.id}
        )
        rows = self._rows(_PAGE, _values(wanted) | place | {"limit": limit})
        return tuple(_line(row) for row in rows)

    def ids(self, wanted: HistoryFilter) -> tuple[int, ...]:
        """Return the ids of all calls, newest first: a scroll bar's length and its places."""
        return tuple(row["id"] for row in self._rows(_IDS, _values(wanted)))

    def lines(self, ids: Sequence[int]) -> tuple[CallLine, ...]:
        """Return the calls with these ids, in their order, without those forgotten meanwhile."""
        found = {row["id"]: _line(row) for row in self._rows(_LINES, _given(ids))}
        return tuple(found[each] for each in ids if each in found)

    def stages_of(self, ids: Iterable[int]) -> dict[int, tuple[StageLine, ...]]:
        """Return what stages were asked for in each of these calls, in the order of asking."""
        stages: defaultdict[int, list[StageLine]] = defaultdict(list)
        for row in self._rows(_STAGES, _given(ids)):
            stages[_call_id(row)].append(_stage(row))
        return {call: tuple(lines) for call, lines in stages.items()}

    def outcomes_of(self, ids: Iterable[int]) -> dict[int, OutcomeLine]:
        """Return the outcome of each of these calls that has one."""
        return {_call_id(row): _outcome(row) for row in self._rows(_OUTCOMES, _given(ids))}

    def unfinished(self, server: str, user: str, now: datetime) -> tuple[Unfinished, ...]:
        """Return the calls of the last 12 hours that something is open for, newest first.

        That is a stage asked by another run and never settled; and, unless the agent has put it
        away, an outcome that isn't confirmed, or something noted or typed where none is.
        """
        asked = {"server": server, "user": user, "since": to_ms(now - SAME_CALL)}
        calls = [_line(row) for row in self._rows(_UNFINISHED, asked)]
        ids = [call.id for call in calls]
        stages, outcomes = self.stages_of(ids), self.outcomes_of(ids)
        values: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for row in self._rows(_TYPED, _given(ids)):
            column, value = _typed(row)
            values[_call_id(row)][column] = value
        return tuple(
            Unfinished(call, stages.get(call.id, ()), outcomes.get(call.id), values[call.id])
            for call in calls
        )

    def campaign_times(self, wanted: HistoryFilter) -> tuple[CampaignTimes, ...]:
        """Return calls and time in each stage, a campaign each, by its name."""
        values = _values(wanted)
        stages: defaultdict[str, list[StageTime]] = defaultdict(list)
        for row in self._rows(_TIMES_BY_CAMPAIGN, values):
            stages[row["campaign_id"]].append(_stage_time(row))
        return tuple(
            CampaignTimes(
                row["campaign_id"],
                row["campaign_name"],
                row["calls"],
                tuple(stages[row["campaign_id"]]),
            )
            for row in self._rows(_CALLS_BY_CAMPAIGN, values)
        )

    def _rows(self, question: str, values: Mapping[str, Any]) -> list[sqlite3.Row]:
        if not self._file.exists():
            return []
        with failures(), contextlib.closing(connect(self._file, "ro")) as db:
            version = version_of(db)
            if version == 0:
                return []
            if version < len(MIGRATIONS):
                raise FileUnusable("not upgraded yet")
            db.row_factory = sqlite3.Row
            with contextlib.suppress(UnicodeDecodeError):
                return db.execute(question, {"run": self._run, **values}).fetchall()
        # Raised out here, so that it doesn't carry the other error, which holds what was written.
        raise FileDamaged(_UNREADABLE)


def _values(wanted: HistoryFilter) -> dict[str, Any]:
    return {
        "server": wanted.server,
        "user": wanted.user,
        "since": _ALL_TIME[0] if wanted.since is None else to_ms(wanted.since),
        "until": _ALL_TIME[1] if wanted.until is None else to_ms(wanted.until),
        "campaign": wanted.campaign_id,
        "text": _pattern(wanted.text) if wanted.text else None,
        "only_problems": wanted.only_problems,
    }


def _given(ids: Iterable[int]) -> dict[str, str]:
    return {"calls": json.dumps(list(ids))}


def _pattern(text: str) -> str:
    """Return the GLOB that finds a text without regard to case, in every script.

    SQLite's own LIKE knows the case of ASCII letters only. Half a character is kept as "?".
    """
    whole = text[:LONGEST_TEXT].encode("utf-8", "replace").decode()
    return f"*{''.join(_either_case(each) for each in whole)}*"


def _either_case(letter: str) -> str:
    lower, upper = letter.lower(), letter.upper()
    if lower != upper and len(lower) == len(upper) == 1:
        return f"[{lower}{upper}]"
    return f"[{letter}]" if letter in "*?[" else letter


def _understood(made: Callable[[sqlite3.Row], T]) -> Callable[[sqlite3.Row], T]:
    """Let what a damaged file has in a row, such as a column misnamed, end in FileDamaged."""

    def make(row: sqlite3.Row) -> T:
        with contextlib.suppress(TypeError, OverflowError, IndexError):
            return made(row)
        raise FileDamaged(_UNREADABLE)

    return make


@_understood
def _call_id(row: sqlite3.Row) -> int:
    return int(row["call_id"])


@_understood
def _typed(row: sqlite3.Row) -> tuple[str, str]:
    return row["column_name"], row["value"]


@_understood
def _stage_time(row: sqlite3.Row) -> StageTime:
    return StageTime(row["number"], row["name"], row["calls"], row["ms"] / 1000)


@_understood
def _line(row: sqlite3.Row) -> CallLine:
    return CallLine(
        id=row["id"],
        key=CallKey(row["server"], row["user"], row["interaction_id"]),
        campaign_id=row["campaign_id"],
        campaign_name=row["campaign_name"],
        mode=row["mode"],
        popped_at=from_ms(row["popped_at"]),
        connected_at=_maybe(row["connected_at"]),
        ended_at=_maybe(row["ended_at"]),
        ended_how=row["ended_how"],
        outcome_label=row["outcome_label"],
        outcome_state=row["outcome_state"],
        problem=bool(row["problem"]),
        put_away=bool(row["put_away"]),
        note=row["note"],
        who=row["who"],
        number=row["number"],
    )


@_understood
def _stage(row: sqlite3.Row) -> StageLine:
    return StageLine(
        ask_id=row["ask_id"],
        number=row["number"],
        name=row["name"],
        state=row["state"],
        asked_at=from_ms(row["asked_at"]),
        settled_at=_maybe(row["settled_at"]),
        status=row["status"],
        error_id=row["error_id"],
        message=row["message"],
        reference=row["reference"],
    )


@_understood
def _outcome(row: sqlite3.Row) -> OutcomeLine:
    return OutcomeLine(
        outcome=Outcome(
            label=row["label"],
            category=row["category"],
            code=row["code"],
            scheduled_at=_maybe(row["scheduled_at"]),
            relative_to=row["relative_to"],
            mine=bool(row["mine"]),
            additional=bool(row["additional"]),
            abandon=bool(row["abandon"]),
        ),
        state=row["stands"],
        at=from_ms(row["at"]),
        settled_at=_maybe(row["settled_at"]),
        status=row["status"],
        error_id=row["error_id"],
        message=row["message"],
        reference=row["reference"],
    )


def _maybe(ms: int | None) -> datetime | None:
    return None if ms is None else from_ms(ms)
