"""The computer fails the desk: disk, files and clock. The shift goes on, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.ledger import CallKey, CallLine, HistoryFilter, Ledger, writer
from agent_desktop.ledger import file as ledger_file
from agent_desktop.platform.settings import Settings
from agent_desktop.services import clock as clock_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.ledger.test_file import no_database, scramble
from tests.ledger.test_writer import locked
from tests.services.conftest import (
    becomes,
    confirmed,
    form,
    in_call,
    log_on,
    next_call,
    told,
    until,
)
from tests.services.ic_server import IcServer, campaign, campaigns, preview, queue_of

SOLD = Outcome(Disposition("Sale", "Success", "1"))
LONG = "Likes tea. " * 10_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


@asynccontextmanager
async def desk_on(file: Path | None, remembered: Path | None = None) -> AsyncIterator[AgentDesk]:
    """One run of the program on a ledger, which must have no fault of its own."""
    settings = Settings(request_deadline=5.0, reconnect_first=0.1, reconnect_longest=0.2)
    desk = AgentDesk(settings, remembered, ledger_file=file)
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()
    assert told(desk.store.state, Cause.PROGRAM_FAULT) == []


def ledger_of(desk: AgentDesk) -> Ledger:
    assert desk.record.ledger is not None
    return desk.record.ledger


def lines(desk: AgentDesk) -> tuple[CallLine, ...]:
    history, agent = desk.record.history, desk.store.state.agent
    assert history is not None
    assert agent is not None
    return history.page(HistoryFilter(agent.server, agent.user_id), None, 10)


def sets(pragma: str) -> Callable[[sqlite3.Connection], None]:
    """What has the ledger's own connection behave as it would on such a disk."""

    def do(db: sqlite3.Connection) -> None:
        db.execute(f"PRAGMA {pragma}")

    return do


def being_kept() -> bool:
    return any(task.get_name() == "keep what is typed" for task in asyncio.all_tasks())


async def works_on(desk: AgentDesk, text: str) -> None:
    """Confirm a stage and type a note while nothing can be kept; told once, and not lost."""
    desk.stages.press(1)
    await confirmed(desk, 1)
    desk.notes.type_note("9001", text)
    await until(desk, lambda s: s.board.lasts(Cause.LEDGER_FAILED))
    desk.notes.type_note("9001", f"{text}!")
    await becomes(lambda: not desk.notes._keeping._due and not being_kept())
    state = desk.store.state
    assert state.note.text == f"{text}!"
    assert not state.note.kept
    assert len(told(state, Cause.LEDGER_FAILED)) == 1


async def well_again(desk: AgentDesk, text: str) -> None:
    """What was typed meanwhile is written without another key, and the banner goes."""
    desk.record.put_away("9001")  # the next entry, whatever it is
    await until(desk, lambda s: not s.board.lasts(Cause.LEDGER_FAILED) and s.note.kept)
    assert [line.note for line in lines(desk)] == [text]


async def test_a_full_disk_costs_no_press_and_no_word(server: IcServer, file: Path) -> None:
    async with desk_on(file) as desk:
        await in_call(desk, server)
        ledger_of(desk)._put(sets("max_page_count = 1")).result(
            20
        )  # SQLite takes the present size for it
        await works_on(desk, LONG)
        ledger_of(desk)._put(sets("max_page_count = 1000000")).result(20)
        await well_again(desk, f"{LONG}!")


async def test_a_locked_ledger_costs_no_press_and_no_word(
    server: IcServer, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_file, "BUSY", 0.05)
    async with desk_on(file) as desk:
        await in_call(desk, server)
        await becomes(lambda: lines(desk))
        with locked(file):
            await works_on(desk, "Likes tea")
        await well_again(desk, "Likes tea!")


async def test_a_ledger_that_may_not_be_written_costs_no_press_and_no_word(
    server: IcServer, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path, *, thorough: bool = False) -> sqlite3.Connection:
        db = ledger_file.open_for_writing(path, thorough=thorough)
        db.execute("PRAGMA query_only = ON")
        return db

    async with desk_on(file) as desk:
        await in_call(desk, server)
        with monkeypatch.context() as patch:
            patch.setattr(writer, "open_for_writing", read_only)
            ledger_of(desk)._put(sets("query_only = ON")).result(20)
            await works_on(desk, "Likes tea")
        await well_again(desk, "Likes tea!")


@pytest.mark.parametrize("damage", [scramble, no_database])
async def test_a_damaged_ledger_is_kept_aside_and_told_by_name(
    server: IcServer, file: Path, damage: Callable[[Path], None]
) -> None:
    before = Ledger(file)
    before.open_call(CallKey("s", "ada", "1"), "c", "Spring", "power", datetime.now(UTC)).result(20)
    assert before.close(20)
    damage(file)
    async with desk_on(file) as desk:
        await in_call(desk, server)
        state = await until(desk, lambda s: told(s, Cause.LEDGER_BROKEN))
        (notice,) = told(state, Cause.LEDGER_BROKEN)
        assert (file.parent / notice.facts.subject).is_file()
        desk.notes.type_note("9001", "Likes tea")
        await until(desk, lambda s: s.note.kept)
        assert [line.note for line in lines(desk)] == ["Likes tea"]


async def test_what_can_t_be_remembered_is_told_once(server: IcServer, tmp_path: Path) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("no folder")
    async with desk_on(None, nowhere / "remembered.json") as desk:
        await log_on(desk, form(server))
        await until(desk, lambda s: told(s, Cause.NOT_REMEMBERED))
        for number in range(3):
            desk.logon.remember_place("AAAA", str(number), {})
        await becomes(lambda: not desk.tasks._running - desk.keeper._tasks)
        assert len(told(desk.store.state, Cause.NOT_REMEMBERED)) == 1
        assert told(desk.store.state, Cause.NOT_REMEMBERED)[0].times == 1


