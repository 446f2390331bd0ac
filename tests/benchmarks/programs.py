"""The program beside a bare window, each a process on a screen of our own, and what they take."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from agent_desktop.platform.training import CONTROL_KEY_HEADER, TrainingServer
from tests.e2e.harness import Desktop
from tests.e2e.harness.processes import end, launch
from tests.e2e.harness.screen import REPOSITORY

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QPushButton
app = QApplication([])
window = QPushButton("floor")
window.resize(1100, 720)
window.show()
sys.exit(app.exec())
"""
"""As large as the program's: the picture of a window takes memory whatever is in it."""
PASSWORD = "demo"
PATIENCE = 30.0


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment of programs on a screen of our own, as without a screen reader."""
    with Desktop() as desktop:
        env = dict(desktop.env)
        del env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
        yield env | {"PYTHONPATH": str(REPOSITORY)}


@contextmanager
def bare_window(env: dict[str, str], folder: Path) -> Iterator[int]:
    """Yield the process of a window with a button and nothing else."""
    with _running([sys.executable, "-c", BARE], env, folder) as pid:
        yield pid


@contextmanager
def logged_on(
    env: dict[str, str], folder: Path, server: TrainingServer, user: str, station: str
) -> Iterator[int]:
    """Yield the process of the program, whose agent has logged on by the keyboard."""
    command = [sys.executable, "-m", "agent_desktop", "--server", server.url]
    command += ["--user", user, "--station", station]
    with _running(command, env, folder) as pid:
        ask(server, "POST", "dialing", on=False)
        _hands(env, "type", "--delay", "8", PASSWORD)
        _hands(env, "key", "Return")
        _until("the log-on", lambda: _session(server, user))
        _until("the campaigns", lambda: _session(server, user).get("campaigns"))
        yield pid


def ask(server: TrainingServer, method: str, path: str, **body: object) -> dict[str, Any]:
    """Steer the simulator, and return its answer."""
    request = urllib.request.Request(  # noqa: S310  # the simulator's own address
        f"{server.url}/simulator/{path}",
        json.dumps(body).encode() if method == "POST" else None,
        {CONTROL_KEY_HEADER: server.control_key},
        method=method,
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # the same
        return dict(json.load(answer))


Taken = dict[str, tuple[int, int]]
"""What each thread of a process has used: of a processor in nanoseconds, and how often it woke."""


def taken(pid: int) -> Taken:
    """Look at what the threads of a process have used so far."""
    threads: Taken = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            processor = int((task / "schedstat").read_text().split()[0])
            status = (task / "status").read_text()
            wakes = int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
            threads[task.name] = processor, wakes
    return threads


def rates(before: Taken, after: Taken, seconds: float) -> tuple[float, float]:
    """Return percent of a core and wake-ups a second between two looks."""
    used = [
        (now[0] - then[0], now[1] - then[1])
        for thread, now in after.items()
        for then in [before.get(thread, (0, 0))]
    ]
    processor, wakes = (sum(column) for column in zip(*used, strict=True))
    return processor / 1e7 / seconds, wakes / seconds


def memory(pid: int) -> dict[str, float]:
    """Return a process's memory in megabytes: its proportional share, and what is its own."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    told = {
        name: int(rest.split()[0]) / 1024 for name, _, rest in (e.partition(":") for e in lines)
    }
    return {"pss": told["Pss"], "own": told["Private_Clean"] + told["Private_Dirty"]}


@contextmanager
def _running(command: list[str], env: dict[str, str], folder: Path) -> Iterator[int]:
    """Start a program at home in a folder of its own, wait for its window, and end it."""
    home = folder / f"home-{len(list(folder.iterdir()))}"
    home.mkdir(mode=0o700)
    own = env | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    process = launch(command, own, home / "output.txt")
    try:
        _window(env, process.pid)
        yield process.pid
    except BaseException:
        print((home / "output.txt").read_text())
        raise
    finally:
        end(process)


def _window(env: dict[str, str], pid: int) -> None:
    """Wait for the window of a process and give it the keyboard."""
    shown = ("search", "--onlyvisible", "--all", "--pid", str(pid), "--name", "")
    _until("a window", lambda: _hands(env, *shown))
    _until("the keyboard", lambda: _active(env, _hands(env, *shown).split()))


def _active(env: dict[str, str], windows: list[str]) -> bool:
    """Activate a window; return whether it is the active one by now."""
    for window in windows:
        _hands(env, "windowactivate", window)
    return _hands(env, "getactivewindow").strip() in windows


def _hands(env: dict[str, str], *arguments: str) -> str:
    """Have xdotool do something and return what it says; it says nothing where that fails."""
    return subprocess.run(
        ["xdotool", *arguments],
        env=os.environ | {"DISPLAY": env["DISPLAY"]},
        check=False,
        timeout=PATIENCE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout


def _session(server: TrainingServer, user: str) -> dict[str, Any]:
    sessions = ask(server, "GET", "state")["sessions"]
    return next((each for each in sessions if each["user"] == user), {})


def _until(what: str, true: Callable[[], object]) -> None:
    """Wait for what another process does. It fails where that doesn't come."""
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends, f"{what} didn't come within {PATIENCE:.0f} s"
        time.sleep(0.05)
