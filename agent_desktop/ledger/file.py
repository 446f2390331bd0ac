"""The file of the ledger: opened for one user alone, checked, and set aside when damaged."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from agent_desktop.ledger.errors import FileDamaged, FileLocked, storage_failure
from agent_desktop.ledger.schema import migrate, version_of

# A second copy of the program writes for milliseconds; a lock held this long, in seconds, is stuck.
BUSY = 5.0
# SQLite turns some of those away who open a new file at one moment, whatever they would wait:
# then it is tried again after this pause, in seconds, for BUSY in all.
_PAUSE = 0.01
_DAMAGED = ".damaged-"


def open_for_writing(file: Path, *, thorough: bool = False) -> sqlite3.Connection:
    """Open the file, made or brought up to date where needed. Raises StorageFailed.

    `thorough` also compares every index with its table, which takes longer.
    """
    end = time.monotonic() + BUSY
    while True:
        try:
            with failures():
                return _open(file, thorough=thorough)
        except FileLocked:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)


def connect(file: Path, mode: str) -> sqlite3.Connection:
    """Return a connection; `mode` is "ro" or "rw". Transactions are the caller's own."""
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY, isolation_level=None)


@contextlib.contextmanager
def failures() -> Iterator[None]:
    """Raise what goes wrong inside as a StorageFailed."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise storage_failure(error) from error
    except UnicodeDecodeError as error:
        # Of a damaged file even SQLite's own words may not be text.
        raise FileDamaged(type(error).__name__) from None


def sync(file: Path) -> None:
    """Have what was committed outlive a power cut. Raises StorageFailed."""
    # SQLite holds no locks on its journal, so that closing it again drops none.
    with failures():
        journal = os.open(beside(file, "-wal"), os.O_RDWR)
        try:
            os.fsync(journal)
        finally:
            os.close(journal)


def identity(file: Path) -> tuple[int, int] | None:
    """Return what tells this file from another in its place; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def set_aside(file: Path, damaged: tuple[int, int] | None) -> Path | None:
    """Rename a damaged file, with its journal, and return its new name. Raises OSError.

    Does nothing, and returns None, if another stands in its place by now: a second copy of the
    program was faster.
    """
    if identity(file) != damaged:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = file.with_name(f"{file.name}{_DAMAGED}{stamp}")
    file.rename(kept)
    for tail in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            beside(file, tail).replace(beside(kept, tail))
    return kept


def remove_set_aside(file: Path, before: datetime | None = None) -> None:
    """Delete damaged files that were set aside, or only those last written before a time."""
    for kept in file.parent.glob(f"{file.name}{_DAMAGED}*"):
        with contextlib.suppress(OSError):  # gone already, or held open: the next time then
            if before is None or kept.stat().st_mtime < before.timestamp():
                kept.unlink()


def beside(file: Path, tail: str) -> Path:
    """Return a file that SQLite keeps beside the ledger."""
    return file.with_name(file.name + tail)


def _make_private(file: Path) -> None:
    """Make folder and file, for the user's eyes alone. SQLite gives its journals the same mode.

    An existing file is never opened here: closing it again would drop SQLite's locks on it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for each in (file, beside(file, "-wal"), beside(file, "-shm")):
        with contextlib.suppress(FileNotFoundError):
            if each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _open(file: Path, *, thorough: bool) -> sqlite3.Connection:
    _make_private(file)
    db = connect(file, "rw")
    try:
        version_of(db)  # a newer file is refused before anything touches it
        _check(db, thorough=thorough)
        # FULL: a filed outcome survives a power cut too. Only the writer's thread waits.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        # In KiB: the writer reads little, so what it holds of the file needn't grow with the shift.
        db.execute("PRAGMA cache_size = -256")
        # What is forgotten is overwritten, not only unlinked.
        db.execute("PRAGMA secure_delete = ON")
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, *, thorough: bool) -> None:
    check = "integrity_check" if thorough else "quick_check"
    if db.execute(f"PRAGMA {check}(1)").fetchone()[0] != "ok":
        raise FileDamaged(check)
