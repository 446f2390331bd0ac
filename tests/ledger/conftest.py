from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from agent_desktop.ledger import History, Ledger, StorageFailed


class OpenLedger(Protocol):
    """Opens the test's ledger, once more for each call; `told` collects its troubles."""

    def __call__(
        self, *, keep_contact_data: bool = False, told: list[StorageFailed | None] | None = None
    ) -> Ledger: ...


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "ledger.sqlite3"


@pytest.fixture
def open_ledger(file: Path) -> Iterator[OpenLedger]:
    opened: list[Ledger] = []

    def open_one(
        *, keep_contact_data: bool = False, told: list[StorageFailed | None] | None = None
    ) -> Ledger:
        heard: list[StorageFailed | None] = [] if told is None else told
        ledger = Ledger(file, keep_contact_data=keep_contact_data, on_trouble=heard.append)
        opened.append(ledger)
        return ledger

    yield open_one
    for ledger in opened:
        ledger.close(20)


@pytest.fixture
def ledger(open_ledger: OpenLedger) -> Ledger:
    return open_ledger()


@pytest.fixture
def history(ledger: Ledger) -> History:
    return History(ledger.file, ledger.run)
