"""The dialer's resources as one table, and the base of the calls that use them (section 4)."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.connection import Accepted, SessionCalls
from agent_desktop.icws.errors import (
    CampaignRefused,
    LicenceMissing,
    NoSuchCall,
    OutcomeRefused,
    ServerRefused,
    StageRefused,
)
from agent_desktop.icws.line import Resource
from agent_desktop.icws.reading import UNREADABLE, decode
from agent_desktop.icws.wire import Wire

# The feature all of the dialer belongs to (reference section 7).
DIALER = "dialer"
# The vendor doesn't say since when there is request-contact-data: the oldest dialer that has
# any resource is asked, and answers for itself.
CONTACT_DATA_SINCE = 2


def _declared(
    name: str,
    since: int,
    meanings: Mapping[int, type[ServerRefused]] | None = None,
    *,
    success: int = 200,
    licensed: bool = True,
) -> Resource:
    licence = {403: LicenceMissing} if licensed else {}
    return Resource(
        "POST",
        f"/icws/{{sessionId}}/dialer/{name}",
        feature=(DIALER, since),
        success=frozenset({success}),
        meanings={**licence, **(meanings or {})},
    )


class DialerResource(Enum):
    """A resource of the dialer; `Session.supports` tells whether a server has it."""

    LOG_IN = _declared("log-in", 2, {400: CampaignRefused})
    LOG_OFF = _declared("log-off", 2)
    READY_FOR_CALLS = _declared("ready-for-calls", 2)
    DISPOSITION = _declared("disposition", 2, {400: OutcomeRefused, 404: NoSuchCall})
    REQUEST_BREAK = _declared("request-break", 2, success=202, licensed=False)
    END_BREAK = _declared("end-break", 2, success=202, licensed=False)
    ESTABLISH_PERSISTENT_CONNECTION = _declared(
        "establish-persistent-connection", 2, success=202, licensed=False
    )
    PLACE_PREVIEW_CALL = _declared("place-preview-call", 3, {404: NoSuchCall})
    REQUEST_FORM_DEFINITION = _declared("request-form-definition", 3)
    UPDATE_CALL_DATA = _declared("update-call-data", 3, success=202, licensed=False)
    SET_AGENT_TYPE = _declared("set-agent-type", 3)
    UPDATE_STAGE = _declared("update-stage", 5, {400: StageRefused})
    MARK_CALL_FOR_FINISHING = _declared("mark-call-for-finishing", 7)
    ALLOCATE_AGENTS = _declared("allocate-agents", 7, success=202)
    INITIATE_MANUAL_OUTBOUND_CALL = _declared("initiate-manual-outbound-call", 7)
    REQUEST_CONTACT_DATA = _declared("request-contact-data", CONTACT_DATA_SINCE)

    @property
    def since(self) -> int:
        """The version of the feature `dialer` that brought it."""
        return self.value.feature[1] if self.value.feature else 0


class _Taken(Wire, frozen=True):
    """The body of a 202, of which nothing is sure."""

    request_id: Any = None


class DialerArea(SessionCalls):
    """The base of the groups of dialer calls."""

    def _ask(
        self,
        resource: DialerResource,
        body: Wire | None,
        deadline: float | None,
        abort: Abort | None,
        secrets: Iterable[str] = (),
    ) -> Answer:
        return self._line.ask(
            resource.value, body=body, deadline=deadline, abort=abort, secrets=tuple(secrets)
        )

    def _accepted(
        self,
        resource: DialerResource,
        body: Wire | None,
        deadline: float | None,
        abort: Abort | None,
        secrets: Iterable[str] = (),
    ) -> Accepted:
        answer = self._ask(resource, body, deadline, abort, secrets)
        return Accepted(
            answer.facts["reference"],
            request_id=_request_id(answer) if answer.status == 202 else None,
        )


def _request_id(answer: Answer) -> str | None:
    """Return what a message may name later; a 202 has done its work without it."""
    try:
        found = decode(answer.body, _Taken).request_id
    except UNREADABLE:
        return None
    return found if isinstance(found, str) and found else None
