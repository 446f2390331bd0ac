"""A call by the script: the contact, pages with their stages, typed values, the phone."""

from agent_desktop.tour.chapters.beginning import CAMPAIGN
from agent_desktop.tour.guide import CONFIRMED, Guide, Step
from agent_desktop.tour.player import NotSeen

TOWN = "Elmford Heights"


class ScriptedCall:
    """The third call, from the contact's columns to hanging up."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("contact", "the contact's columns can be searched", self._contact),
            Step("script-page", "the page and its fields, with typed values", self._page),
            Step("script-stage", "the next page asks for its stage", self._next_page),
            Step("on-hold", "the call is held", self._hold),
            Step("muted", "the call goes on, muted", self._mute),
            Step("line-open", "the outcome is filed, the line still open", self._line_open),
            Step("hung-up", "hung up, and available again", self._hang_up),
        )

    async def _contact(self) -> str:
        guide = self._guide
        await guide.on_call(CAMPAIGN)
        guide.player.keys("Ctrl+2")
        await guide.sees("contactTable")
        guide.player.type_text("contactFilter", "con")
        await guide.until("fewer rows", lambda: 0 < guide.player.rows("contactTable") < 6)
        return f"{guide.player.rows('contactTable')} columns found"

    async def _page(self) -> str:
        guide = self._guide
        guide.player.keys("Ctrl+1")
        await guide.sees("scriptField-Town")
        guide.player.type_text("scriptField-Town", TOWN)
        await guide.until("typed", lambda: guide.state.script.value("Town") == TOWN)
        await guide.until("kept", lambda: not guide.state.script.unsaved)
        return guide.text("scriptState") or TOWN

    async def _next_page(self) -> str:
        guide = self._guide
        await guide.press_stage("scriptNext")
        seen = await guide.stage_says("2 Offer", CONFIRMED)
        journal = (await guide.server.get("journal?since=0"))["entries"]
        if not any(entry["path"].endswith("update-call-data") for entry in journal):
            raise NotSeen("what was typed, sent on leaving the page")
        return seen

    async def _hold(self) -> str:
        await self._guide.click("callHold")
        return await self._guide.says("callState", "On hold")

    async def _mute(self) -> str:
        guide = self._guide
        await guide.click("callHold")
        await guide.says("callState", "On call")
        await guide.click("callMute")
        await guide.sees("callMuted")
        return guide.text("callMuted")

    async def _line_open(self) -> str:
        guide = self._guide
        await guide.choose_outcome("Not interested")
        await guide.file_outcome()
        if (await guide.filed())["callAttributes"] != {"Town": TOWN}:
            raise NotSeen("the typed value, filed with the outcome")
        return await guide.says("callNext", "open")

    async def _hang_up(self) -> str:
        await self._guide.click("callHangUp")
        await self._guide.says("callState", "You ended it")
        return await self._guide.back_to_available()
