"""A newer version that was installed while this one runs. Installing it is the administrators'."""

import asyncio

from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.platform.installed import ANSWERS_WITHIN, Installed
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.background import Background
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks

log = Log("agent_desktop.services")

LOOK_EVERY = 60.0  # seconds; one look at a file's date
SETTLED_AFTER = 2  # looks: an installer that is at work may have written the first file only


class Updates:
    """Looks from time to time whether the installed program was replaced, and tells it once."""

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        background: Background,
        installed: Installed | None,
        *,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._store = store
        self._tasks = tasks
        self._background = background
        self._installed = installed
        self._look_every = look_every

    def begin(self) -> None:
        """Look for as long as the program runs, if it is an installed one."""
        if self._installed is not None:
            self._tasks.spawn(self._watch(self._installed), "updates")

    async def _watch(self, installed: Installed) -> None:
        seen = 0
        while seen < SETTLED_AFTER:
            await asyncio.sleep(self._look_every)
            try:
                replaced = await self._background.call(
                    lambda _abort: installed.replaced(), deadline=ANSWERS_WITHIN
                )
            except TimeoutError:  # a share that hangs
                replaced = False
            seen = seen + 1 if replaced else 0
        try:
            version = await self._background.call(
                lambda _abort: installed.version(), deadline=ANSWERS_WITHIN
            )
        except TimeoutError:
            version = ""
        log.info(Event.PROGRAM_REPLACED)
        self._store.notice(Cause.NEW_VERSION, Facts(subject=version))
