"""Logging off and closing: said to the server, bounded in time, nothing left behind."""

import asyncio
import threading

import pytest

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.panels import LeaveKind, LeaveWait
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.platform.settings import Settings
from agent_desktop.services import logon as logon_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import Seat, becomes, form, in_call, log_on, membership, told, until
from tests.services.ic_server import (
    SALE,
    SPRING,
    IcServer,
    Reply,
    campaign,
    campaigns,
    granted,
    pop,
    queue_of,
)

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


LOG_OFF = ("POST", "dialer/log-off")
END = ("DELETE", "connection")


async def owing(desk: AgentDesk, server: IcServer) -> None:
    """Be on a call that owes its outcome."""
    await log_on(desk, form(server))
    server.say(
        campaigns(campaign(isLoggedIn=True)), pop(dispositions=[SALE]), queue_of(("9001", "C"))
    )
    await until(desk, lambda s: s.outcome.missing and s.call and s.call.talking)


async def sold(desk: AgentDesk) -> None:
    desk.outcomes.choose("9001", Outcome(Disposition("Sale", "Success", "1")))
    desk.outcomes.file("9001")
    await until(desk, lambda s: s.outcome.view.filed)


async def test_what_dialer_waits_for_is_told_until_it_lets_the_agent_go(
    desk: AgentDesk, server: IcServer
) -> None:
    await owing(desk, server)
    desk.departure.ask(LeaveKind.LOG_OFF)
    await server.asked_for(*LOG_OFF)
    assert desk.store.state.leaving is not None
    assert desk.store.state.leaving.waits is LeaveWait.CALL
    server.say(queue_of(("9001", "I")))
    await until(desk, lambda s: s.leaving and s.leaving.waits is LeaveWait.OUTCOME)
    await sold(desk)
    await until(desk, lambda s: s.leaving and s.leaving.waits is LeaveWait.GRANT)
    assert server.took(*END) == []
    server.say(granted(""))
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert len(server.took(*LOG_OFF)) == 1
    assert len(server.took(*END)) == 1


async def test_a_grant_that_comes_before_the_outcome_waits_for_it(
    desk: AgentDesk, server: IcServer
) -> None:
    await owing(desk, server)
    server.say(queue_of(("9001", "I")))
    await until(desk, lambda s: s.call and s.call.state.ended)
    desk.departure.ask(LeaveKind.LOG_OFF)
    server.say(granted(""))
    await until(desk, lambda _: not desk._shift.in_dialer)
    assert desk.store.state.leaving is not None
    await sold(desk)
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)


async def test_a_grant_for_one_campaign_is_none_for_dialer(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.say(queue_of(("9001", "E")))
    await until(desk, lambda s: s.call and s.call.state.ended)
    desk.departure.ask(LeaveKind.LOG_OFF)
    server.say(granted(SPRING))
    await until(desk, lambda s: told(s, Cause.LOGGED_OUT_OF_CAMPAIGN))
    assert desk.store.state.leaving is not None


@pytest.mark.parametrize("kind", list(LeaveKind))
async def test_anyway_leaves_at_once_and_tells_dialer_once(
    desk: AgentDesk, server: IcServer, kind: LeaveKind
) -> None:
    for told_to in (desk.departure.on_quit, desk.departure.on_restart):
        told_to.append(desk.logon.log_off)
    await owing(desk, server)
    desk.departure.ask(kind)
    await server.asked_for(*LOG_OFF)
    desk.departure.anyway()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert len(server.took(*LOG_OFF)) == 1


async def test_quitting_is_told_to_the_program(desk: AgentDesk, server: IcServer) -> None:
    quits: list[bool] = []
    desk.departure.on_quit.append(lambda: quits.append(True))
    await log_on(desk, form(server))
    await until(desk, lambda _: desk._shift.in_dialer)
    desk.departure.ask(LeaveKind.QUIT)
    server.say(granted(""))
    await becomes(lambda: quits)
    assert desk.store.state.phase is Phase.LOGGED_ON


async def test_who_stays_before_the_grant_is_logged_in_again_by_it(
    desk: AgentDesk, server: IcServer
) -> None:
    await owing(desk, server)
    desk.departure.ask(LeaveKind.LOG_OFF)
    await server.asked_for(*LOG_OFF)
    desk.departure.stay()
    assert desk.store.state.leaving is None
    server.say(granted(""))
    await server.asked_for("POST", "dialer/log-in", times=3)
    await until(desk, lambda s: membership(s, "Spring") == "in")
    bodies = [asked.body for asked in server.took("POST", "dialer/log-in")]
    assert bodies == [{}, {}, {"campaignId": SPRING}]
    assert desk.store.state.phase is Phase.LOGGED_ON


async def test_who_stays_after_the_grant_is_logged_in_again_at_once(
    desk: AgentDesk, server: IcServer
) -> None:
    await owing(desk, server)
    desk.departure.ask(LeaveKind.LOG_OFF)
    server.say(granted(""))
    await until(desk, lambda s: membership(s, "Spring") == "out")
    desk.departure.stay()
    await until(desk, lambda s: membership(s, "Spring") == "in")
    assert desk.store.state.leaving is None


async def test_who_changes_their_mind_twice_asks_dialer_once(
    desk: AgentDesk, server: IcServer
) -> None:
    await owing(desk, server)
    desk.departure.ask(LeaveKind.LOG_OFF)
    await server.asked_for(*LOG_OFF)
    desk.departure.stay()
    desk.departure.ask(LeaveKind.LOG_OFF)
    desk.departure.anyway()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert len(server.took(*LOG_OFF)) == 1


async def test_a_refusal_while_something_is_missing_is_told_and_the_agent_stays(
    desk: AgentDesk, server: IcServer
) -> None:
    await owing(desk, server)
    server.answer(*LOG_OFF, Reply(400, {"message": "Not now."}))
    desk.departure.ask(LeaveKind.LOG_OFF)
    state = await until(desk, lambda s: told(s, Cause.LEAVE_REFUSED))
    assert state.leaving is None
    assert state.phase is Phase.LOGGED_ON


async def test_where_nothing_is_missing_a_refusal_holds_nobody(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    await until(desk, lambda _: desk._shift.in_dialer)
    server.answer(*LOG_OFF, Reply(400, {"message": "Not now."}))
    desk.departure.ask(LeaveKind.LOG_OFF)
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert len(server.took(*LOG_OFF)) == 1


async def test_who_is_not_in_dialer_leaves_at_once(desk: AgentDesk, server: IcServer) -> None:
    server.answer("POST", "dialer/log-in", Reply(500))
    await log_on(desk, form(server))
    desk.departure.ask(LeaveKind.LOG_OFF)
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert server.took(*LOG_OFF) == []


class TestASilentDialer:
    """A desk that waits for the grant no longer than a moment."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(leave_deadline=0.2)

    async def test_it_is_left_without_a_grant(self, desk: AgentDesk, server: IcServer) -> None:
        await log_on(desk, form(server))
        await until(desk, lambda _: desk._shift.in_dialer)
        desk.departure.ask(LeaveKind.LOG_OFF)
        await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
        assert len(server.took(*LOG_OFF)) == 1
