"""A second campaign, of previews: placed, passed over, and placed by the countdown."""

from agent_desktop.tour.guide import Guide, Step
from agent_desktop.tour.player import NotSeen

SURVEY = "Customer survey"
LONG, SHORT = 60, 3  # seconds of a preview


class Previews:
    """Three previews of the survey."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("second-campaign", "a second campaign is joined", self._join),
            Step("preview", "the contact comes first, with a countdown", self._preview),
            Step("preview-placed", "placed by a press, and filed", self._place),
            Step("preview-skipped", "a preview is passed over", self._skip),
            Step("preview-by-timer", "the countdown places the call and says so", self._timer),
        )

    async def _join(self) -> str:
        await self._guide.join(SURVEY)
        return self._guide.text("campaignDetail")

    async def _preview(self) -> str:
        await self._guide.call_comes(SURVEY, previewSeconds=LONG)
        await self._guide.sees("previewCountdown")
        return self._guide.text("previewCountdown")

    async def _place(self) -> str:
        guide = self._guide
        await guide.click("previewPlace")
        await guide.says("callState", "On call")
        await self._finish()
        return guide.text("statusMenu")

    async def _skip(self) -> str:
        guide = self._guide
        await guide.call_comes(SURVEY, previewSeconds=LONG)
        await guide.click("previewSkip")
        # The countdown goes with the press; the strip only once the server has the outcome.
        await guide.gone("previewStrip")
        filed = await guide.filed()
        if filed["label"] != "Skipped - Agent Skip":
            raise NotSeen(f"a skip, but {filed['label']!r}")
        return str(filed["label"])

    async def _timer(self) -> str:
        guide = self._guide
        await guide.call_comes(SURVEY, previewSeconds=SHORT)
        await guide.says("callState", "On call")
        journal = (await guide.server.get("journal?since=0"))["entries"]
        placed = sum(entry["path"].endswith("place-preview-call") for entry in journal)
        if placed != 2 or guide.noticed("preview-placed-by-timer") != 1:
            raise NotSeen(f"the second of two previews placed by the timer, but {placed}")
        seen = guide.text("callDetail")
        await self._finish()
        return seen

    async def _finish(self) -> None:
        guide = self._guide
        await guide.choose_outcome("Completed")
        await guide.file_outcome()
        await guide.click("callHangUp")
        await guide.says("callState", "You ended it")
        await guide.back_to_available()
