"""Ending a call: its outcome, refused and filed, a callback, and the guard before available."""

from agent_desktop.tour.chapters.beginning import CAMPAIGN
from agent_desktop.tour.guide import OUTCOME, STAGE, USER, Guide, Step
from agent_desktop.tour.player import NotSeen


class Outcomes:
    """The first call ends; the second is called back later."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("call-ended", "the call has ended and stages rest", self._call_ends),
            Step("ambiguous-guard", "available with no outcome is asked about", self._guard),
            Step("outcome-refused", "a refused outcome stays on the screen", self._refused),
            Step("outcome-filed", "sent again it is filed", self._filed),
            Step("available-again", "one press leads back to available", self._ready),
            Step("callback-form", "a callback asks for its time and clock", self._callback),
            Step("callback-filed", "the server has time, clock and agent", self._callback_filed),
        )

    async def _call_ends(self) -> str:
        guide = self._guide
        await guide.other_side_hangs_up()
        before = len((await guide.server.get("journal?since=0"))["entries"])
        await guide.press_stage("stageButton-1")
        seen = guide.text("stageState")
        entries = (await guide.server.get("journal?since=0"))["entries"]
        if any(entry["path"].endswith(STAGE) for entry in entries[before:]):
            raise NotSeen("no stage sent after the end of the call")
        return seen

    async def _guard(self) -> str:
        await self._guide.choose_status("Available")
        await self._guide.sees("leaveQuestion")
        return "the question names the outcome"

    async def _refused(self) -> str:
        guide = self._guide
        await guide.click("leaveOutcome")
        await guide.gone("leaveQuestion")
        words = "This outcome can't be filed just now."
        await guide.fault(route=OUTCOME, count=1, kind="status", status=400, message=words)
        await guide.choose_outcome("Renewed")
        await guide.click("outcomeFile")
        return await guide.says("outcomeState", "refused", words)

    async def _filed(self) -> str:
        return await self._guide.file_outcome()

    async def _ready(self) -> str:
        return await self._guide.back_to_available()

    async def _callback(self) -> str:
        guide = self._guide
        await guide.on_call(CAMPAIGN)
        await guide.choose_outcome("Call back later")
        await guide.sees("callbackForm")
        await guide.click("callbackMine")
        await guide.click("callbackTomorrow")
        return guide.text("outcomeState") or "the form is filled in"

    async def _callback_filed(self) -> str:
        guide = self._guide
        await guide.file_outcome()
        filed = await guide.filed()
        if filed["scheduledTime"] is None or filed["scheduledAgent"] != USER:
            raise NotSeen("a time and the agent at the server")
        if filed["relativeTo"] != 1:
            raise NotSeen("the contact's clock at the server")
        await guide.click("callHangUp")
        await guide.says("callState", "You ended it")
        await guide.back_to_available()
        return f"relative to the contact's clock, for {filed['scheduledAgent']}"
