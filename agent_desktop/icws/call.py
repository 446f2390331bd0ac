"""One call: its deadline, its way to be ended at once, and how it went so far."""

import math
import socket
import threading
from collections.abc import Callable
from enum import Enum
from time import monotonic
from typing import TypedDict

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.errors import Aborted, ConnectTimeout, IcwsError, NoAnswer, Unreachable
from agent_desktop.icws.trust import Trust


class Facts(TypedDict):
    """What every error carries of its request."""

    reference: str
    method_path: str


class Cut(Enum):
    """Why a call was cut short."""

    ABORTED = "aborted"
    LATE = "late"


class Call:
    """One request on its way. Made by the thread that calls, cut by any other.

    `until` and `connect_until` are on the monotonic clock; None means no limit. One that is
    `local_only` may go to this computer and nowhere else.
    """

    def __init__(
        self,
        *,
        host: str,
        trust: Trust,
        facts: Facts,
        until: float | None,
        connect_until: float | None = None,
        local_only: bool = False,
        last_look: Callable[[], None] | None = None,
    ) -> None:
        self.host = host
        self.local_only = local_only
        self.trust = trust
        self.facts = facts
        self.sent = False
        self.peer = ""  # the address of a connection made for this call: the server's, or a proxy's
        self._last_look = last_look
        self._until = until
        self._connect_until = until if connect_until is None else connect_until
        self._lock = threading.Lock()
        self._cut: Cut | None = None
        self._handle: socket.socket | None = None
        self._wakers: list[Callable[[], None]] = []

    @property
    def due(self) -> float | None:
        """When the present part of the call is late: connecting, then everything."""
        return self._until if self.sent else self._connect_until

    @property
    def remaining(self) -> float | None:
        """Seconds left for the present part of the call, never below zero."""
        due = self.due
        return None if due is None else max(0.0, due - monotonic())

    def unlimited(self) -> None:
        """Lift the deadline: the answer has begun, and it is one that goes on for ever."""
        self._until = None

    def hold(self, sock: socket.socket) -> None:
        """Remember the connection, so that a cut reaches it.

        A duplicate of the descriptor is kept, not the socket object: encrypting replaces the
        object, and shutting an SSL socket down from another thread makes it speak in the clear.
        """
        # fromfd needs a family, and shutdown doesn't look at it.
        handle = socket.fromfd(sock.fileno(), socket.AF_INET, socket.SOCK_STREAM)
        with self._lock:
            if self._handle is not None:
                self._handle.close()
            self._handle = handle
            if self._cut is not None:
                _shut(handle)

    def on_cut(self, waker: Callable[[], None]) -> None:
        """Call `waker` when the call is cut, at once if it was already."""
        with self._lock:
            if self._cut is None:
                self._wakers.append(waker)
                return
        waker()

    def cut(self, why: Cut) -> None:
        """End the call: whatever it waits for returns at once."""
        with self._lock:
            if self._cut is None:
                self._cut = why
            if self._handle is not None:
                _shut(self._handle)
            wakers, self._wakers = self._wakers, []
        for waker in wakers:
            waker()

    def abort(self) -> None:
        """End the call because its Abort was thrown or the client was closed."""
        self.cut(Cut.ABORTED)

    def give_up(self) -> None:
        """End the call unless its request is on its way: then its answer is awaited."""
        if not self.sent:
            self.abort()

    def check(self) -> None:
        """Raise what a cut call ends with: Aborted, ConnectTimeout or NoAnswer."""
        if self._cut is None and (self.due is None or monotonic() < self.due):
            return
        raise self.failure("")

    def leave(self) -> None:
        """Let the request go: from here on it may have reached the server.

        Raises what a cut call ends with, and what the last look raises.
        """
        if self._last_look is not None:
            self._last_look()
        self.check()
        self.sent = True

    def failure(self, reason: str) -> IcwsError:
        """Return the error for a connection that broke; `reason` is in a person's words."""
        facts = self.facts
        if self._cut is Cut.ABORTED:
            return Aborted(sent=self.sent, **facts)
        late = self._cut is Cut.LATE or (self.due is not None and monotonic() >= self.due)
        if not self.sent and late:
            return ConnectTimeout(
                f"No connection to {self.host} came about in time.", host=self.host, **facts
            )
        because = f": {reason}" if reason else ""
        if not self.sent:
            return Unreachable(
                f"No connection to {self.host} came about{because}.", host=self.host, **facts
            )
        if late:
            return NoAnswer(f"{self.host} didn't answer in time.", **facts)
        return NoAnswer(f"The connection to {self.host} broke{because}.", **facts)

    def end(self) -> None:
        """Let go of the connection; a later cut does nothing."""
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None
            self._wakers.clear()


def _shut(handle: socket.socket) -> None:
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # not connected yet, or already gone: nothing waits on it


class Watchdog:
    """One thread that cuts the calls that are late, and knows all calls that are under way."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._calls: set[Call] = set()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._looks_at = math.inf

    def watch(self, call: Call, abort: Abort | None) -> None:
        """Take a call in charge until `release`. A closed watchdog cuts it at once."""
        with self._condition:
            closed = self._closed
            if not closed:
                self._calls.add(call)
                self._wake(call.due)
        if closed:
            call.abort()
        elif abort is not None:
            abort.listen(call.abort)

    def release(self, call: Call, abort: Abort | None) -> None:
        """Let a call go."""
        if abort is not None:
            abort.forget(call.abort)
        with self._condition:
            self._calls.discard(call)
        call.end()

    def close(self) -> None:
        """Cut every call, and every one to come; the thread ends."""
        with self._condition:
            self._closed = True
            calls = set(self._calls)
            self._condition.notify()
        for call in calls:
            call.abort()

    def _wake(self, due: float | None) -> None:
        """Have the thread look again, unless it does so in time: a call is spared its waking."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="icws-deadlines", daemon=True)
            self._thread.start()
        if due is not None and due < self._looks_at:
            self._condition.notify()

    def _run(self) -> None:
        while True:
            with self._condition:
                if self._closed:
                    return
                now = monotonic()
                dues = {call: call.due for call in self._calls}
                late = [call for call, due in dues.items() if due is not None and due <= now]
                if not late:
                    # A due that moves while we wait only moves later: see Call.due.
                    limited = (due for due in dues.values() if due is not None)
                    self._looks_at = min(limited, default=math.inf)
                    endless = math.isinf(self._looks_at)
                    self._condition.wait(None if endless else self._looks_at - now)
                    continue
                self._calls.difference_update(late)
            for call in late:
                call.cut(Cut.LATE)
