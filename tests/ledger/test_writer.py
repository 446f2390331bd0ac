"""Writing: never in the way, all or nothing, and honest about what failed."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from agent_desktop.ledger import (
    DiskFull,
    EntryRefused,
    FileLocked,
    FileNewer,
    FileReadOnly,
    FileUnusable,
    History,
    Ledger,
    LedgerClosed,
    StorageFailed,
    writer,
)
from agent_desktop.ledger import file as ledger_file
from agent_desktop.ledger.errors import storage_failure
from agent_desktop.ledger.file import open_for_writing
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import ADA, KEY, OTHER, SPRING, at, done, in_file, refused


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the file as another program would."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("ROLLBACK")


def test_what_is_queued_together_is_one_transaction(
    file: Path, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []

    def watched(path: Path, *, thorough: bool = False) -> sqlite3.Connection:
        db = open_for_writing(path, thorough=thorough)
        db.set_trace_callback(statements.append)
        return db

    monkeypatch.setattr(writer, "open_for_writing", watched)
    ledger = open_ledger()
    done(ledger.ready)
    statements.clear()
    with locked(file):
        entries = [ledger.open_call(KEY, *SPRING, at())]
        entries += [ledger.stage_asked(KEY, str(n), n, "", at(n)) for n in range(100)]
        assert not any(entry.done() for entry in entries)
    done(*entries)
    # The first may have been taken alone, before the others were queued.
    assert statements.count("COMMIT") <= 2


def test_no_call_waits_for_the_disk(file: Path, open_ledger: OpenLedger) -> None:
    ledger = open_ledger()
    done(ledger.ready)
    with locked(file):
        entry = ledger.open_call(KEY, *SPRING, at())
        assert not entry.done()  # we are here, and it isn't
    done(entry)


def test_giving_up_waiting_does_not_lose_the_entry(
    file: Path, open_ledger: OpenLedger, history: History
) -> None:
    ledger = open_ledger()
    done(ledger.ready)
    with locked(file):
        entry = ledger.open_call(KEY, *SPRING, at())
        assert not entry.cancel()
    done(entry)
    assert history.count(ADA) == 1


def test_closing_writes_what_is_queued_and_nothing_after(ledger: Ledger, history: History) -> None:
    entries = [ledger.open_call(KEY, *SPRING, at())]
    entries += [ledger.note(KEY, f"{n}", at(n)) for n in range(200)]
    assert ledger.close(20)
    assert [entry.exception(0) for entry in entries] == [None] * 201
    assert history.page(ADA, None, 1)[0].note == "199"
    assert refused(ledger.note(KEY, "late", at(999))) is LedgerClosed
    assert ledger.close(0)


def test_a_stage_that_is_asked_waits_for_no_disk_and_reaches_it_all_the_same(
    file: Path, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    syncs, release = threading.Event(), threading.Event()

    def slow(path: Path) -> None:
        syncs.set()
        release.wait(20)
        ledger_file.sync(path)

    monkeypatch.setattr(writer, "sync", slow)
    with locked(file):
        asked = ledger.stage_asked(KEY, "a", 1, "", at(1))
        noted = ledger.note(KEY, "With the stage", at(1))
    done(asked)
    assert syncs.wait(20)
    assert not noted.done()
    with closing(sqlite3.connect(file)) as other:  # as a program that comes after a kill
        assert other.execute("SELECT count(*) FROM stage").fetchone() == (1,)
    release.set()
    done(noted)


def test_a_disk_that_does_not_take_what_was_written_is_told(
    open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[StorageFailed | None] = []
    ledger = open_ledger(told=told)
    done(ledger.open_call(KEY, *SPRING, at()))

    def failing(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        done(ledger.stage_asked(KEY, "a", 1, "", at(1)))
        done(ledger.ready)
        ledger.close(20)
    assert [type(each) for each in told] == [DiskFull]


def test_closing_ends_at_its_deadline_and_tells_what_was_not_written(
    file: Path, open_ledger: OpenLedger
) -> None:
    ledger = open_ledger()
    done(ledger.ready)
    holds, release = threading.Event(), threading.Event()

    def hold(_db: sqlite3.Connection) -> None:
        holds.set()
        release.wait(20)

    held = ledger._put(hold)
    assert holds.wait(20)
    late = ledger.open_call(KEY, *SPRING, at())
    assert not ledger.close(0.01)
    assert refused(late) is LedgerClosed
    release.set()
    done(held)
    assert ledger.close(20)


def test_a_locked_file_is_told_once_and_its_end_too(
    file: Path, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_file, "BUSY", 0.05)
    told: list[StorageFailed | None] = []
    ledger = open_ledger(told=told)
    done(ledger.ready)
    with locked(file):
        assert refused(ledger.open_call(KEY, *SPRING, at())) is FileLocked
        assert refused(ledger.note(KEY, "lost", at(1))) is FileLocked
    assert [type(each) for each in told] == [FileLocked]
    # The call that couldn't be opened comes with its next entry.
    done(ledger.note(KEY, "kept", at(2)))
    assert [type(each) for each in told] == [FileLocked, type(None)]
    (call,) = History(file, ledger.run).page(ADA, None, 9)
    assert (call.campaign_name, call.popped_at, call.note) == ("Spring renewal", at(), "kept")


def test_a_full_disk_is_told_and_costs_nothing_that_was_written(
    file: Path, open_ledger: OpenLedger
) -> None:
    told: list[StorageFailed | None] = []
    ledger = open_ledger(told=told)
    done(ledger.open_call(KEY, *SPRING, at()), ledger.note(KEY, "before", at(1)))

    def no_more(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size for it

    def room_again(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA max_page_count = 1000000")

    done(ledger._put(no_more))
    error = ledger.note(KEY, "x" * 100_000, at(2)).exception(20)
    assert isinstance(error, DiskFull)
    assert error.detail == "SQLITE_FULL"
    assert "disk is full" in str(error)
    assert [type(each) for each in told] == [DiskFull]
    assert History(file, ledger.run).page(ADA, None, 1)[0].note == "before"
    done(ledger._put(room_again), ledger.note(KEY, "after", at(3)))
    assert told[-1] is None
    assert History(file, ledger.run).page(ADA, None, 1)[0].note == "after"


FILL = """
import resource, sys
from pathlib import Path
from agent_desktop.ledger import Ledger, StorageFailed
from tests.ledger.shift import KEY, SPRING, at
told = []
ledger = Ledger(Path(sys.argv[1]), on_trouble=told.append)
ledger.open_call(KEY, *SPRING, at()).result(20)
ledger.note(KEY, "before", at(1)).result(20)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
failed = ledger.note(KEY, "x" * 900_000, at(2)).exception(20)
assert isinstance(failed, StorageFailed), failed
assert [type(each) for each in told] == [type(failed)], told
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
ledger.note(KEY, "after", at(3)).result(20)
assert told[-1] is None and ledger.close(20)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_may_not_grow_is_told_and_written_again_once_it_may(file: Path) -> None:
    done_ = subprocess.run(
        [sys.executable, "-c", FILL, str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done_.returncode, done_.stderr) == (0, "")
    assert in_file(file, "SELECT text FROM note") == [("after",)]
    assert in_file(file, "PRAGMA integrity_check") == [("ok",)]


def test_a_file_that_may_not_be_written_is_told(
    file: Path, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path, *, thorough: bool = False) -> sqlite3.Connection:
        db = open_for_writing(path, thorough=thorough)
        db.execute("PRAGMA query_only = ON")
        return db

    assert open_ledger().close(20)
    told: list[StorageFailed | None] = []
    with monkeypatch.context() as patch:
        patch.setattr(writer, "open_for_writing", read_only)
        ledger = open_ledger(told=told)
        assert refused(ledger.open_call(KEY, *SPRING, at())) is FileReadOnly
    done(ledger.open_call(KEY, *SPRING, at()))
    assert [type(each) for each in told] == [FileReadOnly, type(None)]


def test_no_room_for_the_file_s_beginning_is_a_full_disk_too() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE  # as measured on a full tmpfs
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    assert type(storage_failure(error)) is DiskFull
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert type(storage_failure(error)) is FileUnusable


@pytest.mark.parametrize(
    ("number", "kind"), [(28, DiskFull), (13, FileReadOnly), (30, FileReadOnly), (5, FileUnusable)]
)
def test_what_the_operating_system_says_is_told_by_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[StorageFailed]
) -> None:
    def unmade(*_args: object, **_more: object) -> None:
        raise OSError(number, "the system's own words")

    monkeypatch.setattr(Path, "mkdir", unmade)
    ledger = Ledger(tmp_path / "desk" / "ledger.sqlite3")
    assert refused(ledger.ready) is kind
    assert ledger.close(20)


