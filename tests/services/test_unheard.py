"""While messages don't come through another call may have come: what names no call waits."""

import pytest

from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import OutcomeFault
from agent_desktop.desk.stages import Verdict
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, form, log_on, told, until
from tests.services.ic_server import (
    GONE,
    PASSWORD,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    preview,
    queue_of,
)
from tests.services.test_outcomes import SOLD, filed, talking

MESSAGES = ("GET", "messaging/messages")
QUEUE = ("PUT", "messaging/subscriptions/queues/agent-desktop-calls")
LOG_IN = ("POST", "dialer/log-in")
PLACE = ("POST", "dialer/place-preview-call")


async def unheard(desk: AgentDesk, server: IcServer) -> None:
    """Lose the messages, and only them, until `server.answer(*MESSAGES)`."""
    server.answer(*MESSAGES, Reply(500))
    server.cut_streams()
    await until(desk, lambda s: s.link.session is LinkState.DOWN)


async def test_the_choice_is_kept_and_leaves_by_a_press_once_messages_come_again(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    await unheard(desk, server)
    desk.outcomes.file("9001")
    state = desk.store.state
    assert state.outcome.view.sending is None
    assert state.outcome.view.chosen == SOLD
    assert state.outcome.fault is OutcomeFault.NOT_HEARD
    server.answer(*MESSAGES)
    await until(desk, lambda s: s.outcome.fault is None)
    assert filed(server) == []
    desk.outcomes.file("9001")
    await until(desk, lambda s: s.outcome.view.filed)
    assert len(filed(server)) == 1


async def test_it_is_not_filed_for_a_call_that_came_unheard(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    await unheard(desk, server)
    desk.outcomes.file("9001")
    server.say(queue_of(("9001", "E")), pop("9002"), queue_of(("9002", "C")))
    server.answer(*MESSAGES)
    state = await until(desk, lambda s: s.call and s.call.interaction_id == "9002")
    desk.outcomes.file("9001")
    assert [left.fault for left in state.open_outcomes] == [OutcomeFault.NOT_LAST]
    assert told(state, Cause.OUTCOME_MISSED)
    assert filed(server) == []


async def test_it_waits_until_the_calls_have_been_read_anew(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    reading = server.hold(*QUEUE)
    server.cut_streams()
    await server.asked_for(*QUEUE, 2)
    assert desk.store.state.link.session is LinkState.UP
    assert desk.store.state.outcome.fault is OutcomeFault.NOT_HEARD
    reading.set()
    await until(desk, lambda s: s.outcome.fault is None)


@pytest.mark.parametrize("first", [Reply(503), Reply(500), Reply(raw=b"")])
async def test_calls_that_could_not_be_read_are_read_again(
    desk: AgentDesk, server: IcServer, first: Reply
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    server.answer(*QUEUE, first, Reply(200))
    server.cut_streams()
    await until(desk, lambda s: s.outcome.fault is OutcomeFault.NOT_HEARD)
    await until(desk, lambda s: s.outcome.fault is None)
    assert len(server.took(*QUEUE)) == 3


async def test_a_server_that_shows_no_queue_takes_outcomes_all_the_same(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    server.answer(*QUEUE, Reply(400, {"message": "No."}))
    server.cut_streams()
    await until(desk, lambda s: s.outcome.fault is OutcomeFault.NOT_HEARD)
    await until(desk, lambda s: s.outcome.fault is None)


async def test_calls_read_before_the_messages_stopped_once_more_do_not_count(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    reading = server.hold(*QUEUE)
    server.cut_streams()
    await server.asked_for(*QUEUE, 2)
    await unheard(desk, server)
    reading.set()
    await becomes(lambda: all(task.get_name() != "catch up" for task in desk.tasks._running))
    assert desk.store.state.outcome.fault is OutcomeFault.NOT_HEARD


async def test_messages_that_stop_before_the_press_has_left_hold_it_back(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(desk, server)

    async def messages_stop(_ask: object) -> None:
        await unheard(desk, server)

    monkeypatch.setattr(desk.record, "outcome_asked", messages_stop)
    desk.outcomes.choose("9001", SOLD)
    desk.outcomes.file("9001")
    state = await until(desk, lambda s: told(s, Cause.OUTCOME_NOT_SENT))
    assert state.outcome.view.verdict is Verdict.NOT_SENT
    assert state.outcome.view.chosen == SOLD
    assert filed(server) == []


async def test_in_a_new_session_it_waits_until_dialer_has_shown_what_it_has(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    await until(desk, lambda s: not s.stage.stages.loading)
    desk.outcomes.choose("9001", SOLD)
    entering = server.hold(*LOG_IN)
    server.end_session()
    desk.stages.press(1)
    await until(desk, lambda s: s.phase is Phase.EXPIRED)
    desk.logon.again(PASSWORD)
    await server.asked_for(*LOG_IN, 2)
    await until(desk, lambda s: s.outcome.fault is OutcomeFault.NOT_IN_DIALER)
    desk.outcomes.file("9001")
    assert desk.store.state.outcome.view.sending is None
    entering.set()
    await until(desk, lambda s: s.outcome.fault is None)
    assert filed(server) == []


async def test_a_session_taken_back_waits_for_its_messages(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    await until(desk, lambda s: not s.stage.stages.loading)
    desk.outcomes.choose("9001", SOLD)
    reading = server.hold(*QUEUE)
    server.answer("POST", "dialer/update-stage", GONE, Reply(200))
    desk.stages.press(2)
    await until(desk, lambda s: told(s, Cause.SESSION_DOUBTED))
    await server.asked_for(*QUEUE, 2)
    assert desk.store.state.outcome.fault is OutcomeFault.NOT_HEARD
    reading.set()
    await until(desk, lambda s: s.outcome.fault is None)


async def test_a_preview_is_neither_placed_nor_skipped_unheard(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), preview("9001"))
    await until(desk, lambda s: s.preview)
    await unheard(desk, server)
    state = await until(desk, lambda s: s.preview and s.preview.held)
    desk.previews.place()
    desk.previews.skip()
    assert desk.store.state.outcome.view.chosen is None
    assert state.preview is not None
    server.answer(*MESSAGES)
    await until(desk, lambda s: s.preview and not s.preview.held)
    assert (server.took(*PLACE), filed(server)) == ([], [])
    desk.previews.place()
    await server.asked_for(*PLACE)
