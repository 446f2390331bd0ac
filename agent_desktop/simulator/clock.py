"""Simulated time: one thread runs everything that is to happen later, faster or slower at will."""

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

log = logging.getLogger(__name__)


def utc_text(moment: datetime) -> str:
    """Return a UTC date as the server writes it: ``20210706T193229Z`` (reference section 0)."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def utc_now() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)


class Timer:
    """Something that will happen unless it is cancelled first."""

    def __init__(self, due: float, action: Callable[[], None]) -> None:
        self.due = due
        self.action = action
        self.cancelled = False

    def cancel(self) -> None:
        """See to it that the action isn't run; harmless afterwards."""
        self.cancelled = True


class Clock:
    """Runs actions after simulated seconds, each while holding the lock of the world.

    ``speed`` is how many simulated seconds pass in a real one. ``monotonic`` tells real seconds; a
    test with a time of its own calls `notice` after moving it. ``offset`` is by how many seconds
    the server's wall clock is ahead of this machine's.
    """

    def __init__(
        self,
        lock: threading.RLock,
        *,
        speed: float = 1.0,
        offset: float = 0.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.real = monotonic
        self._offset = timedelta(seconds=offset)
        self._lock = lock
        self._speed = speed
        self._timers: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()
        self._wake = threading.Condition()
        self._stopping = False
        self._running = False
        self._thread = threading.Thread(target=self._run, name="simulated clock", daemon=True)

    def start(self) -> None:
        """Let time pass."""
        self._thread.start()

    def stop(self) -> None:
        """Stop time; nothing that was waiting happens any more. Waits for a running action."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def after(self, seconds: float, action: Callable[[], None]) -> Timer:
        """Run `action` when `seconds` of simulated time have passed."""
        timer = Timer(self.real() + seconds / self._speed, action)
        with self._wake:
            heapq.heappush(self._timers, (timer.due, next(self._order), timer))
            self._wake.notify_all()
        return timer

    def now(self) -> datetime:
        """Return the time by the server's wall clock."""
        return utc_now() + self._offset

    def wall_time_in(self, seconds: float) -> datetime:
        """Return the server's time when `seconds` of simulated time will have passed."""
        return self.now() + timedelta(seconds=seconds / self._speed)

    def real_at(self, moment: datetime) -> float:
        """Return the real second at which the server's clock will show `moment`."""
        return self.real() + (moment - self.now()).total_seconds()

    def notice(self) -> None:
        """Look at the time again: it was moved by hand. Returns when all that is due is done."""
        with self._wake:
            self._wake.notify_all()
            self._wake.wait_for(lambda: (not self._running and not self._due()) or self._stopping)

    def _run(self) -> None:
        while (timer := self._next_due()) is not None:
            with self._lock:
                if timer.cancelled:
                    continue
                try:
                    timer.action()
                except Exception:
                    # One broken action must not stop every later call.
                    log.exception("A timed action of the simulator failed")

    def _next_due(self) -> Timer | None:
        with self._wake:
            self._running = False
            self._wake.notify_all()
            while not self._stopping:
                if not self._timers:
                    self._wake.wait()
                    continue
                due, _, timer = self._timers[0]
                if self._due() or timer.cancelled:
                    heapq.heappop(self._timers)
                    self._running = True
                    return timer
                self._wake.wait(due - self.real())
        return None

    def _due(self) -> bool:
        return bool(self._timers) and self._timers[0][0] <= self.real()
