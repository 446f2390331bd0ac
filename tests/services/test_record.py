"""What is kept of the shift: written before it is sent, there again at the next start."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Callback, Outcome, OutcomeFault
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.ledger import CallKey, History, HistoryFilter, Ledger
from agent_desktop.platform.settings import Settings
from agent_desktop.services import record as record_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, confirmed, form, log_on, told, until
from tests.services.ic_server import (
    CALL_BACK,
    PASSWORD,
    SALE,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    queue_of,
    status,
)

FILE = ("POST", "dialer/disposition")
STAGE = ("POST", "dialer/update-stage")
SOLD = Outcome(Disposition("Sale", "Success", "1"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@asynccontextmanager
async def run(file: Path, **changes: Any) -> AsyncIterator[AgentDesk]:
    """One run of the program on a ledger."""
    known = {"request_deadline": 5.0, "reconnect_first": 0.1, "reconnect_longest": 0.2}
    desk = AgentDesk(Settings(**(known | changes)), ledger_file=file)
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()
    assert told(desk.store.state, Cause.PROGRAM_FAULT) == []


@asynccontextmanager
async def cut_off(file: Path, **changes: Any) -> AsyncIterator[AgentDesk]:
    """A run that ends without a word to anybody, as by a power cut."""
    async with run(file, **changes) as desk:
        yield desk
        await becomes(lambda: not desk.notes._keeping.unkept and not desk.scripts._keeping.unkept)


async def on_call(desk: AgentDesk, server: IcServer, key: str = "9001") -> DeskState:
    if desk.store.state.phase is Phase.LOGGED_OFF:
        await log_on(desk, form(server))
        server.say(campaigns(campaign(isLoggedIn=True)))
    server.say(pop(key, dispositions=[SALE, CALL_BACK]), queue_of((key, "C")))
    return await until(desk, lambda s: s.call and s.call.interaction_id == key and s.call.talking)


def running(*names: str) -> bool:
    return any(task.get_name() in names for task in asyncio.all_tasks())


async def at_lunch(desk: AgentDesk, server: IcServer) -> None:
    server.say(status("At Lunch"))
    await until(desk, lambda s: s.status.current_id == "At Lunch")


def keys(desk: AgentDesk, key: str = "9001") -> CallKey:
    agent = desk.store.state.agent
    assert agent is not None
    return CallKey(agent.server, agent.user_id, key)


def lines(desk: AgentDesk) -> Any:
    history = desk.record.history
    assert history is not None
    key = keys(desk)
    return history.page(HistoryFilter(key.server, key.user), None, 10)


async def test_a_press_leaves_only_once_it_is_written(server: IcServer, file: Path) -> None:
    written: list[str] = []

    async with run(file) as desk:
        await on_call(desk, server)

        def look(_asked: object) -> Reply:
            (line,) = lines(desk)
            history = desk.record.history
            assert history is not None
            stages = history.stages_of([line.id]).get(line.id, ())
            written.extend(stage.state for stage in stages)
            written.append(line.outcome_state or "")
            return Reply(200)

        server.answer(*STAGE, look)
        server.answer(*FILE, look)
        desk.stages.press(1)
        await confirmed(desk, 1)
        desk.outcomes.choose("9001", SOLD)
        desk.outcomes.file("9001")
        await until(desk, lambda s: s.outcome.view.filed)
    assert written[:2] == ["asked", ""]
    assert written[-1] == "asked"


@pytest.mark.parametrize("name", ["stage_asked", "outcome_asked"])
async def test_a_disk_that_hangs_holds_no_press(
    server: IcServer, file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    hangs: Future[None] = Future()
    monkeypatch.setattr(Ledger, name, lambda *_args, **_more: hangs)
    async with run(file) as desk:
        await on_call(desk, server)
        loop = asyncio.get_running_loop()
        began = loop.time()
        if name == "stage_asked":
            desk.stages.press(1)
            await server.asked_for(*STAGE)
        else:
            desk.outcomes.choose("9001", SOLD)
            desk.outcomes.file("9001")
            await server.asked_for(*FILE)
        assert record_module.WRITE_AHEAD * 0.9 < loop.time() - began < 2.0
        await becomes(lambda: not desk.stages.sender.busy)
        await becomes(lambda: desk._shift.outcomes.in_flight is None)
    hangs.set_result(None)


async def test_a_ledger_that_fails_is_told_and_holds_nothing(
    server: IcServer, tmp_path: Path
) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("no folder")
    async with run(nowhere / "ledger.db") as desk:
        await on_call(desk, server)
        await until(desk, lambda s: s.board.lasts(Cause.LEDGER_FAILED))
        desk.stages.press(1)
        await confirmed(desk, 1)
        desk.notes.type_note("9001", "Calls back")
        desk.scripts.type_value("9001", "Plan", "Gold")
        desk.notes._keeping.flush()
        desk.scripts._keeping.flush()
        await becomes(lambda: not running("keep note", "keep value"))
        assert not desk.store.state.note.kept
        assert desk.store.state.script.unsaved


async def test_a_note_is_kept_while_it_is_being_typed(server: IcServer, file: Path) -> None:
    async with run(file) as desk:
        await on_call(desk, server)
        text = ""

        def note() -> str:
            return next((line.note for line in lines(desk)), "")

        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.timeout(5):
            while not note():  # never a pause in the typing
                text += "x"
                desk.notes.type_note("9001", text)
                assert not desk.store.state.note.kept
                await asyncio.sleep(0)
        assert loop.time() - began < 1.0
        state = await until(desk, lambda s: s.note.kept)
        assert state.note.text == text == note()


async def test_an_expired_session_keeps_the_note(server: IcServer, file: Path) -> None:
    async with run(file) as desk:
        await on_call(desk, server)
        desk.notes.type_note("9001", "Likes tea")
        server.end_session()
        server.cut_streams()
        await until(desk, lambda s: s.phase is Phase.EXPIRED)
        desk.notes.type_note("9001", "Likes green tea")
        desk.logon.again(PASSWORD)
        state = await until(desk, lambda s: s.phase is Phase.LOGGED_ON and s.status.choices)
        assert state.note.text == "Likes green tea"


async def test_note_values_and_draft_are_there_again_when_the_call_is(
    server: IcServer, file: Path
) -> None:
    draft = Outcome(Disposition("Call back", "Scheduled", "1"), Callback(mine=True))
    async with cut_off(file) as desk:
        await on_call(desk, server)
        desk.notes.type_note("9001", "Likes tea")
        desk.scripts.type_value("9001", "Plan", "Gold")
        desk.outcomes.choose("9001", draft)
    async with run(file) as desk:
        await log_on(desk, form(server))
        state = desk.store.state
        (left,) = state.open_outcomes
        assert (left.interaction_id, left.earlier_run, left.note) == ("9001", True, True)
        assert told(state, Cause.OUTCOMES_LEFT)[0].facts.count == 1
        server.say(campaigns(campaign(isLoggedIn=True)))
        state = await on_call(desk, server)
        assert state.open_outcomes == ()
        assert state.note.text == "Likes tea"
        assert state.outcome.view.chosen == draft
        assert desk._shift.values.typed("9001") == {"Plan": "Gold"}
        assert server.took(*FILE) == []


async def test_what_was_not_confirmed_is_offered_and_sent_by_a_press_only(
    server: IcServer, file: Path
) -> None:
    server.answer(*FILE, Reply(500), Reply(200))
    async with cut_off(file) as desk:
        await on_call(desk, server)
        desk.outcomes.choose("9001", SOLD)
        desk.outcomes.file("9001")
        await until(desk, lambda s: told(s, Cause.OUTCOME_NOT_CONFIRMED))
    async with run(file) as desk:
        await log_on(desk, form(server))
        (left,) = desk.store.state.open_outcomes
        assert left.view.verdict is Verdict.NOT_CONFIRMED
        assert left.view.chosen == SOLD
        desk.outcomes.file("9001")  # a call may come any moment, and would get it
        assert desk._shift.outcomes.in_flight is None
        assert len(server.took(*FILE)) == 1
        await at_lunch(desk, server)
        desk.outcomes.file("9001")
        await until(desk, lambda s: s.open_outcomes == ())
        assert [a.body["label"] for a in server.took(*FILE)] == ["Sale", "Sale"]


async def test_a_restored_callback_of_one_s_own_can_be_sent(server: IcServer, file: Path) -> None:
    async with cut_off(file) as desk:
        await on_call(desk, server)
        later = Disposition("Call back", "Scheduled", "1")
        desk.outcomes.choose("9001", Outcome(later, Callback(mine=True)))
    async with run(file) as desk:
        await log_on(desk, form(server))
        await at_lunch(desk, server)
        desk.outcomes.file("9001")
        (asked,) = await server.asked_for(*FILE)
        assert asked.body == {"label": "Call back", "scheduledAgent": "ada"}
        await until(desk, lambda s: s.open_outcomes == ())


async def test_an_older_call_left_over_cannot_be_filed_for_a_newer_one(
    server: IcServer, file: Path
) -> None:
    async with cut_off(file) as desk:
        await on_call(desk, server)
        desk.outcomes.choose("9001", SOLD)
        server.say(queue_of(("9001", "E")))
        await on_call(desk, server, "9002")
        desk.outcomes.choose("9002", SOLD)
        desk.outcomes.file("9002")
        await until(desk, lambda s: s.outcome.view.filed)
    async with run(file) as desk:
        await log_on(desk, form(server))
        (left,) = desk.store.state.open_outcomes
        assert (left.interaction_id, left.view.last) == ("9001", False)
        desk.outcomes.file("9001")
        assert desk._shift.outcomes.in_flight is None
        fault = desk._shift.outcomes.ask(
            "9001", left.terms, True, desk._shift.clock.now(), desk._shift.server_now()
        )
        assert fault is OutcomeFault.NOT_LAST
        assert len(server.took(*FILE)) == 1


async def test_what_was_put_away_is_not_asked_about_again(server: IcServer, file: Path) -> None:
    async with cut_off(file) as desk:
        await on_call(desk, server)
        desk.outcomes.choose("9001", SOLD)
        server.say(queue_of(("9001", "E")))
        await on_call(desk, server, "9002")
        desk.outcomes.put_away("9001")
        desk.outcomes.choose("9002", SOLD)
        desk.outcomes.file("9002")
        await until(desk, lambda s: s.outcome.view.filed)
    async with run(file) as desk:
        await log_on(desk, form(server))
        assert desk.store.state.open_outcomes == ()
        assert told(desk.store.state, Cause.OUTCOMES_LEFT) == []


async def test_the_next_agent_is_not_shown_what_another_left(server: IcServer, file: Path) -> None:
    async with cut_off(file) as desk:
        await on_call(desk, server)
        desk.outcomes.choose("9001", SOLD)
    async with run(file) as desk:
        server.answer("POST", "connection", lambda _asked: grace(server))
        await log_on(desk, form(server, user="grace"))
        assert desk.store.state.open_outcomes == ()


def grace(server: IcServer) -> Reply:
    reply = server.log_on()
    reply.body["userID"] = "grace"
    return reply


@pytest.mark.parametrize("allowed", [False, True])
async def test_who_a_call_was_with_is_in_the_file_only_where_that_is_allowed(
    server: IcServer, file: Path, allowed: bool
) -> None:
    async with run(file, keep_contact_data=allowed) as desk:
        await on_call(desk, server)
        desk.stages.press(1)
        await confirmed(desk, 1)
        desk.outcomes.choose("9001", SOLD)
        desk.outcomes.file("9001")
        await until(desk, lambda s: s.outcome.view.filed)
        desk.notes.type_note("9001", "harmless")
        await until(desk, lambda s: s.note.kept)
    kept = b"".join(part.read_bytes() for part in file.parent.glob("ledger.db*"))
    assert b"harmless" in kept
    assert (b"Canary Contact" in kept) is allowed
    for secret in (b"555 0199", PASSWORD.encode(), b"canary-token", b"canary-cookie"):
        assert secret not in kept or (allowed and secret == b"555 0199")


async def test_values_leave_the_file_with_a_filed_outcome(server: IcServer, file: Path) -> None:
    async with run(file) as desk:
        await on_call(desk, server)
        desk.scripts.type_value("9001", "Plan", "canary-value")
        await until(desk, lambda s: not s.script.unsaved)
        desk.outcomes.choose("9001", SOLD)
        desk.outcomes.file("9001")
        await until(desk, lambda s: s.outcome.view.filed)
        history: History | None = desk.record.history
        assert history is not None
        key = keys(desk)
        now = desk._shift.clock.now().wall
        await becomes(lambda: history.unfinished(key.server, key.user, now) == ())


async def test_what_is_noted_after_a_move_to_an_alternate_is_kept_with_its_call(
    server: IcServer, file: Path
) -> None:
    async with run(file) as desk:
        await on_call(desk, server)
        before = keys(desk)
        desk.record.begin("ic2.example", before.user)  # as a session at an alternate begins
        desk.notes.type_note("9001", "calls again")
        await becomes(lambda: [line.note for line in lines(desk)] == ["calls again"])
        assert desk.record.server == before.server


async def test_the_next_shift_is_kept_under_its_own_server(server: IcServer, file: Path) -> None:
    async with run(file) as desk:
        await on_call(desk, server)
        desk.record.leave()
        desk.record.begin("ic2.example", "ada")
        assert desk.record.server == "ic2.example"
