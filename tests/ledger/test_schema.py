"""A file of any older version is upgraded, whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.ledger import FileNewer, FileUnusable, History
from agent_desktop.ledger import history as ledger_history
from agent_desktop.ledger import schema as ledger_schema
from agent_desktop.ledger.file import open_for_writing
from agent_desktop.ledger.schema import MIGRATIONS, migrate, version_of
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import ADA, KEY, SPRING, at, done

LATER = (
    ("ALTER TABLE call ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'",),
    ("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT", "INSERT INTO more VALUES (7)"),
)


def tables(db: sqlite3.Connection) -> list[tuple[str, str]]:
    found = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return found.fetchall()


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def upgraded(db: sqlite3.Connection, version: int) -> None:
    """Bring it as far as an older program would."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_schema, "MIGRATIONS", ledger_schema.MIGRATIONS[:version])
        migrate(db)


@pytest.mark.parametrize("steps", [MIGRATIONS, MIGRATIONS + LATER])
def test_every_older_version_becomes_what_a_new_file_is(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, steps: tuple[tuple[str, ...], ...]
) -> None:
    monkeypatch.setattr(ledger_schema, "MIGRATIONS", steps)
    migrate(db)
    for version in range(len(steps)):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as older:
            upgraded(older, version)
            assert version_of(older) == version
            migrate(older)
            assert version_of(older) == len(steps)
            assert tables(older) == tables(db)


def test_an_upgrade_keeps_what_was_written(
    open_ledger: OpenLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    assert ledger.close(20)
    monkeypatch.setattr(ledger_schema, "MIGRATIONS", MIGRATIONS + LATER)
    with closing(open_for_writing(file)) as db:
        assert db.execute("SELECT interaction_id, colour FROM call").fetchall() == [
            (KEY.interaction_id, "blue")
        ]


def test_an_upgrade_that_fails_leaves_the_older_version(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(db)
    before = tables(db)
    monkeypatch.setattr(ledger_schema, "MIGRATIONS", (*MIGRATIONS, *LATER, ("NONSENSE",)))
    with pytest.raises(sqlite3.OperationalError):
        migrate(db)
    assert version_of(db) == len(MIGRATIONS)
    assert tables(db) == before


def test_a_newer_version_is_refused(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(FileNewer):
        migrate(db)
    assert tables(db) == []


def test_a_file_that_isn_t_upgraded_yet_is_not_read(
    open_ledger: OpenLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger()
    done(ledger.ready)
    monkeypatch.setattr(ledger_history, "MIGRATIONS", MIGRATIONS + LATER)
    with pytest.raises(FileUnusable):
        History(file, ledger.run).count(ADA)


def test_no_file_and_an_empty_one_are_an_empty_history(file: Path) -> None:
    history = History(file, "run")
    assert (history.count(ADA), history.page(ADA, None, 9), history.ids(ADA)) == (0, (), ())
    file.parent.mkdir()
    file.touch()
    assert (history.count(ADA), history.unfinished("ic1.example", "ada", at())) == (0, ())
