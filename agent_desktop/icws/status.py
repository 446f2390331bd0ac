"""The users' statuses (reference section 6)."""

from datetime import datetime
from typing import Any

import msgspec

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.connection import Accepted, SessionCalls
from agent_desktop.icws.line import Resource
from agent_desktop.icws.wire import TypedWire, Wire, format_date, parse_date

STATUS_MESSAGES = Resource("GET", "/icws/{sessionId}/status/status-messages")
USER_ACCESS = Resource("GET", "/icws/{sessionId}/status/status-messages-user-access/{userId}")
SET_USER_STATUS = Resource(
    "PUT", "/icws/{sessionId}/status/user-statuses/{userId}", success=frozenset({202})
)
SUBSCRIBE_USER_STATUSES = Resource(
    "PUT", "/icws/{sessionId}/messaging/subscriptions/status/user-statuses"
)


class StatusMessage(Wire, frozen=True):
    """One status of the site. Whether it makes the agent available is `is_acd_status`."""

    status_id: str
    message_text: str = ""
    is_selectable_status: bool = True
    is_acd_status: bool = False
    is_after_call_work_status: bool = False
    is_do_not_disturb_status: bool = False
    is_allow_follow_up_status: bool = False
    can_have_date: bool = False
    can_have_time: bool = False


class StatusMessages(Wire, frozen=True):
    """The answer of `status-messages`."""

    status_message_list: tuple[StatusMessage, ...] = ()


class StatusAccess(Wire, frozen=True):
    """The answer of `status-messages-user-access`: ids of statuses."""

    status_messages: tuple[str, ...] = ()


class NewStatus(Wire, frozen=True):
    """The body that sets a status."""

    status_id: str
    notes: str | None = None
    until: str | None = None


class RequestTaken(Wire, frozen=True):
    """The 202 of a request that is completed by a message."""

    request_id: str


class UserIds(Wire, frozen=True):
    """The body that subscribes to users."""

    user_ids: tuple[str, ...]


class UserStatus(Wire, frozen=True):
    """The status of one user; in a delta what is None is as it was."""

    user_id: str
    status_id: str | None = None
    status_changed_text: Any = msgspec.field(default=None, name="statusChanged")
    logged_in: bool | None = None
    on_phone: bool | None = None
    notes: str | None = None
    stations: Any = None
    ic_servers: Any = None

    @property
    def status_changed(self) -> datetime | None:
        """When the status was set, aware and by the server's clock; None if untold."""
        return parse_date(self.status_changed_text)


class UserStatusMessage(TypedWire, frozen=True, tag="urn:inin.com:status:userStatusMessage"):
    """The statuses of the users subscribed to."""

    is_delta: bool = False
    user_status_list: tuple[UserStatus, ...] = ()


class StatusCalls(SessionCalls):
    """Asking for and setting statuses."""

    def status_messages(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> tuple[StatusMessage, ...]:
        """Return all statuses of the site, in the server's order."""
        answer = self._line.ask(STATUS_MESSAGES, deadline=deadline, abort=abort)
        return answer.decode(StatusMessages).status_message_list

    def status_messages_user_access(
        self, user_id: str, *, deadline: float | None = None, abort: Abort | None = None
    ) -> tuple[str, ...]:
        """Return the ids of the statuses a user may choose; ids compare regardless of case."""
        answer = self._line.ask(
            USER_ACCESS, parts={"userId": user_id}, deadline=deadline, abort=abort
        )
        return answer.decode(StatusAccess).status_messages

    def set_user_status(
        self,
        user_id: str,
        status_id: str,
        *,
        notes: str | None = None,
        until: datetime | None = None,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> str:
        """Ask for a status; return the request id that an AsyncOperationCompleted completes."""
        body = NewStatus(
            status_id=status_id, notes=notes, until=None if until is None else format_date(until)
        )
        answer = self._line.ask(
            SET_USER_STATUS, parts={"userId": user_id}, body=body, deadline=deadline, abort=abort
        )
        return answer.decode(RequestTaken).request_id

    def subscribe_user_statuses(
        self, user_ids: list[str], *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """Have UserStatusMessages sent for these users and no others."""
        answer = self._line.ask(
            SUBSCRIBE_USER_STATUSES,
            body=UserIds(user_ids=tuple(user_ids)),
            deadline=deadline,
            abort=abort,
        )
        return Accepted(answer.facts["reference"])
