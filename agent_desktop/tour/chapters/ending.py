"""The end of the shift: the history, the notices, and leaving with a call still open."""

from agent_desktop.tour.chapters.beginning import CAMPAIGN
from agent_desktop.tour.guide import Guide, Step
from agent_desktop.tour.player import NotSeen

FEWEST_CALLS = 10


class Ending:
    """Looking back, then leaving in good order."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("history", "the calls of the shift, with the time of each stage", self._history),
            Step("history-problems", "only what was refused or not confirmed", self._problems),
            Step("notifications", "the list kept everything", self._notifications),
            Step("leave-question", "log-off with a call open is asked about", self._ask_to_leave),
            Step("leaving", "Dialer waits for the call; the desk says so", self._leaving),
            Step("leaving-outcome", "then it waits for the outcome", self._outcome_missing),
            Step("logged-off", "the log-on dialog is back", self._logged_off),
        )

    async def _history(self) -> str:
        guide = self._guide
        await guide.click("historyButton")
        await guide.sees("historyTable")
        await guide.until("the calls", lambda: len(guide.state.history.ids) >= FEWEST_CALLS)
        await guide.until("their lines", lambda: guide.state.history.line(0) is not None)
        return f"{len(guide.state.history.ids)} calls"

    async def _problems(self) -> str:
        guide = self._guide
        every = len(guide.state.history.ids)
        await guide.click("historyProblems")
        await guide.until("fewer", lambda: 0 < len(guide.state.history.ids) < every)
        found = len(guide.state.history.ids)
        await guide.click("historyClose")
        await guide.gone("historyTable")
        return f"{found} calls with something refused or not confirmed"

    async def _notifications(self) -> str:
        guide = self._guide
        await guide.click("notificationBell")
        await guide.sees("notificationList")
        await guide.until("read", lambda: guide.state.board.unread == 0)
        return f"{len(guide.state.board.notices)} notices"

    async def _ask_to_leave(self) -> str:
        guide = self._guide
        await guide.on_call(CAMPAIGN)
        await guide.click("logOff")
        await guide.sees("leaveQuestion")
        return "the question names the open call"

    async def _leaving(self) -> str:
        guide = self._guide
        await guide.click("leaveAfter")
        await guide.sees("leavingStrip")
        return guide.text("leavingState")

    async def _outcome_missing(self) -> str:
        guide = self._guide
        await guide.other_side_hangs_up()
        await guide.until(
            "what is missing",
            lambda: (
                guide.state.leaving is not None and guide.state.leaving.waits.value == "outcome"
            ),
        )
        return guide.text("leavingState")

    async def _logged_off(self) -> str:
        guide = self._guide
        await guide.choose_outcome("Renewed")
        await guide.click("outcomeFile")
        await guide.sees("loginDialog")
        if (await guide.filed())["label"] != "Renewed":
            raise NotSeen("the outcome of the last call at the server")
        return "log-on dialog"
