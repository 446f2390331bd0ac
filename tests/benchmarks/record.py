"""The history of the benchmarks: a line of JSON for each run, kept out of git."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.row import Row

ROOT = Path(__file__).parents[2]
FILE = Path(os.environ.get("BENCHMARK_HISTORY", ROOT / ".benchmarks" / "history.jsonl"))


def keep(rows: list[Row]) -> dict[str, object]:
    """Add a run to the history, and return what was added."""
    run: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": machine(),
        "load": os.getloadavg()[0],
        "rows": [row.record() for row in rows],
    }
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run) + "\n")
    return run


def machine() -> str:
    """Return where a run was measured, as the README says it."""
    cores = os.cpu_count() or 1
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{cores} cores ({_processor()}), {system}, CPython {platform.python_version()}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _commit() -> str:
    """Return what was measured; a mark says that it was changed since."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, check=False
    )
    return said.stdout.decode().strip()
