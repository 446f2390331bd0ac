"""The one place that holds the state of the desk, and tells who watches when it changed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.state import DeskState
from agent_desktop.services.clock import Clock

Listener = Callable[[DeskState], None]


class Store:
    """Holds the immutable state; several changes in one turn of the loop are told as one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._state = DeskState()
        self._listeners: list[Listener] = []
        self._telling = False

    @property
    def state(self) -> DeskState:
        """The present state."""
        return self._state

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each new state; returns the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def change(self, **fields: Any) -> None:
        """Replace fields of the state."""
        self.begin_anew(replace(self._state, **fields))

    def begin_anew(self, state: DeskState) -> None:
        """Replace the whole state."""
        if state == self._state:
            return
        self._state = state
        if not self._telling:
            self._telling = True
            asyncio.get_running_loop().call_soon(self._tell)

    def notice(
        self, cause: Cause, facts: Facts | None = None, answer: Answer | None = None
    ) -> None:
        """Tell the agent something that happened."""
        self.change(board=self._state.board.tell(cause, self._clock.now(), facts, answer))

    def end(self, cause: Cause) -> None:
        """Take a lasting state down."""
        self.change(board=self._state.board.end(cause))

    def _tell(self) -> None:
        self._telling = False
        for listener in tuple(self._listeners):
            listener(self._state)
