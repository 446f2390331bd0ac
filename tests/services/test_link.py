"""The message channel: lost, waited for, back, and what comes over it."""

from typing import Any

import pytest

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.links import LinkState
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import StageBarrier
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import (
    Seat,
    at_work,
    confirmed,
    form,
    in_call,
    log_on,
    told,
    until,
)
from tests.services.ic_server import (
    SPRING,
    Asked,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    queue_of,
    status,
)

MESSAGES = ("GET", "messaging/messages")
QUEUE = ("PUT", "messaging/subscriptions/queues/agent-desktop-calls")
BUSY = Reply(503, {"message": "Switching over."})


async def lost(desk: AgentDesk) -> None:
    await until(desk, lambda s: s.board.lasts(Cause.SESSION_LINK_DOWN))


async def test_the_first_loss_is_mended_without_a_word(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.cut_streams()
    await server.asked_for(*QUEUE, 2)
    assert desk.store.state.link.session is LinkState.UP
    assert desk.store.state.board.notices == ()


async def test_a_loss_that_lasts_is_told_once_with_the_next_try_and_then_that_it_is_back(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.answer(*MESSAGES, BUSY)
    server.cut_streams()
    state = await until(desk, lambda s: s.link.session is LinkState.DOWN)
    assert state.link.next_try is not None
    assert state.link.down_since is not None
    assert state.link.next_try > state.link.down_since
    await server.asked_for(*MESSAGES, 6)
    await lost(desk)
    (notice,) = told(desk.store.state, Cause.SESSION_LINK_DOWN)
    assert notice.times == 1
    assert notice.answer.message == "Switching over."
    assert notice.facts.server == f"http://127.0.0.1:{server.port}"
    assert desk.store.state.link.down_since == state.link.down_since
    server.answer(*MESSAGES)
    state = await until(desk, lambda s: s.link.session is LinkState.UP)
    assert (state.link.down_since, state.link.next_try) == (None, None)
    assert not state.board.lasts(Cause.SESSION_LINK_DOWN)
    assert len(told(state, Cause.SESSION_LINK_BACK)) == 1


class TestAPatientDesk:
    """A desk that waits a minute between two tries."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(reconnect_first=60.0, reconnect_longest=60.0)

    async def test_the_agent_need_not_wait_for_the_next_try(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, BUSY)
        server.cut_streams()
        await lost(desk)
        server.answer(*MESSAGES)
        desk.keeper.try_now()
        await until(desk, lambda s: s.link.session is LinkState.UP)

    async def test_leaving_does_not_wait_for_the_next_try(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, BUSY)
        server.cut_streams()
        await lost(desk)
        await desk.close()
        assert desk.store.state.board.lasting == ()


class TestAnAlertDesk:
    """A desk that takes a short silence for a loss."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(stream_silence=0.2)

    async def test_a_stream_that_falls_silent_is_opened_anew(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        await server.asked_for(*MESSAGES, 2)


async def test_a_call_that_ended_while_the_link_was_down_is_closed(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*MESSAGES, BUSY)
    server.cut_streams()
    await lost(desk)

    def subscribed(_: Asked) -> Reply:
        server.say(queue_of(whole=True))
        return Reply(200)

    server.answer(*QUEUE, subscribed)
    server.answer(*MESSAGES)
    state = await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
    assert state.call is not None
    assert state.call.state is CallState.ENDED


async def test_a_call_that_still_stands_after_a_loss_goes_on(
    desk: AgentDesk, server: IcServer
) -> None:
    before = await in_call(desk, server)
    server.cut_streams()
    await server.asked_for(*QUEUE, 2)
    server.say(queue_of(("9001", "C"), whole=True), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert state.call == before.call
    desk.stages.press(1)
    await confirmed(desk, 1)


async def test_a_cut_cable_costs_no_call_of_the_simulator(desk: AgentDesk, seat: Seat) -> None:
    await at_work(desk, seat)
    seat.pop()
    await until(desk, lambda s: s.call and s.call.state is CallState.CONNECTED)
    assert seat.control.post("streams/reset", user=seat.user) == {"reset": 1}
    desk.stages.press(1)
    state = await confirmed(desk, 1)
    assert state.stage.barrier is None


async def test_a_server_without_streams_is_asked_again_and_again(
    desk: AgentDesk, server: IcServer
) -> None:
    server.features["messaging"] = 1
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), pop(), queue_of(("9001", "C")))
    await until(desk, lambda s: s.call and s.call.state is CallState.CONNECTED)
    assert all("event-stream" not in a.headers["accept"] for a in server.took(*MESSAGES))


async def test_a_server_whose_streams_never_hold_is_polled(
    desk: AgentDesk, server: IcServer
) -> None:
    def cut(asked: Asked) -> Reply:
        return Reply(503) if server.streams(asked) else Reply(200, [status("Available")])

    server.answer(*MESSAGES, cut)
    desk.logon.submit(form(server))
    state = await until(desk, lambda s: s.status.current)
    assert state.link.session is LinkState.UP


async def test_an_expired_session_is_noticed_by_a_poll(desk: AgentDesk, server: IcServer) -> None:
    server.features["messaging"] = 1
    await log_on(desk, form(server))
    server.end_session()
    await until(desk, lambda s: s.board.lasts(Cause.SESSION_EXPIRED))


async def test_the_dialer_s_link_is_told_apart_from_the_session_s(
    desk: AgentDesk, seat: Seat
) -> None:
    await at_work(desk, seat)
    seat.control.post("link", state="down", reason="Maintenance.")
    state = await until(desk, lambda s: not s.link.dialer_up)
    assert state.link.session is LinkState.UP
    assert state.board.lasts(Cause.DIALER_LINK_DOWN)
    assert told(state, Cause.DIALER_LINK_DOWN)[0].answer.message == "Maintenance."
    seat.control.post("link", state="up")
    state = await until(desk, lambda s: s.link.dialer_up)
    assert not state.board.lasts(Cause.DIALER_LINK_DOWN)
    assert len(told(state, Cause.DIALER_LINK_BACK)) == 1


def dialer_link(new_state: Any) -> dict[str, Any]:
    return {
        "__type": "urn:inin.com:dialer:outboundServerConnectionStateChangeMessage",
        "isDelta": False,
        "previousConnectionState": 1,
        "newConnectionState": new_state,
        "reason": "",
    }


async def test_a_new_session_does_not_begin_with_the_old_one_s_dialer_link(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(dialer_link("down"))
    await until(desk, lambda s: s.board.lasts(Cause.DIALER_LINK_DOWN))
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.board.lasts(Cause.SESSION_EXPIRED))
    desk.logon.again("canary-password-4711")
    state = await until(desk, lambda s: s.link.session is LinkState.UP)
    assert state.link.dialer_up
    assert state.board.lasting == ()


async def test_a_dialer_link_that_was_up_all_along_is_no_news(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(dialer_link(1), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert state.board.notices == ()


async def test_an_unreadable_message_is_told_once_and_the_rest_goes_on(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    broken = {"__type": "urn:inin.com:dialer:dataPopMessage", "call": "canary"}
    server.say(broken, broken, status("Available"))
    state = await until(desk, lambda s: s.status.current)
    (notice,) = told(state, Cause.UNREADABLE_MESSAGE)
    assert notice.facts.subject == "dataPopMessage"
    assert "canary" not in repr(notice)


async def test_a_message_nobody_knows_is_survived_without_a_word(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say({"__type": "urn:inin.com:future:message", "x": 1}, {"y": 2}, status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert state.board.notices == ()


async def test_the_queue_of_another_subscription_is_none_of_ours(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.say(queue_of(("9001", "E"), subscriptionId="somebody-else"), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert state.call is not None
    assert state.call.live


async def test_a_fault_of_ours_in_one_message_does_not_cost_the_rest(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await log_on(desk, form(server))

    def fault(_call: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.calls, "popped", fault)
    server.say(pop(campaign_id=SPRING), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert [n.facts.subject for n in told(state, Cause.PROGRAM_FAULT)] == ["ZeroDivisionError"]
    desk.look_at_notices()
    desk.store.change(board=type(state.board)())  # the fixture looks for faults of its own
