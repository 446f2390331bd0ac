"""Nobody waits for a module that the first paint doesn't need."""

from pathlib import Path

from tests.app.first_paint import FILE, imported, listed


def test_what_is_imported_before_the_first_paint_is_listed_with_a_reason(tmp_path: Path) -> None:
    found, known = imported(tmp_path), listed()
    assert all(known.values()), "each module stands under a line that begins with # and says why"
    new, gone = sorted(found - known.keys()), sorted(known.keys() - found)
    assert not new, (
        f"{', '.join(new)}: imported before the log-on dialog is painted: every start waits for "
        f"it. Import it later, or put it under its reason in tests/app/{FILE.name}."
    )
    assert not gone, f"{', '.join(gone)}: no longer imported; take it out of tests/app/{FILE.name}."
