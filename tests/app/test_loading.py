"""What is loaded behind the log-on dialog, and in which thread."""

import subprocess
import sys

from agent_desktop.app import start
from tests.e2e.harness.screen import REPOSITORY

IMPORTED = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
print(*sys.modules)
"""


def test_nothing_of_qt_is_imported_in_the_thread_that_loads() -> None:
    """Two threads that make types of PySide at once end the program."""
    ended = subprocess.run(
        [sys.executable, "-c", IMPORTED, *start._BEHIND],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    imported = ended.stdout.split()
    assert "agent_desktop.services.agent_desk" in imported
    qt = [name for name in imported if name.startswith(("PySide6", "shiboken", "agent_desktop.ui"))]
    assert qt == []
