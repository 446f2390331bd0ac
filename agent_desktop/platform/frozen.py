"""What is different where the program runs from its bundle, without a Python of the system's."""

import importlib
import os
import sys
from collections.abc import Iterable

_LIBRARIES = "LD_LIBRARY_PATH"
"""Where a bundle's start puts its own folder, and keeps what stood there under another name."""
_BEFORE = f"{_LIBRARIES}_ORIG"
_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"
"""Asks a bundle's start to look at nothing that the start of another has left to it."""

LATER = (
    "_strptime",
    "encodings.idna",
    "encodings.utf_8_sig",
    "idna",
    "keyring.errors",
)
LATER_ON = {
    "linux": ("keyring.backends.SecretService", "secretstorage"),
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
}
"""What a shift imports only when it comes to it, and of that what one system has."""


def is_frozen() -> bool:
    """Tell whether this is a bundle."""
    return bool(getattr(sys, "frozen", False))


def forget_loader() -> None:
    """Give the programs that are started from here, a browser say, their own libraries again.

    This process has found its own by then: the loader reads the variable only once.
    """
    if not is_frozen():
        return
    os.environ.pop(_LIBRARIES, None)
    if _BEFORE in os.environ:
        os.environ[_LIBRARIES] = os.environ.pop(_BEFORE)
    os.environ[_ANEW] = "1"


def later(platform: str = sys.platform) -> tuple[str, ...]:
    """Return the modules that are imported late on a system."""
    return LATER + LATER_ON.get(platform, ())


def load(names: Iterable[str]) -> None:
    """Import what would be imported later.

    A bundle reads modules by their place in one file. Where an upgrade puts another file there,
    a program that runs on would read them wrongly.
    """
    for name in names:
        importlib.import_module(name)
