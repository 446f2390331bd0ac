"""What holds for every test."""

import gc
import os
import sys
from collections.abc import Iterator
from typing import NoReturn

import pytest

from agent_desktop.platform import vault

LONG = (
    "tests/packaging/test_bundle.py",
    "tests/shift/",
    "tests/faults/",
    "tests/fuzz/",
    "tests/ui/window/",
    "tests/services/test_desk_machine.py",
    "tests/desk/test_stage",
)
"""After those that drive the program: a file goes to one worker as a whole, and these are long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: a long file begun last would hold up the end."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("e2e") is not None:
        return 0
    return 1 if item.nodeid.startswith(LONG) else 2


def pytest_collection_finish() -> None:
    """Take the thousands of collected tests out of the garbage collector's rounds."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def nothing_unclosed_is_left() -> Iterator[None]:
    """Let the last test answer for what is unclosed: after it nobody listens to a worker."""
    yield
    gc.collect()


@pytest.fixture(scope="session", autouse=True)
def the_developers_own_vault_is_left_alone() -> Iterator[None]:
    """No test, and no program that a test starts, finds the vault of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.platform in ("win32", "darwin"):
            patch.setattr(vault, "_of_system", lambda: vault.VaultKind("none", _no_backend))
        for name in list(os.environ):
            if name.startswith(("DBUS_SESSION", "KEYRING_")) or name == "PYTHON_KEYRING_BACKEND":
                patch.delenv(name)
        yield


def _no_backend() -> NoReturn:
    raise AssertionError("a test has reached for the vault of this computer")
