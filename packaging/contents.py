"""What goes into the bundle: which parts of Qt, which modules of Python, whose libraries.

The freezer takes what it can see to be linked or imported; here stands what of that stays out.
"""

import re
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""A file of the bundle as the freezer lists it: where it goes, where it comes from, what it is."""

PLUGINS = {
    "platforms": {"xcb", "wayland", "offscreen", "windows", "cocoa"},
    "platforminputcontexts": {"compose", "ibus"},  # dead keys, and scripts with many signs
    "iconengines": {"svgicon"},
    "imageformats": {"svg"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita"},  # GNOME leaves the frame to the window
}
"""The plugins of Qt that are kept, by kind. The product reads no picture but its own SVG and PNG,
draws without OpenGL and in its own style."""

UNWANTED_QT = re.compile(
    r"Qt6?(Network|OpenGL|Qml|Quick|Pdf|VirtualKeyboard|EglF|WlShell|Wayland(Compositor|Egl))"
    r"|opengl32sw|d3dcompiler|libEGL\.dll|libGLESv2\.dll"
)
"""Libraries of Qt, and what Python sees of them, that only plugins left out would need."""

TRANSLATIONS = {"qtbase_de.qm"}
"""Qt's own words: German; English is built in."""

EXCLUDED_MODULES = (
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_curses",
    "_pyrepl",
    "_tkinter",
    "curses",
    "distutils",
    "doctest",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pdb",
    "pip",
    "pkg_resources",
    "pydoc",
    "pydoc_data",
    "readline",
    "rlcompleter",
    "setuptools",
    "test",
    "tkinter",
    "turtle",
    "unittest",
    "venv",
    "watchdog",
)
"""Modules that something imports in a case which the program never meets."""

LATE_PACKAGES = ("agent_desktop.commands",)
"""Packages of the program whose modules are imported by a name made at run time."""

_OF_THE_SYSTEM = re.compile(r"lib(?!python)[^/]*\.so[.\d]*")
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([\w-]+)/(?:lib)?q?([\w-]+?)\.(?:so|dll|dylib)")
_TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/(.+)")
_SUFFIXES = ("plugin", "platforminputcontextplugin")


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """Return the files that stay in the bundle."""
    kept = [entry for entry in entries if _wanted(_posix(entry[0]), entry[2])]
    there = {_posix(name) for name, _source, _kind in kept}
    return [entry for entry in kept if entry[2] != "SYMLINK" or _target(entry) in there]


def metadata(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the file that tells each distribution's version, and the folder it goes into."""
    return [
        (str(file.locate()), str(file.parent))
        for name in names
        for file in distribution(name).files or ()
        if file.name == "METADATA" and file.parent.suffix == ".dist-info"
    ]


def _wanted(name: str, kind: str) -> bool:
    plugin = _PLUGIN.fullmatch(name)
    if plugin:
        folder, stem = plugin.groups()
        for suffix in reversed(_SUFFIXES):
            stem = stem.removesuffix(suffix)
        return stem in PLUGINS.get(folder, set())
    translation = _TRANSLATION.fullmatch(name)
    if translation:
        return translation[1] in TRANSLATIONS
    if UNWANTED_QT.search(name) or name.endswith(".ts"):  # what translations are compiled from
        return False
    # Linux's own libraries are the distribution's, which mends their faults; needs.py names them.
    return kind == "SYMLINK" or not _OF_THE_SYSTEM.fullmatch(name)


def _target(entry: Entry) -> str:
    """Return where a link leads, as the files are named."""
    name, target, _kind = entry
    return str(PurePosixPath(_posix(name)).parent / _posix(target))


def _posix(name: str) -> str:
    return name.replace("\\", "/")
