"""What is forgotten, when, and how thoroughly."""

import os
from pathlib import Path

import pytest

from agent_desktop.ledger import CallKey, CallUnknown, History, Ledger, Outcome
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import ADA, KEY, OTHER, SPRING, at, done, in_file, refused

TABLES = ("agent", "call", "stage", "stage_time", "outcome", "note", "typed")


def filed(ledger: Ledger, key: CallKey, days: float, note: str, city: str = "Patras") -> None:
    """A whole call, that many days after the beginning."""
    done(
        ledger.open_call(key, *SPRING, at(days=days)),
        ledger.connected(key, at(1, days=days)),
        ledger.stage_asked(key, f"{key}", 1, "Offer", at(2, days=days)),
        ledger.stage_settled(f"{key}", "confirmed", at(3, days=days)),
        ledger.note(key, note, at(4, days=days)),
        ledger.typed(key, "city", city, at(4, days=days)),
        ledger.ended(key, "here", at(9, days=days)),
    )


def confirm(ledger: Ledger, key: CallKey, days: float) -> None:
    done(
        ledger.outcome_asked(key, Outcome("Sale"), at(10, days=days)),
        ledger.outcome_settled(key, "confirmed", at(11, days=days)),
    )


def test_calls_go_after_their_days_confirmed_or_not(ledger: Ledger, history: History) -> None:
    for n, day in enumerate((0, 1, 29, 31)):
        filed(ledger, CallKey("ic1.example", "ada", str(n)), day, "text")
    confirm(ledger, CallKey("ic1.example", "ada", "0"), 0)
    done(ledger.forget(at(days=31), keep_days=30, note_days=30))
    left = [call.key.interaction_id for call in history.page(ADA, None, 9)]
    assert left == ["3", "2", "1"]
    done(ledger.forget(at(days=90), keep_days=30, note_days=30))
    counts = {table: in_file(ledger.file, f"SELECT count(*) FROM {table}") for table in TABLES}  # noqa: S608
    assert counts == {table: [(int(table == "agent"),)] for table in TABLES}


def test_notes_go_after_their_own_days_once_the_outcome_is_confirmed(
    ledger: Ledger, history: History
) -> None:
    filed(ledger, KEY, 0, "filed")
    confirm(ledger, KEY, 0)
    filed(ledger, OTHER, 0, "still open")
    done(ledger.forget(at(days=7), keep_days=30, note_days=7))
    assert [call.note for call in history.page(ADA, None, 9)] == ["still open", "filed"]
    done(ledger.forget(at(days=8), keep_days=30, note_days=7))
    assert [call.note for call in history.page(ADA, None, 9)] == ["still open", ""]
    assert len(history.unfinished("ic1.example", "ada", at(hours=1))) == 1


def test_a_forgotten_user_leaves_no_word_in_any_file(open_ledger: OpenLedger, file: Path) -> None:
    ledger = open_ledger(keep_contact_data=True)
    ben = CallKey("ic1.example", "ben", "2001")
    done(ledger.open_call(KEY, *SPRING, at(), who="Maria Petrou"))
    filed(ledger, KEY, 0, "an unmistakable note")
    filed(ledger, ben, 0, "another's", "Volos")
    kept = file.with_name(f"{file.name}.damaged-20260101T000000.000000Z")
    kept.write_text("Maria Petrou")
    done(ledger.forget_user("ic1.example", "ada"))
    for path in file.parent.iterdir():
        content = path.read_bytes()
        assert not [w for w in (b"Petrou", b"unmistakable", b"Patras") if w in content], path
    assert not kept.exists()
    assert History(file, ledger.run).count(ADA) == 0
    assert in_file(file, "SELECT text FROM note") == [("another's",)]
    # Not even the memory of what the call was opened with brings it back.
    assert refused(ledger.note(KEY, "late", at(99))) is CallUnknown


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_damaged_files_are_kept_as_long_as_calls(
    ledger: Ledger, file: Path, days: int, left: int
) -> None:
    done(ledger.ready)
    kept = file.with_name(f"{file.name}.damaged-20260302T090000.000000Z")
    kept.write_text("damaged")
    os.utime(kept, (at().timestamp(), at().timestamp()))
    done(ledger.forget(at(days=days), keep_days=30, note_days=30))
    assert kept.exists() == bool(left)
