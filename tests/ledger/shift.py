"""A shift to write about: its calls, its clock, and waiting for the disk."""

import sqlite3
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from agent_desktop.ledger import CallKey, HistoryFilter, Ledger, LedgerError

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = CallKey("ic1.example", "ada", "2001")
OTHER = CallKey("ic1.example", "ada", "2002")
ADA = HistoryFilter("ic1.example", "ada")
SPRING = ("{spring}", "Spring renewal", "predictive")
WINBACK = ("{winback}", "Winback", "preview")


def at(seconds: float = 0.0, **more: float) -> datetime:
    return START + timedelta(seconds=seconds, **more)


def done(*entries: Future[None]) -> None:
    """Wait until all are on the disk."""
    for entry in entries:
        entry.result(20)


def refused(entry: Future[None]) -> type[BaseException]:
    """Wait and return how it failed."""
    error = entry.exception(20)
    assert isinstance(error, LedgerError)
    return type(error)


def confirmed(ledger: Ledger, key: CallKey, ask_id: str, number: int, when: datetime) -> None:
    """Ask for a stage and have it confirmed at a time."""
    done(
        ledger.stage_asked(key, ask_id, number, f"Stage {number}", when),
        ledger.stage_settled(ask_id, "confirmed", when, status=200),
    )


def in_file(file: Path, question: str, *values: Any) -> list[Any]:
    """Ask the file itself."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(question, values).fetchall()
