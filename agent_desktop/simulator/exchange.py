"""One request and its answer, as the areas of the server see them."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from agent_desktop.simulator.body import Body
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.world import World

MEDIA_TYPE: Final = "application/vnd.inin.icws+JSON; charset=utf-8"
EVENT_STREAM: Final = "text/event-stream"

_request_ids = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    """What is sent back: a JSON body or none, or a `stream` of bytes."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    stream: Iterator[bytes] | None = None


@dataclass
class Exchange:
    """A request that has passed the gate.

    `headers` have lower-case names; `parameters` are the parts of its path, `host` is the address
    it came to, `language` the one the request asks for.
    """

    world: World
    body: Body
    headers: Mapping[str, str]
    query: Mapping[str, str]
    parameters: Mapping[str, str]
    host: str
    language: str
    encrypted: bool
    current_session: Session | None = None

    @property
    def session(self) -> Session:
        """The session of a resource that needs one."""
        if self.current_session is None:
            raise LookupError("this resource is served without a session")
        return self.current_session


@dataclass(frozen=True)
class Resource:
    """A resource: method and path below ``/icws`` or ``/icws/{sessionId}``, and who answers.

    `feature` is the area and version a server must have. `in_session` is False for session-less
    paths; `token` is False where the CSRF token isn't demanded; `ended` is True where a session
    that has ended is still served.
    """

    method: str
    path: str
    answer: Callable[[Exchange], Answer]
    feature: tuple[str, int]
    in_session: bool = True
    token: bool = True
    ended: bool = False
    streams: bool = False


def async_operation(exchange: Exchange, error: dict[str, Any] | None = None) -> Answer:
    """Answer 202 and complete the operation by a message (reference section 3)."""
    request_id = str(next(_request_ids))
    exchange.session.tell(
        {
            "__type": "urn:inin.com:messaging:asyncOperationCompletedMessage",
            "isDelta": False,
            "requestId": request_id,
            "error": error,
        }
    )
    return Answer(202, {"requestId": request_id})
