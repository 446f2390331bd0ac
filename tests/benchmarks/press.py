"""What an agent feels: a press on its way, what the screen says of it, and a call that comes.

Two robots work call after call with two presses each, which is as fast as a desk lets any leave.
The floors are measured between them, in the same process and on the same loop; one thing happens
at a time.
"""

import asyncio
import contextlib
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import requests

from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.stages import BURST, QUIET, WINDOW
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.stage_button import StageLook
from tests.benchmarks.apart import apart
from tests.benchmarks.at_a_desk import (
    Painted,
    Place,
    looks,
    on_screen,
    press,
    press_key,
    slow_answers,
    until,
    within,
    work,
)
from tests.benchmarks.row import RUNS, TIMES, Budget, Row, Sample, against, p99
from tests.benchmarks.tap import ANSWERED, ASKED, FLOOR_ASKED, FLOOR_TOLD, TOLD, Note, Tap

CALLS = 4  # of each of two agents in a run
PRESSES = 2  # a call
REST = 0.04  # seconds in which what a measured moment brings about settles
STAGES = (1, 2, 3, 9)
FRAME = Sample((1000 / 60,), "ms")


@dataclass
class Run:
    """What one run gave: moments, and in milliseconds what lies between them."""

    pressed: list[float] = field(default_factory=list)
    sending: list[float] = field(default_factory=list)
    confirmed: list[float] = field(default_factory=list)
    popped: list[float] = field(default_factory=list)
    posted: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def noted(self, what: str) -> list[float]:
        """Return the relay's moments of one kind."""
        return [note.at for note in self.notes if note.what == what]

    @property
    def to_bytes(self) -> list[float]:
        """From a press to its request at the server."""
        return _between(self.pressed, self.noted(ASKED))

    @property
    def to_bytes_floor(self) -> list[float]:
        """From handing a post over to its request at the server."""
        return _between(self.posted, self.noted(FLOOR_ASKED))

    @property
    def to_sending(self) -> list[float]:
        """From a press to *sending* on the screen."""
        return _between(self.pressed, self.sending)

    @property
    def to_confirmed(self) -> list[float]:
        """From the answer to *confirmed* on the screen."""
        return _between(self.noted(ANSWERED), self.confirmed)

    @property
    def to_shown(self) -> list[float]:
        """From the message to the call on the screen."""
        return _between(self.noted(TOLD), self.popped)

    @property
    def to_read(self) -> list[float]:
        """From the message to its values."""
        return _between(self.noted(FLOOR_TOLD), self.read)


def measure() -> list[Row]:
    """Return the rows of a press and of a call that comes."""
    runs = apart(_measure)
    asked, posted = _sample(runs, "to_bytes"), _sample(runs, "to_bytes_floor")
    late = p99(_all(runs, "to_bytes")) - p99(_all(runs, "to_bytes_floor"))
    sending, confirmed = _all(runs, "to_sending"), _all(runs, "to_confirmed")
    shown, read = _sample(runs, "to_shown"), _sample(runs, "to_read")
    pooled: dict[str, object] = {"presses": len(sending), "drawn": "offscreen"}
    return [
        Row(
            "press to its bytes at the server",
            asked,
            (against(posted, asked, 1.3), Budget("p99 ≤ 3 ms more", late, 3.0)),
            posted,
            pooled
            | {
                "p99, ms": p99(_all(runs, "to_bytes")),
                "p99 of the floor, ms": p99(_all(runs, "to_bytes_floor")),
            },
        ),
        Row(
            "press to *sending* painted",
            _sample(runs, "to_sending"),
            (Budget("p99 ≤ 16 ms", p99(sending), 16.0),),
            FRAME,
            pooled,
        ),
        Row(
            "answer's last byte to *confirmed* painted",
            _sample(runs, "to_confirmed"),
            (Budget("p99 ≤ 25 ms", p99(confirmed), 25.0),),
            FRAME,
            pooled,
        ),
        Row(
            "message on the wire to the call shown",
            shown,
            (Budget(f"≤ 2 {TIMES} and a frame, ms", shown.median, 2 * read.median + FRAME.median),),
            read,
            {"calls": len(_all(runs, "to_shown")), "p99, ms": p99(_all(runs, "to_shown"))},
        ),
    ]


def _measure() -> list[Run]:
    runs: list[Run] = []

    async def main(folder: Path) -> None:
        async with work(folder, agents=2) as (places, tap):
            await slow_answers(places[0])
            floor = _Floor(tap, places[0])
            robots = [_Robot(place, tap, floor) for place in places]
            one_at_a_time = asyncio.Lock()
            # The first warms everything up, as the first calls of a shift do.
            for _ in range(RUNS + 1):
                run = Run()
                await asyncio.gather(*(robot.work(run, one_at_a_time) for robot in robots))
                run.notes = tap.notes()
                runs.append(run)
            floor.close()

    on_screen(main)
    return runs[1:]


