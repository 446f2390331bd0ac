"""The history as a spreadsheet takes it."""

import csv
import io
import os
import re
import stat
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ledger import (
    CallKey,
    FileNewer,
    History,
    HistoryFilter,
    Ledger,
    Outcome,
    write_csv,
)
from agent_desktop.ledger.export import COLUMNS, harmless
from tests.ledger.shift import ADA, KEY, SPRING, at, confirmed, done


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_each_call_is_a_line(ledger: Ledger, history: History, tmp_path: Path) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.connected(KEY, at(2)))
    confirmed(ledger, KEY, "a", 1, at(5))
    done(
        ledger.stage_asked(KEY, "b", 2, "Close", at(6)),
        ledger.stage_settled("b", "refused", at(7)),
        ledger.ended(KEY, "remote", at(60)),
        ledger.outcome_chosen(KEY, Outcome("Sale"), at(61)),
        ledger.note(KEY, 'said "yes";\nganz für später, again', at(62)),
    )
    target = tmp_path / "history.csv"
    zone = timezone(timedelta(hours=2))
    assert write_csv(history, ADA, target, zone=zone, words={"confirmed": "bestätigt"}) == 1
    assert read(target) == [
        {
            "popped": "2026-03-02 11:00:00",
            "connected": "2026-03-02 11:00:02",
            "ended": "2026-03-02 11:01:00",
            "how it ended": "remote",
            "campaign": "Spring renewal",
            "mode": "predictive",
            "interaction": "2001",
            "stages": "1 Stage 1: bestätigt; 2 Close: refused",
            "outcome": "Sale",
            "outcome is": "chosen",
            "note": 'said "yes";\nganz für später, again',
            "who": "",
            "number": "",
        }
    ]


def test_the_file_is_what_rfc_4180_and_spreadsheets_ask_for(
    history: History, ledger: Ledger, tmp_path: Path
) -> None:
    done(ledger.open_call(KEY, "c", 'a,"b"', "m", at()))
    target = tmp_path / "history.csv"
    write_csv(history, ADA, target)
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfpopped,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert b',"a,""b""",' in raw
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_no_text_becomes_a_formula(
    ledger: Ledger, history: History, tmp_path: Path, first: str
) -> None:
    formula = f'{first}HYPERLINK("http://evil.example")'
    key = CallKey("ic1.example", "ada", formula)
    done(
        ledger.open_call(key, formula, formula, formula, at()),
        ledger.ended(key, formula, at(1)),
        ledger.outcome_chosen(key, Outcome(formula), at(2)),
        ledger.note(key, formula, at(3)),
    )
    write_csv(history, ADA, tmp_path / "history.csv")
    (line,) = read(tmp_path / "history.csv")
    cells = [line[name] for name in COLUMNS if line[name].endswith('example")')]
    assert cells == [f"'{formula}"] * 6


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])  # noqa: RUF001
@pytest.mark.parametrize(
    "before", ["", " ", "\u00a0 ", "\t", "Yes;", "Yes; ", "a\tb\t", "a\n", "a\r\n "]
)
def test_a_formula_is_none_behind_blanks_or_where_cells_are_split_otherwise(
    before: str, sign: str
) -> None:
    cell = harmless(f"{before}{sign}1+1")
    assert cell.endswith(f"'{sign}1+1")
    assert cell.replace("'", "") == f"{before}{sign}1+1"


@pytest.mark.parametrize("text", ["+30 210 555 4410", "-5 %", "@home"])
def test_what_only_looks_like_one_can_still_be_read(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a-b", "a = b", "1+1", "x@example.org", "09:30; then 10:00"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.sampled_from(" \t\r\n;,'\"=+-@＝a1")))  # noqa: RUF001
def test_a_cell_never_begins_like_a_formula_and_loses_nothing(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    for part in re.split("[;\t\r\n]", cell):
        assert not part.lstrip().startswith(("=", "+", "-", "@", "＝"))  # noqa: RUF001
    assert cell.replace("'", "") == text.replace("'", "")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_cells_come_back_as_they_were(cells: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(["first", *cells])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == ["first", *cells]


def test_more_calls_than_one_page_are_all_written(
    ledger: Ledger, history: History, tmp_path: Path
) -> None:
    names = [str(n) for n in range(1001)]
    done(*(ledger.open_call(CallKey("ic1.example", "ada", n), *SPRING, at()) for n in names))
    assert write_csv(history, ADA, tmp_path / "history.csv") == 1001
    assert [line["interaction"] for line in read(tmp_path / "history.csv")] == names[::-1]


def test_an_export_that_fails_leaves_the_file_before_and_nothing_beside(
    tmp_path: Path,
) -> None:
    class Broken(History):
        def page(self, *_args: object) -> tuple[()]:
            raise FileNewer

    target = tmp_path / "history.csv"
    target.write_text("the one before")
    with pytest.raises(FileNewer):
        write_csv(Broken(tmp_path / "none", "run"), HistoryFilter("a", "b"), target)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["the one before"]
