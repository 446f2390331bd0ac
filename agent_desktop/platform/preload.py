"""Qt's libraries, read in a thread while Python is still at its own modules.

Where there is a second core, what the C library does for them takes no time of the start.
"""

import ctypes
import os
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

_LAZY = 1  # <dlfcn.h>: RTLD_LAZY
# Both are asked for in any case once a window is shown; the second is what Qt speaks X11 with.
_LIBRARIES = ("lib/libQt6Widgets.so.6", "plugins/platforms/libqxcb.so")
_FONTS = "libfontconfig.so.1"


def begin() -> None:
    """Begin, on Linux and for a screen of X11; what isn't there is passed over."""
    x11 = os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and x11:
        threading.Thread(target=_read, name="preload", daemon=True).start()


def _read() -> None:
    package = find_spec("PySide6")
    if package is None or package.origin is None:
        return
    opened = ctypes.CDLL(None)
    for library in _LIBRARIES:
        # A call of a library, other than Python's own opening of one, lets other threads go on.
        opened.dlopen(os.fsencode(Path(package.origin).parent / "Qt" / library), _LAZY)
    try:
        ctypes.CDLL(_FONTS).FcInit()  # it reads which fonts there are
    except (OSError, AttributeError):
        return
