"""The ledger's one writer: a thread of its own, so that no disk ever holds the desk."""

import contextlib
import queue
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec

from agent_desktop.immutable import immutable
from agent_desktop.ledger.entries import Entries, Opening
from agent_desktop.ledger.errors import (
    DiskFull,
    EntryRefused,
    FileDamaged,
    FileLocked,
    FileSetAside,
    LedgerClosed,
    LedgerError,
    StorageFailed,
)
from agent_desktop.ledger.file import failures, identity, open_for_writing, set_aside, sync
from agent_desktop.ledger.records import CallKey, Outcome, Verdict
from agent_desktop.platform.log_entry import Event, Log

log = Log("agent_desktop.ledger")

_P = ParamSpec("_P")


@immutable
class _Job:
    """One entry to write, and who waits for it.

    `wipes` if what it deletes must leave the disk; `lost` is called if the file can't be written.
    One that is `ahead` is done as soon as it outlives the program, a power cut a moment later.
    """

    entry: Callable[[sqlite3.Connection], None] = field(repr=False)
    wipes: bool = False
    ahead: bool = False
    lost: Callable[[], None] | None = field(default=None, repr=False)
    done: Future[None] = field(default_factory=Future)

    def __post_init__(self) -> None:
        # From here on nobody can cancel it: giving up waiting must not lose what was written.
        self.done.set_running_or_notify_cancel()

    def settle(self, fault: LedgerError | None) -> None:
        """Tell who waits how it went; the first word counts."""
        if self.done.done():
            return
        if fault is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(fault)


