"""How long the window's thread is ever busy while the server never answers.

A 5 ms timer of the window's own loop is watched for 30 s of presses; every press hangs. The floor
is the same timer in a bare window in the same run.
"""

import asyncio
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.platform import training
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.player import Player
from agent_desktop.tour.training_server import TrainingControl
from agent_desktop.ui.bridge import run
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.theme.theme import apply

SECONDS = float(os.environ.get("UI_GAP_SECONDS", "30"))
BUDGET_MS = 50.0
TICK_MS = 5


@dataclass
class Gaps:
    """The gaps between the ticks of a 5 ms timer, in milliseconds."""

    timer: QTimer = field(default_factory=QTimer)
    gaps: list[float] = field(default_factory=list)
    last: float = 0.0

    def start(self) -> None:
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._tick)
        self.last = time.perf_counter()
        self.timer.start(TICK_MS)

    def stop(self) -> list[float]:
        self.timer.stop()
        return sorted(self.gaps)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self.last) * 1000)
        self.last = now


def measure() -> dict[str, object]:
    """Return longest and p99 gap in milliseconds, with the floor and the verdict."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, "light")
    with TemporaryDirectory() as folder:
        results: dict[str, object] = {}
        run(app, _main(Path(folder), results))
    return results


async def _main(folder: Path, results: dict[str, object]) -> int:
    floor = await _floor()
    server = training.start()
    desk = AgentDesk(Settings(), folder / "remembered.json")
    desktop = Desktop(desk, LogOnForm(server.url, "ada", "demo", station="7001", remember=False))
    desktop.show()
    player, control = Player(), TrainingControl(server, desk.background)
    try:
        await _to_a_call(desk, player, control)
        await control.post("faults", route="*", kind="hang")
        watched = Gaps()
        watched.start()
        presses = await _press_for(SECONDS, player)
        gaps = watched.stop()
        sent = desk.store.state.stage.view
    finally:
        desktop.close()
        await desk.close()
        server.stop()
    longest = gaps[-1]
    results.update(
        {
            "seconds": SECONDS,
            "presses": presses,
            "still sending or not confirmed": sent.sending is not None or not sent.certain,
            "ticks": len(gaps),
            "floor: longest gap, ms": round(floor[-1], 1),
            "floor: p99 gap, ms": round(_p99(floor), 1),
            "longest gap, ms": round(longest, 1),
            "p99 gap, ms": round(_p99(gaps), 1),
            "longest, ratio to floor": round(longest / floor[-1], 2),
            "budget: longest gap, ms": BUDGET_MS,
            "verdict": "met" if longest < BUDGET_MS else "missed",
        }
    )
    return 0


async def _floor() -> list[float]:
    """The timer in a bare window."""
    bare = QPushButton("floor")
    bare.show()
    watched = Gaps()
    watched.start()
    await asyncio.sleep(max(3.0, SECONDS / 5))
    bare.close()
    return watched.stop()


async def _to_a_call(desk: AgentDesk, player: Player, control: TrainingControl) -> None:
    await control.post("dialing", on=False)
    await player.until("the dialog", lambda: player.shows("loginDialog"))
    player.click("loginSubmit")
    await player.until("campaigns", lambda: desk.store.state.campaigns.arrived)
    campaign = desk.store.state.campaigns.campaigns[0]
    player.click("campaignJoin")
    await player.until("stages", lambda: player.shows("stageButton-2"))
    await control.post("calls", user="ada", campaignId=campaign.id, talkSeconds=900)
    await player.until("on call", lambda: player.text("callState") == "On call")


async def _press_for(seconds: float, player: Player) -> int:
    """Press stage after stage by mouse, type into the filter and open the list between."""
    end = time.monotonic() + seconds
    presses = 0
    while time.monotonic() < end:
        player.click(f"stageButton-{(1, 2, 3, 9)[presses % 4]}")
        if presses % 3 == 0:
            player.type_text("campaignFilter", "spring"[: presses % 6])
        if presses % 5 == 0:
            player.click("notificationBell")
        presses += 1
        await asyncio.sleep(0.15)
    return presses


def _p99(gaps: list[float]) -> float:
    return gaps[int(len(gaps) * 0.99) - 1]
