"""The file: private, checked, and set aside when it is damaged."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.ledger import (
    FileDamaged,
    FileLocked,
    FileSetAside,
    FileUnusable,
    History,
    Ledger,
    StorageFailed,
)
from agent_desktop.ledger import file as ledger_file
from agent_desktop.ledger.file import identity, set_aside
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import ADA, KEY, OTHER, SPRING, at, confirmed, done, in_file, refused

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
def test_folder_file_and_journals_are_for_the_user_s_eyes_alone(
    open_ledger: OpenLedger, file: Path
) -> None:
    before = os.umask(0)
    try:
        done(open_ledger().open_call(KEY, *SPRING, at()))
    finally:
        os.umask(before)
    assert mode(file.parent) == 0o700
    beside = {path.name: mode(path) for path in file.parent.iterdir()}
    assert beside == {f"{file.name}{tail}": 0o600 for tail in ("", "-wal", "-shm")}


@POSIX
def test_a_new_file_is_private_from_its_first_moment(
    open_ledger: OpenLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "chmod", lambda *_: pytest.fail("it was not private before"))
    done(open_ledger().ready)
    assert mode(file) == 0o600


@POSIX
def test_a_file_that_others_could_read_is_made_private(open_ledger: OpenLedger, file: Path) -> None:
    assert open_ledger().close(20)
    file.chmod(0o644)
    done(open_ledger().ready)
    assert mode(file) == 0o600


def test_a_commit_is_on_the_disk_before_it_is_told(open_ledger: OpenLedger) -> None:
    ledger = open_ledger()
    found: list[tuple[object, ...]] = []

    def look(db: sqlite3.Connection) -> None:
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            found.append(db.execute(f"PRAGMA {name}").fetchone())  # noqa: PERF401

    done(ledger._put(look))
    assert found == [("wal",), (2,), (1,), (1,)]  # 2 is FULL: every commit waits for the disk


def scramble(file: Path) -> None:
    """Keep the first page, and overwrite the trees after it."""
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(content)


def no_database(file: Path) -> None:
    file.write_bytes(b"nothing that SQLite ever wrote, and rather longer than its header" * 9)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 4096 * 3])


@pytest.mark.parametrize("damage", [scramble, no_database, cut_short])
def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(
    open_ledger: OpenLedger, file: Path, damage: Callable[[Path], None]
) -> None:
    before = open_ledger()
    done(before.open_call(KEY, *SPRING, at()))
    assert before.close(20)
    damage(file)
    damaged = file.read_bytes()
    told: list[StorageFailed | None] = []
    ledger = open_ledger(told=told)
    done(ledger.open_call(OTHER, *SPRING, at(1)))
    (trouble,) = told
    assert isinstance(trouble, FileSetAside)
    assert trouble.kept_as.read_bytes() == damaged
    if os.name == "posix":
        assert mode(trouble.kept_as) == 0o600
    assert [call.key for call in History(file, ledger.run).page(ADA, None, 9)] == [OTHER]


def test_a_file_damaged_under_our_hands_takes_no_entry_with_it(
    open_ledger: OpenLedger, file: Path
) -> None:
    told: list[StorageFailed | None] = []
    ledger = open_ledger(told=told)
    done(ledger.open_call(KEY, *SPRING, at()), ledger.note(KEY, "lost with the file", at(1)))
    with closing(sqlite3.connect(file)) as db:  # what is cached of the file counts no more
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("UPDATE call SET mode = mode")
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    scramble(file)
    # The call is known still, so its entries go on in the new file.
    done(ledger.note(KEY, "kept", at(2)))
    assert [type(trouble) for trouble in told] == [FileSetAside]
    (call,) = History(file, ledger.run).page(ADA, None, 9)
    assert (call.key, call.campaign_name, call.note) == (KEY, "Spring renewal", "kept")


def test_reading_a_damaged_file_is_told_and_leaves_it(open_ledger: OpenLedger, file: Path) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    assert ledger.close(20)
    no_database(file)
    before = file.read_bytes()
    with pytest.raises(FileDamaged):
        History(file, ledger.run).count(ADA)
    assert file.read_bytes() == before


def test_a_file_that_went_away_is_begun_anew(open_ledger: OpenLedger, file: Path) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    for path in list(file.parent.iterdir()):
        path.unlink()
    confirmed(ledger, KEY, "a", 1, at(5))
    assert History(file, ledger.run).count(ADA) == 1


def test_damage_that_can_t_be_moved_away_is_told_and_tried_again(
    open_ledger: OpenLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    no_database(file)
    told: list[StorageFailed | None] = []

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "held by another")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", held)
        ledger = open_ledger(told=told)
        assert refused(ledger.open_call(KEY, *SPRING, at())) is FileDamaged
        assert refused(ledger.ended(KEY, "here", at(9))) is FileDamaged
        assert [type(each) for each in told] == [FileDamaged]
    done(ledger.open_call(KEY, *SPRING, at()))
    assert [type(each) for each in told] == [FileDamaged, FileSetAside, type(None)]


def test_a_damaged_file_takes_its_journal_along(file: Path) -> None:
    file.parent.mkdir()
    for tail in ("", "-wal", "-shm"):
        file.with_name(file.name + tail).write_text(f"old{tail}")
    kept = set_aside(file, identity(file))
    assert kept is not None
    left = {path.name: path.read_text() for path in file.parent.iterdir()}
    assert left == {f"{kept.name}{tail}": f"old{tail}" for tail in ("", "-wal", "-shm")}


def test_opening_at_the_same_moment_as_another_copy_is_tried_again(
    open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned_away = [FileLocked("SQLITE_BUSY"), FileLocked("SQLITE_BUSY")]
    real = ledger_file._open

    def busy(path: Path, *, thorough: bool) -> sqlite3.Connection:
        if turned_away:
            raise turned_away.pop()
        return real(path, thorough=thorough)

    monkeypatch.setattr(ledger_file, "_open", busy)
    told: list[StorageFailed | None] = []
    done(open_ledger(told=told).ready)
    assert told == []


def test_copies_that_open_a_new_file_at_one_moment_all_get_in(open_ledger: OpenLedger) -> None:
    done(*(open_ledger().ready for _ in range(12)))


def test_a_file_another_copy_has_replaced_is_not_set_aside(file: Path) -> None:
    file.parent.mkdir()
    no_database(file)
    damaged = identity(file)
    (file.parent / "new").write_bytes(b"")
    (file.parent / "new").replace(file)
    assert set_aside(file, damaged) is None
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_can_t_be_made_is_told_and_never_raised(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file where the folder belongs")
    told: list[StorageFailed | None] = []
    ledger = Ledger(tmp_path / "desk" / "ledger.sqlite3", on_trouble=told.append)
    assert refused(ledger.open_call(KEY, *SPRING, at())) is FileUnusable
    assert ledger.close(20)
    assert [type(each) for each in told] == [FileUnusable]


def test_a_name_with_signs_that_mean_something_elsewhere_is_a_name(tmp_path: Path) -> None:
    file = tmp_path / "a?mode=memory#b %41" / "ledger.sqlite3"
    ledger = Ledger(file)
    done(ledger.open_call(KEY, *SPRING, at()))
    assert ledger.close(20)
    assert in_file(file, "SELECT count(*) FROM call") == [(1,)]


def test_the_wait_for_a_lock_is_longer_than_any_write_of_ours() -> None:
    assert ledger_file.BUSY >= 1
