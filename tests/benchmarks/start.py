"""How long a start takes, beside a bare window that is started in turn with it.

Each start is a process on a screen of its own, looked at in the picture itself (`eyes`). The
log-on dialog counts once a letter typed as soon as it shows is in the picture; the bare window once
its button, pressed as soon as it shows, says so. An agent who comes back presses Return in
the log-on dialog at once; that counts once the campaigns are in the picture.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.eyes import Hand, Look, Picture, Pixels, new_in
from tests.benchmarks.row import RUNS, Row, Sample, against
from tests.e2e.harness import Desktop
from tests.e2e.harness.processes import end, launch
from tests.e2e.harness.screen import REPOSITORY

BARE = ("-m", "tests.benchmarks.bare_window")
PROGRAM = ("-m", "agent_desktop")
AGENT = ("ada", "demo", "7001")
DIALOG_BUDGET, CAMPAIGNS_BUDGET = 1.3, 1.5
REST = 1.3
"""Seconds without a change but a cursor's: then a picture is what it will be."""
AN_ANSWER = 0.3
"""Seconds within which a letter is there, and what is asked about it later isn't yet."""


@dataclass(frozen=True)
class Start:
    """What is started, and how it looks when it shows and when it has answered."""

    arguments: tuple[str, ...]
    keys: tuple[str, ...]
    painted: Look
    answered: Look


class Bench:
    """A screen with eyes and a hand, and programs on it, one after the other."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._folder = folder
        self._picture = Picture(folder)
        self._hand = Hand(desktop.env["DISPLAY"])
        self._env = {
            name: value
            for name, value in desktop.env.items()
            if name != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"  # nobody looks through it here
        } | {"PYTHONPATH": str(REPOSITORY), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        self._empty = self._picture.at_rest(REST)

    def close(self) -> None:
        """Let go of the screen."""
        self._hand.close()
        self._picture.close()

    @contextmanager
    def running(self, home: Path, arguments: Sequence[str]) -> Iterator[float]:
        """Start Python with these arguments; yields when that was. It is ended on the way out."""
        home.mkdir(exist_ok=True)
        env = self._env | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        began = time.perf_counter()
        process = launch([sys.executable, *arguments], env, self._folder / "output.txt")
        try:
            yield began
        finally:
            end(process)
            self._picture.wait(self._is_empty, "an empty screen")

    def learn(self, arguments: Sequence[str], keys: tuple[str, ...]) -> Start:
        """Find out how it looks; the first start also compiles what is imported."""
        with self.running(self._home("first"), arguments):
            self._picture.at_rest(REST, other_than=self._empty[0])
        with self.running(self._home("learn"), arguments):
            shown = self._picture.at_rest(REST, other_than=self._empty[0])
            self._hand.type(*keys)
            time.sleep(AN_ANSWER)
            answered = [self._picture.now()]
        inside = self._picture.inside(self._empty[0], shown)
        return Start(tuple(arguments), keys, inside, new_in(answered, shown))

    def seconds(self, start: Start, home: Path | None = None) -> float:
        """Start it once; return how long it took until it had answered."""
        with self.running(home or self._home("fresh"), start.arguments) as began:
            self.type_at_once(start)
            answered = self._picture.wait(lambda: self._picture.shows(start.answered), "an answer")
        return answered - began

    def type_at_once(self, start: Start) -> None:
        """Type as soon as the window shows and has the keyboard."""
        self._picture.wait(lambda: self._picture.differs(start.painted), "a window")
        self._picture.wait(lambda: self._hand.held_by_a_window, "a window with the keyboard")
        self._hand.type(*start.keys)

    def at_rest(self) -> Sequence[Pixels]:
        """Return how the screen looks once nothing changes any more."""
        return self._picture.at_rest(REST)

    def _home(self, name: str) -> Path:
        home = self._folder / name
        shutil.rmtree(home, ignore_errors=True)
        return home

    def _is_empty(self) -> bool:
        return self._picture.now() == self._empty[0]


def measure() -> list[Row]:
    """Return the rows of the start."""
    with TemporaryDirectory(prefix="start-") as name, Desktop("-fbdir", name) as desktop:
        bench = Bench(desktop, Path(name))
        try:
            return [_dialog(bench)]
        finally:
            bench.close()


def _dialog(bench: Bench) -> Row:
    bare = bench.learn(BARE, ("space",))
    dialog = bench.learn(PROGRAM, ("x",))
    floor, figure = _in_turn(lambda: bench.seconds(bare), lambda: bench.seconds(dialog))
    return Row(
        "start to the log-on dialog, painted and answering",
        figure,
        (against(floor, figure, DIALOG_BUDGET),),
        floor,
    )


def _in_turn(*ways: Callable[[], float]) -> list[Sample]:
    """Go each way in turn, so that whatever else the machine does meets all alike."""
    runs = [[way() for way in ways] for _ in range(RUNS)]
    return [Sample(values, "s") for values in zip(*runs, strict=True)]
