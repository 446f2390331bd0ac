"""Messages that come broken, twice, in the wrong order, not at all, or by the ten thousand."""

import asyncio
import gc
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState, StageBarrier
from agent_desktop.icws import Abort, Session, StreamAlive
from agent_desktop.icws.messages import message_of
from agent_desktop.services import inbox
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, confirmed, form, in_call, log_on, told, until
from tests.services.ic_server import (
    SPRING,
    WINBACK,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    queue_of,
    status,
)

MESSAGES = ("GET", "messaging/messages")
STAGE = ("POST", "dialer/update-stage")
QUEUE = ("PUT", "messaging/subscriptions/queues/agent-desktop-calls")
# The longest the loop may work at one go, in seconds of its own: the window paints in between.
TURN = 0.1


@contextmanager
def turns(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Note how long each turn of the loop works, whatever else the computer does meanwhile."""
    took: list[float] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began = time.thread_time()
        run(handle)
        took.append(time.thread_time() - began)

    # As the window does for a shift: what was there before isn't the collector's any more.
    gc.collect()
    gc.freeze()
    try:
        with monkeypatch.context() as patched:
            patched.setattr(asyncio.Handle, "_run", timed)
            yield took
    finally:
        gc.unfreeze()


def renamed(name: str, campaign_id: str = SPRING) -> dict[str, Any]:
    """A change of a campaign's name."""
    return campaigns(isDelta=True, campaignsChanged=[{"id": campaign_id, "name": name}])


def heard(state: DeskState) -> bool:
    """Whether the last message of a test, a status, has come."""
    return bool(state.status.current)


async def test_20000_messages_are_applied_in_order_and_never_hold_the_loop(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_call(desk, server)
    other = [status("Available", user=f"other{number}") for number in range(18_000)]
    names = [renamed(f"Spring {number}") for number in range(2_000)]
    seen: list[int] = []
    received = desk._messages.receive

    def receive(message: Any) -> None:
        received(message)
        chosen = desk.store.state.selected
        assert chosen is not None
        seen.append(int(chosen.name.removeprefix("Spring") or -1))

    monkeypatch.setattr(desk._messages, "receive", receive)
    with turns(monkeypatch) as took:
        server.say(*other[:17_000], *names[:1_000], *other[17_000:], *names[1_000:])
        desk.stages.press(1)
        await confirmed(desk, 1)
        assert len(seen) < 20_000, "a press doesn't wait for the burst's end"
        await until(desk, lambda s: s.selected and s.selected.name == "Spring 1999")
    assert len(seen) == 20_000
    assert seen == sorted(seen)
    assert max(took) < TURN


async def test_a_burst_of_one_call_s_queue_is_shown_once_a_turn_and_its_end_at_once(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    shown: list[CallState] = []
    desk._shift.on_change.append(
        lambda: shown.extend(call.state for call in desk._shift.calls.calls)
    )
    for number in range(1000):
        desk._messages.receive(message_of(queue_of(("9001", "CH"[number % 2]))))
    assert shown == []
    await until(desk, lambda s: s.call and s.call.state is CallState.HELD)
    assert shown == [CallState.HELD]
    desk._messages.receive(message_of(queue_of(("9001", "C"))))
    desk._messages.receive(message_of(queue_of(("9001", "E"))))
    assert desk.store.state.stage.barrier is StageBarrier.CALL_ENDED
    assert shown == [CallState.HELD, CallState.ENDED_THERE]


class Endless:
    """A session that always has another message."""

    def messages(self, abort: Abort, **_: Any) -> Iterator[StreamAlive]:
        while not abort.aborted:
            yield StreamAlive()


async def test_messages_nobody_takes_yet_are_left_with_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inbox, "MOST_WAITING", 100)
    session = cast("Session", Endless())
    reader = inbox._Reader(session, 1.0, asyncio.get_running_loop(), stream=True)
    reader.start()
    await becomes(lambda: len(reader._read) >= 100)
    taken = 0
    async for batch in reader.batches():
        assert len(reader._read) <= 100
        taken += len(batch)
        if taken > 1_000:
            break
    reader.stop()
    await asyncio.to_thread(reader._thread.join, 5)
    assert not reader._thread.is_alive()


async def test_a_list_of_5000_campaigns_and_its_changes_never_hold_the_loop(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await log_on(desk, form(server))
    listed = [campaign(f"C{number}", f"Campaign {number}") for number in range(5_000)]
    with turns(monkeypatch) as took:
        server.say(campaigns(*listed))
        await until(desk, lambda s: len(s.campaigns.campaigns) == 5_000 and s.selected)
        server.say(*[renamed(f"New {number}", f"C{number}") for number in range(20)])
        await until(desk, lambda s: s.campaigns.campaigns[19].name == "New 19")
        again = [campaign(f"D{number}", f"Campaign {number}") for number in range(5_000)]
        server.say(campaigns(*again), status("Available"))
        state = await until(desk, heard)
    assert len(state.campaigns.campaigns) == 5_000
    assert told(state, Cause.CAMPAIGN_ADDED) == [], "a new list isn't told one by one"
    assert max(took) < 5 * TURN


async def test_messages_that_come_twice_change_nothing_the_second_time(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    desk.stages.press(1)
    before = (await confirmed(desk, 1)).call
    for message in (
        pop("9001"),
        queue_of(("9001", "C")),
        campaigns(campaign(isLoggedIn=True), campaign(WINBACK, "Winback")),
    ):
        server.say(message, message)
    server.say(status("Available"), status("Available"))
    state = await until(desk, heard)
    assert state.call == before
    assert len(desk._shift.calls.calls) == 1
    assert state.stage.view.current is not None
    assert state.stage.view.current.number == 1
    assert [c.name for c in state.campaigns.campaigns] == ["Spring", "Winback"]
    ended = queue_of(("9001", "E"))
    server.say(ended, ended, pop("9001"), queue_of(("9001", "C")))
    state = await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
    server.say(status("At Lunch"))
    state = await until(desk, lambda s: s.status.current and s.status.current.id == "At Lunch")
    assert state.call is not None
    assert state.call.state.ended, "a call that is over doesn't rise again"


async def test_messages_in_the_wrong_order_come_to_the_same_call(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(
        renamed("Too early"),
        queue_of(("9001", "C")),
        pop("9001"),
        campaigns(campaign(isLoggedIn=True)),
    )
    state = await until(desk, lambda s: s.call and s.selected and not s.stage.stages.loading)
    assert state.call is not None
    assert state.call.state is CallState.CONNECTED
    assert state.call.campaign_id == SPRING
    assert state.selected is not None
    assert state.selected.name == "Spring"
    desk.stages.press(1)
    await confirmed(desk, 1)


async def test_what_a_gap_in_the_messages_left_out_is_mended_by_the_next_whole_list(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)

    def subscribed(_: Any) -> Reply:
        server.say(queue_of(whole=True), campaigns(campaign(WINBACK, "Winback")))
        return Reply(200)

    server.answer(*QUEUE, subscribed)
    server.cut_streams()  # the call's end and a campaign's removal are lost with it
    state = await until(desk, lambda s: s.call and s.call.state.ended)
    desk.stages.press(1)
    assert not desk.stages.sender.busy
    assert server.took(*STAGE) == []
    state = await until(desk, lambda s: s.campaigns.get(SPRING) is None)
    assert [c.id for c in state.campaigns.campaigns] == [WINBACK]


ODD_POPS = {
    "a number too large": '{"Odd": 1e999}',
    "a number of 5,000 digits": '{"Odd": %s}' % ("9" * 5000),
    "half a character": '{"Odd": "\\ud83d"}',
    "a name twice": '{"Odd": "a", "Odd": "b"}',
    "a deep value": '{"Odd": %s}' % ("[" * 500 + "]" * 500),
    "of another type": '["Odd"]',
}


@pytest.mark.parametrize("attributes", ODD_POPS.values(), ids=ODD_POPS.keys())
async def test_an_odd_value_costs_the_agent_no_call(
    desk: AgentDesk, server: IcServer, attributes: str
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)))
    await until(desk, lambda s: s.selected)
    known = json.dumps(pop("9001")["call"]["attributes"])
    odd = json.dumps(pop("9001")).replace(known, attributes)
    assert odd.count("Odd")
    lines = b"".join(
        b"data: " + line.encode() + b"\n\n"
        for line in (odd, json.dumps(queue_of(("9001", "C"))), json.dumps(status("Available")))
    )
    stream_says(server, lines)
    state = await until(desk, heard)
    assert state.call is not None
    assert state.call.state is CallState.CONNECTED
    assert told(state, Cause.UNREADABLE_MESSAGE) == []


HOSTILE = {
    "a line without end": b"data: " + b"x" * 17_000_000,
    "no UTF-8": b"data: \xff\xfe\x00\n\n",
    "too deep": b"data: " + b"[" * 100_000 + b"\n\n",
    "no JSON": b"data: {oops\n\n",
    "an unknown type": b'data: {"__type": "urn:inin.com:new:thing", "isDelta": 7}\n\n',
    "an enum out of range": (
        b'data: {"__type": "urn:inin.com:dialer:breakStatusMessage", "breakStatus": 99}\n\n'
    ),
    "a date that is none": (
        b'data: {"__type": "urn:inin.com:status:userStatusMessage", "userStatusList": '
        b'[{"userId": "ada", "statusId": "At Lunch", "statusChanged": "soon"}]}\n\n'
    ),
}


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
async def test_after_a_hostile_message_the_next_ones_are_heard_and_a_press_is_taken(
    desk: AgentDesk, server: IcServer, said: bytes
) -> None:
    await in_call(desk, server)
    stream_says(server, said)
    await server.asked_for(*MESSAGES, 3)
    server.say(status("Available"))
    state = await until(desk, lambda s: s.status.current and s.status.current.id == "Available")
    assert state.call is not None
    assert state.call.live
    desk.stages.press(1)
    await confirmed(desk, 1)


def stream_says(server: IcServer, said: bytes) -> None:
    """Have the next stream say this and end, and the ones after it be as ever."""

    def say(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + said)

    server.answer(*MESSAGES, Reply(raw=say), Reply(200))
    server.cut_streams()


async def test_a_token_given_out_anew_is_used_by_the_next_press(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, Reply(200, headers={"ININ-ICWS-CSRF-Token": "canary-new-token"}))
    for number in (1, 2):
        desk.stages.press(number)
        await confirmed(desk, number)
    tokens = [asked.headers["inin-icws-csrf-token"] for asked in server.took(*STAGE)]
    assert tokens[1] == "canary-new-token" != tokens[0]
