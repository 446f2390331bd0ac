"""A password that is kept: in the vault and in memory, tried once, and never in anybody's way."""

import asyncio
import logging
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from agent_desktop.desk.logon import Keeping, LogOnFault, Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState
from agent_desktop.icws import Secret
from agent_desktop.platform import remembered
from agent_desktop.platform.settings import Settings
from agent_desktop.platform.vault import Vault
from agent_desktop.services import passwords
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.background import Detached
from tests.platform.own_vault import OwnVault
from tests.services.conftest import becomes, form, log_on, told, until
from tests.services.ic_server import PASSWORD, IcServer, Reply

REFUSED = Reply(400, {"errorId": "error.request.connection.authenticationFailure"})


@pytest.fixture
def own() -> Iterator[OwnVault]:
    own = OwnVault()
    yield own
    own.answer_prompt(unlock=False)  # no thread waits for ever


@pytest.fixture
async def desk(
    settings: Settings, tmp_path: Path, server: IcServer, own: OwnVault
) -> AsyncIterator[AgentDesk]:
    desk = AgentDesk(settings, tmp_path / "remembered.json", vault=own.vault())
    await desk.open()
    yield desk
    await desk.close()
    assert told(desk.store.state, Cause.PROGRAM_FAULT) == []


def entry(server: IcServer, user: str = "ada") -> tuple[str, str]:
    return f"agent-desktop {server.url}", user


def tried(server: IcServer) -> list[str]:
    """The passwords that the server was given, in their order."""
    return [str(asked.body["password"]) for asked in server.took("POST", "connection")]


async def looked(desk: AgentDesk, server: IcServer, *, wanted: bool = False) -> DeskState:
    """Have the vault looked into for the account, as the dialog does."""
    desk.passwords.look(server.url, "ada", wanted)
    return await until(desk, lambda s: s.password.keeping is not Keeping.LOOKING)


async def changed(desk: AgentDesk) -> None:
    """Wait until nothing is being kept or deleted."""
    await becomes(lambda: not desk.passwords._changing)


async def kept(desk: AgentDesk, server: IcServer) -> None:
    """Log on, have the password kept, and log off again."""
    await log_on(desk, form(server, keep_password=True))
    await changed(desk)
    desk.logon.log_off()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)


async def test_a_password_is_kept_once_the_server_has_taken_it(
    desk: AgentDesk, server: IcServer, own: OwnVault, tmp_path: Path
) -> None:
    await kept(desk, server)
    assert own.held == {entry(server): PASSWORD}
    await desk.close()
    file = tmp_path / "remembered.json"
    assert remembered.read(file).kept_in_vault
    assert PASSWORD not in file.read_text()


