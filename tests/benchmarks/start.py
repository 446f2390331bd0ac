"""How long a start takes, beside a bare window that is started in turn with it.

Each start is a process on a screen of its own, looked at in the picture itself (`eyes`). The
log-on dialog counts once a letter typed as soon as it shows is in the picture; the bare window once
its button, pressed as soon as it shows, says so. An agent who comes back presses Return in
the log-on dialog at once; that counts once the campaigns are in the picture.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from agent_desktop.platform import remembered
from agent_desktop.platform.resources import resources
from tests.app import first_paint
from tests.benchmarks.eyes import Hand, Look, NothingSeen, Picture, Pixels, new_in
from tests.benchmarks.row import RUNS, Budget, Row, Sample, against
from tests.e2e.harness import Desktop
from tests.e2e.harness.processes import end, launch
from tests.e2e.harness.screen import REPOSITORY
from tests.e2e.ic_server import IcServer
from tests.platform.secret_service import SecretService

BARE = ("-m", "tests.benchmarks.bare_window")
PROGRAM = ("-m", "agent_desktop")
AGENT = ("ada", "demo", "7001")
DIALOG_BUDGET, CAMPAIGNS_BUDGET = 1.3, 1.5
REST = 1.3
"""Seconds without a change but a cursor's: then a picture is what it will be."""
AN_ANSWER = 0.3
"""Seconds within which a letter is there, and what is asked about it later isn't yet."""
A_WHILE = 0.6
"""Seconds of rest on a desk, where a clock ticks each second."""
CAMPAIGNS = ("Spring renewal", "Customer survey")
OTHERS = ("Autumn arrears", "Debtors by hand")
"""The desk with campaigns of other names tells where on the screen the names are."""
LEAST_ASKED = 6
SHOWN = "dialer/request-form-definition"
"""What the desk asks for once there are campaigns to be shown."""
KEEP = (
    "import sys; from agent_desktop.platform.vault import Account, Vault; "
    "Vault().write(Account(*sys.argv[1:3]), sys.argv[3])"
)


@dataclass(frozen=True)
class Start:
    """What is started, and how it looks when it shows and when it has answered."""

    arguments: tuple[str, ...]
    keys: tuple[str, ...]
    painted: Look
    answered: Look
    home: str = ""  # empty: a fresh one each time


class Bench:
    """A screen with eyes and a hand, and programs on it, one after the other."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._folder = folder
        self._picture = Picture(folder)
        self._hand = Hand(desktop.env["DISPLAY"])
        self.env = {
            name: value
            for name, value in desktop.env.items()
            if name != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"  # nobody looks through it here
        } | {"PYTHONPATH": str(REPOSITORY), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        self._empty = self._picture.at_rest(REST)

    def close(self) -> None:
        """Let go of the screen."""
        self._hand.close()
        self._picture.close()

    def home(self, name: str) -> Path:
        """Return a home folder on this screen's computer."""
        return self._folder / (name or "fresh")

    @contextmanager
    def running(self, home: str, arguments: Sequence[str]) -> Iterator[float]:
        """Start Python with these arguments; yields when that was. It is ended on the way out."""
        if not home:
            shutil.rmtree(self.home(home), ignore_errors=True)
        folder = self.home(home)
        folder.mkdir(exist_ok=True, mode=0o700)
        env = self.env | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        began = time.perf_counter()
        process = launch([sys.executable, *arguments], env, self._folder / "output.txt")
        try:
            yield began
        finally:
            end(process)
            self._picture.wait(self._is_empty, "an empty screen")

    def learn(self, arguments: Sequence[str], keys: tuple[str, ...]) -> Start:
        """Find out how it looks; the first start also compiles what is imported."""
        with self.running("", arguments):
            self._picture.at_rest(REST, other_than=self._empty[0])
        with self.running("", arguments):
            shown = self._picture.at_rest(REST, other_than=self._empty[0])
            self._hand.type(*keys)
            time.sleep(AN_ANSWER)
            answered = [self._picture.now()]
        inside = self._picture.inside(self._empty[0], shown)
        return Start(tuple(arguments), keys, inside, new_in(answered, shown))

    def learn_log_on(
        self, home: str, keys: tuple[str, ...], server: IcServer
    ) -> tuple[Look, list[Pixels]]:
        """Log on; return how the dialog looks, and pictures of the desk."""
        before = len(server.asked(SHOWN))
        with self.running(home, PROGRAM):
            shown = self._picture.at_rest(REST, other_than=self._empty[0])
            self._hand.type(*keys)
            self._picture.wait(lambda: len(server.asked(SHOWN)) > before, "the desk at work")
            desk = self._picture.at_rest(A_WHILE, other_than=self._empty[0])
        return self._picture.inside(self._empty[0], shown), desk

    def seconds(self, start: Start) -> float:
        """Start it once; return how long it took until it had answered."""
        with self.running(start.home, start.arguments) as began:
            self._picture.wait(lambda: self._picture.differs(start.painted), "a window")
            self._picture.wait(lambda: self._hand.held_by_a_window, "a window with the keyboard")
            self._hand.type(*start.keys)
            answered = self._picture.wait(lambda: self._picture.shows(start.answered), "an answer")
        return answered - began

    def _is_empty(self) -> bool:
        return self._picture.now() == self._empty[0]


