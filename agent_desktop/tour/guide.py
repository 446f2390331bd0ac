"""What every chapter of the tour has at hand: the desk, the window and the server."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt

from agent_desktop.desk.state import DeskState
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.player import NotSeen, Player
from agent_desktop.tour.training_server import TrainingControl

USER, PASSWORD, STATION = "ada", "demo", "7001"  # the simulator's invented agent
CONFIRMED = ": confirmed at"
# A person's pause before the next stage; hurried presses would be gathered.
REST = 1.1
STAGE = "dialer/update-stage"
OUTCOME = "dialer/disposition"
MESSAGES = "messaging/messages"


class Step(NamedTuple):
    """One step: its name, what is expected, and how it is played; it returns what was seen."""

    name: str
    expected: str
    play: Callable[[], Awaitable[str]]


class Guide:
    """Plays with the window as an agent would, and looks at what came of it."""

    def __init__(self, desk: AgentDesk, server: TrainingControl) -> None:
        self.player = Player()
        self.server = server
        self.call_id = ""
        self._desk = desk

    @property
    def state(self) -> DeskState:
        """What the desk shows."""
        return self._desk.store.state

    def campaign(self, name: str) -> str:
        """Return the id of a campaign. Raises NotSeen."""
        for campaign in self.state.campaigns.campaigns:
            if campaign.name == name:
                return campaign.id
        raise NotSeen(f"no campaign {name!r}")

    async def call_comes(self, campaign: str, **order: Any) -> str:
        """Have the simulator give a call; returns its interaction id."""
        asked = {"user": USER, "campaignId": self.campaign(campaign), "talkSeconds": 600} | order
        answer = await self.server.post("calls", **asked)
        self.call_id = str(answer["interactionId"])
        await self.until(
            "the call on the desk",
            lambda: self.state.call is not None and self.state.call.interaction_id == self.call_id,
        )
        return self.call_id

    async def on_call(self, campaign: str, **order: Any) -> str:
        """Have the simulator give a call and wait until it is connected."""
        call_id = await self.call_comes(campaign, alerting=False, **order)
        await self.says("callState", "On call")
        return call_id

    async def other_side_hangs_up(self) -> None:
        """End the call from the contact's side."""
        await self.server.post(f"calls/{self.call_id}/end", side="remote")
        await self.says("callState", "They ended it")

    async def filed(self) -> dict[str, Any]:
        """Return what the simulator has filed for the call. Raises NotSeen."""
        outcomes = (await self.server.get("outcomes"))["outcomes"]
        for outcome in outcomes:
            if outcome["interactionId"] == self.call_id:
                return dict(outcome)
        raise NotSeen("an outcome at the server")

    async def join(self, campaign: str) -> None:
        """Choose a campaign in the list and join it."""
        self.player.click_row("campaignList", campaign)
        await self.says("campaignName", campaign)
        self.player.click("campaignJoin")
        await self.until("joined", lambda: self.text("campaignDetail").endswith("· joined"))

    async def choose_status(self, name: str) -> None:
        """Choose a status in the menu."""
        await self.until("statuses", lambda: bool(self.state.status.choices))
        self.player.click("statusMenu")
        await self.sees("statusChoices")
        self.player.choose("statusChoices", name)

    async def choose_outcome(self, label: str) -> None:
        """Go to the outcomes and choose one."""
        self.player.keys("Ctrl+4")
        await self.click(f"outcome-{label}")

    async def file_outcome(self) -> str:
        """File the outcome that is chosen and wait until the server has it."""
        await self.click("outcomeFile")
        await self.until("filed", lambda: self.state.outcome.view.filed)
        return self.text("outcomeState")

    async def back_to_available(self) -> str:
        """Press the one button that leads back to available."""
        await self.click("readyButton")
        await self.until("available", lambda: self.text("statusMenu").endswith("Available"))
        return self.text("statusMenu")

    async def fault(self, **rule: object) -> None:
        """Let something go wrong at the server."""
        await self.server.post("faults", **rule)

    async def click(self, name: str) -> None:
        """Click a control, once it is there and can be pressed."""
        await self.until(f"{name} can be pressed", lambda: self.player.ready(name))
        self.player.click(name)

    async def press_stage(self, name: str) -> None:
        """Press something that sends a stage, rested."""
        await asyncio.sleep(REST)
        await self.click(name)

    async def key(self, key: Qt.Key) -> None:
        """Press a digit, rested."""
        await asyncio.sleep(REST)
        self.player.key(key)

    async def stage_says(self, *parts: str) -> str:
        """Wait until the sentence about the stage has all parts; returns it."""
        return await self.says("stageState", *parts)

    async def says(self, name: str, *parts: str) -> str:
        """Wait until a control says all of these; returns what it says."""
        await self.until(
            f"{parts} in {name}", lambda: all(part in self.text(name) for part in parts)
        )
        return self.text(name)

    async def sees(self, name: str) -> None:
        """Wait until a control is on the screen."""
        await self.until(f"{name} on the screen", lambda: self.player.shows(name))

    async def gone(self, name: str) -> None:
        """Wait until a control is not on the screen."""
        await self.until(f"{name} gone", lambda: not self.player.shows(name))

    def text(self, name: str) -> str:
        """Return what a control says."""
        return self.player.text(name)

    def noticed(self, cause: str) -> int:
        """Return how many notices of a cause are in the list."""
        return sum(notice.cause.value == cause for notice in self.state.board.notices)

    async def until(self, what: str, true: Callable[[], bool]) -> None:
        """Wait until something is so. Raises NotSeen."""
        await self.player.until(what, true)
