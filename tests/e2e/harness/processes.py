"""Processes that end together with everything they started."""

import os
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 5.0
"""Seconds that a process gets to end by itself after a polite request."""


def launch(
    command: Sequence[str],
    env: Mapping[str, str],
    output: Path,
    *,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a process as the leader of a group of its own, its output going to a file."""
    with output.open("ab") as sink:
        return subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=pass_fds,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever is left of its group, politely first. Reaps it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # nothing of the group was left


class Watched:
    """A process that somebody else started, held on to so that its end can be waited for."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    def ended(self, within: float) -> bool:
        """Wait for its end, some seconds at most, and tell whether it came; asked once."""
        try:
            return bool(select.select([self._handle], [], [], within)[0])
        finally:
            os.close(self._handle)


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    return [
        int(stat.parent.name)
        for stat in Path("/proc").glob("[0-9]*/stat")
        if parent_of(stat) == pid
    ]


def parent_of(stat: Path) -> int | None:
    """Return the parent of a running process, from its file in /proc; None if it has ended."""
    try:
        state, parent = stat.read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)
