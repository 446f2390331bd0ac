"""Waiting for a state of the desk, looked at with every change of its store."""

import asyncio
from collections.abc import Callable

from agent_desktop.desk.state import DeskState
from agent_desktop.services.store import Store


async def reached(store: Store, true: Callable[[DeskState], object], within: float) -> DeskState:
    """Return the first state for which `true(state)`. Raises TimeoutError after so many seconds."""
    found: asyncio.Future[DeskState] = asyncio.get_running_loop().create_future()

    def look(state: DeskState) -> None:
        if not found.done() and true(state):
            found.set_result(state)

    stop = store.watch(look)
    look(store.state)
    try:
        async with asyncio.timeout(within):
            return await found
    finally:
        stop()
