"""The desk as the window sees it: every use case of one shift, put together."""

import logging
from pathlib import Path

from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.stage_map import StageMap, StageMapError
from agent_desktop.desk.stages import Answer
from agent_desktop.icws import Abort, Message
from agent_desktop.platform.settings import Settings
from agent_desktop.services.background import Background
from agent_desktop.services.calls import Calls
from agent_desktop.services.campaigns import Campaigns
from agent_desktop.services.clock import Clock
from agent_desktop.services.inbox import Inbox
from agent_desktop.services.logon import LogOn
from agent_desktop.services.messages import Messages
from agent_desktop.services.shift import Shift
from agent_desktop.services.stages import Stages
from agent_desktop.services.statuses import Statuses
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks

log = logging.getLogger("agent_desktop.services")


class AgentDesk:
    """Holds the use cases; the window calls their intents and watches the store.

    Without a `remembered_file` nothing is kept for the next start.
    """

    def __init__(
        self, settings: Settings, remembered_file: Path | None = None, *, clock: Clock | None = None
    ) -> None:
        clock = clock or Clock()
        self.settings = settings
        self.store = Store(clock)
        self.tasks = Tasks(self._fault)
        self.background = Background()
        shift = self._shift = Shift(settings, self.store, clock, self.tasks, self.background)
        self.logon = LogOn(shift, remembered_file)
        self.stages = Stages(shift)
        self.campaigns = Campaigns(shift, self.stages)
        self.calls = Calls(shift, self.campaigns, self.stages)
        self.statuses = Statuses(shift)
        self._messages = Messages(shift, self.campaigns, self.calls, self.statuses)
        self.inbox = Inbox(shift, self._receive)
        self.inbox.on_resumed.append(self._resumed)
        self.logon.on_entered.append(self._entered)
        self.logon.on_left.append(self._left)

    async def open(self) -> None:
        """Read what lies in files: the administrator's stage map."""
        if not self.settings.stage_map:
            return
        file = Path(self.settings.stage_map)

        def read(_abort: Abort) -> StageMap:
            # Windows editors begin a UTF-8 file with a mark that TOML doesn't know.
            return StageMap.parse(file.expanduser().read_text(encoding="utf-8-sig"))

        try:
            self.campaigns.use_map(await self.background.call(read, deadline=5.0))
        except (OSError, UnicodeDecodeError, RuntimeError, StageMapError) as error:
            subject = f"{file.name}: {error}"
            self.store.notice(Cause.STAGE_MAP_BROKEN, Facts(subject=subject))

    def look_at_notices(self) -> None:
        """Mark the notices as read."""
        self.store.change(board=self.store.state.board.all_read())

    async def close(self) -> None:
        """End the session and everything that runs; bounded in time."""
        self.inbox.close()
        await self.logon.leave()
        await self.tasks.close()
        self.stages.close()
        self.background.close()

    def _entered(self) -> None:
        """A session has begun: follow it before Dialer is told that the agent is there."""
        self.campaigns.new_session()
        self.stages.new_session()
        self.inbox.open()
        self.tasks.spawn(self._settle_in(), "settle in")

    async def _settle_in(self) -> None:
        await self.calls.follow_queue()
        await self.campaigns.enter()
        await self.statuses.enter()

    def _resumed(self) -> None:
        """The link is back: read anew what may have been missed, the calls first."""
        self.tasks.spawn(self._catch_up(), "catch up")

    async def _catch_up(self) -> None:
        await self.calls.follow_queue()
        self.campaigns.log_in_if_missing()
        await self.statuses.enter()

    def _left(self) -> None:
        self.inbox.close()
        self.campaigns.forget()
        self.calls.forget()

    def _receive(self, message: Message) -> None:
        self._messages.receive(message)

    def _fault(self, error: BaseException) -> None:
        """Report a fault of our own: to the log in full, to the agent in a sentence."""
        log.error("fault in the background", exc_info=error)
        kind = type(error).__name__
        self.store.notice(Cause.PROGRAM_FAULT, Facts(subject=kind), Answer(detail=kind))
