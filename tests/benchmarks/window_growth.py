"""How what an agent waits for grows: x1, x10, x100 campaigns, and calls in the ledger.

Each figure is the slope of the logarithm of the time over that of the size: 1 is linear, and what
doesn't depend on the size makes it less.
"""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QTableView

from agent_desktop.desk.history import HistorySpan
from tests.benchmarks.apart import apart
from tests.benchmarks.filled_ledger import fill
from tests.benchmarks.keystroke import Painted
from tests.benchmarks.row import RUNS, Row, growth
from tests.benchmarks.scripted_server import PASSWORD, ScriptedServer, first_name
from tests.benchmarks.seat import Seat, at_a_seat, click

CAMPAIGNS = (50, 500, 5_000)
CALLS = (500, 5_000, 50_000)
MOST = 1.1

Times = dict[str, list[float]]
"""Seconds of each run, by what was waited for."""


def measure() -> list[Row]:
    """Return an exponent for each thing that is waited for."""
    campaigns = apart(with_campaigns)
    history = [apart(with_history, calls) for calls in CALLS]
    return [
        *(_row("campaigns", CAMPAIGNS, what, campaigns) for what in campaigns[0]),
        *(_row("calls in the ledger", CALLS, what, history) for what in history[0]),
    ]


def _row(of: str, sizes: tuple[int, ...], what: str, times: list[Times]) -> Row:
    runs = ([seconds * 1000 for seconds in each[what]] for each in times)
    return growth(f"{what}, by {of}", dict(zip(sizes, runs, strict=True)), MOST)


def with_campaigns() -> list[Times]:
    """Have lists of each size come, change a name, and type into the filter."""

    async def work(server: ScriptedServer, seat: Seat) -> list[Times]:
        return [await _campaigns(server, seat, size) for size in CAMPAIGNS]

    with ScriptedServer() as server:
        return at_a_seat(partial(work, server), server.url, password=PASSWORD)


async def _campaigns(server: ScriptedServer, seat: Seat, size: int) -> Times:
    shown = seat.widget("campaignList", QListView)
    field = seat.widget("campaignFilter", QLineEdit)
    painted = Painted(shown)
    times: Times = {"the list arrives": [], "a name changes": [], "a filter keystroke": []}

    async def told(order: str, generation: int) -> None:
        painted.forget()
        server.say(order)
        name = first_name(generation)
        await seat.until("the news", lambda s: s.selected and s.selected.name == name)
        await painted.next()

    for run in range(RUNS):
        generation = size * 100 + 2 * run
        arrives = partial(told, f"campaigns {size} {generation}", generation)
        times["the list arrives"].append(await _timed(arrives))
        assert len(seat.desk.store.state.campaigns.campaigns) == size
        renamed = partial(told, f"rename {generation + 1}", generation + 1)
        times["a name changes"].append(await _timed(renamed))
        key = await painted.after(partial(QTest.keyClick, field, "1")) / 1000
        assert 0 < shown.model().rowCount() < size
        key += await painted.after(partial(QTest.keyClick, field, Qt.Key.Key_Backspace)) / 1000
        times["a filter keystroke"].append(key / 2)
    return times


def with_history(calls: int) -> Times:
    """Open the history of so many calls and look for a text in it."""
    with TemporaryDirectory() as folder, ScriptedServer() as server:
        ledger = Path(folder) / "ledger.sqlite3"
        fill(ledger, server.url, "ada", calls)
        work = partial(_history, calls)
        return at_a_seat(work, server.url, password=PASSWORD, ledger=ledger)


async def _history(calls: int, seat: Seat) -> Times:
    open_it = seat.widget("historyButton", QAbstractButton)
    close_it = seat.widget("historyClose", QAbstractButton)
    span = seat.widget("historySpan", QComboBox)
    search = seat.widget("historySearch", QLineEdit)
    painted = Painted(seat.widget("historyTable", QTableView))
    times: Times = {"all calls are shown": [], "their sums too": [], "a text is looked for": []}
    for _ in range(RUNS):
        click(open_it)
        await seat.until("the page", lambda s: s.history.open and not s.history.searching)
        painted.forget()
        began = time.perf_counter()
        span.setCurrentIndex(span.findData(HistorySpan.ALL))
        await seat.until("all calls", lambda s: len(s.history.ids) == calls and s.history.pages)
        await painted.next()
        times["all calls are shown"].append(time.perf_counter() - began)
        await seat.until("the sums", lambda s: s.history.campaigns and not s.history.searching)
        times["their sums too"].append(time.perf_counter() - began)
        search.setText("nowhere")
        began = time.perf_counter()
        QTest.keyClick(search, Qt.Key.Key_Return)
        await seat.until("the search", lambda s: not s.history.ids and not s.history.searching)
        times["a text is looked for"].append(time.perf_counter() - began)
        click(close_it)
        await seat.until("the desk", lambda s: not s.history.open)
    return times


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began
