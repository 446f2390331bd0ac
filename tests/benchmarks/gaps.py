"""How long the window's thread is ever busy while five things happen that nobody should feel.

A 5 ms timer of the window's own loop is watched from before each of them until it is over. The
floor is the same timer in an idle bare window, a process of its own, over the same time.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView, QWidget

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.history import HistorySpan
from agent_desktop.desk.links import LinkState
from agent_desktop.desk.state import DeskState
from agent_desktop.platform import training
from agent_desktop.platform.settings import Settings
from agent_desktop.tour.training_server import TrainingControl
from tests.benchmarks.apart import apart
from tests.benchmarks.filled_ledger import CALLS, fill
from tests.benchmarks.row import RUNS, Budget, Row, Sample, p99
from tests.benchmarks.scripted_server import PASSWORD, ScriptedServer, first_name
from tests.benchmarks.seat import Seat, at_a_seat, click
from tests.benchmarks.ticks import BareTicks, Tick, Ticks

LONGEST_MS, P99_MS = 50.0, 16.0
CAMPAIGNS = 5_000
AT_LEAST = 1.0
"""Seconds that each run is watched: what is over sooner may leave something to be painted."""
PRESSING = 1.5
"""Seconds of presses at a server that doesn't answer as it should."""
PAUSES = (0.1, 0.15, 0.1, 0.6)
"""Seconds between presses: three in a hurry, which are gathered, and one that leaves at once."""
IMPATIENT = Settings(
    stage_deadline=0.8, request_deadline=1.0, reconnect_first=0.1, reconnect_longest=0.2
)


@dataclass(frozen=True)
class Watched:
    """The beats of one run, ours and the bare window's."""

    ticks: list[Tick]
    floor: list[Tick]


def measure() -> list[Row]:
    """Watch each of the five, in a process of its own."""
    return [_row(what, apart(watch)) for what, watch in FIVE]


def _row(what: str, runs: list[Watched]) -> Row:
    longest = [max(tick.gap_ms for tick in run.ticks) for run in runs]
    ticks = [tick for run in runs for tick in run.ticks]
    own = [tick.own_ms for tick in ticks]
    return Row(
        what,
        Sample(tuple(longest), "ms"),
        (
            Budget(f"longest ≤ {LONGEST_MS:.0f} ms", max(longest), LONGEST_MS),
            Budget(f"p99 ≤ {P99_MS:.0f} ms", p99([tick.gap_ms for tick in ticks]), P99_MS),
        ),
        Sample(tuple(max(tick.gap_ms for tick in run.floor) for run in runs), "ms"),
        {
            "ticks": len(ticks),
            "floor: p99, ms": round(p99([tick.gap_ms for run in runs for tick in run.floor]), 1),
            "on a processor: longest, ms": round(max(own), 1),
            "on a processor: p99, ms": round(p99(own), 1),
        },
    )


async def _watch(once: Callable[[int], Awaitable[object]], bare: BareTicks) -> "Later":
    """Let it happen several times, and watch the window's loop meanwhile."""
    spans = []
    for number in range(RUNS):
        watched, began = Ticks(), time.monotonic()
        await once(number)
        await asyncio.sleep(began + AT_LEAST - time.monotonic())
        ticks = watched.stop()
        spans.append((began, time.monotonic(), ticks))
    return lambda: [Watched(ticks, bare.between(began, ended)) for began, ended, ticks in spans]


Later = Callable[[], list[Watched]]
"""What was watched, once the bare window has told."""


# (a), (b): a server that hangs, a server that drips


def hanging() -> list[Watched]:
    """Nothing but the message stream is answered."""
    return _at_a_faulty_server(route="*", kind="hang")


def dripping() -> list[Watched]:
    """Each answer comes a few bytes at a time."""
    return _at_a_faulty_server(route="*", kind="drip", bytes=8, interval=0.01)


def _at_a_faulty_server(**fault: object) -> list[Watched]:
    server = training.start()
    try:
        with BareTicks() as bare:
            later = at_a_seat(
                partial(_press_on, server, fault, bare), server.url, settings=IMPATIENT
            )
        return later()
    finally:
        server.stop()


async def _press_on(
    server: training.TrainingServer, fault: dict[str, object], bare: BareTicks, seat: Seat
) -> Later:
    control = TrainingControl(server, seat.desk.background)
    await control.post("dialing", on=False)
    state = await seat.until("campaigns", lambda s: s.selected)
    campaign = state.selected.id if state.selected else ""
    click(seat.widget("campaignJoin", QAbstractButton))
    await seat.until(
        "the campaign", lambda s: s.selected and s.selected.membership is Membership.IN
    )
    await seat.until("stages", lambda s: s.stage.stages.stages)
    await control.post("calls", user="ada", campaignId=campaign, talkSeconds=900, alerting=False)
    await seat.until("a call", _on_call)

    async def once(_number: int) -> None:
        await control.post("faults", **fault)
        await _press(seat)
        told = (await control.get("state"))["faults"]
        assert told[0]["hit"], "no press met the fault"
        await control.delete("faults")
        await seat.until("the link", lambda s: s.link.session is LinkState.UP)
        await seat.until("calm", lambda _: not seat.desk.stages.sender.busy)

    return await _watch(once, bare)


