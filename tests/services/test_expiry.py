"""A session ends: told once, everything kept, and nothing sent by itself afterwards."""

from typing import Any

import pytest

from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import LogOnFault, Phase
from agent_desktop.desk.notices import Cause, Notice
from agent_desktop.desk.state import DeskState, StageBarrier
from agent_desktop.services import campaigns as campaigns_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import (
    Seat,
    at_work,
    confirmed,
    form,
    in_call,
    log_on,
    membership,
    told,
    until,
)
from tests.services.ic_server import (
    GONE,
    PASSWORD,
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

STAGE = ("POST", "dialer/update-stage")
STATUS = ("PUT", "status/user-statuses/ada")


def once(state: DeskState) -> Notice:
    """The one notice of the session's end."""
    (notice,) = told(state, Cause.SESSION_EXPIRED)
    assert notice.times == 1
    assert state.board.lasts(Cause.SESSION_EXPIRED)
    return notice


async def expired(desk: AgentDesk) -> DeskState:
    return await until(desk, lambda s: s.phase is Phase.EXPIRED)


async def again(desk: AgentDesk, password: str = PASSWORD) -> DeskState:
    """Log on again and wait until the stream is open."""
    desk.logon.again(password)
    return await until(
        desk, lambda s: s.phase is Phase.LOGGED_ON and s.link.session is LinkState.UP
    )


async def test_a_press_that_meets_an_expired_session_opens_the_overlay(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    desk.stages.press(2)
    state = await expired(desk)
    notice = once(state)
    assert notice.facts.user == "ada"
    assert notice.answer.status == 401
    assert state.stage.barrier is StageBarrier.NO_SESSION
    assert state.link.session is LinkState.DOWN
    assert told(state, Cause.STAGE_REFUSED) == []


async def test_a_stream_that_meets_an_expired_session_opens_the_overlay(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    server.cut_streams()
    once(await expired(desk))


async def test_the_server_s_own_message_opens_the_overlay_with_its_reason(
    desk: AgentDesk, seat: Seat
) -> None:
    await at_work(desk, seat)
    seat.control.post("sessions/end", user=seat.user, reason="Ended by Grace.")
    await expired(desk)
    once(await until(desk, lambda s: s.board.lasting[0].answer.message == "Ended by Grace."))


def connection(new_state: int | str) -> dict[str, Any]:
    return {
        "__type": "urn:inin.com:connection:connectionStateChangeMessage",
        "isDelta": False,
        "previousConnectionState": 1,
        "newConnectionState": new_state,
        "reason": "Moved.",
        "shouldReconnect": False,
    }


@pytest.mark.parametrize("down", [2, "down"])
async def test_the_message_alone_ends_the_session_as_number_or_word(
    desk: AgentDesk, server: IcServer, down: int | str
) -> None:
    await in_call(desk, server)
    server.say(connection(down))
    assert once(await expired(desk)).answer.message == "Moved."
    desk.stages.press(1)
    assert server.took(*STAGE) == []


async def test_a_connection_that_came_up_is_no_news(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    server.say(connection(1), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert state.phase is Phase.LOGGED_ON
    assert state.board.notices == ()


async def test_the_reason_is_learnt_from_the_ended_session(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    state = {"connectionState": 2, "reason": "Logged on elsewhere.", "shouldReconnect": False}
    server.answer("GET", "connection", Reply(200, state))
    server.end_session()
    desk.stages.press(1)
    found = await until(
        desk, lambda s: s.board.lasting and "elsewhere" in s.board.lasting[0].answer.message
    )
    assert once(found).answer.status == 401


async def test_a_server_that_gives_no_reason_is_no_further_news(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer("GET", "connection", Reply(500))
    server.end_session()
    desk.stages.press(1)
    await expired(desk)
    await server.asked_for("GET", "connection")
    await again(desk)
    assert [n.cause for n in desk.store.state.board.notices] == [Cause.SESSION_EXPIRED]


async def test_many_requests_that_meet_the_end_tell_it_once(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    gates = [server.hold(*STAGE), server.hold(*STATUS), server.hold("GET", "connection")]
    desk.stages.press(1)
    desk.statuses.set("Available")
    desk.campaigns.leave(SPRING)
    await server.asked_for(*STAGE)
    await server.asked_for(*STATUS)
    server.end_session()
    server.cut_streams()
    for gate in gates:
        gate.set()
    await expired(desk)
    state = await again(desk)
    (notice,) = told(state, Cause.SESSION_EXPIRED)
    assert notice.times == 1
    assert {n.cause for n in state.board.notices} == {Cause.SESSION_EXPIRED}


async def test_what_was_cut_off_by_the_end_of_the_session_is_not_told_as_a_failure(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.hold(*STATUS)
    desk.statuses.set("Available")
    await server.asked_for(*STATUS)
    server.end_session()
    server.cut_streams()
    await expired(desk)
    state = await until(desk, lambda s: s.status.asked_id == "")
    assert {n.cause for n in state.board.notices} == {Cause.SESSION_EXPIRED}


async def test_a_late_401_of_an_older_session_is_no_news(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    late = server.hold(*STATUS)
    why = server.hold("GET", "connection")
    desk.statuses.set("Available")
    await server.asked_for(*STATUS)
    server.end_session()
    server.cut_streams()
    await expired(desk)
    await again(desk)
    late.set()
    state = await until(desk, lambda s: s.status.asked_id == "")
    assert state.phase is Phase.LOGGED_ON
    why.set()
    assert len(told(state, Cause.SESSION_EXPIRED)) == 1


async def test_a_wrong_password_keeps_the_overlay_and_its_problem(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    desk.stages.press(1)
    await expired(desk)
    server.answer("POST", "connection", Reply(400, {"message": "Wrong."}))
    desk.logon.again("wrong")
    assert desk.store.state.phase is Phase.LOGGING_ON_AGAIN
    state = await until(desk, lambda s: s.problem is not None)
    assert state.phase is Phase.EXPIRED
    assert state.problem is not None
    assert state.problem.fault is LogOnFault.CREDENTIALS
    server.answer("POST", "connection")
    assert (await again(desk)).problem is None


async def test_logging_on_again_keeps_the_desk(desk: AgentDesk, server: IcServer) -> None:
    before = await in_call(desk, server)
    server.end_session()
    server.cut_streams()
    state = await expired(desk)
    assert (state.selected_id, state.call) == (before.selected_id, before.call)
    assert state.stage.stages == before.stage.stages
    state = await again(desk)
    assert (state.selected_id, state.call) == (before.selected_id, before.call)
    assert not state.board.lasts(Cause.SESSION_EXPIRED)
    assert state.agent == before.agent


async def test_the_interrupted_stage_is_offered_and_not_sent_by_itself(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    desk.stages.press(2)
    state = await expired(desk)
    assert state.stage.view.offer is not None
    server.say(campaigns(campaign(isLoggedIn=True)), queue_of(("9001", "C"), whole=True))
    await again(desk)
    state = await until(desk, lambda s: s.stage.barrier is None)
    assert state.stage.view.offer is not None
    assert state.stage.view.offer.number == 2
    assert len(server.took(*STAGE)) == 1
    desk.stages.accept_offer()
    state = await confirmed(desk, 2)
    assert state.stage.view.offer is None
    assert len(server.took(*STAGE)) == 2


async def test_an_offer_can_be_declined(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    server.end_session()
    desk.stages.press(2)
    await expired(desk)
    desk.stages.decline_offer()
    state = await until(desk, lambda s: s.stage.view.offer is None)
    assert state.phase is Phase.EXPIRED
    await again(desk)
    desk.stages.accept_offer()
    assert len(server.took(*STAGE)) == 1


async def test_a_press_that_waited_is_the_one_offered(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    gate = server.hold(*STAGE)
    desk.stages.press(1)
    await server.asked_for(*STAGE)
    desk.stages.press(2)
    server.end_session()
    gate.set()
    state = await expired(desk)
    assert state.stage.view.offer is not None
    assert state.stage.view.offer.number == 2


async def test_the_offer_goes_when_the_call_ended_meanwhile(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    desk.stages.press(2)
    await expired(desk)
    server.say(campaigns(campaign(isLoggedIn=True)), queue_of(whole=True))
    desk.logon.again(PASSWORD)
    state = await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
    assert state.stage.view.offer is None
    desk.stages.accept_offer()
    assert len(server.took(*STAGE)) == 1


async def test_the_campaigns_are_joined_again(desk: AgentDesk, seat: Seat) -> None:
    await at_work(desk, seat)
    seat.pop()
    await until(desk, lambda s: s.stage.call_known and s.stage.barrier is None)
    seat.control.post("sessions/end", user=seat.user)
    await expired(desk)
    desk.logon.again("pass")
    await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    await until(desk, lambda s: membership(s, "Spring renewal") == "in")
    await until(desk, lambda s: s.stage.barrier is None)
    desk.stages.press(3)
    await confirmed(desk, 3)


async def test_until_a_campaign_is_joined_again_no_stage_is_sent_for_it(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    server.cut_streams()
    await expired(desk)
    state = await again(desk)
    assert state.stage.barrier is StageBarrier.JOINING
    desk.stages.press(1)
    assert server.took(*STAGE) == []
    server.say(campaigns(campaign()))
    await until(desk, lambda s: membership(s, "Spring") == "in")
    joined = [a.body for a in server.took("POST", "dialer/log-in") if a.body]
    assert joined == [{"campaignId": SPRING}]
    ready = ("POST", "dialer/ready-for-calls")
    await server.has(lambda: {"campaignIds": [SPRING]} in [a.body for a in server.took(*ready)])


async def test_a_campaign_that_does_not_come_back_is_out(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns_module, "REJOIN_WITHIN", 0.1)
    await in_call(desk, server)
    server.end_session()
    server.cut_streams()
    await expired(desk)
    await again(desk)
    await until(desk, lambda s: membership(s, "Spring") == "out")


async def test_a_second_loss_while_campaigns_are_joined_again_forgets_none(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns_module, "REJOIN_WITHIN", 0.3)
    await in_call(desk, server)
    for _ in range(2):
        server.end_session()
        server.cut_streams()
        await expired(desk)
        ready = len(server.took("POST", "dialer/ready-for-calls"))
        await again(desk)
        await server.asked_for("POST", "dialer/ready-for-calls", ready + 1)
    server.say(campaigns(campaign()))
    state = await until(desk, lambda s: membership(s, "Spring") in ("in", "out"))
    assert membership(state, "Spring") == "in"


async def test_an_expiry_while_dialer_is_logged_in_to_forgets_no_campaign(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    server.cut_streams()
    await expired(desk)

    def ended(_: Asked) -> Reply:
        server.end_session()
        return GONE

    server.answer("POST", "dialer/log-in", ended)
    desk.logon.again(PASSWORD)
    await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    await expired(desk)
    server.answer("POST", "dialer/log-in")
    await again(desk)
    server.say(campaigns(campaign()))
    await until(desk, lambda s: membership(s, "Spring") == "in")


async def test_the_alternates_of_the_lost_session_take_the_agent(
    desk: AgentDesk, server: IcServer
) -> None:
    server.alternates = ["127.0.0.2"]
    with IcServer("127.0.0.2", server.port) as backup:
        await log_on(desk, form(server))
        server.end_session()
        server.cut_streams()
        await expired(desk)
        server.stop()
        state = await again(desk)
        assert state.agent is not None
        assert "127.0.0.2" in state.agent.server
        assert len(backup.took("POST", "connection")) == 1
        await desk.close()


async def test_an_agent_who_leaves_from_the_overlay_leaves_no_banner(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.end_session()
    desk.stages.press(1)
    await expired(desk)
    desk.logon.log_off()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert state.board.lasting == ()


async def test_a_call_shown_again_after_the_log_on_is_the_same_call(
    desk: AgentDesk, server: IcServer
) -> None:
    before = await in_call(desk, server)
    desk.stages.press(1)
    await confirmed(desk, 1)
    server.end_session()
    server.cut_streams()
    await expired(desk)
    await again(desk)
    server.say(campaigns(campaign(isLoggedIn=True)), pop(), queue_of(("9001", "C"), whole=True))
    state = await until(desk, lambda s: s.selected and s.selected.membership is Membership.IN)
    state = await until(desk, lambda s: s.stage.barrier is None)
    assert state.call is not None
    assert before.call is not None
    assert state.call.popped == before.call.popped
    assert state.stage.view.current is not None