async def test_a_password_that_was_refused_is_not_kept(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    server.answer("POST", "connection", REFUSED)
    desk.logon.submit(form(server, keep_password=True))
    state = await until(desk, lambda s: s.problem is not None)
    assert state.problem is not None
    assert state.problem.fault is LogOnFault.CREDENTIALS
    assert own.held == {}


async def test_an_empty_field_logs_on_with_the_kept_password(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    state = await looked(desk, server)
    assert state.password.keeping is Keeping.OFFERED
    assert state.password.stored
    assert state.password.vault == "Test vault"
    await log_on(desk, form(server, password="", keep_password=True))
    assert tried(server) == [PASSWORD]
    assert own.held == {entry(server): PASSWORD}


async def test_a_log_on_waits_for_the_vault_also_where_it_is_asked_anew_meanwhile(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    desk.logon.submit(form(server, password="", keep_password=True))
    await asyncio.sleep(0)  # the log-on waits for its own question
    desk.passwords.look(server.url, "ada", wanted=True)
    await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    assert tried(server) == [PASSWORD]


async def test_an_empty_field_finds_the_kept_password_also_where_nobody_looked(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    await log_on(desk, form(server, password="", keep_password=True))
    assert tried(server) == [PASSWORD]


async def test_what_is_typed_replaces_what_was_kept(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = "an older one"
    await looked(desk, server)
    await log_on(desk, form(server, keep_password=True))
    await changed(desk)
    assert tried(server) == [PASSWORD]
    assert own.held == {entry(server): PASSWORD}


@pytest.mark.parametrize("wish", [{"keep_password": False}, {"remember": False}])
async def test_who_wants_it_no_longer_has_it_deleted_at_the_log_on(
    desk: AgentDesk, server: IcServer, own: OwnVault, wish: dict[str, bool]
) -> None:
    own.held[entry(server)] = PASSWORD
    await looked(desk, server)
    await log_on(desk, form(server, password="", **{"keep_password": True, **wish}))
    await changed(desk)
    assert own.held == {}


async def test_another_account_has_no_kept_password(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server, "ben")] = "his"
    state = await looked(desk, server)
    assert not state.password.stored
    await log_on(desk, form(server, password=""))
    assert tried(server) == [""]


async def test_a_wrong_kept_password_is_tried_once_and_is_gone(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = "no longer right"
    await looked(desk, server)
    server.answer("POST", "connection", REFUSED)
    for _press in range(3):
        desk.logon.submit(form(server, password="", keep_password=True))
        state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF and s.problem)
        await changed(desk)
        if len(tried(server)) == 1:
            assert state.problem is not None
            assert state.problem.fault is LogOnFault.KEPT_PASSWORD
            assert not state.password.stored
    assert tried(server) == ["no longer right", "", ""]
    assert own.held == {}


async def test_a_wrong_kept_password_that_cannot_be_deleted_is_not_tried_again(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = "no longer right"
    own.undeletable = True
    await looked(desk, server)
    server.answer("POST", "connection", REFUSED)
    for _press in range(2):
        desk.logon.submit(form(server, password="", keep_password=True))
        await until(desk, lambda s: s.phase is Phase.LOGGED_OFF and s.problem)
        await changed(desk)
        assert not (await looked(desk, server, wanted=True)).password.stored
    assert tried(server) == ["no longer right", ""]
    assert len(told(desk.store.state, Cause.PASSWORD_NOT_DELETED)) == 1


async def test_a_refusal_for_another_reason_leaves_it_where_it_is(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    server.answer("POST", "connection", Reply(503, {}))
    desk.logon.submit(form(server, password="", keep_password=True))
    await until(desk, lambda s: s.problem is not None)
    await changed(desk)
    assert own.held == {entry(server): PASSWORD}


async def test_the_present_password_is_recalled_from_memory_until_the_log_off(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    assert await desk.passwords.recall() is None
    await log_on(desk, form(server))
    await changed(desk)
    reads = own.reads
    assert await desk.passwords.recall() == Secret(PASSWORD)
    assert own.reads == reads
    desk.logon.log_off()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert await desk.passwords.recall() is None
    assert own.held == {}


async def test_a_present_password_that_is_refused_is_forgotten_everywhere(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    await log_on(desk, form(server, keep_password=True))
    await changed(desk)
    desk.passwords.refused()
    assert await desk.passwords.recall() is None
    await changed(desk)
    assert own.held == {}
    assert await desk.passwords.recall() is None


async def test_a_new_password_is_held_and_kept_after_an_older_one_was_refused(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    await log_on(desk, form(server, keep_password=True))
    desk.passwords.refused()
    desk.passwords.accepted(server.url, "ada", Secret("newer"), keep=True)
    await changed(desk)
    assert await desk.passwords.recall() == Secret("newer")
    assert own.held == {entry(server): "newer"}


async def test_an_administrator_can_forbid_it_and_what_was_kept_is_deleted(
    server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    desk = AgentDesk(Settings(password_vault_allowed=False), vault=own.vault())
    state = await looked(desk, server, wanted=True)
    assert state.password.keeping is Keeping.FORBIDDEN
    assert await desk.passwords.recall(server.url, "ada") is None
    assert own.reads == 0
    await log_on(desk, form(server, keep_password=True))
    await changed(desk)
    assert own.held == {}
    await desk.close()


async def test_a_demo_keeps_nothing(settings: Settings, server: IcServer) -> None:
    desk = AgentDesk(settings)
    await desk.open()
    state = await looked(desk, server, wanted=True)
    assert state.password.keeping is Keeping.DEMO
    await desk.close()


async def test_vault_locked_nobody_is_asked_to_unlock_it_who_never_kept_a_password(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.locked = True
    state = await looked(desk, server)
    assert state.password.keeping is Keeping.LOCKED
    await log_on(desk, form(server))
    await changed(desk)
    assert own.prompts == 0
    assert told(desk.store.state, Cause.PASSWORD_NOT_DELETED) == []


async def test_vault_locked_a_prompt_that_stays_open_holds_no_log_on_and_no_end(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    own.locked = True
    desk.passwords.look(server.url, "ada", wanted=True)
    await asyncio.to_thread(own.prompted.wait)
    assert desk.store.state.password.keeping is Keeping.LOOKING
    await log_on(desk, form(server, keep_password=True))
    assert tried(server) == [PASSWORD]
    async with asyncio.timeout(passwords.LAST_MOMENT + 3):
        await desk.close()
    assert own.locked, "the prompt is still open"


async def test_vault_locked_an_empty_field_waits_a_little_and_then_asks_for_the_password(
    desk: AgentDesk, server: IcServer, own: OwnVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "LOG_ON_WAITS", 0.05)
    own.held[entry(server)] = PASSWORD
    own.locked = True
    desk.passwords.look(server.url, "ada", wanted=True)
    await asyncio.to_thread(own.prompted.wait)
    desk.logon.submit(form(server, password="", keep_password=True))
    state = await until(desk, lambda s: s.problem is not None)
    assert state.problem is not None
    assert state.problem.fault is LogOnFault.VAULT_SILENT
    assert tried(server) == []
    own.answer_prompt(unlock=True)
    await until(desk, lambda s: s.password.stored)
    await log_on(desk, form(server, password="", keep_password=True))
    assert tried(server) == [PASSWORD]


async def test_vault_locked_who_closes_the_prompt_is_not_asked_again(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    own.locked = True
    own.answer_prompt(unlock=False)
    for _look in range(2):
        state = await looked(desk, server, wanted=True)
        assert state.password.keeping is Keeping.LOCKED
    assert own.prompts == 1
    own.locked = False
    assert (await looked(desk, server, wanted=True)).password.stored


async def test_vault_locked_an_answer_after_the_deadline_is_dropped(
    desk: AgentDesk, server: IcServer, own: OwnVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "VAULT_DEADLINE", 0.05)
    own.held[entry(server)] = PASSWORD
    own.locked = True
    state = await looked(desk, server, wanted=True)
    assert state.password.keeping is Keeping.SILENT
    own.answer_prompt(unlock=True)
    await becomes(lambda: own.reads == 1)
    assert not desk.store.state.password.stored
    assert desk.passwords._found is None


async def test_vault_absent_the_choice_is_off_and_the_log_on_goes_on(
    settings: Settings, server: IcServer, tmp_path: Path
) -> None:
    desk = AgentDesk(settings, tmp_path / "remembered.json", vault=Vault())
    state = await looked(desk, server, wanted=True)
    expected = Keeping.ABSENT if sys.platform == "linux" else Keeping.FAILED
    assert state.password.keeping is expected
    await log_on(desk, form(server, keep_password=True))
    await until(desk, lambda s: told(s, Cause.PASSWORD_NOT_KEPT))
    await desk.close()


async def test_vault_failing_is_told_and_the_log_on_goes_on(
    desk: AgentDesk, server: IcServer, own: OwnVault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    own.broken = OSError(f"can't take {PASSWORD}")
    state = await looked(desk, server)
    assert state.password.keeping is Keeping.FAILED
    await log_on(desk, form(server, keep_password=True))
    state = await until(desk, lambda s: told(s, Cause.PASSWORD_NOT_KEPT))
    assert "OSError" in caplog.text
    assert PASSWORD not in caplog.text
    assert PASSWORD not in repr(state)


async def test_the_newest_account_typed_is_the_one_that_is_told(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.held[entry(server)] = PASSWORD
    for user in ("a", "ad", "ada"):
        desk.passwords.look(server.url, user)
    state = await until(desk, lambda s: s.password.keeping is Keeping.OFFERED)
    assert (state.password.user, state.password.stored) == ("ada", True)


@pytest.mark.parametrize("typed", [("", "ada"), ("ic1.example", ""), ("not an address", "ada")])
async def test_an_account_that_is_not_whole_yet_learns_whether_the_vault_can_be_used(
    desk: AgentDesk, typed: tuple[str, str]
) -> None:
    desk.passwords.look(*typed)
    state = await until(desk, lambda s: s.password.keeping is Keeping.OFFERED)
    assert not state.password.stored


def everything_in(folder: Path) -> str:
    """What all files of a folder hold."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return "\n".join(file.read_bytes().decode(errors="replace") for file in files)


async def test_the_password_is_in_no_file_log_or_repr_of_a_run_that_keeps_it(
    desk: AgentDesk,
    server: IcServer,
    own: OwnVault,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    await kept(desk, server)
    state = await looked(desk, server)
    assert state.password.stored
    await log_on(desk, form(server, password="", keep_password=True))
    texts = [
        repr(state),
        repr(desk.store.state),
        repr(vars(desk.passwords)),
        repr(desk.passwords),
    ]
    await desk.close()
    logged = "\n".join(record.getMessage() + str(record.args) for record in caplog.records)
    assert PASSWORD not in logged
    assert not any(PASSWORD in text for text in texts)
    assert (tmp_path / "remembered.json").exists()
    assert PASSWORD not in everything_in(tmp_path)


async def test_a_detached_call_whose_waiting_was_given_up_is_not_begun() -> None:
    detached, release, begun = Detached("test"), threading.Event(), []
    with pytest.raises(TimeoutError):
        await detached.call(release.wait, deadline=0.01)
    with pytest.raises(TimeoutError):
        await detached.call(lambda: begun.append("late"), deadline=0.01)
    release.set()
    assert await detached.call(lambda: "answer", deadline=10) == "answer"
    assert begun == []
    detached.close()
    assert detached._thread is not None
    await asyncio.to_thread(detached._thread.join, 10)
    assert not detached._thread.is_alive()
    assert detached._thread.daemon


async def test_the_password_of_another_account_is_not_the_present_one_s(
    desk: AgentDesk, server: IcServer
) -> None:
    desk.passwords.accepted(server.url, "ada", Secret(PASSWORD), keep=False)
    assert await desk.passwords.recall("http://other.example", "ada") is None
    assert await desk.passwords.recall() is None


async def test_a_log_on_by_itself_asks_to_keep_nothing_anew(
    desk: AgentDesk, server: IcServer, own: OwnVault
) -> None:
    own.locked = True
    own.answer_prompt(unlock=False)
    await log_on(desk, form(server, keep_password=True))
    await changed(desk)
    server.should_reconnect = True
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.phase is Phase.RECONNECTING and s.link.next_try)
    own.answer_prompt(unlock=False)
    desk.keeper.try_now()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    await changed(desk)
    assert own.prompts == 1
    assert [notice.times for notice in told(state, Cause.PASSWORD_NOT_KEPT)] == [1]
