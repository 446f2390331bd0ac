"""The desk as the window sees it: every use case of one shift, put together."""

import asyncio
from pathlib import Path

from agent_desktop.desk.abilities import Abilities, Ability, Lack
from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.stage_map import StageMap, StageMapError
from agent_desktop.icws import Abort, DialerResource, Session
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.settings import Settings
from agent_desktop.platform.vault import Vault
from agent_desktop.services.background import Background
from agent_desktop.services.breaks import Breaks
from agent_desktop.services.calls import Calls
from agent_desktop.services.campaigns import Campaigns
from agent_desktop.services.clock import Clock
from agent_desktop.services.contacts import Contacts
from agent_desktop.services.forms import Forms
from agent_desktop.services.history import History
from agent_desktop.services.inbox import Inbox
from agent_desktop.services.keeper import Keeper
from agent_desktop.services.leaving import Departure
from agent_desktop.services.logon import LogOn
from agent_desktop.services.manual_calls import ManualCalls
from agent_desktop.services.messages import Messages
from agent_desktop.services.notes import Notes
from agent_desktop.services.outcomes import Outcomes
from agent_desktop.services.passwords import Passwords
from agent_desktop.services.phone import Phone
from agent_desktop.services.previews import Previews
from agent_desktop.services.record import Record
from agent_desktop.services.restoring import restore
from agent_desktop.services.scripts import Scripts
from agent_desktop.services.server_offers import ServerOffers
from agent_desktop.services.shift import Shift
from agent_desktop.services.stage_maps import read_stage_map
from agent_desktop.services.stages import Stages
from agent_desktop.services.station import Station
from agent_desktop.services.statuses import Statuses
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks
from agent_desktop.services.wire import News

log = Log("agent_desktop.services")


# What each thing an agent may want is asked of.
RESOURCES = {
    Ability.OUTCOME: DialerResource.DISPOSITION,
    Ability.BREAK: DialerResource.REQUEST_BREAK,
    Ability.PHONE_LINE: DialerResource.ESTABLISH_PERSISTENT_CONNECTION,
    Ability.PREVIEW: DialerResource.PLACE_PREVIEW_CALL,
    Ability.CALL_DATA: DialerResource.UPDATE_CALL_DATA,
    Ability.AGENT_TYPE: DialerResource.SET_AGENT_TYPE,
    Ability.CONTACT_DATA: DialerResource.REQUEST_CONTACT_DATA,
    Ability.FINISHING: DialerResource.MARK_CALL_FOR_FINISHING,
    Ability.MANUAL_CALL: DialerResource.INITIATE_MANUAL_OUTBOUND_CALL,
}


