"""The small parts the services stand on: background, tasks, store, inbox."""

import asyncio
import gc
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast

import pytest

from agent_desktop.desk.links import Pulse
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState
from agent_desktop.icws import Abort, Aborted, Message, Session, UnknownMessage
from agent_desktop.platform.settings import Settings
from agent_desktop.services import background as background_module
from agent_desktop.services import inbox as inbox_module
from agent_desktop.services.background import Background
from agent_desktop.services.clock import Clock
from agent_desktop.services.inbox import BATCH, Inbox
from agent_desktop.services.record import Record
from agent_desktop.services.shift import Shift
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


async def test_what_the_work_returns_or_raises_comes_back(background: Background) -> None:
    assert await background.call(lambda _: 7, deadline=5) == 7
    with pytest.raises(ZeroDivisionError):
        await background.call(lambda _: 1 // 0, deadline=5)


async def test_work_runs_beside_the_loop(background: Background) -> None:
    assert await background.call(lambda _: threading.get_ident(), deadline=5) != (
        threading.get_ident()
    )


@dataclass
class Listening:
    """Work that reads a socket on which nothing ever comes."""

    ours: socket.socket
    began: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def work(self, abort: Abort) -> bytes:
        abort.listen(lambda: self.ours.shutdown(socket.SHUT_RDWR))
        self.began.set()
        try:
            return self.ours.recv(1)
        finally:
            self.ended.set()


@pytest.fixture
def listening() -> Iterator[Listening]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Listening(ours)


async def test_cancelling_really_ends_the_work(
    background: Background, listening: Listening
) -> None:
    task = asyncio.create_task(background.call(listening.work, deadline=60))
    await asyncio.to_thread(listening.began.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(listening.ended.wait, 5)


async def test_work_that_overstays_its_deadline_is_ended(
    background: Background, listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_module, "GRACE", 0.05)
    with pytest.raises(TimeoutError):
        await background.call(listening.work, deadline=0.05)
    assert await asyncio.to_thread(listening.ended.wait, 5)


async def test_work_that_was_cancelled_before_it_began_never_begins() -> None:
    background = Background(workers=1)
    gate, began = threading.Event(), threading.Event()
    first = asyncio.create_task(background.call(lambda _: gate.wait(5), deadline=5))
    second = asyncio.create_task(background.call(lambda _: began.set(), deadline=5))
    await asyncio.to_thread(lambda: None)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    gate.set()
    await first
    background.close()
    assert not began.is_set()


@dataclass
class Reports:
    """What was reported."""

    errors: list[BaseException] = field(default_factory=list)

    def take(self, error: BaseException) -> None:
        self.errors.append(error)


async def fails() -> None:
    raise ZeroDivisionError


async def for_ever() -> None:
    await asyncio.Event().wait()


async def test_a_failure_is_reported_exactly_once() -> None:
    reports = Reports()
    tasks = Tasks(reports.take)
    task = tasks.spawn(fails(), "fails")
    await asyncio.wait({task})
    await tasks.close()
    assert [type(error) for error in reports.errors] == [ZeroDivisionError]


async def test_a_cancelled_task_is_no_failure() -> None:
    reports = Reports()
    tasks = Tasks(reports.take)
    task = tasks.spawn(for_ever(), "for ever")
    task.cancel()
    await asyncio.wait({task})
    assert reports.errors == []


async def test_closing_cancels_all_that_runs_and_waits_for_it() -> None:
    tasks = Tasks(Reports().take)
    running = [tasks.spawn(for_ever(), "for ever") for _ in range(3)]
    await tasks.close()
    assert all(task.cancelled() for task in running)


async def test_a_task_nobody_holds_is_not_lost() -> None:
    done = asyncio.Event()

    async def wait_a_turn() -> None:
        await asyncio.sleep(0)
        gc.collect()
        done.set()

    Tasks(Reports().take).spawn(wait_a_turn(), "wait a turn")
    gc.collect()
    await asyncio.wait_for(done.wait(), 5)


def watched(store: Store) -> tuple[list[DeskState], Callable[[], None]]:
    seen: list[DeskState] = []
    return seen, store.watch(seen.append)


async def a_turn() -> None:
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def test_several_changes_in_one_turn_are_told_as_one() -> None:
    store = Store(Clock())
    seen, _ = watched(store)
    store.change(phase=Phase.LOGGING_ON)
    store.change(selected_id="x")
    store.notice(Cause.CAMPAIGN_ADDED)
    assert store.state.selected_id == "x"
    await a_turn()
    assert seen == [store.state]


async def test_a_change_that_changes_nothing_is_not_told() -> None:
    store = Store(Clock())
    seen, _ = watched(store)
    store.change(phase=Phase.LOGGED_OFF)
    store.end(Cause.LICENCE_MISSING)
    await a_turn()
    assert seen == []


async def test_each_turn_is_told_of_anew_and_only_to_those_who_still_watch() -> None:
    store = Store(Clock())
    (first, stop), (second, _) = watched(store), watched(store)
    store.change(selected_id="a")
    await a_turn()
    stop()
    store.change(selected_id="b")
    await a_turn()
    assert [s.selected_id for s in first] == ["a"]
    assert [s.selected_id for s in second] == ["a", "b"]


async def test_a_change_made_while_telling_is_not_lost() -> None:
    store = Store(Clock())
    store.watch(lambda state: store.change(selected_id="b") if state.selected_id == "a" else None)
    seen, _ = watched(store)
    store.change(selected_id="a")
    await a_turn()
    await a_turn()
    assert seen[-1].selected_id == "b"


class Flood:
    """A session with so many messages at once, and then silence."""

    def __init__(self, count: int) -> None:
        self.count = count

    def messages(self, abort: Abort, **_: object) -> Iterator[Message]:
        for number in range(self.count):
            yield UnknownMessage(str(number))
        abort.wait(60)
        raise Aborted


async def test_a_burst_is_applied_in_order_while_the_loop_still_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inbox_module, "TURN", 0.0)  # every few messages have used it up
    count = 20_000
    reports = Reports()
    store, tasks, background = Store(Clock()), Tasks(reports.take), Background(workers=1)
    record = Record(store, Clock())
    shift = Shift(Settings(), store, Clock(), tasks, background, record)
    shift.session = cast(Session, Flood(count))
    applied: list[int] = []
    at_each_turn: list[int] = []
    all_there = asyncio.Event()

    def receive(message: Any) -> None:
        applied.append(int(message.type))
        if len(applied) == count:
            all_there.set()

    async def turn() -> None:
        while True:
            at_each_turn.append(len(applied))
            await asyncio.sleep(0)

    inbox = Inbox(shift, receive)
    reading = asyncio.ensure_future(inbox.read(shift.session, Pulse(15.0, 0.0), stream=True))
    tasks.spawn(turn(), "turn")
    await asyncio.wait_for(all_there.wait(), 30)
    inbox.cut()
    ended = await reading
    assert isinstance(ended.error, Aborted)
    await tasks.close()
    background.close()
    assert applied == list(range(count))
    steps = [b - a for a, b in pairwise(at_each_turn)]
    assert max(steps) <= BATCH
    assert reports.errors == []
