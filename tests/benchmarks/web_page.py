"""Beside what a user would run instead: a web page in headless Chromium that does the same work.

What the program takes is measured by its own benchmarks, in the same run. The page is the least
one that logs on, keeps the event stream and posts stages (`web_page.html`): what a real page has
besides comes on top. Its requests go through the relay that the desk's go through.
"""

import time
from dataclasses import dataclass

from agent_desktop.platform import training
from tests.benchmarks.browser import Browser, browser
from tests.benchmarks.programs import ask, memory, rates, taken
from tests.benchmarks.row import RUNS, Row, Sample, rows_of
from tests.benchmarks.tap import ASKED, Tap

PRESSES = 3  # in a run
RESTS = 3.0  # seconds until all that comes of the log-on is done
WINDOW = 4.0  # seconds in which nothing happens
OURS = (
    ("start", "start to the campaigns, log-on remembered, password typed"),
    ("press", "press to its bytes"),
    ("idle", "memory, logged on and idle"),
    ("idle", "processor, logged on and idle, event stream"),
)
"""The benchmark, and how the row begins, of what each of the page's figures stands beside."""


@dataclass(frozen=True)
class Run:
    """What one run of the page took: seconds, milliseconds, megabytes, percent of a core."""

    start: float
    press: float
    memory: float
    processor: float


def measure() -> list[Row]:
    """Return the rows beside the page: its figure stands where a floor would."""
    runs = [_run() for _ in range(RUNS)]
    theirs = [
        Sample(tuple(run.start for run in runs), "s"),
        Sample(tuple(run.press for run in runs), "ms"),
        Sample(tuple(run.memory for run in runs), "MB"),
        Sample(tuple(run.processor for run in runs), "% of a core"),
    ]
    rows = [_ours(*place) for place in OURS]
    return [
        Row(f"beside a web page: {row.what}", row.figure, (), page)
        for row, page in zip(rows, theirs, strict=True)
    ]


def _ours(name: str, beginning: str) -> Row:
    (row,) = (row for row in rows_of(name) if row.what.startswith(beginning))
    return row


def _run() -> Run:
    server = training.start()
    tap = Tap(int(server.url.rpartition(":")[2]))
    try:
        ask(server, "POST", "dialing", on=False)
        with browser(f"http://127.0.0.1:{tap.port}", PRESSES) as page:
            shown = page.wait("campaigns")
            page.wait("ready")
            time.sleep(RESTS)
            megabytes, percent = _idle(page)
            ask(server, "POST", "calls", user="ada", campaignId=shown["id"], talkSeconds=900)
            pressed = page.wait("pressed")["pressed"]
            return Run(shown["at"] / 1000 - page.began, _press(tap, pressed), megabytes, percent)
    finally:
        tap.stop()
        server.stop()


def _idle(page: Browser) -> tuple[float, float]:
    """Return the memory of all its processes, and what they take of a core for nothing."""
    family = page.family()
    began, before = time.monotonic(), [taken(pid) for pid in family]
    time.sleep(WINDOW)
    seconds = time.monotonic() - began
    used = [rates(one, taken(pid), seconds) for one, pid in zip(before, family, strict=True)]
    return sum(memory(pid)["pss"] for pid in family), sum(percent for percent, _ in used)


def _press(tap: Tap, pressed: list[float]) -> float:
    """Return the median of milliseconds from a press in the page to its bytes at the server."""
    asked = sorted(note.at for note in tap.notes() if note.what == ASKED)
    assert len(asked) == len(pressed) == PRESSES
    unix = time.time() - time.perf_counter()  # the page's clock says Unix time
    taken_ms = sorted((at + unix) * 1000 - press for at, press in zip(asked, pressed, strict=True))
    assert taken_ms[0] > 0
    return taken_ms[PRESSES // 2]
