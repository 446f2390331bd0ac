"""Where asyncio meets Qt: the only module that knows qasync, and of that only its loop."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from agent_desktop.desk.state import DeskState
from agent_desktop.services.store import Store
from agent_desktop.ui.wakeup import signals_wake_qt

# Seconds after which a thread that computes lets another go on: a press that is being sent waits no
# longer for what is being drawn.
SWITCH = 0.001


def run(app: QApplication, main: Coroutine[Any, Any, int]) -> int:
    """Run `main` on a loop that also serves Qt; closing windows doesn't end it, `main` does."""
    app.setQuitOnLastWindowClosed(False)
    sys.setswitchinterval(SWITCH)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner, signals_wake_qt():
        return runner.run(main)


class StateSignal(QObject):
    """Turns each new state of the desk into a Qt signal: the one way from wire to screen."""

    changed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._unwatch = store.watch(self._tell)

    @property
    def state(self) -> DeskState:
        """The present state, for a view that has just been made."""
        return self._store.state

    def close(self) -> None:
        """Stop telling."""
        self._unwatch()

    def _tell(self, state: DeskState) -> None:
        self.changed.emit(state)
