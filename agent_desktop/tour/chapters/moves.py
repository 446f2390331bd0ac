"""Being moved by a supervisor, a second pop too soon, a call by hand, and a break."""

from agent_desktop.tour.chapters.beginning import CAMPAIGN
from agent_desktop.tour.guide import USER, Guide, Step
from agent_desktop.tour.player import NotSeen

WINBACK, BY_HAND = "Winback", "Personal care"
SUPERVISOR = "Sam Whitlock"
MANUAL = 6  # dialingMode


class Moves:
    """The middle of the shift."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._first = ""

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in their order."""
        return (
            Step("moved-in", "a supervisor moves the agent, and is named", self._moved_in),
            Step("hung-up-by-dialer", "the outcome ends this call", self._auto_disconnect),
            Step("moved-out", "the supervisor moves the agent out again", self._moved_out),
            Step("second-pop", "a call before the last one's outcome", self._second_pop),
            Step("outcome-put-away", "the open outcome is put away", self._put_away),
            Step("by-hand", "a call the agent dials", self._by_hand),
            Step("by-hand-done", "dialled, filed and over", self._by_hand_done),
            Step("break-pending", "a break is asked for during a call", self._ask_break),
            Step("on-break", "with the outcome it is granted", self._on_break),
            Step("break-ended", "the break ends, calls may come", self._end_break),
        )

    async def _moved_in(self) -> str:
        guide = self._guide
        path = f"campaigns/{guide.campaign(WINBACK)}/log-in"
        await guide.server.post(path, user=USER, initiatorName=SUPERVISOR)
        await guide.until("the notice", lambda: guide.noticed("moved-in") == 1)
        guide.player.keys("Ctrl+5")
        await guide.sees("notificationList")
        return guide.player.first_row("notificationList")

    async def _auto_disconnect(self) -> str:
        guide = self._guide
        await guide.on_call(WINBACK)
        await guide.choose_outcome("Won back")
        await guide.file_outcome()
        await guide.says("callState", "nded")
        await guide.back_to_available()
        return guide.text("callState")

    async def _moved_out(self) -> str:
        guide = self._guide
        path = f"campaigns/{guide.campaign(WINBACK)}/log-out"
        await guide.server.post(path, user=USER, initiatorName=SUPERVISOR)
        await guide.until("the notice", lambda: guide.noticed("moved-out") == 1)
        guide.player.keys("Ctrl+5")
        await guide.sees("notificationList")
        return guide.player.first_row("notificationList")

    async def _second_pop(self) -> str:
        guide = self._guide
        self._first = await guide.on_call(CAMPAIGN)
        await guide.choose_outcome("Too expensive")
        await guide.other_side_hangs_up()
        await guide.on_call(CAMPAIGN)
        await guide.until("told", lambda: guide.noticed("outcome-missed") == 1)
        guide.player.keys("Ctrl+4")
        await guide.click("openOutcomesFold")
        await guide.sees(f"openOutcomePutAway-{self._first}")
        return guide.text(f"openOutcomeState-{self._first}")

    async def _put_away(self) -> str:
        guide = self._guide
        await guide.click(f"openOutcomePutAway-{self._first}")
        await guide.gone(f"openOutcomePutAway-{self._first}")
        await self._finish("Renewed")
        return "filed and available"

    async def _by_hand(self) -> str:
        guide = self._guide
        await guide.join(BY_HAND)
        await guide.call_comes(BY_HAND, dialingMode=MANUAL)
        await guide.sees("callDial")
        return guide.text("callState")

    async def _by_hand_done(self) -> str:
        guide = self._guide
        await guide.click("callDial")
        await guide.sees("callDialChoices")
        guide.player.choose_first("callDialChoices")
        await guide.says("callState", "On call")
        labels = guide.state.outcome.terms.dispositions
        if not labels:
            raise NotSeen("outcomes of the call by hand")
        await self._finish(labels[0].label)
        return labels[0].label

    async def _ask_break(self) -> str:
        guide = self._guide
        await guide.on_call(CAMPAIGN)
        await guide.click("breakButton")
        await guide.sees("breakChoices")
        guide.player.choose("breakChoices", "Break")
        await guide.until("pending", lambda: guide.state.breaks.state.value == "pending")
        return guide.text("breakButton")

    async def _on_break(self) -> str:
        guide = self._guide
        await guide.choose_outcome("Renewed")
        await guide.file_outcome()
        await guide.click("callHangUp")
        await guide.until("on break", lambda: guide.state.breaks.state.value == "on break")
        await guide.until("the status", lambda: guide.text("statusMenu").endswith("Break"))
        return guide.text("breakButton")

    async def _end_break(self) -> str:
        guide = self._guide
        await guide.click("breakButton")
        await guide.until("ended", lambda: guide.state.breaks.state.value == "none")
        await guide.until("available", lambda: guide.text("statusMenu").endswith("Available"))
        return guide.text("statusMenu")

    async def _finish(self, label: str) -> None:
        guide = self._guide
        await guide.choose_outcome(label)
        await guide.file_outcome()
        await guide.click("callHangUp")
        await guide.says("callState", "You ended it")
        await guide.back_to_available()
