"""Everything that can go wrong with the ledger, as one tree.

::

    LedgerError
    ├── EntryRefused         the file is well; this entry can't be taken
    │   ├── CallUnknown      no call was opened under this key
    │   ├── NothingToSettle  nothing asked and unsettled under this id
    │   ├── OutcomeFiled     the outcome is confirmed: nothing overwrites it
    │   └── OutcomeInFlight  an outcome is being sent: a draft can't take its place
    ├── StorageFailed        nothing of what was queued together was written
    │   ├── DiskFull
    │   ├── FileLocked       another program holds the file
    │   ├── FileReadOnly
    │   ├── FileDamaged      and not set aside yet
    │   ├── FileSetAside     it was damaged, and a new one is begun: told, never raised
    │   ├── FileNewer        written by a later version of the program; left alone
    │   └── FileUnusable     anything else the operating system says
    └── LedgerClosed         the ledger was closed before this was written

`str(error)` says what happened and what to do; none carries what was to be written.
"""

import errno
import sqlite3
from pathlib import Path
from typing import ClassVar


class LedgerError(Exception):
    """The root of the tree; catch it to catch all.

    `detail` is the technical name of the fault, such as SQLITE_FULL; it may be empty.
    """

    happened: ClassVar[str] = "The call history has a problem."
    advice: ClassVar[str] = ""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.happened} {self.advice}".strip())
        self.detail = detail


class EntryRefused(LedgerError):
    """One entry can't be taken; the others are not touched by that."""

    happened = "This can't be written to the call history."


class CallUnknown(EntryRefused):
    """No call was opened under this key."""

    happened = "The call history doesn't know this call."


class NothingToSettle(EntryRefused):
    """Nothing was asked under this id, or it is settled already: an answer counts once."""

    happened = "The call history has nothing open that this answers."


class OutcomeFiled(EntryRefused):
    """The outcome of this call is confirmed."""

    happened = "The outcome of this call is confirmed and stays as it is."


class OutcomeInFlight(EntryRefused):
    """An outcome of this call is on its way to the server."""

    happened = "An outcome of this call is being sent."


class StorageFailed(LedgerError):
    """Nothing of what was queued together was written."""


class DiskFull(StorageFailed):
    """There is no room for the file."""

    happened = "The disk is full, so the call history isn't kept."
    advice = "Free some space; it is kept again from then on."


class FileLocked(StorageFailed):
    """Another program holds the file for longer than we wait."""

    happened = "Another program holds the call history, so nothing is written to it."
    advice = "Close other copies of this program, and backup programs that hold its files."


class FileReadOnly(StorageFailed):
    """File or folder may not be written."""

    happened = "The call history may not be written."
    advice = "Ask your administrator for the right to write to its folder."


class FileDamaged(StorageFailed):
    """The file can't be understood, and isn't set aside yet: reading never does that."""

    happened = "The call history is damaged."
    advice = "Close other copies of this program and start it again: a new one is begun then."


class FileSetAside(StorageFailed):
    """The file couldn't be understood: it was renamed to `kept_as`, and a new one begun."""

    happened = "The call history was damaged, so a new one was begun."
    advice = "The damaged file is kept beside it for your administrator."

    def __init__(self, detail: str, kept_as: Path) -> None:
        super().__init__(detail)
        self.kept_as = kept_as


class FileNewer(StorageFailed):
    """The file has a later version than this program knows; it is left as it is."""

    happened = "The call history was written by a newer version of this program."
    advice = "Update this program; until then nothing is written to it."


class FileUnusable(StorageFailed):
    """The operating system doesn't let us use the file."""

    happened = "The call history can't be used."
    advice = "Ask your administrator, and name the detail."


class LedgerClosed(LedgerError):
    """The ledger was closed, or its deadline passed, before this was written."""

    happened = "The call history is closed."


_BY_CODE: dict[int, type[StorageFailed]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,  # as it begins, the first file to want room
    sqlite3.SQLITE_BUSY: FileLocked,
    sqlite3.SQLITE_LOCKED: FileLocked,
    sqlite3.SQLITE_READONLY: FileReadOnly,
    sqlite3.SQLITE_PERM: FileReadOnly,
    sqlite3.SQLITE_CORRUPT: FileDamaged,
    sqlite3.SQLITE_NOTADB: FileDamaged,
}
_BY_ERRNO: dict[int, type[StorageFailed]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EACCES: FileReadOnly,
    errno.EPERM: FileReadOnly,
    errno.EROFS: FileReadOnly,
}


def storage_failure(error: sqlite3.Error | OSError) -> StorageFailed:
    """Return what an error of the database or the operating system means."""
    if isinstance(error, OSError):
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        return _BY_ERRNO.get(error.errno or 0, FileUnusable)(name)
    code = getattr(error, "sqlite_errorcode", 0)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    # The low byte of an extended code is the plain one.
    kind = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF, FileUnusable)
    return kind(name)
