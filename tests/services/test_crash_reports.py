"""Reports of earlier runs: read, saved and put away off the window's thread."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_desktop.platform.crash import CrashReporter
from agent_desktop.services.background import Background
from agent_desktop.services.crash_reports import CrashReports
from agent_desktop.services.tasks import Tasks
from tests.services.conftest import becomes

CRASH, FAULT = "crash-20261129T043520.000001Z-1.txt", "fault-20261129T043521.000001Z-2.txt"


@pytest.fixture
async def reports(tmp_path: Path) -> AsyncIterator[CrashReports]:
    faults: list[BaseException] = []
    reporter, tasks, background = CrashReporter(tmp_path, ()), Tasks(faults.append), Background()
    reporter.collected.set()
    yield CrashReports(reporter, tmp_path, tasks, background)
    await tasks.close()
    background.close()
    assert faults == []


async def test_nothing_left_is_no_offer(reports: CrashReports) -> None:
    assert await reports.left() is None


async def test_all_that_is_left_is_one_text_the_newest_first(
    reports: CrashReports, tmp_path: Path
) -> None:
    (tmp_path / CRASH).write_text("the older")
    (tmp_path / FAULT).write_text("the newer")
    report = await reports.left()
    assert report is not None
    assert report.text == "the newer\n\nthe older"
    assert report.ended


async def test_a_fault_alone_is_no_end(reports: CrashReports, tmp_path: Path) -> None:
    (tmp_path / FAULT).write_text("x")
    report = await reports.left()
    assert report is not None
    assert not report.ended


async def test_put_away_they_stay_and_deleted_they_go(
    reports: CrashReports, tmp_path: Path
) -> None:
    (tmp_path / FAULT).write_text("x")
    await reports.left()
    reports.put_away()
    await becomes(lambda: [f.name.endswith(".seen.txt") for f in tmp_path.iterdir()] == [True])
    assert await reports.left() is None
    (tmp_path / CRASH).write_text("x")
    await reports.left()
    reports.delete()
    reports.put_away()  # what the window says after it
    await becomes(lambda: not (tmp_path / CRASH).exists())
    await becomes(lambda: len(list(tmp_path.iterdir())) == 1)


async def test_a_report_that_can_t_be_read_is_not_offered(
    reports: CrashReports, tmp_path: Path
) -> None:
    (tmp_path / CRASH).mkdir()
    assert await reports.left() is None


async def test_it_is_told_whether_a_copy_was_saved(reports: CrashReports, tmp_path: Path) -> None:
    told: asyncio.Queue[bool] = asyncio.Queue()
    reports.save("the text", str(tmp_path / "copy.txt"), told.put_nowait)
    assert await told.get()
    assert (tmp_path / "copy.txt").read_text() == "the text"
    reports.save("the text", str(tmp_path / "no folder" / "copy.txt"), told.put_nowait)
    assert not await told.get()
