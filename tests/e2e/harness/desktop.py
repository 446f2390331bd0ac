"""A desktop of our own: display, window manager, session bus, accessibility bus."""

import os
import select
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.e2e.harness.processes import end, launch

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SIZE = "1600x1000x24"
XVFB_OPTIONS = ("-nolisten", "tcp", "-noreset", "-r")
"""-r: no auto-repeat, which on a busy machine types a letter twice."""
PATIENCE = 20.0
"""Seconds that the window manager may take to start."""
WRITER = "{fd}"
"""Stands in a command for the pipe that the part writes its address to."""
BUS = """<busconfig>
<type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""
"""A session bus that starts nothing by itself: what it starts may outlive it."""
OTHER_DESKTOP = ("WAYLAND_DISPLAY", "XAUTHORITY", "DESKTOP_SESSION", "SESSION_MANAGER")
"""Variables that would lead a program to the desktop of whoever runs the tests."""


class MissingPart(Exception):
    """A program that the end-to-end tests need isn't installed."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"The end-to-end tests need {part}. On Debian or Ubuntu "
            "`python3 packaging/run.py test` installs it, or names the command that does."
        )


class Desktop:
    """The desktop, started on entry and ended, with all that runs on it, on exit.

    `env` is the environment for programs on it, `display_options` are of Xvfb. Raises MissingPart
    when it can't be had.
    """

    def __init__(self, *display_options: str) -> None:
        self.env: dict[str, str] = {}
        self._options = (*XVFB_OPTIONS, *display_options)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with self._stack:
            self._start()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _start(self) -> None:
        """Start the parts in the order in which they need each other."""
        xvfb, openbox, bus = (find(name) for name in ("Xvfb", "openbox", "dbus-daemon"))
        find("xdotool")
        launcher = next((path for path in LAUNCHERS if Path(path).is_file()), None)
        if launcher is None:
            raise MissingPart("at-spi-bus-launcher")
        # A short path, since sockets lie in it, and theirs may have 107 characters.
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="e2e-")))
        self.env = plain_environment(folder)
        check_system_python(self.env)
        xvfb_command = [xvfb, "-displayfd", WRITER, "-screen", "0", SIZE, *self._options]
        self.env["DISPLAY"] = f":{self._announced(folder, xvfb_command)}"
        config = folder / "bus.conf"
        config.write_text(BUS, encoding="utf-8")
        options = (f"--config-file={config}", "--nofork", "--nosyslog")
        bus_command = [bus, *options, f"--print-address={WRITER}"]
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._announced(folder, bus_command)
        self._launch(folder, [launcher, "--launch-immediately"])
        self._manage_windows(folder, openbox)

    def _manage_windows(self, folder: Path, openbox: str) -> None:
        """Start the window manager. A window that is there before it never gets the keyboard."""
        ready = folder / "window-manager-ready"
        os.mkfifo(ready)
        reader = os.open(ready, os.O_RDONLY | os.O_NONBLOCK)
        try:
            tell = f"sh -c 'echo ready > {ready}'"
            self._launch(folder, [openbox, "--sm-disable", "--startup", tell])
            if not select.select([reader], [], [], PATIENCE)[0]:
                raise RuntimeError(f"openbox did not start. It said:\n{log_of(folder)}")
        finally:
            os.close(reader)

    def _launch(self, folder: Path, command: list[str], fds: tuple[int, ...] = ()) -> None:
        process = launch(command, self.env, folder / "desktop.log", pass_fds=fds)
        self._stack.callback(end, process)

    def _announced(self, folder: Path, command: list[str]) -> str:
        """Start a part that says where it can be reached in a line to a pipe; return the line."""
        reader, writer = os.pipe()
        with os.fdopen(reader, encoding="utf-8") as announcement:
            try:
                words = [word.replace(WRITER, str(writer)) for word in command]
                self._launch(folder, words, (writer,))
            finally:
                os.close(writer)
            line = announcement.readline().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start. It said:\n{log_of(folder)}")
        return line


def log_of(folder: Path) -> str:
    """Return what the parts of the desktop have said."""
    return (folder / "desktop.log").read_text(encoding="utf-8", errors="replace")


def find(program: str) -> str:
    """Return the path of a program. Raises MissingPart."""
    path = shutil.which(program)
    if path is None:
        raise MissingPart(program)
    return path


def check_system_python(env: dict[str, str]) -> None:
    """Make sure that the system's Python can read the accessibility tree. Raises MissingPart."""
    probe = "import gi; gi.require_version('Atspi', '2.0')"
    try:
        subprocess.run([SYSTEM_PYTHON, "-c", probe], env=env, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise MissingPart(f"gi and Atspi 2.0 for {SYSTEM_PYTHON}") from error


def plain_environment(folder: Path) -> dict[str, str]:
    """Return our own environment without what is particular to the desktop or shell around us."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in OTHER_DESKTOP and not name.startswith(("QT_", "XDG_", "PYTEST_", "PYTHON"))
    }
    return env | {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONUNBUFFERED": "1",
    }