def test_a_newer_file_is_left_alone(file: Path, open_ledger: OpenLedger) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    assert ledger.close(20)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 999")
    before = file.read_bytes()
    told: list[StorageFailed | None] = []
    ledger = open_ledger(told=told)
    assert refused(ledger.ready) is FileNewer
    assert refused(ledger.note(KEY, "text", at(1))) is FileNewer
    assert [type(each) for each in told] == [FileNewer]
    assert ledger.close(20)
    assert list(file.parent.iterdir()) == [file]
    with pytest.raises(FileNewer):
        History(file, ledger.run).count(ADA)
    assert file.read_bytes() == before


def test_a_fault_of_the_listener_ends_nothing(
    file: Path, open_ledger: OpenLedger, caplog: pytest.LogCaptureFixture
) -> None:
    def deaf(_trouble: StorageFailed | None) -> None:
        raise RuntimeError("Maria Petrou")

    file.parent.mkdir()
    file.write_bytes(b"no database at all, of no use to anybody" * 200)
    ledger = Ledger(file, on_trouble=deaf)
    done(ledger.open_call(KEY, *SPRING, at()))
    assert ledger.close(20)
    assert "RuntimeError" in caplog.text
    assert "Petrou" not in caplog.text


def test_an_entry_that_fails_half_way_leaves_nothing_behind(
    ledger: Ledger, history: History
) -> None:
    def half(db: sqlite3.Connection) -> None:
        db.execute("UPDATE call SET mode = 'half'")
        raise LookupError

    done(ledger.open_call(KEY, *SPRING, at()))
    assert refused(ledger._put(half)) is EntryRefused
    done(ledger.open_call(OTHER, *SPRING, at(1)))
    assert [call.mode for call in history.page(ADA, None, 9)] == ["predictive", "predictive"]
