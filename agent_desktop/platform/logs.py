"""The log: quiet, local, and without anything an agent typed or a server sent."""

import logging
import os
import sys
from pathlib import Path

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(level: str, file: Path | None) -> None:
    """Send the program's log to `file`, for the user's eyes alone, or to standard error.

    Libraries stay at warning: what they would say more of is not ours to vouch for.
    Raises OSError where the file can't be written.
    """
    handler = _file_handler(file) if file else logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(_FORM))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("agent_desktop").setLevel(level.upper())


def _file_handler(file: Path) -> logging.Handler:
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    return logging.FileHandler(file, encoding="utf-8")
