"""What is typed goes to the ledger soon, not with every key."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from agent_desktop.services.shift import Shift

K = TypeVar("K")

# Typed text is on its way to the disk this long after its first key, in seconds, at the latest.
SOON = 0.3


class Keeping(Generic[K]):
    """Has the text under a key written once for all that changed within SOON.

    `read(key)` returns the text as it stands, None where it is gone; `write(key, text)` returns
    whether it is on the disk; `told` is called after that. What a disk refused is written again
    once it is well.
    """

    def __init__(
        self,
        shift: Shift,
        read: Callable[[K], str | None],
        write: Callable[[K, str], Awaitable[bool]],
        told: Callable[[], None],
    ) -> None:
        self._tasks = shift.tasks
        self._read = read
        self._write = write
        self._told = told
        self._due: dict[K, asyncio.TimerHandle] = {}
        self._changes = 0
        self.unkept: dict[K, int] = {}  # which change the ledger has yet to say that it has
        shift.record.on_well_again.append(self._write_again)

    def changed(self, key: K) -> None:
        """Keep what is under this key, soon; more changes meanwhile don't put it off."""
        self._changes += 1
        self.unkept[key] = self._changes
        self._soon(key)

    def flush(self, wanted: Callable[[K], bool] = lambda _key: True) -> None:
        """Keep now what has changed, or what is under some keys."""
        for key in tuple(self._due):
            if wanted(key):
                self._now(key)

    def let_go(self, wanted: Callable[[K], bool] = lambda _key: True) -> None:
        """Keep the last words under these keys now, and nothing of them later."""
        self.flush(wanted)
        self.unkept = {key: change for key, change in self.unkept.items() if not wanted(key)}

    def _soon(self, key: K) -> None:
        if key not in self._due:
            loop = asyncio.get_running_loop()
            self._due[key] = loop.call_later(SOON, self._now, key)

    def _now(self, key: K) -> None:
        self._due.pop(key).cancel()
        text = self._read(key)
        if text is not None:
            self._tasks.spawn(self._keep(key, text, self.unkept.get(key)), "keep what is typed")

    def _write_again(self) -> None:
        for key in self.unkept:
            self._soon(key)

    async def _keep(self, key: K, text: str, change: int | None) -> None:
        if await self._write(key, text) and self.unkept.get(key) == change:
            self.unkept.pop(key, None)
        self._told()
