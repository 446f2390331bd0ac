"""How fast the call history answers with 50,000 calls of four stages each.

Budget: opening the file, the first page and the count together within 200 ms. The other questions,
and how long a press waits until it is on the disk, are printed beside it.
"""

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from agent_desktop.ledger import CallKey, History, HistoryFilter, Ledger
from agent_desktop.ledger.entries import Entries
from agent_desktop.ledger.file import open_for_writing
from tests.benchmarks.filled_ledger import CAMPAIGNS, write_call

CALLS = int(os.environ.get("HISTORY_CALLS", "50000"))
BUDGET_MS = 200.0
PAGE = 50
NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
ADA = HistoryFilter("ic1.example", "ada")


def measure() -> dict[str, object]:
    """Return milliseconds a question, the longest of five tries for those with a budget."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger" / "ledger.sqlite3"
        began = time.perf_counter()
        _fill(file)
        filled = time.perf_counter() - began
        began = time.perf_counter()
        ledger = Ledger(file)
        ledger.ready.result()
        opened = time.perf_counter() - began
        try:
            return _ask(file, ledger) | {
                "megabytes": round(file.stat().st_size / 1e6, 1),
                "the writer opens and checks, ms": round(opened * 1000),
                "filling it took, s": round(filled, 1),
            }
        finally:
            ledger.close(10)


def _ask(file: Path, ledger: Ledger) -> dict[str, object]:
    def first() -> None:
        history = History(file, ledger.run)
        history.page(ADA, None, PAGE)
        history.count(ADA)

    history = History(file, ledger.run)
    ids = history.ids(ADA)
    middle = history.lines(ids[CALLS // 2 : CALLS // 2 + 1])[0].cursor
    week = HistoryFilter("ic1.example", "ada", since=NOW - timedelta(days=7))
    text = HistoryFilter("ic1.example", "ada", text="süd nowhere")
    problems = HistoryFilter("ic1.example", "ada", only_problems=True)
    longest = max(_ms(first) for _ in range(5))
    return {
        "calls": history.count(ADA),
        "first page and count, opening incl.": longest,
        "a page from the middle": _median(lambda: history.page(ADA, middle, PAGE)),
        "all ids": _median(lambda: history.ids(ADA)),
        "50 calls by their ids": _median(lambda: history.lines(ids[CALLS // 2 :][:PAGE])),
        "their stages": _median(lambda: history.stages_of(ids[CALLS // 2 :][:PAGE])),
        "count of a text that nothing has": _median(lambda: history.count(text)),
        "count of the problems": _median(lambda: history.count(problems)),
        "first page of the problems": _median(lambda: history.page(problems, None, PAGE)),
        "what is unfinished": _median(lambda: history.unfinished("ic1.example", "ada", NOW)),
        "sums a campaign, a week": _median(lambda: history.campaign_times(week)),
        "sums a campaign, all": _median(lambda: history.campaign_times(ADA)),
        "one press until on the disk": _median(lambda: _press(ledger)),
        "verdict": "met" if longest < BUDGET_MS else "missed",
    }


def _press(ledger: Ledger) -> None:
    key = CallKey("ic1.example", "ben", "1")
    ledger.open_call(key, *CAMPAIGNS[0], "predictive", NOW)
    ledger.stage_asked(key, str(random.random()), 1, "Identify", NOW).result()


def _fill(file: Path) -> None:
    """Write a hundred days of calls, one in fifty with a stage that isn't confirmed."""
    db = open_for_writing(file)
    entries = Entries(file, "an earlier run", keep_contact_data=False)
    chance = random.Random(1)
    db.execute("BEGIN")
    for number in range(CALLS):
        at = NOW - timedelta(days=100) * (CALLS - number) / CALLS
        write_call(entries, db, CallKey("ic1.example", "ada", str(2_000_000 + number)), at, chance)
    db.execute("COMMIT")
    db.close()


def _median(ask: Callable[[], object]) -> float:
    return median(_ms(ask) for _ in range(5))


def _ms(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return round((time.perf_counter() - began) * 1000, 1)
