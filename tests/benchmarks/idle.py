"""What the program takes while its agent is logged on and nothing happens, beside a bare window.

All are processes on one screen. Memory is compared pair by pair, a bare window and the program
started together and nothing else of ours on the screen; processor and wake-ups over the same
seconds, of a bare window, of the program with the event stream and of one that has to poll.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_desktop.platform import training
from agent_desktop.platform.resources import resources
from tests.benchmarks.programs import (
    bare_window,
    logged_on,
    memory,
    rates,
    screen,
    taken,
)
from tests.benchmarks.row import RUNS, Budget, Row, Sample, against

MEMORY = 1.6
STREAM_CPU, POLLING_CPU = 0.3, 1.0
"""Percent of a core above the bare window."""
WAKES = 5.0
WINDOW = 7.0
RESTS = 3.0
"""Seconds from a log-on until what comes of it is done ..."""
PINGS_KNOWN = 25.0
"""... and until the server's pings are known, so that it needn't be asked whether it is there."""
BEN, STATION = "ben", "7002"


def measure() -> list[Row]:
    """Return the rows of memory, processor and wake-ups."""
    with screen() as env, TemporaryDirectory() as folder:
        return [_memory(env, Path(folder)), *_processor(env, Path(folder))]


def _memory(env: dict[str, str], folder: Path) -> Row:
    bare, ours = [], []
    server = training.start()
    try:
        for _ in range(RUNS):
            with (
                bare_window(env, folder) as floor,
                logged_on(env, folder, server, BEN, STATION) as pid,
            ):
                time.sleep(RESTS)
                bare.append(memory(floor))
                ours.append(memory(pid))
    finally:
        server.stop()
    floor_pss = Sample(tuple(each["pss"] for each in bare), "MB")
    pss = Sample(tuple(each["pss"] for each in ours), "MB")
    own = [Sample(tuple(each["own"] for each in which), "MB") for which in (bare, ours)]
    return Row(
        "memory, logged on and idle (PSS)",
        pss,
        (against(floor_pss, pss, MEMORY),),
        floor_pss,
        {"of its own alone, bare": str(own[0]), "of its own alone, ours": str(own[1])},
    )


@dataclass(frozen=True)
class Window:
    """What three processes took in the same seconds: percent of a core, wake-ups a second."""

    bare: tuple[float, float]
    stream: tuple[float, float]
    polling: tuple[float, float]


def _processor(env: dict[str, str], folder: Path) -> list[Row]:
    polled = folder / "polled.toml"
    demo = (resources() / "scenarios" / "demo.toml").read_text(encoding="utf-8")
    polled.write_text(f"{_FEATURES}\n{demo}", encoding="utf-8")
    streams, polls = training.start(), training.start("--scenario", str(polled))
    try:
        with (
            bare_window(env, folder) as bare,
            logged_on(env, folder, streams, BEN, STATION) as stream,
            logged_on(env, folder, polls, BEN, STATION) as polling,
        ):
            time.sleep(PINGS_KNOWN)
            windows = [_window(bare, stream, polling) for _ in range(RUNS)]
    finally:
        streams.stop()
        polls.stop()
    floor = Sample(tuple(each.bare[0] for each in windows), "% of a core")
    return [
        _cpu("event stream", [w.stream[0] for w in windows], floor, STREAM_CPU),
        _cpu("polling", [w.polling[0] for w in windows], floor, POLLING_CPU),
        _wakes(windows),
    ]


_FEATURES = """[features]
connection = 12
messaging = 1
status = 3
queues = 2
interactions = 3
dialer = 7
"""


def _cpu(how: str, percents: list[float], floor: Sample, most: float) -> Row:
    figure = Sample(tuple(percents), "% of a core")
    return Row(
        f"processor, logged on and idle, {how}",
        figure,
        (Budget(f"≤ +{most:.1f} %", figure.median - floor.median, most),),
        floor if floor.median else None,  # a bare window needs none at all
        {"bare window": str(floor)},
    )


def _wakes(windows: list[Window]) -> Row:
    figure = Sample(tuple(each.stream[1] for each in windows), "a second")
    return Row(
        "wake-ups, logged on and idle, event stream",
        figure,
        (Budget(f"≤ {WAKES:.0f} a second", figure.median, WAKES),),
        more={
            "bare window": str(Sample(tuple(each.bare[1] for each in windows), "a second")),
            "polling": str(Sample(tuple(each.polling[1] for each in windows), "a second")),
        },
    )


def _window(*pids: int) -> Window:
    began, before = time.monotonic(), [taken(pid) for pid in pids]
    time.sleep(WINDOW)
    seconds = time.monotonic() - began
    bare, stream, polling = (
        rates(one, taken(pid), seconds) for one, pid in zip(before, pids, strict=True)
    )
    assert min(stream[1], polling[1]) > 0, "the program isn't there"
    return Window(bare, stream, polling)
