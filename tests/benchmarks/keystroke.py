"""From a key in the filter of 5,000 campaigns until what it found is painted.

The key event is given to the field of the real window; it is over once the list has been painted.
Texts are typed and taken back letter by letter, and each letter changes what is found. The floor is
one frame of a screen at 60 Hz.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from tests.benchmarks.apart import apart
from tests.benchmarks.row import RUNS, Budget, Row, Sample, p99
from tests.benchmarks.scripted_server import PASSWORD, ScriptedServer
from tests.benchmarks.seat import WITHIN, Seat, at_a_seat

CAMPAIGNS = 5_000
TEXTS = ("4711", "0815", "2999", "1234")
FRAME_MS = 1000 / 60
BUDGET_MS = 16.0


def measure() -> list[Row]:
    """Return the slowest of a hundred keys in each of the runs."""
    runs = apart(type_often)
    keys = [key for run in runs for key in run]
    return [
        Row(
            f"filter keystroke in {CAMPAIGNS:,} campaigns, p99",
            Sample(tuple(p99(run) for run in runs), "ms"),
            (Budget(f"p99 ≤ {BUDGET_MS:.0f} ms", p99(keys), BUDGET_MS),),
            Sample((FRAME_MS,) * len(runs), "ms"),
            {"keys": len(keys), "median": str(Sample(tuple(keys), "ms"))},
        )
    ]


def type_often() -> list[list[float]]:
    """Return milliseconds from each key until it was painted."""
    with ScriptedServer() as server:
        return at_a_seat(partial(_work, server), server.url, password=PASSWORD)


async def _work(server: ScriptedServer, seat: Seat) -> list[list[float]]:
    server.say(f"campaigns {CAMPAIGNS} 0")
    await seat.until("the list", lambda s: len(s.campaigns.campaigns) == CAMPAIGNS)
    field = seat.widget("campaignFilter", QLineEdit)
    shown = seat.widget("campaignList", QListView)
    field.setFocus()
    painted = Painted(shown)
    await asyncio.sleep(0.2)  # the list shows
    return [await type_in_and_take_back(field, shown, painted) for _ in range(RUNS)]


async def type_in_and_take_back(
    field: QLineEdit, shown: QListView, painted: "Painted"
) -> list[float]:
    """Type each text and take it back; return what each key took."""
    taken: list[float] = []
    for text in TEXTS:
        whole = shown.model().rowCount()
        taken += [await painted.after(partial(QTest.keyClick, field, key)) for key in text]
        assert field.text() == text
        assert 0 < shown.model().rowCount() < whole, "the filter found nothing, or all"
        back = partial(QTest.keyClick, field, Qt.Key.Key_Backspace)
        taken += [await painted.after(back) for _ in text]
        assert shown.model().rowCount() == whole
    return taken


class Painted(QObject):
    """Watches a list for its paintings."""

    def __init__(self, shown: QAbstractItemView) -> None:
        super().__init__()
        self._painted = asyncio.Event()
        shown.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted.set()  # who waits for it goes on once the painting is done
        return super().eventFilter(watched, event)

    async def after(self, deed: Callable[[], object]) -> float:
        """Return milliseconds from a deed until what came of it was painted."""
        await asyncio.sleep(0)
        self.forget()
        began = time.perf_counter()
        deed()
        await self.next()
        return (time.perf_counter() - began) * 1000

    def forget(self) -> None:
        """Count no painting up to now."""
        self._painted.clear()

    async def next(self) -> None:
        """Wait for a painting, unless there was one since `forget`."""
        async with asyncio.timeout(WITHIN):
            await self._painted.wait()
