"""A ledger as it is after thousands of calls of four stages each.

A few hundred calls are written as the program writes them; the others are copies of those, each
with ids and times of its own.
"""

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent_desktop.ledger import CallKey, Outcome
from agent_desktop.ledger.entries import Entries, Opening
from agent_desktop.ledger.file import open_for_writing
from agent_desktop.ledger.records import Verdict

CALLS = 50_000
DAYS = 25  # younger than what the ledger forgets
WRITTEN = 500
CAMPAIGNS = tuple((f"{{campaign-{number}}}", f"Kampagne {number} Süd") for number in range(12))
STAGES = ((1, "Identify"), (2, "Offer"), (3, "Close"), (9, "Wrap-up"))
LABELS = ("Sale", "No interest", "Call back", "Wrong number")
_TABLES = ("call", "stage", "stage_time", "outcome", "note")
_ANSWER: dict[str, str | int | None] = {
    "status": 200,
    "error_id": "",
    "message": "",
    "reference": "ad-0123456789abcdef",
}


def fill(file: Path, server: str, user: str, calls: int) -> None:
    """Write so many calls of the last weeks; a number that WRITTEN divides."""
    assert calls % WRITTEN == 0
    db = open_for_writing(file)
    db.execute("BEGIN")
    _write(db, file, server, user, timedelta(days=DAYS) / calls)
    _multiply(db, calls // WRITTEN)
    db.execute("COMMIT")
    (there,) = db.execute("SELECT count(*) FROM call").fetchone()
    db.close()
    assert there == calls, f"{there} calls were written"


def _write(db: sqlite3.Connection, file: Path, server: str, user: str, between: timedelta) -> None:
    """Write the newest calls, one in fifty with a stage that isn't confirmed."""
    entries = Entries(file, "an earlier run", keep_contact_data=False)
    chance, now = random.Random(1), datetime.now(UTC)
    for number in range(WRITTEN):
        at = now - between * (WRITTEN - number) - timedelta(minutes=3)
        write_call(entries, db, CallKey(server, user, str(2_000_000 + number)), at, chance)


def write_call(
    entries: Entries, db: sqlite3.Connection, key: CallKey, at: datetime, chance: random.Random
) -> None:
    """Write a call of four stages as the program does, now and then with one not confirmed."""
    campaign = chance.choice(CAMPAIGNS)
    entries.open_call(db, key, Opening(*campaign, "predictive", at, "", ""))
    entries.connected(db, key, at + timedelta(seconds=2))
    for turn, (stage, name) in enumerate(STAGES, start=1):
        ask, then = f"{key.interaction_id}-{stage}", at + timedelta(seconds=turn * 20)
        verdict: Verdict = "confirmed" if chance.random() < 0.995 else "not confirmed"
        entries.stage_asked(db, key, ask, stage, name, then)
        entries.stage_settled(db, ask, verdict, then + timedelta(seconds=0.2), _ANSWER)
    if chance.random() < 0.1:
        entries.note(db, key, "Möchte am Dienstag noch einmal angerufen werden.", at)
    entries.ended(db, key, "remote", at + timedelta(seconds=100))
    entries.outcome_asked(db, key, Outcome(chance.choice(LABELS)), at + timedelta(seconds=101))
    entries.outcome_settled(db, key, "confirmed", at + timedelta(seconds=102), _ANSWER)


def _multiply(db: sqlite3.Connection, times: int) -> None:
    """Copy what was written, each copy so much older than the one before."""
    first, last = db.execute("SELECT min(popped_at), max(popped_at) FROM call").fetchone()
    older = (last - first) * WRITTEN // (WRITTEN - 1)
    stages = db.execute("SELECT max(id) FROM stage").fetchone()[0]
    for table in _TABLES:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        copied = ", ".join(_copied(table, column) for column in columns)
        db.executemany(
            f"INSERT INTO {table} SELECT {copied} "  # noqa: S608  # of names of the schema's own
            f"FROM {table} WHERE {_id(table)} <= :written",
            (
                {"calls": WRITTEN * n, "stages": stages * n, "older": older * n, "copy": f"-{n}"}
                | {"written": WRITTEN}
                for n in range(1, times)
            ),
        )


def _id(table: str) -> str:
    return "id" if table == "call" else "call_id"


def _copied(table: str, column: str) -> str:
    if column == _id(table):
        return f"{column} + :calls"
    if table == "stage" and column == "id":
        return "id + :stages"
    if column in ("interaction_id", "ask_id"):
        return f"{column} || :copy"
    return f"{column} - :older" if column == "at" or column.endswith("_at") else column
