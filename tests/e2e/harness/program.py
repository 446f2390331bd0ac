"""A program on the desktop."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Protocol

from tests.e2e.harness.desktop import Desktop
from tests.e2e.harness.processes import end, launch
from tests.e2e.harness.screen import Screen

FROZEN = os.environ.get("AGENT_DESKTOP_BUNDLE", "")
"""A folder with the frozen program, to be driven in place of the sources."""


class Start(Protocol):
    """What the `start` fixture gives: starts Python with these arguments on the desktop.

    `env` adds to the environment. All programs of one test share a home folder.
    """

    def __call__(self, *arguments: str, env: dict[str, str] | None = None) -> "Program": ...


class Program:
    """A running program, what it shows, and what it prints.

    `home` is its home folder; the XDG folders lie in it. Call `end` when done with it.
    """

    def __init__(
        self, desktop: Desktop, home: Path, arguments: tuple[str, ...], env: dict[str, str]
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self._runtime = tempfile.TemporaryDirectory(prefix="e2e-")
        self._env = desktop.env | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_RUNTIME_DIR": self._runtime.name,
            "TMPDIR": self._runtime.name,  # what a killed program leaves goes with it
        }
        self._env |= env
        self._arguments = arguments
        with tempfile.NamedTemporaryFile(
            dir=home, prefix="output-", suffix=".txt", delete=False
        ) as file:
            self._output = Path(file.name)
        self._process = launch(command(arguments), self._env, self._output)
        self._screen: Screen | None = None

    def __repr__(self) -> str:
        return f"Program({' '.join(self._arguments)}, pid {self.pid})"

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def screen(self) -> Screen:
        """What the program shows. The first use waits until it is on the accessibility bus."""
        if self._screen is None:
            self._screen = Screen(self._env, self.pid)
        return self._screen

    @property
    def running(self) -> bool:
        """Whether the program hasn't ended yet."""
        return self._process.poll() is None

    def output(self) -> str:
        """Return all that the program has printed so far, on both of its streams."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    def wait(self, timeout: float = 10.0) -> int:
        """Wait for the program to end by itself, some seconds at most, and return its exit code."""
        try:
            return self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(
                f"{self} did not end within {timeout} s. Its output:\n{self.output()}"
            ) from None

    def report(self) -> str:
        """Return what helps to understand a failure: the tree, if there is one, and the output."""
        state = "running" if self.running else f"ended with {self._process.returncode}"
        tree = self._screen.tree() if self._screen is not None and self.running else "(not looked)"
        return f"{self}: {state}\n{tree}\n--- output ---\n{self.output()}"

    def end(self) -> None:
        """End the program with all it started, and everything that was held for it."""
        if self._screen is not None:
            self._screen.close()
        end(self._process)
        self._runtime.cleanup()


def command(arguments: tuple[str, ...]) -> list[str]:
    """Return what runs Python with these arguments, or the bundle where that is what they start."""
    if FROZEN and arguments[:2] == ("-m", "agent_desktop"):
        return [str(Path(FROZEN, "agent-desktop")), *arguments[2:]]
    return [sys.executable, *arguments]
