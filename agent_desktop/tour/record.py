"""What the tour leaves behind: a picture a step, and tour.json."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.immutable import immutable
from agent_desktop.tour.player import NotSeen

# The layout follows a change of words in the next turns of the loop.
SETTLE = 0.05


@immutable
class Step:
    """One step as it went."""

    name: str
    expected: str
    seen: str
    ok: bool
    milliseconds: float
    picture: str


@dataclass
class Record:
    """Runs the steps in order and keeps what came of them."""

    folder: Path
    steps: list[Step] = field(default_factory=list)

    async def step(self, name: str, expected: str, play: Callable[[], Awaitable[str]]) -> bool:
        """Play one step, photograph the window and note what was seen."""
        began = time.monotonic()
        try:
            seen, ok = await play(), True
        except NotSeen as error:
            seen, ok = str(error), False
        except Exception as error:  # noqa: BLE001  # it fails the step, and the record tells it
            seen, ok = f"{type(error).__name__}: {error}", False
        took = (time.monotonic() - began) * 1000
        await asyncio.sleep(SETTLE)
        picture = f"{len(self.steps) + 1:02d}-{name}.png"
        _photograph().save(str(self.folder / picture))
        self.steps.append(Step(name, expected, seen, ok, round(took, 1), picture))
        return ok

    @property
    def passed(self) -> bool:
        """Whether every step was as expected."""
        return bool(self.steps) and all(step.ok for step in self.steps)

    def write(self) -> None:
        """Write tour.json. Raises OSError."""
        content = {"passed": self.passed, "steps": [asdict(step) for step in self.steps]}
        text = json.dumps(content, indent=2, ensure_ascii=False)
        (self.folder / "tour.json").write_text(text + "\n", encoding="utf-8")


def _photograph() -> QPixmap:
    """Return a picture of the largest window, with what lies over it: questions and menus."""
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    if not windows:
        raise NotSeen("no window to photograph")
    largest = max(windows, key=lambda w: w.width() * w.height())
    picture = largest.grab()
    painter = QPainter(picture)
    for window in windows:
        if window is not largest:
            place = _place(window, largest)
            painter.drawPixmap(place, window.grab())
            painter.drawRect(QRect(place, window.size()))  # the frame a window manager draws
    painter.end()
    return picture


def _place(window: QWidget, below: QWidget) -> QPoint:
    """Where a window lies over another, in the other's pixels, and not outside it."""
    place = window.mapToGlobal(QPoint(0, 0)) - below.mapToGlobal(QPoint(0, 0))
    room = below.size() - window.size()
    return QPoint(
        min(max(place.x(), 0), max(room.width(), 0)), min(max(place.y(), 0), max(room.height(), 0))
    )
