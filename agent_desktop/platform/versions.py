"""What this is: the versions of the program, of what it is made of, and of the system."""

import platform
import ssl
from importlib.metadata import PackageNotFoundError, version

from agent_desktop import __version__

LIBRARIES = (
    *("PySide6-Essentials", "qasync", "requests", "urllib3", "msgspec", "truststore"),
    *("platformdirs", "keyring"),
)
"""Distributions that are told of; a bundle brings the metadata of each."""


def versions() -> tuple[str, ...]:
    """Return a line for each; Qt is not loaded for it."""
    return (
        f"Agent Desktop {__version__}",
        f"Python {platform.python_version()}",
        platform.platform(),
        ssl.OPENSSL_VERSION,
        *(f"{name} {_version(name)}" for name in LIBRARIES),
    )


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "of an unknown version"
