"""A session that one answer calls over: until the server has said, it is neither there nor gone."""

import threading

import pytest

from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import OutcomeFault
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, form, in_call, log_on, told, until
from tests.services.ic_server import (
    GONE,
    SALE,
    SPRING,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    queue_of,
)

MESSAGES = ("GET", "messaging/messages")
STATE = ("GET", "connection")
STAGE = ("POST", "dialer/update-stage")
QUEUE = ("PUT", "messaging/subscriptions/queues/agent-desktop-calls")
STATUSES = ("GET", "status/status-messages")
SET_STATUS = ("PUT", "status/user-statuses/ada")
OUTBOUND = "urn:inin.com:dialer:outboundServerConnectionStateChangeMessage"


@pytest.fixture
def settings() -> Settings:
    return Settings(
        request_deadline=5.0, stage_deadline=5.0, reconnect_first=0.1, reconnect_longest=0.2
    )


async def taken_back(desk: AgentDesk) -> None:
    await until(
        desk,
        lambda s: (
            told(s, Cause.SESSION_DOUBTED)
            and s.phase is Phase.LOGGED_ON
            and s.link.session is LinkState.UP
        ),
    )


async def test_taken_back_in_an_outage_it_ends_the_outage_s_banner(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.answer(*MESSAGES, Reply(503))
    server.cut_streams()
    await until(desk, lambda s: s.board.lasts(Cause.SESSION_LINK_DOWN))
    server.answer(*MESSAGES, GONE, Reply(200))
    await taken_back(desk)
    assert not desk.store.state.board.lasts(Cause.SESSION_LINK_DOWN)
    assert told(desk.store.state, Cause.SESSION_LINK_BACK)


async def test_taken_back_it_tells_of_no_link_that_was_never_lost(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, GONE, Reply(200))
    desk.stages.press(2)
    await taken_back(desk)
    assert not told(desk.store.state, Cause.SESSION_LINK_BACK)


async def test_taken_back_it_knows_that_dialer_s_link_is_down_still(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.say({"__type": OUTBOUND, "isDelta": False, "newConnectionState": 2})
    before = await until(desk, lambda s: not s.link.dialer_up)
    server.answer(*STAGE, GONE, Reply(200))
    desk.stages.press(2)
    await taken_back(desk)
    link = desk.store.state.link
    assert (link.dialer_up, link.dialer_down_since) == (False, before.link.dialer_down_since)


async def test_taken_back_an_outcome_may_be_filed_at_once(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)))
    server.say(pop("9001", SPRING, dispositions=[SALE]), queue_of(("9001", "C")))
    await until(desk, lambda s: s.outcome.may_choose and not s.stage.stages.loading)
    server.answer(*STAGE, GONE, Reply(200))
    desk.stages.press(2)
    await until(desk, lambda s: s.outcome.fault is OutcomeFault.NO_SESSION)
    await until(desk, lambda s: s.outcome.fault is OutcomeFault.NOTHING_CHOSEN)


async def test_an_answer_that_was_on_its_way_before_is_no_second_word(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    late = server.hold(*SET_STATUS)
    server.answer(*SET_STATUS, GONE)
    desk.statuses.set("At Lunch")
    await server.asked_for(*SET_STATUS)
    server.answer(*STAGE, GONE, Reply(200))
    desk.stages.press(2)
    await taken_back(desk)
    late.set()
    await until(desk, lambda s: not s.status.asked_id)  # it has been answered
    assert desk.store.state.phase is Phase.LOGGED_ON
    assert len(server.took("POST", "connection")) == 1


async def test_an_agent_who_leaves_meanwhile_is_logged_off_at_the_server_too(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    before = {thread for thread in threading.enumerate() if thread.name == "icws-deadlines"}
    answer = server.hold(*STATE)
    server.answer(*STAGE, GONE, Reply(200))
    desk.stages.press(2)
    await server.asked_for(*STATE)
    desk.logon.log_off()
    await server.asked_for("DELETE", "connection")
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    answer.set()
    for thread in before:
        thread.join(5.0)
        assert not thread.is_alive()


async def settled(desk: AgentDesk) -> None:
    """Wait until all that a new session begins with was asked, in vain or not."""
    await becomes(lambda: all(task.get_name() != "settle in" for task in desk.tasks._running))


async def test_taken_back_before_anything_was_read_it_is_read_then(
    desk: AgentDesk, server: IcServer
) -> None:
    queue, answer = server.hold(*QUEUE), server.hold(*STATE)
    server.answer(*MESSAGES, GONE, Reply(200))
    desk.logon.submit(form(server))
    await server.asked_for(*STATE)
    await server.asked_for(*QUEUE)
    queue.set()
    await settled(desk)
    answer.set()
    await until(desk, lambda s: s.status.choices)
    await server.asked_for(*QUEUE, 2)


async def test_what_an_outage_kept_from_a_new_session_is_read_after_it(
    desk: AgentDesk, server: IcServer
) -> None:
    for resource in (MESSAGES, QUEUE, STATUSES):
        server.answer(*resource, Reply(503))
    desk.logon.submit(form(server))
    await until(desk, lambda s: s.board.lasts(Cause.SESSION_LINK_DOWN))
    await settled(desk)
    for resource in (QUEUE, STATUSES, MESSAGES):
        server.answer(*resource)
    await until(desk, lambda s: s.status.choices)
    await server.asked_for(*QUEUE, 2)
