"""Beginning the shift: log-on, a campaign, available."""

from agent_desktop.tour.guide import Guide, Step

CAMPAIGN = "Spring renewal"


class Beginning:
    """From the log-on dialog to waiting for the first call."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("log-on-dialog", "the dialog is filled in and the server was found", self._dialog),
            Step("logged-on", "one press logs on and the campaigns appear", self._log_on),
            Step("campaign-joined", "the campaign is joined, its stages are there", self._join),
            Step("available", "the status is an available one", self._available),
        )

    async def _dialog(self) -> str:
        await self._guide.sees("loginDialog")
        await self._guide.until("the server was found", lambda: self._guide.state.offer.found)
        return "server found, user and station filled in"

    async def _log_on(self) -> str:
        guide = self._guide
        await guide.click("loginSubmit")
        await guide.sees("mainWindow")
        await guide.until("campaigns", lambda: guide.state.campaigns.arrived)
        await guide.says("connectionState", "Connected")
        return f"{len(guide.state.campaigns.campaigns)} campaigns"

    async def _join(self) -> str:
        await self._guide.sees("campaignList")
        await self._guide.join(CAMPAIGN)
        await self._guide.sees("stageButton-2")
        return self._guide.text("campaignDetail")

    async def _available(self) -> str:
        await self._guide.choose_status("Available")
        await self._guide.until(
            "available", lambda: self._guide.text("statusMenu").endswith("Available")
        )
        return self._guide.text("statusMenu")