class SetClock(datetime):
    """The computer's wall clock, which somebody sets."""

    off = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> "SetClock":
        real = datetime.now(tz) + cls.off
        return cls.fromtimestamp(real.timestamp(), tz)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Set the wall clock; the one that nobody can set goes on."""
    monkeypatch.setattr(clock_module, "datetime", SetClock)

    def set_to(off: timedelta) -> None:
        monkeypatch.setattr(SetClock, "off", off)

    return set_to


JUMPS = [timedelta(hours=-10), timedelta(days=400)]


@pytest.mark.parametrize("jump", JUMPS, ids=["back", "forward"])
async def test_a_clock_that_is_set_in_a_shift_changes_nothing(
    server: IcServer, file: Path, set_clock: Callable[[timedelta], None], jump: timedelta
) -> None:
    async with desk_on(file) as desk:
        await in_call(desk, server)
        desk.stages.press(1)
        await confirmed(desk, 1)
        set_clock(jump)
        desk.stages.press(2)
        state = await confirmed(desk, 2)
        assert state.phase is Phase.LOGGED_ON
        assert state.call is not None
        assert state.call.talking
        server.say(queue_of(("9001", "E")))
        await until(desk, lambda s: s.call is not None and s.call.ended)
        await next_call(desk, server, "9002")
        await becomes(lambda: len(lines(desk)) == 2)
        newest, before = lines(desk)
        assert [newest.key.interaction_id, before.key.interaction_id] == ["9002", "9001"]
        assert before.ended_at is not None
        assert before.popped_at <= before.ended_at <= newest.popped_at
        assert newest.popped_at - before.popped_at < timedelta(minutes=1)
        server.end_session()  # and a log-on after it
        server.cut_streams()
        await until(desk, lambda s: s.phase is Phase.EXPIRED)
        desk.logon.again(form(server).password)
        await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
        assert len(lines(desk)) == 2, "nothing was forgotten as old"


@pytest.mark.parametrize("jump", JUMPS, ids=["back", "forward"])
async def test_a_clock_that_is_set_fires_no_preview(
    server: IcServer, set_clock: Callable[[timedelta], None], jump: timedelta
) -> None:
    now = datetime.now(UTC)
    server.server_time = f"{now:%Y%m%dT%H%M%SZ}"
    async with desk_on(None) as desk:
        await log_on(desk, form(server))
        ends = f"{now + timedelta(seconds=60):%Y%m%dT%H%M%SZ}"
        server.say(campaigns(campaign(isLoggedIn=True)), preview(previewTimeout=ends))
        state = await until(desk, lambda s: s.preview)
        assert state.preview is not None
        before = state.preview.ends
        set_clock(jump)
        server.say(campaigns(campaign(isLoggedIn=True, name="Spring 2")))
        state = await until(desk, lambda s: s.campaigns.campaigns[0].name == "Spring 2")
        assert state.preview is not None
        assert state.preview.ends == before
        assert server.took("POST", "dialer/place-preview-call") == []


@pytest.mark.parametrize("jump", JUMPS, ids=["back", "forward"])
async def test_a_clock_that_is_wrong_at_the_start_forgets_no_call(
    server: IcServer, file: Path, set_clock: Callable[[timedelta], None], jump: timedelta
) -> None:
    server.server_time = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    async with desk_on(file) as desk:
        await in_call(desk, server)
        desk.outcomes.choose("9001", SOLD)
        await becomes(lambda: [line.outcome_state for line in lines(desk)] == ["chosen"])
    set_clock(jump)
    async with desk_on(file) as desk:
        await log_on(desk, form(server))
        await becomes(lambda: lines(desk))
        ledger_of(desk)._put(lambda _db: None).result(20)  # what was to be forgotten is
        assert [line.key.interaction_id for line in lines(desk)] == ["9001"]


async def test_after_a_clock_was_set_back_the_last_call_is_the_last_one_all_the_same(
    server: IcServer, file: Path, set_clock: Callable[[timedelta], None]
) -> None:
    """Dialer files an outcome for its last call: an earlier one must not pass for it."""
    async with desk_on(file) as desk:
        await in_call(desk, server, "9001")
        desk.outcomes.choose("9001", SOLD)
        await becomes(lambda: [line.outcome_state for line in lines(desk)] == ["chosen"])
    set_clock(timedelta(hours=-2))
    async with desk_on(file) as desk:
        await in_call(desk, server, "9002")
        await becomes(lambda: len(lines(desk)) == 2)
        desk.notes.type_note("9002", "Likes tea")
        await until(desk, lambda s: s.note.kept)
    server.say(queue_of(interactionsRemoved=["9002"]))
    async with desk_on(file) as desk:
        await log_on(desk, form(server))
        state = await until(desk, lambda s: len(s.open_outcomes) == 2)
        assert last_of(state) == ["9002"]


def last_of(state: DeskState) -> list[str]:
    return [each.interaction_id for each in state.open_outcomes if each.view.last]


def test_the_clock_goes_on_by_one_that_nobody_sets(
    set_clock: Callable[[timedelta], None],
) -> None:
    clock = clock_module.Clock()
    before = clock.now()
    set_clock(timedelta(days=-3))
    after = clock.now()
    assert timedelta() <= after.wall - before.wall < timedelta(seconds=5)
    assert abs((datetime.now(UTC) - after.wall).total_seconds()) < 5
