"""An agent's seat: the program's real window on a real desk, in this process, logged on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.state import DeskState
from agent_desktop.platform import memory
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.clock import Clock
from agent_desktop.ui import accessibility
from agent_desktop.ui.bridge import run
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.theme.theme import apply
from tests.reaching import reached

WITHIN = 30.0
T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class Seat:
    """The desk and its windows, with eyes and hands."""

    desk: AgentDesk
    desktop: Desktop

    async def until(self, what: str, true: Callable[[DeskState], object]) -> DeskState:
        """Wait for a state of the desk, and return it. It fails where none comes."""
        try:
            return await reached(self.desk.store, true, WITHIN)
        except TimeoutError:
            raise AssertionError(f"{what} didn't come within {WITHIN:.0f} s") from None

    def widget(self, name: str, kind: type[W]) -> W:
        """Return a control of the main window. It fails where there is none."""
        found = self.desktop.window.findChild(kind, name)
        assert isinstance(found, kind), f"there is no {name}"
        return found


def click(widget: QWidget) -> None:
    """Click a control with the mouse; it must be there to be clicked."""
    assert widget.isVisible(), f"{widget.objectName()} can't be seen"
    assert widget.isEnabled(), f"{widget.objectName()} can't be pressed"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def at_a_seat(
    work: Callable[[Seat], Awaitable[T]],
    url: str,
    *,
    user: str = "ada",
    password: str = "demo",  # noqa: S107  # of the simulator's agents
    station: str = "7001",
    settings: Settings | None = None,
    ledger: Path | None = None,
    clock: Clock | None = None,
) -> T:
    """Log on as the program does, do the work, and leave."""
    memory.share_one_arena()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, "light")
    accessibility.install()
    results: list[T] = []

    async def main() -> int:
        with TemporaryDirectory() as folder:
            file = ledger or Path(folder) / "ledger.sqlite3"
            desk = AgentDesk(settings or Settings(), ledger_file=file, clock=clock)
            form = LogOnForm(url, user, password, station=station, remember=False)
            seat = Seat(desk, Desktop(desk, LogOnDialog(form)))
            seat.desktop.show()
            try:
                await desk.open()
                desk.logon.submit(form)
                await seat.until("the log-on", lambda s: s.phase is Phase.LOGGED_ON)
                results.append(await work(seat))
            finally:
                seat.desktop.close()
                await desk.close()
        return 0

    run(app, main())
    return results[0]
