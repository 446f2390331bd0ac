"""The call's line: one action at a time, only where the line allows it."""

import pytest

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.panels import PhoneAction
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, form, in_call, log_on, told, until
from tests.services.ic_server import IcServer, Reply, pop, queue_of

A = PhoneAction
CALL = "interactions/9001"


def phone_requests(server: IcServer) -> list[tuple[str, object]]:
    return [(a.route, a.body) for a in server.asked if a.route.startswith("interactions/")]


@pytest.mark.parametrize(
    ("letter", "allowed"),
    [
        ("A", {A.PICK_UP, A.HANG_UP}),
        ("C", {A.HOLD, A.HANG_UP, A.MUTE}),
        ("H", {A.RESUME, A.HANG_UP, A.MUTE}),
        ("E", set()),
    ],
)
async def test_what_can_be_done_follows_from_the_queue(
    desk: AgentDesk, server: IcServer, letter: str, allowed: set[PhoneAction]
) -> None:
    await log_on(desk, form(server))
    server.say(pop(), queue_of(("9001", letter)))
    state = await until(desk, lambda s: s.call and s.call.state is not CallState.COMING)
    assert state.phone.allowed == allowed
    for action in set(PhoneAction) - allowed:
        desk.phone.act(action)
        assert desk.store.state.phone.doing is None


async def test_a_muted_call_can_be_unmuted(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    entry = {"interactionId": "9001", "attributes": {"Eic_Muted": "1"}}
    server.say(queue_of(interactionsChanged=[entry]))
    state = await until(desk, lambda s: s.call and s.call.muted)
    assert A.UNMUTE in state.phone.allowed
    assert A.MUTE not in state.phone.allowed


@pytest.mark.parametrize(
    ("letter", "action", "sent"),
    [
        ("A", A.PICK_UP, (f"{CALL}/pickup", None)),
        ("C", A.HANG_UP, (f"{CALL}/disconnect", None)),
        ("C", A.HOLD, (f"{CALL}/hold", {"on": True})),
        ("H", A.RESUME, (f"{CALL}/hold", {"on": False})),
        ("C", A.MUTE, (f"{CALL}/mute", {"on": True})),
    ],
)
async def test_an_action_is_sent_and_the_queue_alone_changes_the_call(
    desk: AgentDesk, server: IcServer, letter: str, action: PhoneAction, sent: tuple[str, object]
) -> None:
    await log_on(desk, form(server))
    server.say(pop(), queue_of(("9001", letter)))
    before = await until(desk, lambda s: s.call and s.call.state is not CallState.COMING)
    desk.phone.act(action)
    assert desk.store.state.phone.doing is action
    state = await until(desk, lambda s: s.phone.doing is None)
    assert phone_requests(server) == [sent]
    assert state.call == before.call


async def test_one_action_at_a_time_also_over_two_calls(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    gate = server.hold("POST", f"{CALL}/hold")
    desk.phone.act(A.HOLD)
    desk.phone.act(A.MUTE)
    server.say(queue_of(("9001", "E")), pop("9002"), queue_of(("9002", "C")))
    await until(desk, lambda s: s.call and s.call.interaction_id == "9002" and s.call.talking)
    desk.phone.act(A.HOLD)
    await server.asked_for("POST", f"{CALL}/hold")
    gate.set()
    await becomes(lambda: desk.phone._doing is None)
    assert phone_requests(server) == [(f"{CALL}/hold", {"on": True})]


async def test_a_refusal_is_told_and_the_call_is_as_it_was(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer("POST", f"{CALL}/hold", Reply(404, {"message": "No such interaction."}))
    desk.phone.act(A.HOLD)
    state = await until(desk, lambda s: told(s, Cause.PHONE_REFUSED))
    assert told(state, Cause.PHONE_REFUSED)[0].facts.subject == "hold"
    assert state.call is not None
    assert state.call.state is CallState.CONNECTED


async def test_the_line_is_asked_for_once_at_a_time_and_told(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    line = ("POST", "dialer/establish-persistent-connection")
    gate = server.hold(*line)
    desk.phone.connect_line()
    desk.phone.connect_line()
    await server.asked_for(*line)
    gate.set()
    await until(desk, lambda s: told(s, Cause.LINE_ASKED))
    assert len(server.took(*line)) == 1
