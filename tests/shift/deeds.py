"""What a robot did: one JSON line a deed, written before it is done, so that a kill loses none."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Deed = dict[str, Any]
"""``at`` (Unix seconds), ``run`` (which start of the program), ``do``, and what it was about."""


class Deeds:
    """An append-only file; a line is with the operating system before `write` returns."""

    def __init__(self, file: Path, run: int) -> None:
        self._file = file.open("ab", buffering=0)
        self._run = run

    def write(self, do: str, **facts: Any) -> None:
        """Note what is about to be done."""
        deed = {"at": time.time(), "run": self._run, "do": do, **facts}
        self._file.write(json.dumps(deed).encode() + b"\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read(file: Path, run: int | None = None) -> list[Deed]:
    """Return the deeds, or those of one run; a line torn by the kill was not done any more."""
    return [deed for deed in _lines(file) if run is None or deed["run"] == run]


def _lines(file: Path) -> Iterator[Deed]:
    if file.exists():
        for line in file.read_bytes().split(b"\n")[:-1]:
            yield json.loads(line)
