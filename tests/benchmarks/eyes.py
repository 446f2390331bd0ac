"""Eyes and a hand on a display: the picture as it is in memory, and keys without a process.

Xvfb keeps its picture in a file that is mapped here, so that looking costs the program nothing and
a look takes microseconds. Keys go over one connection that is open before they are needed.
"""

import ctypes
import mmap
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
LOOK_EVERY = 0.0005
"""Seconds between two looks: far below what is measured, and little of a core."""
PLACES = 64
"""Pixels that a look compares."""
INSIDE = 40
"""Pixels from the edge of what has changed: the frame is the window manager's."""
Pixels = Sequence[int]


class NothingSeen(Exception):
    """What was waited for didn't come on the screen: there is nothing to measure."""


@dataclass(frozen=True)
class Look:
    """Places of the picture, and the colours that they have once something shows."""

    places: tuple[int, ...]
    colours: tuple[int, ...]


class Picture:
    """The picture of one display, from the file in Xvfb's `-fbdir` folder."""

    def __init__(self, folder: Path) -> None:
        file = folder / "Xvfb_screen0"
        with file.open("rb") as stream:
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._map[:100])
        start, self._height, line, colours = head[0], head[5], head[12], head[19]
        if head[11] != 32:
            raise NothingSeen(f"a picture of {head[11]} bits a pixel can't be read")
        self._width = line // 4
        begin = start + 12 * colours
        self._view = memoryview(self._map)[begin : begin + line * self._height].cast("I")

    def close(self) -> None:
        """Let go of the file."""
        self._view.release()
        self._map.close()

    def now(self) -> Pixels:
        """Return a copy of all pixels."""
        return memoryview(self._view.tobytes()).cast("I")

    def shows(self, look: Look) -> bool:
        """Tell whether nine of ten places have their colours: a clock may tick among them."""
        pairs = zip(look.places, look.colours, strict=True)
        wrong = sum(self._view[at] != colour for at, colour in pairs)
        return wrong * 10 <= len(look.places)

    def differs(self, look: Look) -> bool:
        """Tell whether no place has its colour any more."""
        view = self._view
        return all(view[at] != colour for at, colour in zip(look.places, look.colours, strict=True))

    def wait(self, seen: Callable[[], bool], what: str) -> float:
        """Look until something is seen; return when that was, by time.perf_counter."""
        end = time.perf_counter() + PATIENCE
        while not seen():
            if time.perf_counter() > end:
                raise NothingSeen(f"{what}: not on the screen within {PATIENCE:.0f} s")
            time.sleep(LOOK_EVERY)
        return time.perf_counter()

    def at_rest(self, seconds: float, *, other_than: Pixels | None = None) -> list[Pixels]:
        """Wait until nothing but a cursor changes for so long; return pictures of that time."""
        end = time.perf_counter() + PATIENCE
        seen: list[Pixels] = []
        since = time.perf_counter()
        while time.perf_counter() < end:
            time.sleep(0.1)
            picture = self.now()
            if other_than is not None and picture == other_than:
                continue
            if not any(picture == known for known in seen):
                seen = [*seen[-1:], picture]  # a cursor has two pictures
                since = time.perf_counter()
            elif time.perf_counter() - since > seconds:
                return seen
        raise NothingSeen("the picture never comes to rest")

    def inside(self, empty: Pixels, shown: Sequence[Pixels]) -> Look:
        """Return places well inside of what has changed, with what was there before."""
        changed = [
            i for i, (old, new) in enumerate(zip(empty, shown[-1], strict=True)) if old != new
        ]
        rows = [at // self._width for at in changed]
        columns = [at % self._width for at in changed]
        if not changed:
            raise NothingSeen("nothing has changed on the screen")
        top, bottom = min(rows) + INSIDE, max(rows) - INSIDE
        left, right = min(columns) + INSIDE, max(columns) - INSIDE
        return _look(
            [
                at
                for at in changed
                if top < at // self._width < bottom and left < at % self._width < right
            ],
            empty,
        )


def new_in(after: Sequence[Pixels], before: Sequence[Pixels]) -> Look:
    """Return what all pictures `after` have and none of those `before`."""
    first = after[0]
    steady = [
        at
        for at, colour in enumerate(first)
        if all(each[at] == colour for each in after[1:])
        and all(each[at] != colour for each in before)
    ]
    return _look(steady, first)


def _look(places: Sequence[int], picture: Pixels) -> Look:
    if not places:
        raise NothingSeen("no place tells one picture from the other")
    step = max(1, len(places) // PLACES)
    chosen = tuple(places[::step])
    return Look(chosen, tuple(picture[at] for at in chosen))


class Hand:
    """Types on a display, as a keyboard would: whoever has the focus gets it."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        opened = self._x.XOpenDisplay(display.encode())
        if opened is None:
            raise NothingSeen(f"the display {display} can't be opened")
        self._display = ctypes.c_void_p(opened)
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._idle = self._focus()

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)

    @property
    def held_by_a_window(self) -> bool:
        """Whether a program's window has the keyboard."""
        return self._focus() != self._idle

    def type(self, *keys: str) -> None:
        """Press and let go of keys, by their names in X, one after the other."""
        for key in keys:
            code = self._code(key)
            for pressed in (1, 0):
                self._test.XTestFakeKeyEvent(self._display, code, pressed, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def _code(self, key: str) -> int:
        symbol = ctypes.c_ulong(self._x.XStringToKeysym(key.encode()))
        return int(self._x.XKeysymToKeycode(self._display, symbol)) & 0xFF

    def _focus(self) -> int:
        window, revert = ctypes.c_ulong(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(revert))
        return window.value
