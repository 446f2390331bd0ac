"""Real desks with their real windows, at work at the simulator by way of a relay that notes times.

Drawn offscreen: an X server would be one more process on the same cores, and what it does comes
after the paint event that is waited for. The windows are painted by the same code of Qt.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.platform import logs, memory, training
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.training_server import TrainingControl
from agent_desktop.ui.bridge import run
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.widgets.stage_button import StageButton, StageLook
from tests.benchmarks.tap import Tap
from tests.shift import scenario

PATIENCE = 20.0
ANSWER_AFTER = 0.06  # seconds
HELD = 0.05  # seconds that a hand holds a mouse's button down
DEMO = (("ada", "demo", "7001"), ("ben", "demo", "7002"))

Seen = Callable[[], bool]


def on_screen(work: Callable[[Path], Coroutine[Any, Any, None]]) -> None:
    """Run a coroutine on the program's own loop, set up as the program is, with a folder.

    To be called apart: what is set up stays.
    """
    memory.share_one_arena()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, "light")

    async def main(folder: Path) -> int:
        await work(folder)
        return 0

    with TemporaryDirectory() as folder:
        logs.start("warning", Path(folder, "log"))
        logs.also(lambda _line: None)  # each line is made, as the program does for a crash report
        run(app, main(Path(folder)))


class Painted(QObject):
    """Tells when a widget has been painted while something is so."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._so: Seen | None = None
        self._at: asyncio.Future[float] | None = None
        widget.installEventFilter(self)

    def when(self, so: Seen) -> "asyncio.Future[float]":
        """Return the moment at which the first paint event that shows it was carried out."""
        self._so, self._at = so, asyncio.get_running_loop().create_future()
        return self._at

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Carry a paint event out, and note when that was done."""
        if event.type() is not QEvent.Type.Paint or self._so is None or not self._so():
            return False
        self._so = None
        watched.event(event)
        if self._at is not None and not self._at.done():
            self._at.set_result(time.perf_counter())
        return True


@dataclass
class Place:
    """One agent at work: the desk, its window, and the call."""

    user: str
    desk: AgentDesk
    desktop: Desktop
    control: TrainingControl
    campaign: str = ""

    def button(self, number: int) -> StageButton:
        """Return the button of a stage."""
        found = self.desktop.window.findChild(StageButton, f"stageButton-{number}")
        assert isinstance(found, StageButton)
        return found

    def buttons(self) -> list[StageButton]:
        """Return the buttons of all stages that are shown."""
        return [each for each in self.desktop.window.findChildren(StageButton) if each.isVisible()]

    def text(self, name: str) -> str:
        """Return the text of a label."""
        return str(self.label(name).property("text") or "")

    def label(self, name: str) -> QWidget:
        """Return another part of the window."""
        found = self.desktop.window.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found

    async def log_on(self, url: str, password: str, station: str, campaign: str) -> None:
        """Log on and join the campaign of this name."""
        form = LogOnForm(url, self.user, password, station=station, remember=False)
        self.desk.logon.submit(form)
        state = self.desk.store
        await until("campaigns", lambda: state.state.campaigns.arrived)
        of_name = [c.id for c in state.state.campaigns.campaigns if c.name == campaign]
        self.campaign = of_name[0]
        self.desk.campaigns.select(self.campaign)
        self.desk.campaigns.join(self.campaign)
        await until("the campaign", lambda: state.state.stage.barrier is None)
        await until("stages", lambda: self.desk.stages.has_list(self.campaign))

    async def pop(self, **attributes: str) -> str:
        """Have a call come, answered at once; return its id without waiting for the desk."""
        answer = await self.control.post(
            "calls",
            user=self.user,
            campaignId=self.campaign,
            talkSeconds=900,
            alerting=False,
            attributes=attributes,
        )
        return str(answer["interactionId"])

    async def end(self, call_id: str) -> None:
        """End a call and wait until the desk knows."""
        await self.control.post(f"calls/{call_id}/end", side="remote")
        await until("the call's end", lambda: not self._live())

    def _live(self) -> bool:
        call = self.desk.store.state.call
        return call is not None and call.live


async def press(button: StageButton) -> float:
    """Press a button by mouse as a hand does; return the moment before it lets go, which counts."""
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    await asyncio.sleep(HELD)
    began = time.perf_counter()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    return began


async def press_key(button: StageButton) -> float:
    """Press Enter on a button; return the moment before."""
    began = time.perf_counter()
    QTest.keyClick(button, Qt.Key.Key_Return)
    return began


async def slow_answers(place: Place) -> None:
    """Have the simulator take its time with stages: *sending* is seen before it is over."""
    await place.control.post(
        "faults", route="dialer/update-stage", kind="delay", seconds=ANSWER_AFTER
    )


def looks(button: StageButton, look: StageLook) -> Seen:
    """Return whether a button shows a look, as something to ask again."""
    return lambda: button.face.look is look


@asynccontextmanager
async def work(
    folder: Path, agents: int = 1, *, campaign: str = "Spring renewal", manners: str = ""
) -> AsyncIterator[tuple[list[Place], Tap]]:
    """Start simulator and relay, and bring agents to their desks; all of it ends with the block.

    They work at the demo's site, or at the robots' one where its `manners` are given.
    """
    people, options = DEMO[:agents], tuple[str, ...]()
    if manners:
        played = scenario.write(folder / "site.toml", manners, agents)
        numbers = range(1, agents + 1)
        people = tuple((scenario.user(n), scenario.PASSWORD, scenario.station(n)) for n in numbers)
        options = ("--scenario", str(played))
    server = training.start(*options)
    async with AsyncExitStack() as stack:
        stack.callback(server.stop)
        tap = Tap(int(server.url.rpartition(":")[2]))
        stack.callback(tap.stop)
        places = []
        for user, password, station in people:
            desk = AgentDesk(Settings(), ledger_file=folder / f"{user}.sqlite3")
            stack.push_async_callback(desk.close)
            desktop = Desktop(desk, LogOnDialog(LogOnForm("", "", "", remember=False)))
            stack.callback(desktop.close)
            desktop.show()
            await desk.open()
            place = Place(user, desk, desktop, TrainingControl(server, desk.background))
            await place.control.post("dialing", on=False)
            await place.log_on(f"http://127.0.0.1:{tap.port}", password, station, campaign)
            places.append(place)
        yield places, tap


async def until(what: str, true: Seen) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"after {PATIENCE:.0f} s still not: {what}")
        await asyncio.sleep(0.005)


async def within(what: str, moment: "asyncio.Future[float]") -> float:
    """Return a moment that is awaited."""
    try:
        return await asyncio.wait_for(moment, PATIENCE)
    except TimeoutError:
        raise AssertionError(f"after {PATIENCE:.0f} s still not: {what}") from None
