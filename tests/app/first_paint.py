"""What is imported before the log-on dialog is painted for the first time."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.harness.desktop import plain_environment
from tests.e2e.harness.screen import REPOSITORY

FILE = Path(__file__).with_suffix(".txt")
OURS = "agent_desktop"
WITHIN = 60.0
COMPILING = "unicodedata"
"""Python looks characters up by name when it compiles, which it does once after a change."""
# The program as it is started; in place of loading the rest, once the dialog is painted, it tells.
PROGRAM = """
import os, sys
from agent_desktop.app import start

def load():
    print(*sys.modules, sep="\\n", flush=True)
    os._exit(0)

start._load = load
from agent_desktop.__main__ import main
sys.exit(main([]))
"""
BARE = "import sys, PySide6.QtWidgets; print(*sys.modules, sep='\\n')"


def imported(home: Path) -> frozenset[str]:
    """Start the program in a home folder; return what it imports more than a bare window of Qt.

    Of Python's own library only whole packages count, and none that is private: the rest differs
    from one Python to the next.
    """
    program, bare = (_told(text, home) for text in (PROGRAM, BARE))
    return frozenset(name for name in program - bare if not _part_of_python(name))


def listed() -> dict[str, str]:
    """Return the modules that may be imported, each with the reason it stands under."""
    found: dict[str, str] = {}
    reason = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            reason = line.removeprefix("# ")
        elif line:
            found[line] = reason
    return found


def _told(text: str, home: Path) -> set[str]:
    env = plain_environment(home) | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(REPOSITORY),
        "DISPLAY": "",
    }
    ended = subprocess.run(
        [sys.executable, "-c", text],
        cwd=home,
        env=env,
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    if ended.returncode != 0:
        raise AssertionError(f"it ended with {ended.returncode}:\n{ended.stderr}")
    return set(ended.stdout.split()) - {"__main__"}


def _part_of_python(name: str) -> bool:
    top = name.partition(".")[0]
    if name == COMPILING:
        return True
    return top in sys.stdlib_module_names and (name != top or name.startswith("_"))
