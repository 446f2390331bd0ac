"""Reading messages, by polling or as an event stream (reference section 3)."""

import itertools
import json
from collections.abc import Iterator

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.exchange import EVENT_STREAM, Answer, Exchange, Resource
from agent_desktop.simulator.mailbox import Message
from agent_desktop.simulator.refusals import expired
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.world import World

STREAM_VERSION = 2
"""The version of the feature ``messaging`` since which there are event streams."""


def messages(exchange: Exchange) -> Answer:
    """``GET messaging/messages``: the unread ones, or a stream of them to whoever accepts one.

    A session that has ended gives what is left, its own end included, then 401.
    """
    session, world = exchange.session, exchange.world
    if not session.up and not session.mailbox.unread:
        raise expired()
    accepted = exchange.headers.get("accept", "").lower()
    if EVENT_STREAM in accepted and world.supports("messaging", STREAM_VERSION):
        return Answer(
            200,
            headers={"Content-Type": EVENT_STREAM, "Cache-Control": "no-cache"},
            stream=_events(world, session, session.mailbox.stream(world.manners.ping_interval)),
        )
    return Answer(200, session.mailbox.drain())


def _events(world: World, session: Session, messages: Iterator[Message | None]) -> Iterator[bytes]:
    numbers = itertools.count(1)
    yield b":ping\n\n"
    for message in messages:
        with world.lock:
            session.seen = world.clock.real()
        if message is None:
            yield b":ping\n\n"
            continue
        event = f"data: {json.dumps(message, ensure_ascii=False)}\n\n"
        if world.manners.event_ids:
            event = f"id: {next(numbers)}\n{event}"
        yield event.encode("utf-8")


def heartbeat(exchange: Exchange) -> Answer:  # noqa: ARG001 - passing the gate is all it does
    """``POST messaging/heartbeat``: keeps the session alive."""
    return Answer(assumptions.HEARTBEAT_STATUS)


RESOURCES = [
    Resource(
        "GET",
        "messaging/messages",
        messages,
        ("messaging", 1),
        token=False,
        ended=True,
        streams=True,
    ),
    Resource("POST", "messaging/heartbeat", heartbeat, ("messaging", 1)),
]
