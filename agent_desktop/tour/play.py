"""The main job, step by step: what a newcomer would do in the demo, and what must be seen."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.player import NotSeen, Player
from agent_desktop.tour.record import Record
from agent_desktop.tour.training_server import TrainingControl

EXIT_FAILED = 1
CAMPAIGN = "Spring renewal"
USER, PASSWORD = "ada", "demo"  # the simulator's invented agent
CONFIRMED = ": confirmed at"
# A person's pause before the next press; hurried presses would be gathered.
REST = 1.1
STAGE = "dialer/update-stage"
MESSAGES = "messaging/messages"


async def play(folder: Path, desk: AgentDesk, server: str) -> int:
    """Play every step; returns 0 if all went as expected, else 1."""
    tour = _Tour(folder, desk, server)
    await tour.play()
    return 0 if tour.record.passed else EXIT_FAILED


class _Tour:
    def __init__(self, folder: Path, desk: AgentDesk, server: str) -> None:
        self.record = Record(folder)
        self._player = Player()
        self._desk = desk
        self._server = TrainingControl(server, desk.background)
        self._call = ""

    async def play(self) -> None:
        """Play the steps in order and stop at the first that fails: the rest builds on it."""
        self.record.folder.mkdir(parents=True, exist_ok=True)
        await self._server.post("dialing", on=False)
        steps = (
            ("log-on-dialog", "the dialog is filled in and the server was found", self._dialog),
            ("logged-on", "one press logs on and the campaigns appear", self._log_on),
            ("campaign-joined", "the campaign is joined, its stages are there", self._join),
            ("available", "the status is an available one", self._available),
            ("call", "a call comes and is connected", self._call_comes),
            ("stage-by-mouse", "stage 1 is confirmed after a click", self._stage_by_mouse),
            ("stage-by-digit", "stage 2 is confirmed after the key 2", self._stage_by_digit),
            ("stage-sending", "a slow server: stage 3 shows sending", self._stage_sending),
            ("stage-refused", "a refusal shows the server's words", self._stage_refused),
            ("stage-not-confirmed", "a lost answer shows not confirmed", self._stage_lost),
            ("stage-sent-again", "send again confirms it", self._stage_again),
            ("licence-missing", "one banner names agent and station", self._licence_missing),
            ("licence-back", "the next stage is confirmed, the banner goes", self._licence_back),
            ("session-expired", "the overlay asks for the password", self._session_expired),
            ("logged-on-again", "the desk is back, the stage is offered", self._log_on_again),
            ("stage-offer-taken", "the offered stage is confirmed", self._take_offer),
            ("dialer-link-down", "a banner says the dialer is away", self._dialer_down),
            ("link-down", "a banner says the link is lost", self._link_down),
            ("link-back", "the link is back, the banner goes", self._link_back),
            ("call-ended", "the call has ended and stages rest", self._call_ends),
            ("notifications", "the list kept everything", self._notifications),
            ("logged-off", "the log-on dialog is back", self._log_off),
        )
        for name, expected, step in steps:
            ok = await self.record.step(name, expected, step)
            print(f"{'ok    ' if ok else 'FAILED'} {name}: {self.record.steps[-1].seen}")  # noqa: T201
            if not ok:
                break
        self.record.write()

    async def _dialog(self) -> str:
        await self._sees("loginDialog")
        await self._until("the server was found", lambda: self._desk.store.state.offer.found)
        return "server found, user and station filled in"

    async def _log_on(self) -> str:
        self._player.click("loginSubmit")
        await self._sees("mainWindow")
        await self._until("campaigns", lambda: self._desk.store.state.campaigns.arrived)
        await self._until("link up", lambda: "Connected" in self._text("connectionState"))
        return f"{len(self._desk.store.state.campaigns.campaigns)} campaigns"

    async def _join(self) -> str:
        await self._sees("campaignList")
        self._player.click_row("campaignList", CAMPAIGN)
        self._player.click("campaignJoin")
        await self._sees("stageButton-2")
        await self._until("joined", lambda: self._text("campaignDetail").endswith("· joined"))
        return self._text("campaignDetail")

    async def _available(self) -> str:
        await self._until("statuses", lambda: bool(self._desk.store.state.status.choices))
        self._player.click("statusMenu")
        await self._sees("statusChoices")
        self._player.choose("statusChoices", "Available")
        await self._until("available", lambda: self._text("statusMenu").endswith("Available"))
        return self._text("statusMenu")

    async def _call_comes(self) -> str:
        campaign = next(c for c in self._desk.store.state.campaigns.campaigns if c.name == CAMPAIGN)
        answer = await self._server.post(
            "calls", user=USER, campaignId=campaign.id, talkSeconds=600
        )
        self._call = str(answer["interactionId"])
        await self._until("on call", lambda: self._text("callState") == "On call")
        return self._text("stageState")

    async def _stage_by_mouse(self) -> str:
        await self._press("stageButton-1")
        return await self._state("1 Identify", CONFIRMED)

    async def _stage_by_digit(self) -> str:
        await self._key(Qt.Key.Key_2)
        return await self._state("2 Offer", CONFIRMED)

    async def _stage_sending(self) -> str:
        await self._fault(route=STAGE, count=1, kind="delay", seconds=1.5)
        await self._key(Qt.Key.Key_3)
        return await self._state("3 Close", "sending")

    async def _stage_refused(self) -> str:
        await self._state("3 Close", CONFIRMED)  # the slow answer of the step before
        words = "Stage 9 is not in the stage set of this campaign."
        await self._fault(route=STAGE, count=1, kind="status", status=400, message=words)
        await self._press("stageButton-9")
        seen = await self._state("9 Wrap-up", "refused")
        if words not in seen:
            raise NotSeen(f"the server's words in {seen!r}")
        return seen

    async def _stage_lost(self) -> str:
        await self._fault(route=STAGE, count=1, kind="reset_after")
        await self._press("stageButton-9")
        return await self._state("9 Wrap-up", "not confirmed")

    async def _stage_again(self) -> str:
        await self._press("stageSendAgain")
        return await self._state("9 Wrap-up", CONFIRMED)

    async def _licence_missing(self) -> str:
        await self._server.post("licences", user=USER, dialer=False)
        await self._server.post("licences", station="7001", dialer=False)
        for number in (3, 2):
            await self._press(f"stageButton-{number}")
            await self._state(f"{number} ", "refused")
        notices = [
            n for n in self._desk.store.state.board.notices if n.cause.value == "licence-missing"
        ]
        banner = self._text("notificationBanner")
        if len(notices) != 1 or USER not in banner or "7001" not in banner:
            raise NotSeen(f"one notice that names both, but {len(notices)}: {banner}")
        return banner

    async def _licence_back(self) -> str:
        await self._server.post("licences", user=USER, dialer=True)
        await self._server.post("licences", station="7001", dialer=True)
        await self._press("stageButton-2")
        seen = await self._state("2 Offer", CONFIRMED)
        await self._gone("notificationBanner")
        return seen

    async def _session_expired(self) -> str:
        await self._fault(route=STAGE, count=1, kind="expire_session")
        await self._press("stageButton-3")
        await self._sees("reloginPanel")
        return self._text("reloginReason")

    async def _log_on_again(self) -> str:
        self._player.type_text("reloginPassword", PASSWORD)
        self._player.click("reloginSubmit")
        await self._gone("reloginPanel")
        await self._sees("stageOffer")
        await self._until(
            "the offer can be taken", lambda: self._desk.store.state.stage.barrier is None
        )
        return self._text("stageOffer")

    async def _take_offer(self) -> str:
        await self._press("stageOffer")
        return await self._state("3 Close", CONFIRMED)

    async def _dialer_down(self) -> str:
        await self._server.post("link", state="down", reason="The dialer is being restarted.")
        await self._until(
            "the banner", lambda: "dialer" in self._text("notificationBanner").lower()
        )
        return self._text("notificationBanner")

    async def _link_down(self) -> str:
        await self._server.post("link", state="up")
        await self._gone("notificationBanner")
        await self._fault(route=MESSAGES, kind="reset_before")
        await self._server.post("streams/reset", user=USER)
        await self._until("the banner", lambda: "link" in self._text("notificationBanner"))
        return self._text("notificationBanner")

    async def _link_back(self) -> str:
        await self._server.delete("faults")
        await self._gone("notificationBanner")
        await self._until("link up", lambda: "Connected" in self._text("connectionState"))
        return self._text("connectionState")

    async def _call_ends(self) -> str:
        await self._server.post(f"calls/{self._call}/end", side="remote")
        await self._until("the end", lambda: self._text("callState") == "They ended it")
        before = len((await self._server.get("journal?since=0"))["entries"])
        await self._press("stageButton-1")
        seen = self._text("stageState")
        entries = (await self._server.get("journal?since=0"))["entries"]
        if any(entry["path"].endswith("update-stage") for entry in entries[before:]):
            raise NotSeen("no stage sent after the end of the call")
        return seen

    async def _notifications(self) -> str:
        self._player.click("notificationBell")
        await self._until("read", lambda: self._desk.store.state.board.unread == 0)
        return f"{len(self._desk.store.state.board.notices)} notices"

    async def _log_off(self) -> str:
        self._player.click("logOff")
        await self._sees("loginDialog")
        return "log-on dialog"

    async def _press(self, name: str) -> None:
        await asyncio.sleep(REST)
        self._player.click(name)

    async def _key(self, key: Qt.Key) -> None:
        await asyncio.sleep(REST)
        self._player.key(key)

    async def _fault(self, **rule: object) -> None:
        await self._server.post("faults", **rule)

    async def _state(self, *parts: str) -> str:
        """Wait until the sentence about the stage has all parts; returns it."""
        await self._until(
            f"{parts} in the stage sentence",
            lambda: all(part in self._text("stageState") for part in parts),
        )
        return self._text("stageState")

    async def _sees(self, name: str) -> None:
        await self._until(f"{name} on the screen", lambda: self._player.shows(name))

    async def _gone(self, name: str) -> None:
        await self._until(f"{name} gone", lambda: not self._player.shows(name))

    def _text(self, name: str) -> str:
        return self._player.text(name)

    async def _until(self, what: str, true: Callable[[], bool]) -> None:
        await self._player.until(what, true)
