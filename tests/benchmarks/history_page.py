"""How long the window's thread paints while 50,000 calls are scrolled through.

Budget: 99 of 100 paintings of what is in sight stay below one frame of 60 a second. Lines are held
as the desk holds them, a few pages around what is looked at; the others come as they are asked for.
"""

import gc
import os
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QTableView

from agent_desktop.desk.history import HistoryLine, HistoryPanel, HistoryQuery, HistorySpan
from agent_desktop.services.history import HELD
from agent_desktop.ui.history.page import HistoryPage
from agent_desktop.ui.theme.theme import apply
from tests.ui.history.calls import many, pages_of, panel

CALLS = int(os.environ.get("HISTORY_CALLS", "50000"))
FRAME_MS = 1000 / 60
STEPS = 600
Pages = dict[int, tuple[HistoryLine, ...]]
ALL = HistoryQuery(span=HistorySpan.ALL)


def measure() -> dict[str, object]:
    """Return milliseconds to paint what is in sight, with the ratio to one frame."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, "light", still=True)
    lines = many(CALLS)
    full = panel(*lines, query=ALL)
    pages = pages_of(lines)
    page = HistoryPage()
    page.resize(1100, 720)
    page.render_history(HistoryPanel(open=True, searching=True, query=ALL))
    page.show()
    app.processEvents()
    gc.collect()
    gc.freeze()  # as the desk does once its window shows
    shown = _ms(lambda: page.render_history(replace(full, pages={0: pages[0]})))
    table = page.findChild(QTableView, "historyTable")
    assert table is not None
    page.page_wanted.connect(
        lambda wanted: page.render_history(replace(full, pages=_around(pages, wanted)))
    )
    rolled = _scroll(app, table, lambda step: step * 3 * table.rowHeight(0))
    whole = table.verticalScrollBar().maximum()
    dragged = _scroll(app, table, lambda step: whole * step // STEPS)
    coming = _ms(lambda: page.render_history(replace(full, pages=_around(pages, 3))))
    page.close()
    slow = max(_p99(rolled), _p99(dragged))
    return {
        "calls": CALLS,
        "rows in sight": table.viewport().height() // table.rowHeight(0),
        "all calls shown at once": round(shown, 1),
        "a page that comes": round(coming, 1),
        "wheel: median": round(rolled[len(rolled) // 2], 2),
        "wheel: p99": round(_p99(rolled), 2),
        "wheel: longest": round(rolled[-1], 2),
        "dragged through all: median": round(dragged[len(dragged) // 2], 2),
        "dragged through all: p99": round(_p99(dragged), 2),
        "dragged through all: longest": round(dragged[-1], 2),
        "p99, ratio to one frame": round(slow / FRAME_MS, 2),
        "budget: one frame": round(FRAME_MS, 1),
        "verdict": "met" if slow < FRAME_MS else "missed",
    }


def _scroll(app: QApplication, table: QTableView, place: Callable[[int], int]) -> list[float]:
    """Go to one place after the other; what each takes to paint, the shortest first."""
    target = QPixmap(table.viewport().size())
    taken = []
    for step in range(STEPS):
        table.verticalScrollBar().setValue(place(step))
        app.processEvents()  # pages asked for come
        taken.append(_ms(lambda: table.viewport().render(target)))
    return sorted(taken)


def _around(pages: Pages, wanted: int) -> Pages:
    first = max(0, min(wanted - HELD // 2, len(pages) - HELD))
    return {page: pages[page] for page in range(first, min(first + HELD, len(pages)))}


def _p99(taken: list[float]) -> float:
    return taken[int(len(taken) * 0.99) - 1]


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