async def _press(seat: Seat) -> None:
    """Press stage after stage with the mouse, type into the filter and look at the notices."""
    buttons = [seat.widget(f"stageButton-{number}", QAbstractButton) for number in (1, 2, 3, 9)]
    field = seat.widget("campaignFilter", QLineEdit)
    bell = seat.widget("notificationBell", QWidget)
    presses, end = 0, time.monotonic() + PRESSING
    while time.monotonic() < end:
        click(buttons[presses % 4])
        if presses % 3 == 0:
            field.setText("spring"[: presses % 6])
        if presses % 5 == 0:
            click(bell)
        presses += 1
        await asyncio.sleep(PAUSES[presses % 4])


def _joined(state: DeskState) -> bool:
    return state.selected is not None and state.selected.membership is Membership.IN


def _on_call(state: DeskState) -> bool:
    return state.call is not None and state.call.state is CallState.CONNECTED


# (c), (d): 20,000 messages at once, 5,000 campaigns at once


def burst() -> list[Watched]:
    """A call goes on while a burst comes in."""

    async def work(server: ScriptedServer, bare: BareTicks, seat: Seat) -> Later:
        server.say("site")
        await seat.until("a call", _on_call)

        async def once(number: int) -> None:
            last = ("At Lunch", "Available")[number % 2]
            server.say(f"burst {last}")
            await seat.until("the burst's end", lambda s: _in_status(s, last))

        return await _watch(once, bare)

    return _at_the_scripted_server(work)


def _in_status(state: DeskState, wanted: str) -> bool:
    return state.status.current is not None and state.status.current.id == wanted


def campaigns() -> list[Watched]:
    """The list of campaigns becomes one of 5,000, most of them others than before."""

    async def work(server: ScriptedServer, bare: BareTicks, seat: Seat) -> Later:
        server.say("site")
        await seat.until("a call", _on_call)

        async def once(number: int) -> None:
            server.say(f"campaigns {CAMPAIGNS} {number}")
            state = await seat.until(
                "the list", lambda s: s.selected and s.selected.name == first_name(number)
            )
            assert len(state.campaigns.campaigns) == CAMPAIGNS

        return await _watch(once, bare)

    return _at_the_scripted_server(work)


def _at_the_scripted_server(
    work: Callable[[ScriptedServer, BareTicks, Seat], Awaitable[Later]],
) -> list[Watched]:
    with ScriptedServer() as server:
        with BareTicks() as bare:
            later = at_a_seat(partial(work, server, bare), server.url, password=PASSWORD)
        return later()


# (e): the history


def history() -> list[Watched]:
    """The history opens and shows all calls there are, then the desk comes back."""
    with TemporaryDirectory() as folder, ScriptedServer() as server:
        ledger = Path(folder) / "ledger.sqlite3"
        fill(ledger, server.url, "ada", CALLS)
        with BareTicks() as bare:
            later = at_a_seat(
                partial(_open_history, bare), server.url, password=PASSWORD, ledger=ledger
            )
        return later()


async def _open_history(bare: BareTicks, seat: Seat) -> Later:
    button = seat.widget("historyButton", QAbstractButton)
    span = seat.widget("historySpan", QComboBox)
    table = seat.widget("historyTable", QTableView)
    back = seat.widget("historyClose", QAbstractButton)

    async def once(_number: int) -> None:
        click(button)
        await seat.until("the page", lambda s: s.history.open and not s.history.searching)
        span.setCurrentIndex(span.findData(HistorySpan.ALL))
        state = await seat.until(
            "all calls", lambda s: len(s.history.ids) == CALLS and not s.history.searching
        )
        assert state.history.campaigns, "there are no sums"
        table.scrollToBottom()
        await seat.until("the last page", lambda s: s.history.line(CALLS - 1) is not None)
        await asyncio.sleep(0.1)  # an agent looks at it
        click(back)
        await seat.until("the desk", lambda s: not s.history.open)

    return await _watch(once, bare)


FIVE: tuple[tuple[str, Callable[[], list[Watched]]], ...] = (
    ("UI gap: the server hangs", hanging),
    ("UI gap: the server drips", dripping),
    ("UI gap: 20,000 messages at once", burst),
    (f"UI gap: {CAMPAIGNS:,} campaigns arrive", campaigns),
    (f"UI gap: a history of {CALLS:,} calls opens", history),
)
