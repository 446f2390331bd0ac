"""What each message of the server does to the desk: the one way from the wire."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.links import SessionEnd
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.icws import (
    AsyncOperationCompletedMessage,
    AutoLoginMessage,
    AutoLogoutMessage,
    BreakStatusMessage,
    ConnectionState,
    ConnectionStateChangeMessage,
    DataPopMessage,
    LogoutGrantedMessage,
    ManualOutboundCallStatusMessage,
    OutboundServerConnectionStateChangeMessage,
    QueueContentsMessage,
    SetFormDefinitionMessage,
    UnknownMessage,
    UnreadableMessage,
    UserStatusMessage,
)
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.breaks import Breaks
from agent_desktop.services.calls import SUBSCRIPTION, Calls
from agent_desktop.services.campaigns import Campaigns
from agent_desktop.services.leaving import Departure
from agent_desktop.services.manual_calls import ManualCalls
from agent_desktop.services.shift import Shift
from agent_desktop.services.statuses import Statuses
from agent_desktop.services.wire import (
    CampaignNews,
    News,
    break_state,
    call,
    made_ready,
    queue_entry,
)

log = Log("agent_desktop.services.messages")


class Messages:
    """Hands each message to the use case it concerns; an unknown one is only named in the log."""

    def __init__(
        self,
        shift: Shift,
        campaigns: Campaigns,
        calls: Calls,
        statuses: Statuses,
        *,
        breaks: Breaks,
        manual_calls: ManualCalls,
        departure: Departure,
    ) -> None:
        self._shift = shift
        self._breaks = breaks
        self._manual_calls = manual_calls
        self._departure = departure
        self._campaigns = campaigns
        self._calls = calls
        self._statuses = statuses
        self._unreadable: set[str] = set()
        self._takers: dict[type[Any], Callable[[Any], None]] = {
            CampaignNews: self._campaigns.available,
            DataPopMessage: self._data_pop,
            QueueContentsMessage: self._queue,
            UserStatusMessage: self._user_status,
            AsyncOperationCompletedMessage: self._completed,
            AutoLoginMessage: self._auto_login,
            AutoLogoutMessage: self._auto_logout,
            LogoutGrantedMessage: self._logout_granted,
            BreakStatusMessage: self._break_status,
            ManualOutboundCallStatusMessage: self._manual_call_status,
            SetFormDefinitionMessage: self._form_changed,
            OutboundServerConnectionStateChangeMessage: self._dialer_link,
            ConnectionStateChangeMessage: self._connection,
            UnknownMessage: self._unknown,
            UnreadableMessage: self._unreadable_message,
        }

    def receive(self, news: News) -> None:
        """Apply one message; it is made ready here where nobody has done that before."""
        news = made_ready(news)
        take = self._takers.get(type(news))
        if take is not None:
            take(news)

    def _data_pop(self, message: DataPopMessage) -> None:
        self._calls.popped(call(message.call, self._shift.clock.now()))

    def _queue(self, message: QueueContentsMessage) -> None:
        if message.subscription_id != SUBSCRIPTION:
            return
        entries = (*message.interactions_added, *message.interactions_changed)
        self._calls.queue(
            [queue_entry(interaction) for interaction in entries],
            list(message.interactions_removed),
            full=not message.is_delta,
        )

    def _user_status(self, message: UserStatusMessage) -> None:
        agent = self._shift.store.state.agent
        mine = (agent.user_id if agent else "").casefold()
        for status in message.user_status_list:
            if status.user_id.casefold() == mine and status.status_id:
                self._statuses.told(status.status_id, status.status_changed)

    def _completed(self, message: AsyncOperationCompletedMessage) -> None:
        error = message.error
        problem = None
        if error is not None:
            problem = Answer(error_id=error.error_id or "", message=error.message or "")
        self._statuses.operation_completed(message.request_id, problem)

    def _auto_login(self, message: AutoLoginMessage) -> None:
        self._campaigns.moved(message.campaign_id, Membership.IN, message.initiator_name)

    def _auto_logout(self, message: AutoLogoutMessage) -> None:
        for campaign_id in message.campaign_ids:
            self._campaigns.moved(campaign_id, Membership.OUT, message.initiator_name)

    def _logout_granted(self, message: LogoutGrantedMessage) -> None:
        self._campaigns.granted(tuple(c.id for c in message.campaigns))
        if any(not c.id for c in message.campaigns):
            self._departure.granted()

    def _break_status(self, message: BreakStatusMessage) -> None:
        state = break_state(message.break_status)
        if state is not None:
            self._breaks.told(state)

    def _manual_call_status(self, message: ManualOutboundCallStatusMessage) -> None:
        self._manual_calls.told(message.campaign_id or "", int(message.status))

    def _form_changed(self, message: SetFormDefinitionMessage) -> None:
        self._campaigns.form_changed(message.campaign_id, message.form_definition)

    def _dialer_link(self, message: OutboundServerConnectionStateChangeMessage) -> None:
        store = self._shift.store
        up = message.state is not ConnectionState.DOWN
        was_up = store.state.link.dialer_up
        since = None if up else self._shift.clock.now().mono
        if not up and not was_up:
            since = store.state.link.dialer_down_since
        store.change(link=replace(store.state.link, dialer_up=up, dialer_down_since=since))
        if up:
            store.end(Cause.DIALER_LINK_DOWN)
            if not was_up:
                store.notice(Cause.DIALER_LINK_BACK)
            self._campaigns.log_in_if_missing()
        else:
            store.notice(Cause.DIALER_LINK_DOWN, answer=Answer(message=message.reason or ""))

    def _connection(self, message: ConnectionStateChangeMessage) -> None:
        session = self._shift.session
        if message.state is ConnectionState.DOWN and session is not None:
            answer = Answer(message=message.reason or "")
            self._shift.lose_session(session, SessionEnd(answer, message.should_reconnect))

    def _unknown(self, message: UnknownMessage) -> None:
        log.info(Event.MESSAGE_UNKNOWN, message=message.type)

    def _unreadable_message(self, message: UnreadableMessage) -> None:
        log.warning(Event.MESSAGE_UNREADABLE, message=message.type)
        if message.type not in self._unreadable:
            self._unreadable.add(message.type)
            self._shift.store.notice(
                Cause.UNREADABLE_MESSAGE, Facts(subject=message.type.rpartition(":")[2])
            )
