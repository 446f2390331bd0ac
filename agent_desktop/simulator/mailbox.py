"""The unread messages of one session, taken by polling or by an event stream."""

import threading
from collections import deque
from collections.abc import Iterator
from typing import Any

Message = dict[str, Any]


class Mailbox:
    """A queue that one reader empties and that closes for good."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._reader: object | None = None
        self._torn = False

    def put(self, message: Message) -> None:
        """Add a message; once closed, it is dropped."""
        with self._changed:
            if not self._closed:
                self._messages.append(message)
                self._changed.notify_all()

    def drain(self) -> list[Message]:
        """Return what is unread, oldest first, and forget it."""
        with self._changed:
            messages = list(self._messages)
            self._messages.clear()
            return messages

    def close(self, *, forget: bool = False) -> None:
        """Take no more messages; a stream ends after the unread ones, or at once to `forget`."""
        with self._changed:
            self._closed = True
            if forget:
                self._messages.clear()
            self._changed.notify_all()

    def tear_streams(self) -> bool:
        """Make the open stream break off as a cut cable would; false when there was none."""
        with self._changed:
            self._torn = self._reader is not None
            self._changed.notify_all()
            return self._torn

    @property
    def unread(self) -> bool:
        """True while a message waits."""
        with self._changed:
            return bool(self._messages)

    def stream(self, ping_interval: float) -> Iterator[Message | None]:
        """Return messages as they come, ``None`` after each silent `ping_interval` seconds.

        A message leaves the mailbox when the caller asks for the next, so that one which could
        not be written is still there. A newer stream ends this one; so does closing.
        The iterator raises ConnectionResetError when the stream was torn.
        """
        # Claimed here and not by the iterator: the stream asked for last is the one that stays.
        me = object()
        with self._changed:
            self._reader = me
            self._torn = False
            self._changed.notify_all()
        return self._read(me, ping_interval)

    def _read(self, me: object, ping_interval: float) -> Iterator[Message | None]:
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._news(me), ping_interval)
                    if self._reader is not me:
                        return
                    if self._torn:
                        raise ConnectionResetError
                    if not self._messages and self._closed:
                        return
                    message = self._messages[0] if self._messages else None
                yield message
                with self._changed:
                    if self._messages and self._messages[0] is message:
                        self._messages.popleft()
        finally:
            with self._changed:
                if self._reader is me:
                    self._reader = None

    def _news(self, reader: object) -> bool:
        return bool(self._messages) or self._closed or self._torn or self._reader is not reader
