"""Working campaigns: log-in to Dialer, joining, leaving, being moved."""

import asyncio
from dataclasses import replace

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import Call
from agent_desktop.desk.campaigns import (
    AgentKind,
    Campaign,
    CampaignList,
    Membership,
    merged,
)
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.icws import AgentType, FormDefinition, IcwsError, Session
from agent_desktop.services.forms import Forms
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.wire import CampaignNews

# After a lost session the campaign list comes within this time, in seconds, or not at all.
REJOIN_WITHIN = 5.0
# So many new campaigns in one message are told one by one.
MOST_TOLD = 10
# A campaign of which calls may still come.
WORKED = (Membership.IN, Membership.LEAVING)


class Campaigns:
    """The agent's campaigns, and which one is shown."""

    def __init__(self, shift: Shift, forms: Forms) -> None:
        self._shift = shift
        self._forms = forms
        self._rejoin: set[str] = set()  # worked before the session was lost
        self._joining: dict[str, Session | None] = {}  # log-ins on their way, and in which session
        self._entering = asyncio.Lock()
        self._removed: tuple[str, ...] = ()  # taken away while their call went on
        self._moved: dict[str, Membership] = {}  # moved before the list came; case-folded ids
        self._worked: tuple[str, ...] = ()  # until Dialer let the agent go altogether

    def select(self, campaign_id: str) -> None:
        """Show the stages of a campaign."""
        campaign = self._shift.store.state.campaigns.get(campaign_id)
        if campaign is None:
            return
        self._shift.store.change(selected_id=campaign.id)
        self._forms.learn(campaign)
        self._shift.refresh()

    def join(self, campaign_id: str) -> None:
        """Log in to a campaign and say ready; only once at a time."""
        campaigns = self._shift.store.state.campaigns
        campaign = campaigns.get(campaign_id)
        if campaign is None or campaign.membership is not Membership.OUT or self._shift.companion:
            return
        if campaign.id in self._joining and self._joining[campaign.id] is self._shift.session:
            return  # moved out while the log-in is on its way: its answer decides
        if campaigns.may_join:
            self._mark(campaign.id, Membership.JOINING)
            self._shift.tasks.spawn(self._join(campaign), "join campaign")
        elif not self._shift.in_dialer:
            self.come_back()  # without the right every campaign comes with Dialer

    def leave(self, campaign_id: str) -> None:
        """Ask Dialer to let the agent out of a campaign; it grants that after the current call."""
        campaign = self._shift.store.state.campaigns.get(campaign_id)
        inside = campaign is not None and campaign.membership is Membership.IN
        if campaign is not None and inside and not self._shift.companion:
            self._mark(campaign.id, Membership.LEAVING)
            self._shift.tasks.spawn(self._leave(campaign), "leave campaign")

    def log_in_again(self) -> None:
        """Log in to Dialer once more, where that failed or a licence has come free."""
        if not self._entering.locked() and not self._shift.companion:
            self._shift.tasks.spawn(self.enter(), "log in to dialer")

    def come_back(self) -> None:
        """Log in to Dialer again, and to the campaigns worked till it let the agent go."""
        if self._entering.locked():
            return
        self._shift.tasks.spawn(self._come_back(), "come back to dialer")

    def log_in_if_missing(self) -> None:
        """Log in to Dialer where the first time failed and something has changed since."""
        if self._shift.store.state.board.lasts(Cause.DIALER_LOG_IN_FAILED):
            self.log_in_again()

    def new_session(self) -> None:
        """Begin with the campaigns of the session before: they must be joined again.

        That is done when the list has come; until then no stage is sent for them.
        """
        campaigns = self._shift.store.state.campaigns
        self._rejoin = {c.id for c in campaigns.campaigns if c.membership is not Membership.OUT}
        self._shift.entered = False
        self._moved.clear()
        self._worked = ()
        self._entering = asyncio.Lock()  # a log-in of the session before doesn't count
        self._forms.new_session()
        self._set(campaigns.with_all(Membership.JOINING, WORKED))

    async def enter(self) -> None:
        """Log in to Dialer itself and say ready: the first step of every session."""
        async with self._entering:
            await self._enter()

    async def _enter(self) -> None:
        session = self._shift.session
        try:
            await self._shift.ask(lambda session, abort: session.dialer_log_in(abort=abort))
            self._shift.in_dialer = self._shift.entered = True
            self._shift.refresh()  # outcomes may be filed
            self._shift.store.end(Cause.LICENCE_MISSING)
            self._shift.store.end(Cause.DIALER_LOG_IN_FAILED)
            await self._shift.ask(lambda session, abort: session.ready_for_calls(abort=abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.DIALER_LOG_IN_FAILED, Facts())
            self._stop_waiting(session)
            return
        if self._rejoin:
            self._shift.tasks.spawn(self._stop_waiting_later(session), "wait for campaigns")

    def forget(self) -> None:
        """Drop everything of the agent who logged off."""
        self._rejoin.clear()
        self._removed = self._worked = ()
        self._moved.clear()
        self._forms.forget()

    def available(self, news: CampaignNews) -> None:
        """Take what one message says of the campaigns."""
        store = self._shift.store
        before = store.state.campaigns
        added = tuple(map(self._as_moved, news.added)) if self._moved else news.added
        after = merged(
            before,
            full=news.full,
            may_join=news.may_join,
            added=added,
            changed=news.changed,
            removed=news.removed,
        )
        if not (news.full or added or news.removed):
            # Another name or status is for the eye only, and may come by the thousand.
            store.change(campaigns=after)
            self._shift.refresh_soon()
            self._tell_changes(before, after)
            return
        if self._removed:
            given = {c.id.casefold() for c in added}
            self._removed = tuple(c for c in self._removed if c.casefold() not in given)
        self._set(self._with_the_calls(before, after))
        self._tell_changes(before, after)
        self._rejoin_lost(after)
        self._show_one()

    def call_ended(self) -> None:
        """Let go of a campaign that was taken away while its call went on."""
        removed, self._removed = self._removed, ()
        if removed:
            campaigns = self._shift.store.state.campaigns
            self._set(merged(campaigns, full=False, may_join=campaigns.may_join, removed=removed))
            self._show_one()

    def _show_one(self) -> None:
        """Show the stages of the selected campaign, or of the likeliest where it has gone."""
        state = self._shift.store.state
        if state.selected is not None:
            self._forms.learn(state.selected)
            self._shift.refresh()
        elif state.campaigns.campaigns:
            self.select(_first_to_show(state.campaigns, self._shift.calls.current).id)

    def form_changed(self, campaign_id: str, form: FormDefinition) -> None:
        """Take the script of a campaign anew: it has been changed."""
        campaign = self._shift.store.state.campaigns.get(campaign_id)
        if campaign is not None:
            self._forms.changed(campaign, form)

    def name_by_hand(self, campaign_id: str) -> None:
        """Take a campaign the agent names by its id: without a log-in to Dialer none is told."""
        campaign_id = campaign_id.strip()
        campaigns = self._shift.store.state.campaigns
        if not self._shift.companion or not campaign_id:
            return
        if campaigns.get(campaign_id) is None:
            named = Campaign(campaign_id, campaign_id, has_form=True, by_hand=True)
            self._set(replace(campaigns, campaigns=(*campaigns.campaigns, named), arrived=True))
        self.select(campaign_id)

    def enter_as_companion(self) -> None:
        """Begin without Dialer: the campaigns are those of the stage map, and what is named."""
        known = self._shift.store.state.campaigns.campaigns
        mapped = tuple(
            Campaign(campaign_id, name, has_form=True, by_hand=True)
            for campaign_id, name in self._forms.map.named
        )
        ids = {campaign.id for campaign in mapped}
        kept = tuple(c for c in known if c.by_hand and c.id not in ids)
        self._set(CampaignList((*mapped, *kept), arrived=True))
        self._show_one()

    def set_agent_kind(self, campaign_id: str, kind: AgentKind) -> None:
        """Say which calls of a campaign the agent takes."""
        campaign = self._shift.store.state.campaigns.get(campaign_id)
        usable = self._shift.working and self._shift.can(Ability.AGENT_TYPE)
        if campaign is not None and campaign.membership is Membership.IN and usable:
            self._shift.tasks.spawn(self._set_agent_kind(campaign, kind), "set agent type")

    def moved(self, campaign_id: str, membership: Membership, initiator: str) -> None:
        """Take note that a supervisor logged the agent in to a campaign, or out of it."""
        store = self._shift.store
        campaign = store.state.campaigns.get(campaign_id)
        name = campaign.name if campaign else campaign_id  # it may come before the list
        if campaign is None:
            self._moved[campaign_id.casefold()] = membership
        self._mark(campaign_id, membership)
        moved_in = membership is Membership.IN
        cause = Cause.MOVED_IN if moved_in else Cause.MOVED_OUT
        store.notice(cause, Facts(campaign=name, initiator=initiator))
        if moved_in:
            self._shift.tasks.spawn(self._ready(campaign_id), "ready for calls")

    def granted(self, campaign_ids: tuple[str, ...]) -> None:
        """Take note of the log-outs that Dialer granted; an empty id means Dialer altogether."""
        store = self._shift.store
        campaigns = store.state.campaigns
        for campaign_id in campaign_ids:
            campaign = campaigns.get(campaign_id)
            if not campaign_id:
                self._shift.in_dialer = False
                self._worked = tuple(c.id for c in campaigns.campaigns if c.membership in WORKED)
                campaigns = campaigns.with_all(Membership.OUT, Membership)
                store.notice(Cause.LOGGED_OUT_OF_CAMPAIGN)
            elif campaign is not None:
                campaigns = campaigns.with_membership(campaign_id, Membership.OUT)
                store.notice(Cause.LOGGED_OUT_OF_CAMPAIGN, Facts(campaign=campaign.name))
        self._set(campaigns)

    async def _join(self, campaign: Campaign) -> None:
        mine = self._shift.session
        if not await self._is_in_dialer():
            if mine is self._shift.session:
                self._go_back(campaign.id, Membership.JOINING, Membership.OUT)
            return
        self._joining[campaign.id] = mine
        try:
            await self._shift.ask(
                lambda session, abort: session.dialer_log_in(campaign.id, abort=abort)
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._go_back(campaign.id, Membership.JOINING, Membership.OUT)
            self._shift.failed(error, Cause.CAMPAIGN_REFUSED, Facts(campaign=campaign.name))
            return
        finally:
            if self._joining.get(campaign.id) is mine:
                del self._joining[campaign.id]
        self._mark(campaign.id, Membership.IN)
        await self._ready(campaign.id)

    async def _is_in_dialer(self) -> bool:
        """Log in to Dialer where that isn't done; wait where it is on its way."""
        if self._shift.in_dialer:
            return True
        if self._entering.locked():
            async with self._entering:
                return self._shift.in_dialer
        await self.enter()
        return self._shift.in_dialer

    async def _come_back(self) -> None:
        await self.enter()
        worked, self._worked = self._worked, ()
        if not self._shift.in_dialer:
            return
        for campaign_id in worked:
            if self._shift.store.state.campaigns.may_join:
                self.join(campaign_id)
            else:
                self._go_back(campaign_id, Membership.OUT, Membership.IN)

    async def _ready(self, campaign_id: str) -> None:
        campaign = self._shift.store.state.campaigns.get(campaign_id)
        if campaign is not None and campaign.membership is not Membership.IN:
            return  # out again meanwhile
        try:
            await self._shift.ask(
                lambda session, abort: session.ready_for_calls([campaign_id], abort=abort)
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.REQUEST_FAILED, Facts(subject="ready-for-calls"))

    async def _leave(self, campaign: Campaign) -> None:
        try:
            await self._shift.ask(
                lambda session, abort: session.dialer_log_off([campaign.id], abort=abort)
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._go_back(campaign.id, Membership.LEAVING, Membership.IN)
            self._shift.failed(error, Cause.CAMPAIGN_REFUSED, Facts(campaign=campaign.name))

    async def _set_agent_kind(self, campaign: Campaign, kind: AgentKind) -> None:
        facts = Facts(campaign=campaign.name, subject=kind.name.lower())
        try:
            await self._shift.ask(
                lambda session, abort: session.set_agent_type(
                    AgentType(kind.value), [campaign.id], abort=abort
                )
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.AGENT_KIND_REFUSED, facts)
            return
        campaigns = self._shift.store.state.campaigns
        self._set(campaigns.with_agent_kind(campaign.id, kind))
        self._shift.store.notice(Cause.AGENT_KIND_SET, facts)

    def _mark(self, campaign_id: str, membership: Membership) -> None:
        self._set(self._shift.store.state.campaigns.with_membership(campaign_id, membership))

    def _go_back(self, campaign_id: str, state: Membership, before: Membership) -> None:
        """Undo what was asked for, unless the server has said otherwise meanwhile."""
        campaign = self._shift.store.state.campaigns.get(campaign_id)
        if campaign is not None and campaign.membership is state:
            self._mark(campaign_id, before)

    def _as_moved(self, campaign: Campaign) -> Campaign:
        """Where the list doesn't say, a move that came before it counts."""
        moved = self._moved.pop(campaign.id.casefold(), None)
        if moved is None or campaign.membership is not Membership.UNTOLD:
            return campaign
        return replace(campaign, membership=moved)

    def _set(self, campaigns: CampaignList) -> None:
        self._shift.store.change(campaigns=campaigns)
        self._shift.refresh()

    def _rejoin_lost(self, campaigns: CampaignList) -> None:
        """After a lost session: back into the campaigns the agent had joined by hand."""
        if not campaigns.may_join:
            self._rejoin.clear()
        for campaign in campaigns.campaigns if self._rejoin else ():
            if campaign.id in self._rejoin:
                self._rejoin.discard(campaign.id)
                if campaign.membership is not Membership.IN:
                    self._mark(campaign.id, Membership.JOINING)
                    self._shift.tasks.spawn(self._join(campaign), "join campaign again")

    async def _stop_waiting_later(self, session: Session | None) -> None:
        await asyncio.sleep(REJOIN_WITHIN)
        self._stop_waiting(session)

    def _stop_waiting(self, session: Session | None) -> None:
        """Campaigns of the session before that didn't come back yet are out.

        They are joined when the list comes after all, unless the agent was quicker. Where
        `session` is gone too, the next one waits for them anew.
        """
        if session is None or session is not self._shift.session:
            return
        for campaign_id in self._rejoin:
            self._mark(campaign_id, Membership.OUT)

    def _with_the_calls(self, before: CampaignList, after: CampaignList) -> CampaignList:
        """Keep the campaign of a call that goes on, though it was taken away meanwhile."""
        call = self._shift.calls.current
        campaign = before.get(call.campaign_id) if call is not None and call.live else None
        if campaign is None or after.get(campaign.id) is not None:
            return after
        self._removed = (campaign.id,)
        kept = replace(campaign, membership=Membership.LEAVING)
        return replace(after, campaigns=(*after.campaigns, kept))

    def _tell_changes(self, before: CampaignList, after: CampaignList) -> None:
        """Tell what touches a campaign the agent works; the rest is seen in the list."""
        if not before.arrived:
            return
        notice = self._shift.store.notice
        for key, old in before.by_id.items():
            new = after.by_id.get(key)
            if new is old:
                continue
            if new is None and old.membership is not Membership.OUT:
                notice(Cause.CAMPAIGN_REMOVED, Facts(campaign=old.name))
            elif new is None or new.membership is not Membership.IN:
                continue
            elif new.paused and not old.paused:
                notice(Cause.CAMPAIGN_PAUSED, Facts(campaign=new.name))
            elif new.completed and not old.completed:
                notice(Cause.CAMPAIGN_COMPLETED, Facts(campaign=new.name))
        added = [new for key, new in after.by_id.items() if key not in before.by_id]
        # So many at once are a new list, not news: told one by one they'd push out all else.
        for new in added if len(added) <= MOST_TOLD else ():
            notice(Cause.CAMPAIGN_ADDED, Facts(campaign=new.name))


def _first_to_show(campaigns: CampaignList, call: Call | None) -> Campaign:
    """The campaign an agent most likely looks for: the call's, one they work, one that runs."""
    if call is not None and not call.state.ended:
        called = campaigns.get(call.campaign_id)
        if called is not None:
            return called
    for wanted in (
        [c for c in campaigns.campaigns if c.membership is Membership.IN],
        [c for c in campaigns.campaigns if c.running],
    ):
        if wanted:
            return wanted[0]
    return campaigns.campaigns[0]
