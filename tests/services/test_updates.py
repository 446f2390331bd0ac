"""A newer version that is installed while the program runs is told, once and when it is whole."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_desktop.desk.notices import Cause
from agent_desktop.platform.installed import Installed
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.updates import Updates
from tests.services.conftest import becomes, told, until


def program(file: Path, version: str) -> Path:
    text = f"#!{sys.executable}\nprint('agent-desktop {version}')\n"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
async def desk() -> AsyncIterator[AgentDesk]:
    made = AgentDesk(Settings())
    yield made
    await made.close()


class Looks(Installed):
    """Counts how often it was looked at."""

    count = 0

    def replaced(self) -> bool:
        Looks.count += 1
        return Installed.replaced(self)


async def looked(times: int) -> None:
    await becomes(lambda: Looks.count >= times)


def watch(desk: AgentDesk, file: Path) -> None:
    Looks.count = 0
    seen = Installed.seen(file)
    looks = Looks(seen.file, seen.identity)
    Updates(desk.store, desk.tasks, desk.background, looks, look_every=0.01).begin()


async def test_a_program_that_stays_says_nothing(desk: AgentDesk, tmp_path: Path) -> None:
    watch(desk, program(tmp_path / "it", "1.0"))
    await looked(5)
    assert desk.store.state.board.notices == ()


async def test_a_newer_version_is_told_once_with_its_number(
    desk: AgentDesk, tmp_path: Path
) -> None:
    file = program(tmp_path / "it", "1.0")
    watch(desk, file)
    await looked(1)
    program(tmp_path / "new", "1.1").replace(file)
    state = await until(desk, lambda s: s.board.lasts(Cause.NEW_VERSION))
    (notice,) = told(state, Cause.NEW_VERSION)
    assert notice.facts.subject == "1.1"
    await becomes(lambda: not desk.tasks._running)  # it looks no more


async def test_an_installer_that_begins_and_takes_it_back_is_no_newer_version(
    desk: AgentDesk, tmp_path: Path
) -> None:
    file = program(tmp_path / "it", "1.0")
    watch(desk, file)
    await looked(1)
    file.rename(tmp_path / "aside")
    await looked(Looks.count + 3)
    (tmp_path / "aside").rename(file)
    await looked(Looks.count + 3)
    assert desk.store.state.board.notices == ()


async def test_from_source_nothing_is_watched(desk: AgentDesk) -> None:
    Updates(desk.store, desk.tasks, desk.background, None, look_every=0).begin()
    assert not desk.tasks._running
