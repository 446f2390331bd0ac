"""A real desk under any sequence of messages, with an agent who presses meanwhile."""

import asyncio
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.panels import LeaveKind, PhoneAction
from agent_desktop.icws.messages import message_of
from agent_desktop.icws.reading import UNREADABLE, parse
from agent_desktop.platform.settings import Settings
from agent_desktop.services import agent_desk, clients, keeper, stages
from agent_desktop.services.agent_desk import AgentDesk
from tests.fuzz import documents
from tests.fuzz.spoiling import CANARY, as_json, spoilt_values
from tests.fuzz.target import Target, plain
from tests.services.judge import Asked, FakeBackground, FakeSession, Judge
from tests.services.virtual_time import VirtualClock, VirtualLoop

FORM = LogOnForm("http://ic.example:8018", "ada", "pass", station="7001", remember=False)
LONGEST_WAIT = 600.0


class ObligingServer(Judge):
    """Does what it is asked to, whatever the messages have said."""

    def take(self, session: FakeSession, name: str, arguments: dict[str, Any]) -> None:
        """Answer at once, and well."""
        asked = Asked(name, arguments, session, asyncio.get_running_loop().create_future())
        self.newest = asked
        self.served += 1
        asked.answer.set_result(self.success(asked))


class Shift:
    """A desk that is logged on, on a loop whose time passes only when it is told to."""

    def __init__(self) -> None:
        self.loop = VirtualLoop()
        clock = VirtualClock(self.loop)
        self.server = ObligingServer(clock, lambda: None, lambda: None)
        with (
            patch.object(agent_desk, "Background", lambda: FakeBackground(self.server)),
            patch.object(stages, "Background", lambda **_: FakeBackground(self.server)),
            patch.object(keeper, "Background", lambda **_: FakeBackground(self.server)),
        ):
            self.desk = AgentDesk(Settings(), clock=clock)
        self.desk.tasks.report = self.loop.faults.append
        self.desk.keeper._inbox.read = _for_ever  # type: ignore[method-assign]  # no thread
        self.desk.keeper._look_around = _for_ever  # type: ignore[method-assign]  # no network
        # For the whole shift: a desk that has lost its session logs on again by itself.
        self._client_of_ours = patch.object(clients, "Client", self._client)
        self._client_of_ours.start()
        self.loop.do(lambda: self.desk.logon.submit(FORM))
        assert self.desk.store.state.phase is Phase.LOGGED_ON

    def end(self) -> None:
        """End what still runs."""
        self.loop.end()
        self._client_of_ours.stop()

    def _client(self, *_: object, **__: object) -> Any:
        server = self.server

        class OneSession:
            def log_on(self, *_: object, **__: object) -> object:
                return server.new_session(7)

            def close(self) -> None:
                pass

        return OneSession()

    def play(self, step: object) -> None:
        """Receive a message, let time pass (a number), or press (a word)."""
        if isinstance(step, str):
            press = PRESSES.get(step)
            if press is not None:
                self.loop.do(lambda: press(self.desk))
        elif isinstance(step, int | float):
            self.loop.advance(float(max(0.0, min(step, LONGEST_WAIT))))
        else:
            self.loop.do(lambda: self.desk._receive(message_of(step)))


async def _for_ever(*_: object, **__: object) -> Any:
    await asyncio.Event().wait()


def _file(desk: AgentDesk) -> None:
    view = desk.store.state.outcome
    if view.interaction_id and view.terms.dispositions:
        desk.outcomes.choose(view.interaction_id, Outcome(view.terms.dispositions[0]))
        desk.outcomes.file(view.interaction_id)


def _note(desk: AgentDesk) -> None:
    if desk.store.state.note.interaction_id:
        desk.notes.type_note(desk.store.state.note.interaction_id, CANARY)


def _type_value(desk: AgentDesk) -> None:
    script = desk.store.state.script
    if script.interaction_id and script.script.pages and script.script.pages[script.page].controls:
        control = script.script.pages[script.page].controls[0]
        desk.scripts.type_value(script.interaction_id, control.column, "7")


def _join(desk: AgentDesk) -> None:
    for campaign in desk.store.state.campaigns.campaigns:
        desk.campaigns.select(campaign.id)
        desk.campaigns.join(campaign.id)


PRESSES: dict[str, Callable[[AgentDesk], object]] = {
    "stage": lambda desk: desk.stages.press(2),
    "page": lambda desk: desk.scripts.go_to_page(1),
    "value": _type_value,
    "note": _note,
    "file": _file,
    "ready": lambda desk: desk.statuses.ready(),
    "join": _join,
    "place": lambda desk: desk.previews.place(),
    "skip": lambda desk: desk.previews.skip(),
    "pick up": lambda desk: desk.phone.act(PhoneAction.PICK_UP),
    "hang up": lambda desk: desk.phone.act(PhoneAction.HANG_UP),
    "break": lambda desk: desk.breaks.ask("At Lunch"),
    "back": lambda desk: desk.breaks.end(),
    "leave": lambda desk: desk.departure.ask(LeaveKind.LOG_OFF),
}


def check(data: bytes) -> None:
    """Nothing that is received is a fault of the program, and the agent always gets out."""
    try:
        steps = parse(data)
    except UNREADABLE:
        return
    shift = Shift()
    try:
        for step in steps if isinstance(steps, list) else [steps]:
            shift.play(step)
        shift.loop.advance(60)
        shift.loop.do(shift.desk.logon.log_off)
        shift.loop.advance(60)
        assert shift.desk.store.state.phase is Phase.LOGGED_OFF, "the agent can't log off"
    finally:
        shift.end()


SHIFT: list[Any] = [
    documents.MESSAGES[0],
    "join",
    documents.MESSAGES[2],
    documents.MESSAGES[-1],
    "stage",
    1,
    "note",
    "value",
    "file",
    30,
    documents.MESSAGES[3],
    "place",
]
SPOILT = st.builds(
    lambda document, recipe: list(spoilt_values(document, recipe))[-1],
    st.sampled_from(documents.MESSAGES),
    st.binary(max_size=12),
)
STEPS: st.SearchStrategy[Any] = st.one_of(
    SPOILT,
    SPOILT,
    st.sampled_from(list(PRESSES)),
    st.sampled_from([0, 0.3, 1, 10, 100]),
)

TARGETS = (
    Target(
        "desk",
        plain(check),
        st.lists(STEPS, max_size=20).map(lambda steps: (as_json([*SHIFT[: len(steps)], *steps]),)),
        (),
        15,
    ),
)
