"""Breaks: asked for, granted by Dialer, ended; the status in them is ours to set."""

from typing import Any

import pytest

from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.notices import Cause
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, form, log_on, told, until
from tests.services.ic_server import IcServer, Reply, break_status, status

ASK, END = ("POST", "dialer/request-break"), ("POST", "dialer/end-break")
SET = ("PUT", "status/user-statuses/ada")
NONE, PENDING, ON_BREAK = 0, 1, 2


async def there(desk: AgentDesk, state: BreakState) -> None:
    await until(desk, lambda s: s.breaks.state is state)


async def available(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(status("Available"))
    await until(desk, lambda s: s.status.current_id == "Available")


def statuses(server: IcServer) -> list[Any]:
    return [asked.body["statusId"] for asked in server.took(*SET)]


async def test_a_break_is_asked_granted_and_ended_with_its_statuses(
    desk: AgentDesk, server: IcServer
) -> None:
    await available(desk, server)
    desk.breaks.ask("At Lunch")
    desk.breaks.ask("At Lunch")
    assert desk.store.state.breaks.state is BreakState.ASKING
    await server.asked_for(*ASK)
    server.say(break_status(PENDING))
    await there(desk, BreakState.PENDING)
    assert statuses(server) == []
    server.say(break_status(ON_BREAK))
    await there(desk, BreakState.ON_BREAK)
    await server.asked_for(*SET)
    server.say(status("At Lunch"))
    desk.breaks.end()
    await server.asked_for(*END)
    server.say(break_status(NONE))
    await there(desk, BreakState.NONE)
    await server.asked_for(*SET, times=2)
    assert statuses(server) == ["At Lunch", "Available"]
    assert len(server.took(*ASK)) == len(server.took(*END)) == 1
    for cause in (Cause.BREAK_PENDING, Cause.BREAK_BEGUN, Cause.BREAK_ENDED):
        assert len(told(desk.store.state, cause)) == 1


async def test_a_refused_break_is_told(desk: AgentDesk, server: IcServer) -> None:
    await available(desk, server)
    server.answer(*ASK, Reply(400, {"message": "Not now."}))
    desk.breaks.ask("At Lunch")
    state = await until(desk, lambda s: told(s, Cause.BREAK_REFUSED))
    assert state.breaks.may_ask


async def test_a_refused_end_leaves_the_break_as_it_was(desk: AgentDesk, server: IcServer) -> None:
    await available(desk, server)
    server.say(break_status(ON_BREAK))
    await there(desk, BreakState.ON_BREAK)
    server.answer(*END, Reply(400, {"message": "Not now."}))
    desk.breaks.end()
    assert desk.store.state.breaks.state is BreakState.ENDING
    await until(desk, lambda s: told(s, Cause.BREAK_REFUSED))
    await there(desk, BreakState.ON_BREAK)


async def test_a_word_from_before_the_request_changes_nothing(
    desk: AgentDesk, server: IcServer
) -> None:
    await available(desk, server)
    gate = server.hold(*ASK)
    desk.breaks.ask("At Lunch")
    await server.asked_for(*ASK)
    server.say(break_status(NONE), status("At Lunch"))
    await until(desk, lambda s: s.status.current_id == "At Lunch")
    assert desk.store.state.breaks.state is BreakState.ASKING
    gate.set()
    await becomes(lambda: not desk.breaks._asked)
    server.say(break_status(ON_BREAK))
    await there(desk, BreakState.ON_BREAK)
    await server.asked_for(*SET)


async def test_a_grant_that_crosses_the_end_sets_no_status(
    desk: AgentDesk, server: IcServer
) -> None:
    await available(desk, server)
    desk.breaks.ask("At Lunch")
    await server.asked_for(*ASK)
    await becomes(lambda: not desk.breaks._asked)
    server.say(break_status(PENDING))
    await there(desk, BreakState.PENDING)
    gate = server.hold(*END)
    desk.breaks.end()
    await server.asked_for(*END)
    server.say(break_status(ON_BREAK))
    await until(desk, lambda s: told(s, Cause.BREAK_BEGUN))
    assert desk.store.state.breaks.state is BreakState.ENDING
    gate.set()
    await becomes(lambda: not desk.breaks._asked)
    server.say(break_status(NONE))
    await there(desk, BreakState.NONE)
    assert desk.store.state.status.asked_id == ""
    assert statuses(server) == []


async def test_a_wish_taken_back_leaves_the_status_alone(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(status("At Lunch"))
    await until(desk, lambda s: s.status.current_id == "At Lunch")
    desk.breaks.ask("At Lunch")
    await server.asked_for(*ASK)
    await becomes(lambda: not desk.breaks._asked)
    server.say(break_status(PENDING))
    await there(desk, BreakState.PENDING)
    desk.breaks.end()
    await server.asked_for(*END)
    server.say(break_status(NONE))
    await there(desk, BreakState.NONE)
    assert desk.store.state.status.asked_id == ""
    assert statuses(server) == []


@pytest.mark.parametrize("order", [(ON_BREAK,), (PENDING, ON_BREAK), (ON_BREAK, ON_BREAK)])
async def test_the_status_is_set_once_whatever_the_order(
    desk: AgentDesk, server: IcServer, order: tuple[int, ...]
) -> None:
    await available(desk, server)
    desk.breaks.ask("At Lunch")
    server.say(*(break_status(each) for each in order))
    await there(desk, BreakState.ON_BREAK)
    await server.asked_for(*SET)
    assert statuses(server) == ["At Lunch"]


async def test_a_break_that_dialer_ends_leaves_the_agent_s_status(
    desk: AgentDesk, server: IcServer
) -> None:
    await available(desk, server)
    desk.breaks.ask("At Lunch")
    server.say(break_status(ON_BREAK))
    await there(desk, BreakState.ON_BREAK)
    await server.asked_for(*SET)
    server.say(status("At Lunch"))
    await until(desk, lambda s: s.status.current_id == "At Lunch" and not s.status.asked_id)
    server.say(break_status(NONE))
    await until(desk, lambda s: told(s, Cause.BREAK_ENDED))
    assert desk.store.state.status.asked_id == ""