class Ledger:
    """Writes what happens to each call; every method returns at once and never raises.

    The Future is done once the entry is on the disk, or fails with a LedgerError. Entries queued at
    one moment are one transaction. `on_trouble` is called, on the writer's thread, with a
    StorageFailed when writing begins to fail, with None when it works again, and with a
    FileSetAside whenever a damaged file was set aside. `keep_contact_data` is the administrator's
    word on whether the file may say who a call was with.
    """

    def __init__(
        self,
        file: Path,
        *,
        keep_contact_data: bool = False,
        on_trouble: Callable[[StorageFailed | None], None] = lambda _trouble: None,
    ) -> None:
        self.file = file
        self.run = uuid.uuid4().hex  # names this run of the program in the file
        self._entries = Entries(file, self.run, keep_contact_data=keep_contact_data)
        self._on_trouble = on_trouble
        self._trouble: type[StorageFailed] | None = None
        self._db: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None  # the identity of the file that is open
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        # Done when the file is open and up to date; until then there is nothing to read.
        self.ready: Future[None] = self._put(_nothing)
        self._thread = threading.Thread(target=self._write, name="ledger", daemon=True)
        self._thread.start()

    # Calls

    def open_call(
        self,
        key: CallKey,
        campaign_id: str,
        campaign_name: str,
        mode: str,
        at: datetime,
        *,
        who: str = "",
        number: str = "",
    ) -> Future[None]:
        """Open a call, or go on with the same one: popped within 12 h, and not finished."""
        opening = Opening(campaign_id, campaign_name, mode, at, who, number)
        return self._queue(
            _Job(
                lambda db: self._entries.open_call(db, key, opening),
                lost=lambda: self._entries.remember(key, opening),
            )
        )

    def connected(self, key: CallKey, at: datetime) -> Future[None]:
        """Note that agent and contact are connected; the first time counts."""
        return self._put(self._entries.connected, key, at)

    def ended(self, key: CallKey, how: str, at: datetime) -> Future[None]:
        """Note the end of a call; the first end counts."""
        return self._put(self._entries.ended, key, how, at)

    # Stages

    def stage_asked(
        self, key: CallKey, ask_id: str, number: int, name: str, at: datetime
    ) -> Future[None]:
        """Note a stage that is asked for; `ask_id` is unique for all time.

        A press waits for it: the Future is done once a program that is killed leaves it behind.
        That it outlives a power cut too is seen to at once; it takes a disk ten times as long.
        """
        entries = self._entries
        return self._queue(
            _Job(
                lambda db: entries.stage_asked(db, key, ask_id, number, name, at),
                ahead=True,
            )
        )

    def stage_settled(
        self,
        ask_id: str,
        verdict: Verdict,
        at: datetime,
        *,
        status: int | None = None,
        error_id: str = "",
        message: str = "",
        reference: str = "",
    ) -> Future[None]:
        """Note how a stage request ended, and the server's answer; the first verdict counts."""
        answer = _answer(status, error_id, message, reference)
        return self._put(self._entries.stage_settled, ask_id, verdict, at, answer)

    # Outcome

    def outcome_chosen(self, key: CallKey, outcome: Outcome, at: datetime) -> Future[None]:
        """Keep an outcome the agent picked and hasn't sent; refused while one is being sent."""
        return self._put(self._entries.outcome_chosen, key, outcome, at)

    def outcome_asked(self, key: CallKey, outcome: Outcome, at: datetime) -> Future[None]:
        """Note an outcome that is being sent; a confirmed one is never overwritten."""
        return self._put(self._entries.outcome_asked, key, outcome, at)

    def outcome_settled(
        self,
        key: CallKey,
        verdict: Verdict,
        at: datetime,
        *,
        status: int | None = None,
        error_id: str = "",
        message: str = "",
        reference: str = "",
    ) -> Future[None]:
        """Note how sending the outcome ended; "confirmed" deletes what was typed."""
        answer = _answer(status, error_id, message, reference)
        return self._put(self._entries.outcome_settled, key, verdict, at, answer)

    def put_away(self, key: CallKey, at: datetime) -> Future[None]:
        """Note that the agent won't file this call's outcome; choosing one takes that back."""
        return self._put(self._entries.put_away, key, at)

    # What the agent wrote

    def typed(self, key: CallKey, column: str, value: str, at: datetime) -> Future[None]:
        """Keep what was typed into a contact column, until the outcome is confirmed."""
        return self._put(self._entries.typed, key, column, value, at)

    def note(self, key: CallKey, text: str, at: datetime) -> Future[None]:
        """Keep the note of a call, in place of the one before; an empty text deletes it."""
        return self._put(self._entries.note, key, text, at)

    # Retention

    def forget(self, now: datetime, keep_days: int, note_days: int) -> Future[None]:
        """Delete calls older than `keep_days`, and notes of filed calls older than `note_days`."""
        entries = self._entries
        return self._queue(
            _Job(lambda db: entries.forget(db, now, keep_days, note_days), wipes=True)
        )

    def forget_user(self, server: str, user: str) -> Future[None]:
        """Delete everything of one agent, and damaged files that were set aside."""
        entries = self._entries
        return self._queue(_Job(lambda db: entries.forget_user(db, server, user), wipes=True))

    def close(self, deadline: float) -> bool:
        """Write what is queued, for `deadline` seconds at most; return whether all was tried.

        What isn't written by then fails with LedgerClosed. Waits, so not for the window's thread.
        """
        with self._closing:
            self._closed = True
            self._jobs.put(None)
        self._thread.join(deadline)
        if not self._thread.is_alive():
            return True
        for job in self._waiting()[0]:
            job.done.set_exception(LedgerClosed())
        self._jobs.put(None)
        return False

    def _put(
        self,
        entry: Callable[Concatenate[sqlite3.Connection, _P], None],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> Future[None]:
        return self._queue(_Job(lambda db: entry(db, *args, **kwargs)))

    def _queue(self, job: _Job) -> Future[None]:
        with self._closing:
            if self._closed:
                job.done.set_exception(LedgerClosed())
            else:
                self._jobs.put(job)
        return job.done

    # On the writer's thread

    def _write(self) -> None:
        """Write until closed: each time all that is queued by then."""
        closing = False
        while not closing:
            first = self._jobs.get()
            jobs, closing = self._waiting()
            if first is None:
                closing = True
            else:
                jobs.insert(0, first)
            if jobs:
                self._settle(jobs)
        self._shut()

    def _waiting(self) -> tuple[list[_Job], bool]:
        """Return what is queued at this moment, and whether the ledger is to close after it."""
        jobs: list[_Job] = []
        closing = False
        with contextlib.suppress(queue.Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is None:
                    closing = True
                else:
                    jobs.append(job)
        return jobs, closing

    def _settle(self, jobs: list[_Job]) -> None:
        """Write these jobs and tell each how it went."""
        try:
            faults = self._try(jobs)
        except StorageFailed as failed:
            if not isinstance(failed, DiskFull | FileLocked):
                self._shut()  # begin again with the next entry: the file may be another by then
            self._tell(failed)
            for job in jobs:
                if job.lost is not None:
                    with contextlib.suppress(TypeError):  # no zone: refused in any case
                        job.lost()
                job.settle(failed)
            return
        self._tell(None)
        for job, fault in zip(jobs, faults, strict=True):
            job.settle(fault)

    def _try(self, jobs: list[_Job]) -> list[LedgerError | None]:
        """Write these jobs, once more where the file turned out to be damaged."""
        if self._db is not None and identity(self.file) != self._opened:
            self._shut()  # it was deleted, or set aside by a second copy of the program
        try:
            return self._transaction(self._db or self._open(), jobs)
        except FileDamaged:
            self._shut()
            return self._transaction(self._open(thorough=True), jobs)

    def _transaction(self, db: sqlite3.Connection, jobs: list[_Job]) -> list[LedgerError | None]:
        """Write these jobs together; return why single ones were refused. Raises StorageFailed."""
        ahead = any(job.ahead for job in jobs)
        with failures(), _unsynced(db) if ahead else contextlib.nullcontext():
            db.execute("BEGIN IMMEDIATE")
            try:
                faults = [_enter(db, job) for job in jobs]
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        db.execute("ROLLBACK")
        if ahead:
            for job, fault in zip(jobs, faults, strict=True):
                if job.ahead:
                    job.settle(fault)
            sync(self.file)
        if any(job.wipes for job in jobs):
            with contextlib.suppress(sqlite3.Error):  # a reader holds it: the next time then
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return faults

    def _open(self, *, thorough: bool = False) -> sqlite3.Connection:
        """Open the file; a damaged one is set aside and a new one begun. Raises StorageFailed."""
        found = identity(self.file)
        try:
            db = open_for_writing(self.file, thorough=thorough)
        except FileDamaged as damaged:
            try:
                kept = set_aside(self.file, found)
            except OSError:
                raise damaged from None
            if kept is not None:
                self._call(FileSetAside(damaged.detail, kept))
            db = open_for_writing(self.file)
        self._db, self._opened = db, identity(self.file)
        return db

    def _shut(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
        self._db = None

    def _tell(self, trouble: StorageFailed | None) -> None:
        """Tell of a trouble once, and once of its end."""
        kind = None if trouble is None else type(trouble)
        if kind is not self._trouble:
            self._trouble = kind
            self._call(trouble)

    def _call(self, trouble: StorageFailed | None) -> None:
        try:
            self._on_trouble(trouble)
        except Exception as error:  # noqa: BLE001  # a fault of the listener must not end writing
            log.fault(Event.TROUBLE_UNTOLD, error)


@contextlib.contextmanager
def _unsynced(db: sqlite3.Connection) -> Iterator[None]:
    """Commit to the system's memory, which outlives the program; the disk is for `sync`."""
    db.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        db.execute("PRAGMA synchronous = FULL")


def _nothing(_db: sqlite3.Connection) -> None:
    """Write nothing: the file is only opened."""


def _answer(
    status: int | None, error_id: str, message: str, reference: str
) -> dict[str, str | int | None]:
    return {"status": status, "error_id": error_id, "message": message, "reference": reference}


def _enter(db: sqlite3.Connection, job: _Job) -> LedgerError | None:
    """Write one entry, or nothing of it and return why."""
    db.execute("SAVEPOINT entry")
    fault: LedgerError
    try:
        job.entry(db)
    except EntryRefused as refused:
        fault = refused
    except Exception as error:
        # What no file can help, such as a number beyond all measure, must not cost the others.
        if isinstance(error, sqlite3.OperationalError | OSError) or (
            type(error) is sqlite3.DatabaseError
        ):
            raise
        fault = EntryRefused(type(error).__name__)
    else:
        db.execute("RELEASE entry")
        return None
    db.execute("ROLLBACK TO entry")
    db.execute("RELEASE entry")
    return fault
