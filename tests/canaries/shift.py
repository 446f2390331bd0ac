"""The real program, and an agent in it who works a shift; run as a process of its own:

    python -m tests.canaries.shift GIVEN OPTION...

GIVEN is a file with what the agent types; the options are the program's own.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agent_desktop.__main__ import main
from agent_desktop.desk.calls import CallState
from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.state import DeskState
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.player import Player
from agent_desktop.ui import desktop

DONE = "the shift is done"
WITHIN = 60.0


class Agent:
    """Works at the window, and where that would be tedious by what the window asks for."""

    def __init__(self, desk: AgentDesk, given: dict[str, Any]) -> None:
        self._desk = desk
        self._given = given
        self._player = Player()

    async def work(self) -> None:
        """Work the shift."""
        await self._log_on()
        connected = CallState.CONNECTED
        await self._until("a call", lambda s: s.call is not None and s.call.state is connected)
        await self._until("its script", lambda s: s.script.script.pages and s.script.interaction_id)
        await self._type()
        await self._fail()
        await self._log_on_again()
        print(DONE, flush=True)  # noqa: T201  # what the test waits for

    async def _log_on(self) -> None:
        player, given = self._player, self._given
        await player.until("the dialog", lambda: player.ready("loginSubmit"))
        self._submit(given["wrong password"])
        await player.until("the refusal", lambda: player.shows("loginError"))
        self._submit(given["password"])
        await self._until("the campaigns", lambda s: s.campaigns.arrived)
        await self._until("the stream", lambda s: s.link.session is LinkState.UP)

    def _submit(self, password: str) -> None:
        self._player.type_text("loginPassword", password)
        self._player.click("loginSubmit")

    async def _type(self) -> None:
        player, state = self._player, self._desk.store.state
        call = state.script.interaction_id
        player.keys("Ctrl+3")
        await player.until("the notes", lambda: player.shows("noteText"))
        self._desk.notes.type_note(call, self._given["note"])
        self._desk.scripts.type_value(call, "Plan", self._given["value"])
        player.keys("Ctrl+2")
        await player.until("the contact", lambda: player.shows("contactTable"))
        player.click("contactCopy")
        await self._until("all kept", lambda s: s.note.kept and not s.script.unsaved)

    async def _fail(self) -> None:
        desk = self._desk
        desk.stages.press(1)
        await self._until("a stage not confirmed", lambda s: s.stage.view.unsettled is not None)
        desk.contacts.read_again(desk.store.state.outcome.interaction_id)
        (offered, *_) = desk.store.state.outcome.terms.dispositions
        call = desk.store.state.outcome.interaction_id
        desk.outcomes.choose(call, Outcome(offered))
        desk.outcomes.file(call)
        await self._until("an outcome refused", lambda s: s.outcome.view.verdict is not None)
        desk.manual_calls.dial(self._given["identity"], self._given["number"])
        desk.breaks.ask()
        desk.statuses.set("At Lunch")
        await self._until("an odd message", lambda s: _told(s, Cause.UNREADABLE_MESSAGE))
        await self._until("no status asked for", lambda s: not s.status.asked_id)
        desk.statuses.set("Available")

    async def _log_on_again(self) -> None:
        await self._until("the session's end", lambda s: s.phase is Phase.EXPIRED)
        self._player.type_text("reloginPassword", self._given["password"])
        self._player.click("reloginSubmit")
        await self._until("the log-on again", lambda s: s.phase is Phase.LOGGED_ON)
        QTimer.singleShot(0, self._go_wrong)
        await self._until("the fault told", lambda s: _told(s, Cause.PROGRAM_FAULT))
        await self._ask_for_bundle()

    async def _ask_for_bundle(self) -> None:
        """Have support's text shown, and keep it where the test looks for it."""
        choice = self._player.find("helpMenu", QWidget).findChild(QAction, "helpSupportBundle")
        if choice is None:
            raise LookupError("no help menu")
        choice.trigger()
        typed = self._player.typed
        await self._player.until(
            "the bundle", lambda: "Masked: " in typed("supportBundleText"), WITHIN
        )
        _keep(self._given["bundle"], typed("supportBundleText"))
        self._player.click("supportBundleClose")

    def _go_wrong(self) -> None:
        spoilt = self._given["fault"]
        raise KeyError(spoilt)

    async def _until(self, what: str, true: Callable[[DeskState], object]) -> None:
        store = self._desk.store
        await self._player.until(what, lambda: bool(true(store.state)), WITHIN)


def _keep(file: str, text: str) -> None:
    Path(file).write_text(text, encoding="utf-8")


def _told(state: DeskState, cause: Cause) -> bool:
    return any(notice.cause is cause for notice in state.board.notices)


def _employ(given: dict[str, Any]) -> None:
    """Have an agent at the desk as soon as the window shows."""
    shows = desktop.Desktop.show

    def show(self: desktop.Desktop) -> None:
        shows(self)
        agent = Agent(self._desk, given)
        self._desk.tasks.spawn(agent.work(), "the agent")

    desktop.Desktop.show = show  # type: ignore[method-assign]


if __name__ == "__main__":
    _employ(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.exit(main(sys.argv[2:]))
