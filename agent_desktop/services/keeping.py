"""What is typed goes to the ledger soon, not with every key."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")

# Typed text is on its way to the disk this long after its first key, in seconds, at the latest.
SOON = 0.3


class Keeping(Generic[K]):
    """Calls `keep(key)` once for all that changed under a key within SOON."""

    def __init__(self, keep: Callable[[K], None]) -> None:
        self._keep = keep
        self._due: dict[K, asyncio.TimerHandle] = {}

    def changed(self, key: K) -> None:
        """Keep what is under this key, soon; more changes meanwhile don't put it off."""
        if key not in self._due:
            loop = asyncio.get_running_loop()
            self._due[key] = loop.call_later(SOON, self._now, key)

    def waits(self, key: K) -> bool:
        """Whether something under this key is still to be kept."""
        return key in self._due

    def flush(self) -> None:
        """Keep everything now."""
        for key in tuple(self._due):
            self._now(key)

    def flush_those(self, wanted: Callable[[K], bool]) -> None:
        """Keep now what is under some keys, before it is let go."""
        for key in tuple(self._due):
            if wanted(key):
                self._now(key)

    def _now(self, key: K) -> None:
        self._due.pop(key).cancel()
        self._keep(key)
