"""The tables, as the steps that made them. A step that was delivered is never changed again."""

import sqlite3

from agent_desktop.ledger.errors import FileNewer

# Times are UTC epoch milliseconds. `run` names the run of the program that asked: what another
# run asked and never settled was interrupted.
_FIRST = (
    """CREATE TABLE agent (
        id INTEGER PRIMARY KEY,
        server TEXT NOT NULL,
        user TEXT NOT NULL,
        UNIQUE (server, user)
    ) STRICT""",
    """CREATE TABLE call (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
        interaction_id TEXT NOT NULL,
        campaign_id TEXT NOT NULL,
        campaign_name TEXT NOT NULL,
        mode TEXT NOT NULL,
        popped_at INTEGER NOT NULL,
        connected_at INTEGER,
        ended_at INTEGER,
        ended_how TEXT NOT NULL DEFAULT '',
        put_away_at INTEGER,
        who TEXT NOT NULL DEFAULT '',
        number TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX call_by_time ON call (agent_id, popped_at, id)",
    "CREATE INDEX call_by_interaction ON call (agent_id, interaction_id, id)",
    """CREATE TABLE stage (
        id INTEGER PRIMARY KEY,
        call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
        ask_id TEXT NOT NULL UNIQUE,
        run TEXT NOT NULL,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        verdict TEXT,
        settled_at INTEGER,
        status INTEGER,
        error_id TEXT NOT NULL DEFAULT '',
        message TEXT NOT NULL DEFAULT '',
        reference TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX stage_by_call ON stage (call_id)",
    "CREATE INDEX stage_unconfirmed ON stage (call_id) WHERE verdict IS NOT 'confirmed'",
    """CREATE TABLE stage_time (
        call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        ms INTEGER NOT NULL,
        PRIMARY KEY (call_id, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE outcome (
        call_id INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
        run TEXT NOT NULL,
        state TEXT NOT NULL,
        label TEXT NOT NULL,
        category TEXT NOT NULL,
        code TEXT NOT NULL,
        scheduled_at INTEGER,
        relative_to TEXT NOT NULL,
        mine INTEGER NOT NULL,
        additional INTEGER NOT NULL,
        abandon INTEGER NOT NULL,
        at INTEGER NOT NULL,
        settled_at INTEGER,
        status INTEGER,
        error_id TEXT NOT NULL DEFAULT '',
        message TEXT NOT NULL DEFAULT '',
        reference TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """CREATE TABLE note (
        call_id INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
        text TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE typed (
        call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
        column_name TEXT NOT NULL,
        value TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (call_id, column_name)
    ) STRICT, WITHOUT ROWID""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)


def version_of(db: sqlite3.Connection) -> int:
    """Return how many steps the file has seen. Raises FileNewer for more than we know."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise FileNewer(f"version {version}")
    return version


def migrate(db: sqlite3.Connection) -> None:
    """Bring the file to the present version, whole or not at all.

    The version is read under the lock: a second copy of the program may be doing the same.
    """
    if version_of(db) == len(MIGRATIONS):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[version_of(db) :]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS):d}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