def measure() -> list[Row]:
    """Return the rows of the start."""
    with (
        TemporaryDirectory(prefix="start-") as name,
        Desktop("-fbdir", name) as desktop,
        _vault(desktop, Path(name)),
    ):
        bench = Bench(desktop, Path(name))
        try:
            bare = bench.learn(BARE, ("space",))
            return [_dialog(bench, bare), *_campaigns(bench, bare), _modules(Path(name))]
        finally:
            bench.close()


def _dialog(bench: Bench, bare: Start) -> Row:
    dialog = bench.learn(PROGRAM, ("x",))
    floor, figure = _in_turn(lambda: bench.seconds(bare), lambda: bench.seconds(dialog))
    return Row(
        "start to the log-on dialog, painted and answering",
        figure,
        (against(floor, figure, DIALOG_BUDGET),),
        floor,
    )


def _campaigns(bench: Bench, bare: Start) -> Iterator[Row]:
    """The agent who comes back: by the password that the vault kept, or typing it."""
    with _server(bench, CAMPAIGNS) as server, _server(bench, OTHERS) as other:
        starts = []
        for home, keys in (("kept", ("Return",)), ("typed", (*AGENT[1], "Return"))):
            seen = []
            for each in (server, other, server):  # in this order no clock is taken for a name
                _come_back(bench, home, each, kept=home == "kept")
                seen.append(bench.learn_log_on(home, keys, each))
            (dialog, once), (_, others), (_, again) = seen
            starts.append(Start(PROGRAM, keys, dialog, new_in([*once, *again], others), home))
        kept, typed = starts
        bare = replace(bare, arguments=(*BARE, server.url, *AGENT))
        asked = len(server.requests())
        bench.seconds(bare)
        by_floor = _asked(server.requests()[asked:])
        asked = len(server.requests())
        floor, *figures = _in_turn(
            *(lambda s=each: bench.seconds(s) for each in (bare, kept, typed))
        )
        _same_requests(by_floor, _asked(server.requests()[asked:]))
    for how, figure in zip(("kept in the vault", "typed"), figures, strict=True):
        what = f"start to the campaigns, log-on remembered, password {how}"
        yield Row(what, figure, (against(floor, figure, CAMPAIGNS_BUDGET),), floor)


def _modules(folder: Path) -> Row:
    """Whatever is imported before the first paint; every start waits for it."""
    found, known = first_paint.imported(folder), first_paint.listed().keys()
    ours = [name for name in found if name.partition(".")[0] == first_paint.OURS]
    return Row(
        f"modules imported before the first paint, beside a bare window's ({len(ours)} of ours)",
        Sample((float(len(found)),), ""),
        (Budget("not listed, or listed and gone", len(found ^ known), 0),),
    )


@contextmanager
def _vault(desktop: Desktop, folder: Path) -> Iterator[None]:
    """Have a vault on the desktop's bus."""
    wallet = folder / "wallet"
    wallet.mkdir()
    service = SecretService(desktop.env | {"HOME": str(wallet)})
    try:
        yield
    finally:
        service.stop()


@contextmanager
def _server(bench: Bench, names: Sequence[str]) -> Iterator[IcServer]:
    """Run the simulator with campaigns of these names."""
    scenario = (resources() / "scenarios" / "demo.toml").read_text(encoding="utf-8")
    for name, other in zip(CAMPAIGNS, names, strict=True):
        scenario = scenario.replace(f'name = "{name}"', f'name = "{other}"')
    file = bench.home(f"{names[0]}.toml")
    file.write_text(scenario, encoding="utf-8")
    server = IcServer("--scenario", str(file))
    try:
        server.order("POST", "dialing", on=False)
        yield server
    finally:
        server.stop()


def _come_back(bench: Bench, home: str, server: IcServer, *, kept: bool) -> None:
    """Have the home of an agent who was logged on at a server before, the window where it was."""
    bench.home(home).mkdir(mode=0o700, exist_ok=True)
    file = bench.home(home) / ".local" / "state" / "agent-desktop" / "remembered.json"
    user, password, station = AGENT
    changes: dict[str, Any] = {
        "server": server.url,
        "user": user,
        "station": station,
        "kept_in_vault": kept,
    }
    remembered.write(file, replace(remembered.read(file), **changes))
    if kept:
        subprocess.run(
            [sys.executable, "-c", KEEP, server.url, user, password], env=bench.env, check=True
        )


def _asked(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what was asked, without the ids of sessions."""
    return [f"{each['method']} {re.sub(r'/icws/[0-9]+/', '/', each['path'])}" for each in entries]


def _same_requests(floor: Sequence[str], program: Sequence[str]) -> None:
    """Make sure that the floor asks what the program asks, in its order."""
    rest = iter(program)
    missing = [each for each in floor[:-1] if each not in rest]  # the last is its log-off
    if missing or len(floor) < LEAST_ASKED:
        raise NothingSeen(f"the program doesn't ask as the floor does: {missing} of {floor}")


def _in_turn(*ways: Callable[[], float]) -> list[Sample]:
    """Go each way in turn, so that whatever else the machine does meets all alike."""
    runs = [[way() for way in ways] for _ in range(RUNS)]
    return [Sample(values, "s") for values in zip(*runs, strict=True)]
