import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msi
import pytest

from tests.packaging.windows.machine import WINE, Machine, machine


@pytest.fixture(scope="session")
def installers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Installers of three versions with a stand-in for the program: made before, or made now."""
    made_before = os.environ.get("STAND_INS")
    if made_before:
        return {version: Path(made_before) / f"{version}.msi" for version in msi.STAND_INS}
    return msi.stand_ins(tmp_path_factory.mktemp("installers"))


@pytest.fixture(scope="session")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """One computer for all tests: each begins and ends without the program."""
    if sys.platform != "win32" and not WINE.exists():
        pytest.fail("the installer's tests need wine64 (Debian: wine64)")
    made = machine(tmp_path_factory.mktemp("computer"))
    yield made
    made.close()
