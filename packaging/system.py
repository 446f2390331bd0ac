"""What the operating system must have: Qt's libraries, and a display and a bus for the tests.

Only Linux needs a look: the macOS and Windows builds of Qt bring everything along. On Debian and
Ubuntu the missing packages are installed, or named in a command when we haven't the right to.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from problem import Problem, say

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Soname of each library that Qt links to but doesn't bring, and Debian's package of it."""

LAUNCHER_FOLDERS = ("/usr/libexec", "/usr/lib/at-spi2-core")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_FILES = {".ttf", ".otf", ".ttc", ".pfb"}
LOCK_SECONDS = 120
"""How long apt-get waits for another installation to end."""


class Need(NamedTuple):
    """A thing that must be there: Debian's package of it, its name, and how to look for it."""

    package: str
    thing: str
    present: Callable[[str], bool]


def require(*groups: tuple[Need, ...]) -> None:
    """Make sure that this system has what these groups of needs name.

    Installs what is missing on Debian and Ubuntu when run as root. Raises Problem (2) naming
    the command to run or the things to install when it can't; Problem (1) when apt-get fails.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_of(groups)
    if not missing:
        return
    packages = [need.package for need in missing]
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        raise Problem(
            "Some system packages are missing. This system has no apt-get, so install what your "
            f"own distribution has for: {', '.join(need.thing for need in missing)}."
        )
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise Problem(
            "Some system packages are missing. Install them, then run this again:\n"
            "  sudo apt-get update\n"
            f"  sudo {' '.join(command)}"
        )
    say(f"Installing {len(packages)} system packages: {' '.join(packages)}")
    apt_get(command)
    still = missing_of(groups)
    if still:
        things = ", ".join(need.thing for need in still)
        raise Problem(f"The packages are installed, but these are still not found: {things}.", 1)


def missing_of(groups: tuple[tuple[Need, ...], ...]) -> list[Need]:
    """Return the needs that this system doesn't meet."""
    return [need for group in groups for need in group if not need.present(need.thing)]


def loads(soname: str) -> bool:
    """Tell whether the dynamic loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def on_path(program: str) -> bool:
    """Tell whether a program is on the search path, or where those for root are."""
    return bool(shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin"))


def is_launcher(name: str) -> bool:
    """Tell whether this program of the accessibility bus is where distributions put it."""
    return any(Path(folder, name).is_file() for folder in LAUNCHER_FOLDERS)


def is_wine(name: str) -> bool:
    """Tell whether this program of wine's is there; distributions keep it off the search path."""
    return on_path(name) or Path("/usr/lib/wine", name).is_file()


def is_typelib(name: str) -> bool:
    """Tell whether a description of a library for other languages is there."""
    return in_library(f"girepository-1.0/{name}") or in_library(f"*/girepository-1.0/{name}")


def in_library(pattern: str) -> bool:
    """Tell whether a file or folder of this pattern lies in the system's library folders."""
    return any(next(Path(folder).glob(pattern), None) for folder in ("/usr/lib", "/usr/lib64"))


def has_a_font() -> bool:
    """Tell whether there is any font to draw text with."""
    return any(
        Path(name).suffix.lower() in FONT_FILES
        for folder in FONT_FOLDERS
        for _, _, names in os.walk(Path(folder).expanduser())
        for name in names
    )


def importable(module: str) -> bool:
    """Tell whether this Python has a module."""
    return find_spec(module) is not None


def shared(library: str) -> bool:
    """Tell whether there is a shared library of this name, of whatever version."""
    return in_library(f"{library}.so.*") or in_library(f"*/{library}.so.*")


PYTHON = (Need("python3-venv", "ensurepip", importable),)
"""Debian splits the making of environments off from its Python."""

QT = (
    *(Need(package, soname, loads) for soname, package in LIBRARIES.items()),
    Need("fonts-dejavu-core", "a font", lambda _: has_a_font()),
)
"""What the window needs."""

TESTS = (
    *(Need(name.lower(), name, on_path) for name in ("Xvfb", "openbox", "xdotool")),
    Need("dbus", "dbus-daemon", on_path),
    Need("gnome-keyring", "gnome-keyring-daemon", on_path),
    Need("at-spi2-core", "at-spi-bus-launcher", is_launcher),
    Need("python3-gi", "gi for the system's Python", lambda _: in_library("python3*/*/gi")),
    Need("gir1.2-atspi-2.0", "Atspi-2.0.typelib", is_typelib),
)
"""What the tests need: a display, a bus, a Secret Service and the accessibility tree."""

MSI = (Need("wixl", "wixl", on_path), Need("msitools", "msibuild", on_path))
"""What builds the installer for Windows."""

WINE = (Need("wine64", "wine64", is_wine), Need("osslsigncode", "osslsigncode", on_path))
"""What the installer for Windows is tried with."""

BUNDLE = (
    Need("binutils", "objdump", on_path),
    Need("chrpath", "chrpath", on_path),
    *(
        Need(f"libpython3.{sys.version_info.minor}", f"libpython3.{sys.version_info.minor}", shared)
        for _ in range(sys.base_prefix == "/usr")
    ),
)
"""What the freezing needs; Debian splits off the library that its Python is made of."""

DEB = (
    Need("lintian", "lintian", on_path),
    Need("appstream", "appstreamcli", on_path),
    Need("desktop-file-utils", "desktop-file-validate", on_path),
    Need("man-db", "man", on_path),
)
"""What looks at the Debian package."""

CLEAN_ROOT = (Need("debootstrap", "debootstrap", on_path),)
"""What makes a Debian to install it in."""


def apt_get(install: list[str]) -> None:
    """Run an installation; refresh the package lists only if it fails with those that are here."""
    if run(install).returncode == 0:
        return
    say("Refreshing the list of system packages")
    run(["apt-get", "update"])
    result = run(install)
    if result.returncode != 0:
        said = (result.stderr or result.stdout).strip()
        raise Problem(f"apt-get could not install the packages. It said:\n{said}", 1)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions, waiting a while for another one to end."""
    return subprocess.run(
        [*command, "-q", "-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
