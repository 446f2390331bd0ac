"""The bundle of a running desk: what is in it, what is masked, and that it never holds the loop."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.logon import LogOnForm, StationKind
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.notices import Cause, NoticeBoard
from agent_desktop.desk.state import Agent
from agent_desktop.desk.terms import Contact
from agent_desktop.platform import logs
from agent_desktop.platform.settings import Effective, Settings
from agent_desktop.services.background import Background
from agent_desktop.services.clock import Clock
from agent_desktop.services.store import Store
from agent_desktop.services.support_bundles import SupportBundles
from agent_desktop.services.tasks import Tasks
from agent_desktop.support import Bundle, Kind
from tests.icws.raw_server import RawServer, silent
from tests.services.conftest import becomes
from tests.services.ic_server import IcServer, Reply


@dataclass
class Bench:
    """A desk's bundles, and what became of them."""

    store: Store
    bundles: SupportBundles
    told: list[Bundle | None] = field(default_factory=list)

    async def gather(self, form: LogOnForm) -> Bundle:
        self.bundles.gather(form, self.told.append)
        await becomes(lambda: bool(self.told))
        (made,) = self.told
        assert made is not None
        return made


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    faults: list[BaseException] = []
    store, tasks, background = Store(Clock()), Tasks(faults.append), Background()
    folder = tmp_path / "crashes"
    folder.mkdir()
    (folder / "crash-1.txt").write_text("It ended with ada.\n", encoding="utf-8")
    effective = Effective(Settings(user="grace", station="7009"))
    versions = ("Agent Desktop 9.9",)
    bundles = SupportBundles(effective, versions, folder, store, tasks, background)
    yield Bench(store, bundles)
    await tasks.close()
    background.close()
    assert faults == []


async def test_it_has_all_its_parts_and_looks_at_the_server_that_is_typed(bench: Bench) -> None:
    with IcServer() as server:
        version = {"majorVersion": "22", "minorVersion": "1"}
        server.answer("GET", "connection/version", Reply(200, version))
        made = await bench.gather(LogOnForm(server.url, "ada", ""))
    for heading in ("Versions", "Settings", "Checks, without a log-on", "crash-1.txt"):
        assert f"\n=== {heading} ===\n" in made.text
    assert "Agent Desktop 9.9" in made.text
    assert f"port {server.port} takes connections" in made.text
    assert "Log-on ways  with user and password" in made.text
    assert not server.took("POST", "connection"), "nobody is logged on for it"


async def test_who_is_logged_on_and_whose_call_it_is_is_masked(bench: Bench) -> None:
    agent = Agent("ada", "Ada Moreno", StationKind.WORKSTATION, "7001", "127.0.0.1:1", True)
    now = Clock().now()
    contact = Contact((("Street", "Elm Street 7"), ("Short", "ok")))
    call = Call("1", "c", CallState.CONNECTED, now, who="Max Muster", number="030", contact=contact)
    bench.store.change(agent=agent, call=call)
    slip = "Ada Moreno (ada) at 7001 calls Max Muster, Elm Street 7; hunter2"
    logs.last_lines.append(slip)
    try:
        made = await bench.gather(LogOnForm("ic9.invalid", "grace", "hunter2", station="7009"))
    finally:
        logs.last_lines.remove(slip)
    line = next(line for line in made.text.splitlines() if " calls " in line)
    masked = "[name] ([user id]) at [station] calls [contact data], [contact data]"
    assert line == f"{masked}; [password or token]"
    for each in ("ada", "grace", "7001", "7009", "Muster", "Elm", "hunter2"):
        assert each not in made.text, each
    assert "127.0.0.1 port 1 takes no connection" in made.text, "the session's own server"
    assert made.masked[Kind.CONTACT] == 2
    assert made.masked[Kind.USER] == 3
    assert f"contact data {made.masked[Kind.CONTACT]}" in made.text.partition("===")[0]


async def test_notices_have_their_time_and_reference_and_no_text_of_anybody_s(bench: Bench) -> None:
    answer = Answer(403, "error.licence", "Ada's words", "J26DWQMG7N", "detail")
    moment: Moment = Clock().now()
    board = NoticeBoard().tell(Cause.LICENCE_MISSING, moment, answer=answer)
    bench.store.change(board=board.tell(Cause.LICENCE_MISSING, moment, answer=answer))
    made = await bench.gather(LogOnForm("", "", ""))
    part = made.text.partition("=== Notices ===\n")[2].partition("\n\n")[0]
    assert part.endswith(
        f"UTC  {Cause.LICENCE_MISSING.value}  (2 times)  status 403  error.licence  "
        "Reference: J26DWQMG7N"
    )
    assert "words" not in made.text
    odd = Answer(403, "error of Ada's", "", "J26DWQMG7N")
    bench.store.change(board=NoticeBoard().tell(Cause.LICENCE_MISSING, moment, answer=odd))
    bench.told.clear()
    assert "error of" not in (await bench.gather(LogOnForm("", "", ""))).text
    assert "no server is named" in made.text


async def test_an_address_that_is_none_is_what_support_is_told(bench: Bench) -> None:
    assert "no blanks" in (await bench.gather(LogOnForm("a b", "", ""))).text


async def test_a_server_that_hangs_holds_nothing_and_a_stop_ends_it(bench: Bench) -> None:
    with RawServer(silent) as server:
        form = LogOnForm(f"http://127.0.0.1:{server.port}", "", "")
        stop = bench.bundles.gather(form, bench.told.append)
        # The first connection is only tried; the second asks for the version, and hangs.
        for _ in range(2):
            assert await asyncio.to_thread(server.connected.acquire, timeout=10)
        stop()
        await becomes(lambda: not bench.bundles._tasks._running)
    assert bench.told == []


async def test_saved_it_is_to_the_letter_what_was_shown(bench: Bench, tmp_path: Path) -> None:
    saved: list[bool] = []
    made = Bundle("Ä\n=== x ===\n", {})
    bench.bundles.save(made, str(tmp_path / "b.txt"), saved.append)
    await becomes(lambda: saved == [True])
    assert (tmp_path / "b.txt").read_bytes() == made.text.encode()
    bench.bundles.save(made, str(tmp_path / "missing" / "b.txt"), saved.append)
    await becomes(lambda: saved == [True, False])
