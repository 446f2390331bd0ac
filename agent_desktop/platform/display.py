"""Whether a window can be shown at all; asked before Qt, which would abort."""

import ctypes
import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

_ADVICE = (
    "Log on to a desktop session and start it there, or set DISPLAY; "
    "`--demo --tour DIR` needs no screen."
)


def offscreen_without_screen() -> None:
    """Let Qt draw into memory where there is no screen; what was chosen by hand stays."""
    if _chosen() or not sys.platform.startswith("linux"):
        return
    if not os.environ.get("DISPLAY") and not _wayland_answers():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def fault() -> str:
    """Return why no window can be shown and what to do, or an empty text."""
    chosen = _chosen()
    if not sys.platform.startswith("linux"):
        return ""
    if chosen not in ("", "xcb", "wayland"):
        return _unknown_platform(chosen)
    if chosen != "xcb" and _wayland_answers():
        return ""
    if chosen == "wayland":
        return f"There is no Wayland screen to show the window on. {_ADVICE}"
    if not os.environ.get("DISPLAY"):
        return f"There is no screen to show the window on (DISPLAY is not set). {_ADVICE}"
    return _x_server_fault() or _missing_xcb_library()


def missing_library(error: ImportError) -> str:
    """Return what to do when Qt itself can't be loaded."""
    return (
        f"Qt can't be loaded: {error}. "
        "On Debian or Ubuntu install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1; "
        "from a clone, `python3 packaging/run.py demo` does that."
    )


def _chosen() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]


def _wayland_answers() -> bool:
    """Whether WAYLAND_DISPLAY names a screen that takes connections; it outlives its session."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    path = str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name)
    if not name or not hasattr(socket, "AF_UNIX"):
        return False
    with socket.socket(socket.AF_UNIX) as connection:
        return connection.connect_ex(path) == 0


def _unknown_platform(chosen: str) -> str:
    """Return a sentence where QT_QPA_PLATFORM names no plugin that is there; Qt would abort."""
    qt = find_spec("PySide6")
    folder = Path(qt.origin or "").parent / "Qt" / "plugins" / "platforms" if qt else Path()
    known = sorted(file.stem.removeprefix("libq") for file in folder.glob("libq*.so"))
    if not known or chosen in known:
        return ""
    return f"QT_QPA_PLATFORM is {chosen}, which Qt doesn't have; it has {', '.join(known)}."


def _x_server_fault() -> str:
    """Open and close a connection as Qt's plugin would; it aborts where this fails."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return _install("libxcb1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        return f"The screen {os.environ['DISPLAY']} doesn't take the window. {_ADVICE}"
    return ""


# What Qt's xcb plugin is linked with and a bare Debian or Ubuntu lacks.
_XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def _missing_xcb_library() -> str:
    missing = []
    for library, package in _XCB_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return _install(*missing) if missing else ""


def _install(*packages: str) -> str:
    return (
        "Qt lacks libraries of the system. On Debian or Ubuntu: "
        f"sudo apt-get install {' '.join(packages)}"
    )
