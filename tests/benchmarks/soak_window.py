"""The soak with the program's real window on each desk, rendered without a screen.

The robot works by intents, as in `soak`; the window renders all that comes of them.
"""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SOAK_AGENTS", "1")

from PySide6.QtWidgets import QApplication

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.platform import memory
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.ui.bridge import run
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.theme.theme import apply
from tests.benchmarks.soak import HOURS, SPEED, soak


def measure() -> dict[str, object]:
    """Return what the soak does."""
    memory.share_one_arena()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, "light")
    results: dict[str, object] = {}
    with TemporaryDirectory() as folder:
        run(app, _main(Path(folder), results))
    return results


async def _main(folder: Path, results: dict[str, object]) -> int:
    results |= await soak(folder, HOURS * 3600 / SPEED, _show)
    return 0


def _show(desk: AgentDesk) -> Callable[[], None]:
    desktop = Desktop(desk, LogOnDialog(LogOnForm("", "", "", remember=False)))
    desktop.show()
    return desktop.close
