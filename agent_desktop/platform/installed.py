"""Whether the program on the disk is still the one that runs."""

import os
import subprocess
import sys
from pathlib import Path

from agent_desktop.immutable import immutable
from agent_desktop.platform.frozen import is_frozen

ANSWERS_WITHIN = 20.0  # seconds for the new program to tell its version


@immutable
class Installed:
    """The program's file as it was when this run began."""

    file: Path
    identity: tuple[int, int, int]

    @classmethod
    def seen(cls, file: Path) -> "Installed":
        """Take note of a file. Raises OSError."""
        return cls(file, _identity(file))

    def replaced(self) -> bool:
        """Whether another file lies in its place. One that has gone may be on its way."""
        try:
            return _identity(self.file) != self.identity
        except OSError:
            return False

    def version(self) -> str:
        """Return the version of the program that lies there now; empty where it doesn't tell."""
        try:
            told = subprocess.run(  # noqa: S603  # our own program
                [self.file, "--version"],
                capture_output=True,
                text=True,
                timeout=ANSWERS_WITHIN,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        return told.stdout.strip().rpartition(" ")[2]


def this_run() -> Installed | None:
    """Return the installed program that runs; None from source, where files change all the time."""
    if not is_frozen():
        return None
    try:
        return Installed.seen(Path(sys.executable))
    except OSError:
        return None


def begin_anew() -> None:
    """Start the program that is installed now, as this one was started.

    Where the system can, it takes this one's place and nothing returns.
    """
    command = [sys.executable, *sys.argv[1:]]
    if sys.platform == "win32":
        subprocess.Popen(command, close_fds=True)  # noqa: S603
    else:
        os.execv(sys.executable, command)  # noqa: S606  # no shell is the point


def _identity(file: Path) -> tuple[int, int, int]:
    found = file.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
