"""Logging off and closing: said to the server, bounded in time, nothing left behind."""

import asyncio
import threading

import pytest

from agent_desktop.desk.state import DeskState, Phase
from agent_desktop.services import logon as logon_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import Seat, form, in_call, log_on, until
from tests.services.ic_server import IcServer

GOODBYES = [("POST", "dialer/log-off"), ("DELETE", "connection")]


async def test_logging_off_says_goodbye_to_dialer_and_to_the_server(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    desk.logon.log_off()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert [(a.method, a.route) for a in server.asked][-2:] == GOODBYES


async def test_logging_off_leaves_an_empty_desk(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    desk.logon.log_off()
    assert (await until(desk, lambda s: s.phase is Phase.LOGGING_OFF)).agent is not None
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert state == DeskState(board=state.board)
    assert state.board.notices == ()


async def test_the_simulator_s_session_is_over_and_the_station_free(
    desk: AgentDesk, seat: Seat
) -> None:
    await log_on(desk, seat.form())
    await desk.close()
    users = [each["user"] for each in seat.control.get("state")["sessions"]]
    assert seat.user not in users


async def test_logging_off_twice_is_once(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    desk.logon.log_off()
    desk.logon.log_off()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    await desk.close()
    assert len(server.took("DELETE", "connection")) == 1


async def test_logging_off_ends_a_log_on_under_way(desk: AgentDesk, server: IcServer) -> None:
    server.hold("POST", "connection")
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    desk.logon.log_off()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert state.problem is None


async def test_the_next_agent_logs_on_to_the_same_desk(desk: AgentDesk, server: IcServer) -> None:
    for _ in range(2):
        await in_call(desk, server)
        desk.logon.log_off()
        await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)


@pytest.mark.usefixtures("desk")
async def test_a_server_that_never_answers_holds_nobody_up(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logon_module, "LOG_OFF_DEADLINE", 0.4)
    await in_call(desk, server)
    for method, route in [
        ("PUT", "status/user-statuses/ada"),
        ("POST", "dialer/update-stage"),
        *GOODBYES,
    ]:
        server.hold(method, route)
    for status in ("Available", "At Lunch") * 4:  # more than there are threads
        desk.statuses.set(status)
    desk.stages.press(1)
    await server.asked_for("PUT", "status/user-statuses/ada", 6)
    async with asyncio.timeout(6):
        await desk.close()
    assert desk.store.state.phase is Phase.LOGGED_OFF


async def test_a_desk_nobody_logged_on_to_closes(desk: AgentDesk) -> None:
    await desk.close()
    assert desk.store.state.phase is Phase.LOGGED_OFF


async def test_closing_ends_the_threads_of_the_desk(desk: AgentDesk, server: IcServer) -> None:
    before = set(threading.enumerate())
    await log_on(desk, form(server))
    mine = [
        thread
        for thread in set(threading.enumerate()) - before
        if thread.name.startswith(("messages", "agent-desktop", "icws"))
    ]
    assert {"messages", "icws-deadlines"} <= {thread.name for thread in mine}
    await desk.close()
    for thread in mine:
        await asyncio.to_thread(thread.join, 5)
        assert not thread.is_alive(), thread.name
