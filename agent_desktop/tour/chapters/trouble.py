"""What goes wrong in the middle of a call, and that nothing of it is lost."""

from agent_desktop.tour.guide import (
    CONFIRMED,
    MESSAGES,
    PASSWORD,
    STAGE,
    STATION,
    USER,
    Guide,
    Step,
)
from agent_desktop.tour.player import NotSeen

NOTE = "Wants the price in writing."


class Trouble:
    """Licence, session, outbound dialer and link, one after another."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("licence-missing", "one banner names agent and station", self._licence_missing),
            Step("licence-back", "the next stage is confirmed, no banner", self._licence_back),
            Step("note-typed", "a note is kept while it is typed", self._type_note),
            Step("session-expired", "the overlay asks for the password", self._expired),
            Step("logged-on-again", "note and stage are there again", self._log_on_again),
            Step("stage-offer-taken", "the offered stage is confirmed", self._take_offer),
            Step("dialer-link-down", "a banner says the dialer is away", self._dialer_down),
            Step("link-down", "a banner says the link is lost", self._link_down),
            Step("link-back", "the link is back, the banner goes", self._link_back),
            Step("session-lost", "the desk stays, a banner counts down", self._lose_session),
            Step("session-back", "the desk has logged on by itself", self._session_back),
        )

    async def _licence_missing(self) -> str:
        guide = self._guide
        await guide.server.post("licences", user=USER, dialer=False)
        await guide.server.post("licences", station=STATION, dialer=False)
        for number in (3, 2):
            await guide.press_stage(f"stageButton-{number}")
            await guide.stage_says(f"{number} ", "refused")
        banner = guide.text("notificationBanner")
        told = guide.noticed("licence-missing")
        if told != 1 or USER not in banner or STATION not in banner:
            raise NotSeen(f"one notice that names both, but {told}: {banner}")
        return banner

    async def _licence_back(self) -> str:
        guide = self._guide
        await guide.server.post("licences", user=USER, dialer=True)
        await guide.server.post("licences", station=STATION, dialer=True)
        await guide.press_stage("stageButton-2")
        seen = await guide.stage_says("2 Offer", CONFIRMED)
        await guide.gone("notificationBanner")
        return seen

    async def _type_note(self) -> str:
        self._guide.player.keys("Ctrl+3")
        await self._guide.sees("noteText")
        self._guide.player.type_text("noteText", NOTE)
        await self._guide.until(
            "the note is kept",
            lambda: self._guide.state.note.text == NOTE and self._guide.state.note.kept,
        )
        return self._guide.text("noteState")

    async def _expired(self) -> str:
        await self._guide.fault(route=STAGE, count=1, kind="expire_session")
        await self._guide.press_stage("stageButton-3")
        await self._guide.sees("reloginPanel")
        return self._guide.text("reloginReason")

    async def _log_on_again(self) -> str:
        guide = self._guide
        guide.player.type_text("reloginPassword", PASSWORD)
        await guide.click("reloginSubmit")
        await guide.gone("reloginPanel")
        await guide.sees("stageOffer")
        await guide.until("the offer can be taken", lambda: guide.state.stage.barrier is None)
        if guide.player.typed("noteText") != NOTE:
            raise NotSeen("the note, as it was typed")
        return guide.text("stageOffer")

    async def _take_offer(self) -> str:
        await self._guide.press_stage("stageOffer")
        return await self._guide.stage_says("3 Close", CONFIRMED)

    async def _dialer_down(self) -> str:
        await self._guide.server.post("link", state="down", reason="The dialer is being restarted.")
        await self._guide.until(
            "the banner", lambda: "dialer" in self._guide.text("notificationBanner").lower()
        )
        return self._guide.text("notificationBanner")

    async def _link_down(self) -> str:
        await self._guide.server.post("link", state="up")
        await self._guide.gone("notificationBanner")
        await self._guide.fault(route=MESSAGES, kind="reset_before")
        await self._guide.server.post("streams/reset", user=USER)
        return await self._guide.says("notificationBanner", "messages")

    async def _link_back(self) -> str:
        await self._guide.server.delete("faults")
        await self._guide.gone("notificationBanner")
        return await self._guide.says("connectionState", "Connected")

    async def _lose_session(self) -> str:
        end = {"reason": "The server is being switched over.", "shouldReconnect": True}
        await self._guide.server.post("sessions/end", user=USER, **end)
        return await self._guide.says("notificationBanner", "switched over")

    async def _session_back(self) -> str:
        guide = self._guide
        await guide.click("bannerAction-try-now")
        await guide.gone("notificationBanner")
        await guide.until("the call goes on", lambda: guide.state.stage.barrier is None)
        return await guide.says("connectionState", "Connected")