class _Robot:
    """Works calls at one desk, and measures a floor after each thing that is measured."""

    def __init__(self, place: Place, tap: Tap, floor: "_Floor") -> None:
        self._place, self._tap, self._floor = place, tap, floor
        self._buttons = {number: place.button(number) for number in STAGES}
        self._watched = {number: Painted(button) for number, button in self._buttons.items()}
        who = place.label("callWho")
        assert isinstance(who, ElidedLabel)
        self._who, self._named = who, Painted(who)
        self._presses: list[float] = []
        self._calls = 0

    async def work(self, run: Run, one_at_a_time: asyncio.Lock) -> None:
        for _ in range(CALLS):
            async with one_at_a_time:
                call_id = await self._pop(run)
            async with one_at_a_time:
                await self._floor.read(run)
            for _ in range(PRESSES):
                await self._until_a_press_leaves()
                async with one_at_a_time:
                    await self._press(run)
                async with one_at_a_time:
                    await self._floor.post(run)
            async with one_at_a_time:
                await self._place.end(call_id)
                await self._file(call_id)

    async def _pop(self, run: Run) -> str:
        self._calls += 1
        name = f"Contact {self._calls} of {self._place.user}"
        shown = self._named.when(lambda: self._who.text() == name)
        call_id = await self._place.pop(Name=name)
        run.popped.append(await within("the call", shown))
        await asyncio.sleep(REST)
        return call_id

    async def _press(self, run: Run) -> None:
        number = STAGES[len(self._presses) % len(STAGES)]
        button, watched = self._buttons[number], self._watched[number]
        sending = watched.when(looks(button, StageLook.SENDING))
        by = press if len(self._presses) % 3 else press_key
        run.pressed.append(await by(button))
        self._presses.append(time.monotonic())
        run.sending.append(await within("sending", sending))
        confirmed = watched.when(looks(button, StageLook.CURRENT))
        run.confirmed.append(await within("confirmed", confirmed))
        await asyncio.sleep(REST)

    async def _until_a_press_leaves(self) -> None:
        """Wait until a press is neither hurried nor one too many: then it leaves at once."""
        wait = 0.0
        if self._presses:
            wait = self._presses[-1] + QUIET - time.monotonic()
        if len(self._presses) >= BURST:
            wait = max(wait, self._presses[-BURST] + WINDOW - time.monotonic())
        await asyncio.sleep(max(0.0, wait) + REST)

    async def _file(self, call_id: str) -> None:
        state, outcomes = self._place.desk.store, self._place.desk.outcomes
        outcomes.choose(call_id, Outcome(state.state.outcome.terms.dispositions[0]))
        outcomes.file(call_id)
        await until("the outcome", lambda: state.state.outcome.view.filed is not None)
        await asyncio.sleep(REST)


class _Floor:
    """The same body posted plainly by a thread of a pool, and the same message read plainly."""

    def __init__(self, tap: Tap, place: Place) -> None:
        self._tap = tap
        self._url = f"http://127.0.0.1:{tap.floor_port}/icws/1/dialer/update-stage"
        self._body = json.dumps({"campaignId": place.campaign, "newStageId": 1}).encode()
        self._pool = ThreadPoolExecutor(1)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Content-Type"] = "application/json"
        self._read: list[float] = []
        self._stream = requests.get(self._url, stream=True, timeout=600)
        threading.Thread(target=self._listen, daemon=True).start()

    async def post(self, run: Run) -> None:
        run.posted.append(time.perf_counter())
        answer = await asyncio.get_running_loop().run_in_executor(self._pool, self._post)
        assert answer.status_code == 200
        await asyncio.sleep(REST)

    async def read(self, run: Run) -> None:
        before = len(self._read)
        self._tap.say_again()
        await until("the floor's message", lambda: len(self._read) > before)
        run.read.append(self._read[-1])
        await asyncio.sleep(REST)

    def close(self) -> None:
        self._session.close()
        self._pool.shutdown()

    def _post(self) -> requests.Response:
        return self._session.post(self._url, data=self._body)

    def _listen(self) -> None:
        with contextlib.suppress(requests.RequestException):  # the relay ends
            for line in self._stream.iter_lines():
                if line.startswith(b"data: "):
                    json.loads(line.removeprefix(b"data: "))
                    self._read.append(time.perf_counter())


def _between(first: list[float], then: list[float]) -> list[float]:
    """Return milliseconds; each thing must have happened once, and in this order."""
    pairs = list(zip(sorted(first), sorted(then), strict=True))
    assert pairs
    assert all(one < other for one, other in pairs)
    return [(other - one) * 1000 for one, other in pairs]


def _sample(runs: list[Run], kind: str) -> Sample:
    medians = (sorted(getattr(run, kind)) for run in runs)
    return Sample(tuple(values[len(values) // 2] for values in medians), "ms")


def _all(runs: list[Run], kind: str) -> list[float]:
    return [value for run in runs for value in getattr(run, kind)]
