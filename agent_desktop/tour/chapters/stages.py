"""The first call: its stages, confirmed, refused and not confirmed."""

from PySide6.QtCore import Qt

from agent_desktop.tour.chapters.beginning import CAMPAIGN
from agent_desktop.tour.guide import CONFIRMED, STAGE, Guide, Step
from agent_desktop.tour.player import NotSeen


class Stages:
    """What a press does, and what the agent sees of it."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("call", "a call comes and is connected", self._call_comes),
            Step("stage-by-mouse", "stage 1 is confirmed after a click", self._by_mouse),
            Step("stage-by-digit", "stage 2 is confirmed after the key 2", self._by_digit),
            Step("stage-sending", "a slow server: stage 3 shows sending", self._sending),
            Step("stage-refused", "a refusal shows the server's words", self._refused),
            Step("stage-not-confirmed", "a lost answer shows not confirmed", self._lost),
            Step("stage-sent-again", "send again confirms it", self._again),
        )

    async def _call_comes(self) -> str:
        await self._guide.call_comes(CAMPAIGN)
        await self._guide.says("callState", "On call")
        return self._guide.text("stageState")

    async def _by_mouse(self) -> str:
        await self._guide.press_stage("stageButton-1")
        return await self._guide.stage_says("1 Identify", CONFIRMED)

    async def _by_digit(self) -> str:
        await self._guide.key(Qt.Key.Key_2)
        return await self._guide.stage_says("2 Offer", CONFIRMED)

    async def _sending(self) -> str:
        await self._guide.fault(route=STAGE, count=1, kind="delay", seconds=1.5)
        await self._guide.key(Qt.Key.Key_3)
        return await self._guide.stage_says("3 Close", "sending")

    async def _refused(self) -> str:
        await self._guide.stage_says("3 Close", CONFIRMED)  # the slow answer of the step before
        words = "Stage 9 is not in the stage set of this campaign."
        await self._guide.fault(route=STAGE, count=1, kind="status", status=400, message=words)
        await self._guide.press_stage("stageButton-9")
        seen = await self._guide.stage_says("9 Wrap-up", "refused")
        if words not in seen:
            raise NotSeen(f"the server's words in {seen!r}")
        return seen

    async def _lost(self) -> str:
        await self._guide.fault(route=STAGE, count=1, kind="reset_after")
        await self._guide.press_stage("stageButton-9")
        return await self._guide.stage_says("9 Wrap-up", "not confirmed")

    async def _again(self) -> str:
        await self._guide.press_stage("stageSendAgain")
        return await self._guide.stage_says("9 Wrap-up", CONFIRMED)
