"""Where an error comes from, without a word of what it was about."""

import re
import sysconfig
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType

from agent_desktop.platform.resources import PACKAGE

# A stack without end is told by its first and its last places.
_FIRST, _LAST = 10, 40
# A chain of causes may be a ring or have no end.
_LONGEST_CHAIN = 20
_PLACE = r"(?a:[\w./<>+-]{1,160})"
_NAME = r"(?a:[\w.<>]{1,160})"


class Trace:
    """The types of an error and of its causes, and for each the places it came through.

    A place is file, line and function; no text of an error and no value is looked at.
    """

    __slots__ = ("text",)

    def __init__(self, error: BaseException) -> None:
        self.text = "\n".join(_lines(error))


@cache
def _roots() -> list[str]:
    """Return where modules lie, the innermost first: libraries may lie beside the package."""
    installed = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    folders = (PACKAGE.parent, *installed, sysconfig.get_path("stdlib"))
    roots = {f"{Path(folder).as_posix()}/" for folder in folders}
    return sorted(roots, key=len, reverse=True)


def place(file: str) -> str:
    """Return a source file as it lies in its package; no folder of the user's is named."""
    posix = file.replace("\\", "/")
    for root in _roots():
        if posix.startswith(root):
            posix = posix.removeprefix(root)
            break
    else:
        posix = posix.rpartition("/")[2] if Path(file).is_absolute() else posix
    return posix if re.fullmatch(_PLACE, posix) else "?"


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    waiting = [("", error)]
    while waiting and len(seen) < _LONGEST_CHAIN:
        how, found = waiting.pop(0)
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield f"{how}{_name(type(found).__name__)}"
        yield from _places(found.__traceback__)
        if isinstance(found, BaseExceptionGroup):
            waiting += [("one of them: ", each) for each in found.exceptions]
        if found.__cause__ is not None:
            waiting.append(("caused by ", found.__cause__))
        elif found.__context__ is not None:
            waiting.append(("while handling ", found.__context__))


def _places(trace: TracebackType | None) -> Iterator[str]:
    found = [
        f"  {place(frame.f_code.co_filename)}:{line} in {_name(frame.f_code.co_qualname)}"
        for frame, line in traceback.walk_tb(trace)
    ]
    left_out = len(found) - _FIRST - _LAST
    if left_out > 1:
        found[_FIRST:-_LAST] = [f"  … {left_out} more"]
    return iter(found)


def _name(name: str) -> str:
    return name if re.fullmatch(_NAME, name) else "?"
