"""The table of faults in the tests' README: every fault is a row once, and its tests are there."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]
README = (TESTS / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Faults that must be survived")[2].partition("\n## ")[0]

FAULTS = """
never answers · answers after the deadline · drips · resets before the headers
resets during the headers · resets after the headers · half-closes
closes an idle keep-alive connection just as a press is sent · wrong length · broken chunking
broken gzip · gzip bomb · 64 MB body · a line without end in the stream · invalid UTF-8
deep JSON · duplicate keys · wrong types · unknown `__type` · enum out of range · huge numbers
date that isn't one · cookie lost · CSRF changed · 401 on one request only
403 then licence free again · 410 · 429 with Retry-After · 500 storms
503 with a list that loops · redirect to another host · messages doubled
messages out of order · messages missing · 20,000 messages in a burst
a campaign list of 5,000
disk full · read-only profile · database locked · database corrupt · settings file broken
vault locked · vault absent · clock set back · clock set forward · DNS gone · IPv6 only
proxy without authentication · proxy with authentication · certificate expired
certificate for a wrong name · certificate of a private CA · certificate changed
captive portal
"""


def rows() -> list[tuple[str, str, list[str]]]:
    """The rows: the fault, what must happen, and its tests."""
    found = []
    for line in SECTION.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0] not in ("Fault", "---"):
            found.append((cells[0], cells[1], re.findall(r"`([^`]+)`", cells[2])))
    return found


def test_every_fault_is_one_row() -> None:
    named = [fault.strip() for fault in re.split(r"[·\n]", FAULTS.strip())]
    assert Counter(fault for fault, _, _ in rows()) == Counter(named)


def test_every_row_says_what_must_happen_and_names_tests() -> None:
    for fault, must, tests in rows():
        assert must, fault
        assert tests, fault
        assert len(tests) == len(set(tests)), fault


def test_every_test_of_the_table_is_there() -> None:
    named = sorted({f"tests/{test}" for _, _, tests in rows() for test in tests})
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *named],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert collected.returncode == 0, collected.stdout[-3000:] + collected.stderr[-1000:]
    for test in named:
        assert re.search(rf"^{re.escape(test)}(\[|$)", collected.stdout, re.MULTILINE), test
