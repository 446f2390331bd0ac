"""Receiving messages: by event stream where the server has one, else by asking (section 3)."""

from collections.abc import Generator
from typing import Any

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.connection import Accepted, SessionCalls
from agent_desktop.icws.errors import Aborted, NoAnswer
from agent_desktop.icws.event_stream import EventTooLong, events
from agent_desktop.icws.line import Resource
from agent_desktop.icws.messages import (
    Message,
    StreamAlive,
    decode_message,
    message_of,
)
from agent_desktop.icws.wire import EVENT_STREAM

MESSAGES = Resource("GET", "/icws/{sessionId}/messaging/messages", quiet=True)
HEARTBEAT = Resource("POST", "/icws/{sessionId}/messaging/heartbeat", quiet=True)

# The server can stream since this version of the messaging feature.
STREAM_SINCE = 2
# Seconds from an answer to the next question.
POLL_PAUSE = 1.0


class MessagingCalls(SessionCalls):
    """Messages, and keeping a session alive without them."""

    def heartbeat(self, *, deadline: float | None = None, abort: Abort | None = None) -> Accepted:
        """Keep the session alive. Raises SessionGone if it isn't."""
        answer = self._line.ask(HEARTBEAT, deadline=deadline, abort=abort)
        return Accepted(answer.facts["reference"])

    def messages(
        self, abort: Abort | None = None, *, silence: float | None = None, stream: bool = True
    ) -> Generator[Message, None, None]:
        """Yield what the server says, for ever, and a StreamAlive for every sign of life.

        Only one such iterator at a time: reading empties the server's queue. `silence` is how
        many seconds an event stream may say nothing at all before it counts as broken; None
        leaves that to the caller, who sees the StreamAlives. Without `stream` the server is
        polled even where it can stream, as behind a proxy that holds streams back.

        Raises SessionGone, NoAnswer when the stream ends, breaks or falls silent, Aborted,
        and whatever else a request can end with.
        """
        abort = abort or Abort()
        if stream and self._line.features.supports("messaging", STREAM_SINCE):
            # A server that answers as to a poll wants polling; what it said is gone from its queue.
            yield from (yield from self._stream(abort, silence))
            self._pause(abort)
        while True:
            answer = self._line.ask(MESSAGES, abort=abort)
            yield from _polled(answer)
            self._pause(abort)

    def _stream(
        self, abort: Abort, silence: float | None
    ) -> Generator[Message, None, list[Message]]:
        with self._line.open(MESSAGES, EVENT_STREAM, abort, silence) as answer:
            if answer.head.media_type != EVENT_STREAM:
                return _polled(answer.whole())
            parts = answer.chunks()
            yield StreamAlive()
            try:
                for data in events(parts):
                    yield StreamAlive() if data is None else decode_message(data)
            except EventTooLong:
                raise answer.head.unreadable("a message is too long") from None
            raise NoAnswer("The server ended the message stream.", **answer.head.facts)

    def _pause(self, abort: Abort) -> None:
        if abort.wait(POLL_PAUSE):
            raise Aborted(method_path=MESSAGES.method_path)


def _polled(answer: Answer) -> list[Message]:
    """Return the messages of a poll's answer, a sign of life first."""
    return [StreamAlive(), *map(message_of, answer.decode(list[Any]))]
