"""What the agent sees of a lost link: which part is down, since when, and when it is tried next."""

import asyncio
import contextlib
from dataclasses import replace

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.links import LinkPart, LinkState
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.shift import Shift

log = Log("agent_desktop.services.outage")

# The longest, in seconds, that a server may tell us to wait.
LONGEST_TOLD_WAIT = 120.0


class Outage:
    """The one writer of the link's state while it is down, and of its banner."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._try_now = asyncio.Event()

    @property
    def lasts(self) -> bool:
        """Whether the link is anything but up."""
        return self._shift.store.state.link.session is not LinkState.UP

    @property
    def seconds(self) -> float | None:
        """How long the link has been lost; None while it isn't."""
        since = self._shift.store.state.link.down_since
        return None if since is None else self._mono() - since

    def try_now(self) -> None:
        """Don't wait for the next try."""
        self._try_now.set()

    async def wait(self, part: LinkPart, seconds: float, answer: Answer) -> None:
        """Say what is down and when it is tried next, and wait for that, or for the agent.

        A server that asks for time gets it first, up to LONGEST_TOLD_WAIT: it tells a whole floor
        the same, and the `seconds` are what spreads it.
        """
        seconds += min(answer.retry_after or 0.0, LONGEST_TOLD_WAIT)
        store, now = self._shift.store, self._mono()
        link = store.state.link
        since = now if link.down_since is None else link.down_since
        down = replace(
            link, session=LinkState.DOWN, broken=part, down_since=since, next_try=now + seconds
        )
        self._try_now.clear()
        store.change(link=down)
        log.warning(Event.LINK_DOWN, part=part)
        self._tell(part, answer)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._try_now.wait()
        trying = replace(store.state.link, session=LinkState.CONNECTING, next_try=None)
        store.change(link=trying)

    def end(self) -> None:
        """Note that the server speaks again, and tell the agent who knew of the loss."""
        store = self._shift.store
        link = store.state.link
        up = replace(link, session=LinkState.UP, broken=None, down_since=None, next_try=None)
        store.change(link=up)
        if link.down_since is not None:
            log.warning(Event.LINK_UP)
            store.end(Cause.SESSION_LINK_DOWN)
            store.notice(Cause.SESSION_LINK_BACK, self.facts())

    def facts(self, part: LinkPart | None = None) -> Facts:
        """Return whom and what a notice of the link is about."""
        agent = self._shift.store.state.agent
        return Facts(
            user=agent.user_id if agent else "",
            server=agent.server if agent else "",
            subject=part.value if part else "",
        )

    def _tell(self, part: LinkPart, answer: Answer) -> None:
        """Tell of the loss once; should another part prove to be down, the banner says that."""
        store = self._shift.store
        board = store.state.board
        if board.lasts(Cause.SESSION_LINK_DOWN):
            amended = board.amend(Cause.SESSION_LINK_DOWN, answer, self.facts(part))
            store.change(board=amended)
        else:
            store.notice(Cause.SESSION_LINK_DOWN, self.facts(part), answer)

    def _mono(self) -> float:
        return self._shift.clock.now().mono