class AgentDesk:
    """Holds the use cases; the window calls their intents and watches the store.

    Without a `remembered_file` nothing is kept for the next start; without a `ledger_file`
    nothing of the calls is; without a `vault` no password.
    """

    def __init__(
        self,
        settings: Settings,
        remembered_file: Path | None = None,
        *,
        ledger_file: Path | None = None,
        vault: Vault | None = None,
        clock: Clock | None = None,
    ) -> None:
        clock = clock or Clock()
        self.settings = settings
        self.store = Store(clock)
        self.tasks = Tasks(self._fault)
        self.background = Background()
        self._ledger_file = ledger_file if settings.ledger else None
        record = self.record = Record(self.store, clock)
        shift = self._shift = Shift(
            settings, self.store, clock, self.tasks, self.background, record
        )
        allowed = settings.password_vault_allowed
        self.passwords = Passwords(self.store, self.tasks, vault, allowed=allowed)
        self.server_offers = ServerOffers(shift)
        self.station = Station(shift)
        self.logon = LogOn(shift, self.passwords, self.station, remembered_file)
        self.stages = Stages(shift)
        self.scripts = Scripts(shift, self.stages)
        self.forms = Forms(shift, self.stages, self.scripts)
        self.campaigns = Campaigns(shift, self.forms)
        self.outcomes = Outcomes(shift)
        self.outcomes.on_filed.append(self.scripts.send_what_is_left)
        self.calls = Calls(shift, self.campaigns, self.stages, self.outcomes)
        self.previews = Previews(shift, self.outcomes)
        self.phone = Phone(shift)
        self.notes = Notes(shift)
        self.contacts = Contacts(shift)
        self.statuses = Statuses(shift)
        self.breaks = Breaks(shift, self.statuses)
        self.manual_calls = ManualCalls(shift)
        self.departure = Departure(shift, self.logon)
        self.history = History(shift)
        shift.on_change.append(self.statuses.refresh)  # last: it looks at what the others show
        self._messages = Messages(
            shift,
            self.campaigns,
            self.calls,
            self.statuses,
            breaks=self.breaks,
            manual_calls=self.manual_calls,
            departure=self.departure,
        )
        self.keeper = Keeper(shift, Inbox(shift, self._receive), self.logon)
        self.keeper.on_cut_off.append(self.stages.cut)
        self.keeper.on_taken_back.append(self._taken_back)
        self.keeper.on_resumed.append(self._resumed)
        self.logon.on_entered.append(self._entered)
        self.logon.on_left.append(self._left)
        self.departure.on_stayed.append(self.campaigns.come_back)

    async def open(self) -> None:
        """Open the ledger, and read the administrator's stage map."""
        if self._ledger_file is not None:
            keep = self.settings.keep_contact_data
            self.record.open(self._ledger_file, keep_contact_data=keep)
        if not self.settings.stage_map:
            return
        file = Path(self.settings.stage_map)

        def read(_abort: Abort) -> StageMap:
            return read_stage_map(file)

        try:
            self.forms.use_map(await self.background.call(read, deadline=5.0))
        except (OSError, UnicodeDecodeError, RuntimeError, StageMapError) as error:
            subject = f"{file.name}: {error}"
            self.store.notice(Cause.STAGE_MAP_BROKEN, Facts(subject=subject))

    def look_at_notices(self) -> None:
        """Mark the notices as read."""
        self.store.change(board=self.store.state.board.all_read())

    async def close(self) -> None:
        """End the session and everything that runs; bounded in time."""
        await self.logon.leave()
        await self.record.close(self.background)
        await self.passwords.close()
        await self.tasks.close()
        self.stages.close()
        self.keeper.close()
        self.background.close()

    def _entered(self) -> None:
        """A session has begun: follow it before Dialer is told that the agent is there."""
        state, session = self.store.state, self._shift.session
        if session is not None and state.agent is not None:
            self.record.begin(state.agent.server, state.agent.user_id)
            # A clock of this computer that is wrong by years must not empty the ledger.
            now = min(self._shift.clock.now().wall, self._shift.server_now())
            self.record.forget_old(now, self.settings.ledger_days, self.settings.note_days)
            self.store.change(abilities=_abilities(session))
        self.campaigns.new_session()
        self.previews.new_session()
        self.stages.new_session()
        self._shift.outcomes.session_back()
        self.breaks.forget()
        self.keeper.open()
        self.tasks.spawn(self._settle_in(), "settle in")

    async def _settle_in(self) -> None:
        if self._shift.companion:  # calls and outcomes are the other client's
            await self.calls.follow_queue()
            self.campaigns.enter_as_companion()
        else:
            await restore(self._shift, self.outcomes, self.notes)
            await self.calls.follow_queue()
            await self.campaigns.enter()
        await self.statuses.enter()

    def _resumed(self) -> None:
        """The link is back: read anew what may have been missed, the calls first."""
        self.tasks.spawn(self._catch_up(), "catch up")

    async def _catch_up(self) -> None:
        gap = self._shift.gaps
        while not await self.calls.follow_queue():
            await asyncio.sleep(self.settings.reconnect_first)
            if gap != self._shift.gaps:
                return  # what comes after that gap reads it
        self._shift.hear(gap)
        await self.station.look_after()
        self.campaigns.log_in_if_missing()
        await self.statuses.enter()

    def _taken_back(self) -> None:
        """The session lives after all: what was held back by its loss may go on."""
        self.stages.new_session()
        self._shift.outcomes.session_back()
        self.departure.go_on()
        self._shift.refresh()
        if not self._shift.in_dialer:
            self.campaigns.log_in_again()

    def _left(self) -> None:
        self.keeper.stop()
        self.notes.leave()
        self.scripts.leave()
        self.campaigns.forget()
        self.outcomes.forget()
        self.previews.forget()
        self.departure.forget()
        self._shift.forget_agent()
        self.record.leave()

    def _receive(self, news: News) -> None:
        self._messages.receive(news)

    def _fault(self, error: BaseException) -> None:
        """Report a fault of our own: its places to the log, a sentence to the agent."""
        log.fault(Event.FAULT, error)
        self.tell_fault(error)

    def tell_fault(self, error: BaseException) -> None:
        """Tell the agent of a fault of ours that is in the log already."""
        kind = type(error).__name__
        self.store.notice(Cause.PROGRAM_FAULT, Facts(subject=kind), Answer(detail=kind))


def _abilities(session: Session) -> Abilities:
    has = session.features.version("dialer")
    return Abilities(
        tuple(
            Lack(ability, resource.since, has)
            for ability, resource in RESOURCES.items()
            if not session.supports(resource)
        )
    )
