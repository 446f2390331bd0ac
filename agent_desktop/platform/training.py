"""The built-in IC server, started as a program of its own beside this one."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from agent_desktop.platform.frozen import is_frozen

READY = "Agent Desktop simulator listening on "
CONTROL_KEY = "Control key: "
CONTROL_KEY_HEADER = "X-Simulator-Key"


class TrainingServerError(RuntimeError):
    """The simulator didn't start; why is on standard error, unless the text says it."""


@dataclass
class TrainingServer:
    """A running simulator; it ends with this program, for it watches its standard input.

    Who steers it sends `control_key` as `CONTROL_KEY_HEADER`.
    """

    url: str
    control_key: str = field(repr=False)
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        """End it and wait until it has gone."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def start(*extra: str) -> TrainingServer:
    """Start the simulator on a free port of this machine and wait until it listens.

    `extra` are further options of `agent-desktop-simulator`. Blocks about half a second.
    Raises TrainingServerError.
    """
    process = subprocess.Popen(  # noqa: S603  # our own program, our own options
        [*_command(), "--port", "0", "--stop-with-stdin", *extra],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = {}
    for start in (READY, CONTROL_KEY):
        line = process.stdout.readline().strip() if process.stdout else ""
        if not line.startswith(start):
            with process:  # closes its pipes and waits for its end
                process.kill()
            raise TrainingServerError(line or "the simulator ended at once")
        told[start] = line.removeprefix(start)
    return TrainingServer(told[READY], told[CONTROL_KEY], process)


def _command() -> list[str]:
    if is_frozen():
        name = "agent-desktop-simulator" + (".exe" if sys.platform == "win32" else "")
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-m", "agent_desktop.simulator"]
