"""Sending a declared resource to a server: without a session, and within one."""

import math
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from types import MappingProxyType
from urllib.parse import quote

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.errors import (
    FeatureMissing,
    InvalidRequest,
    ServerRefused,
    UnexpectedStatus,
)
from agent_desktop.icws.features import Features
from agent_desktop.icws.refusal import refusal
from agent_desktop.icws.secret import Secret
from agent_desktop.icws.transport import Limits, OpenAnswer, Request, Transport
from agent_desktop.icws.wire import MEDIA_TYPE, Wire, encode
from agent_desktop.immutable import immutable

# Reference section 0: names of headers.
CSRF_HEADER = "ININ-ICWS-CSRF-Token"
SESSION_ID_HEADER = "ININ-ICWS-Session-ID"

# The longest deadline that can be asked for, in seconds.
LONGEST_DEADLINE = 3600.0

_OK = frozenset({200})
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
# Where there is no session, none can have ended.
_SESSIONLESS: Mapping[int, type[ServerRefused]] = MappingProxyType({401: UnexpectedStatus})


@immutable
class Resource:
    """One resource as the vendor declares it.

    `path` is its template, `feature` the area and version it needs, `success` the statuses that
    mean done, and `meanings` what other statuses mean on this resource in particular. A `quiet`
    one is asked so often that it is logged at debug level only.
    """

    method: str
    path: str
    feature: tuple[str, int] | None = None
    success: frozenset[int] = _OK
    meanings: Mapping[int, type[ServerRefused]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    quiet: bool = False

    @property
    def method_path(self) -> str:
        """The method and the path template."""
        return f"{self.method} {self.path}"

    def fill(self, parts: Mapping[str, str]) -> str:
        """Return the path with its parts filled in. Raises InvalidRequest for an empty part."""
        path = self.path
        for name, value in parts.items():
            if not value.strip() or value in {".", ".."}:
                raise InvalidRequest(f"{name} is needed.", method_path=self.method_path)
            try:
                path = path.replace(f"{{{name}}}", quote(value, safe=""))
            except UnicodeEncodeError:
                raise InvalidRequest(
                    f"{name} can't be written in a path.", method_path=self.method_path
                ) from None
        return path


class Line:
    """One server, asked without a session."""

    def __init__(
        self, transport: Transport, address: ServerAddress, deadline: float, language: str
    ) -> None:
        self.transport = transport
        self.address = address
        self.deadline = deadline
        self.language = language

    def at(self, address: ServerAddress) -> "Line":
        """Return the line to another server."""
        return Line(self.transport, address, self.deadline, self.language)

    def limits(self, deadline: float | None, abort: Abort | None) -> Limits:
        """Return the limits of a call; no deadline means the client's. Raises InvalidRequest."""
        seconds = self.deadline if deadline is None else deadline
        if math.isnan(seconds) or not 0 <= seconds <= LONGEST_DEADLINE:
            raise InvalidRequest(f"A deadline is 0 to {LONGEST_DEADLINE:.0f} seconds.")
        return Limits(deadline=seconds, abort=abort)

    def ask(
        self,
        resource: Resource,
        limits: Limits,
        *,
        body: Wire | None = None,
        query: str = "",
        secrets: Sequence[str] = (),
    ) -> Answer:
        """Send and return the answer of a success.

        Raises ServerRefused for any other status; Unreachable, NoAnswer, Aborted.
        """
        headers = {"Accept": MEDIA_TYPE, "Accept-Language": self.language}
        request = _request(resource, self.address, resource.path + query, headers, body)
        answer = self.transport.exchange(request, limits)
        return accepted(answer, resource.success, {**_SESSIONLESS, **resource.meanings}, secrets)


class SessionLine:
    """One server, asked within a session. Thread-safe.

    The cookies are kept here and not in a cookie jar: a jar reads a value such as
    `{uuid}|languageId=en-us` in its own way, and behind a web proxy the cookie's path isn't
    the path of our requests (reference section 0, "Cookie").
    """

    def __init__(self, line: Line, session_id: str, token: Secret, features: Features) -> None:
        self._line = line
        self.session_id = session_id
        self._token = token
        self._lock = threading.Lock()
        self._cookies: dict[str, Secret] = {}
        self.features = features

    @property
    def address(self) -> ServerAddress:
        """The server that has the session."""
        return self._line.address

    @property
    def peer(self) -> str:
        """The address the newest connection was made to: the server's, or a proxy's."""
        return self._line.transport.peer

    @property
    def deadline(self) -> float:
        """The deadline of a call that names none, in seconds."""
        return self._line.deadline

    def ask(
        self,
        resource: Resource,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
        parts: Mapping[str, str] | None = None,
        body: Wire | None = None,
        secrets: Sequence[str] = (),
        last_look: Callable[[], None] | None = None,
    ) -> Answer:
        """Send and return the answer of a success.

        `secrets` are texts of the body that must not come back in an error; `last_look` is as in
        Limits. Raises FeatureMissing and InvalidRequest before anything is sent; ServerRefused
        for any status that isn't a success; Unreachable, NoAnswer, Aborted.
        """
        limits = replace(self._line.limits(deadline, abort), last_look=last_look)
        request = self._request(resource, MEDIA_TYPE, parts or {}, body)
        answer = self._line.transport.exchange(request, limits)
        self._take(answer)
        return accepted(answer, resource.success, resource.meanings, (*self._secrets(), *secrets))

    @contextmanager
    def open(
        self, resource: Resource, accept: str, abort: Abort | None, silence: float | None
    ) -> Iterator[OpenAnswer]:
        """Send and hand over the answer of a success, an endless one; errors as in `ask`."""
        limits = Limits(self._line.deadline, abort=abort, endless=True, silence=silence)
        # Packing makes whoever is in between hold parts back.
        request = self._request(resource, accept, {}, None, {"Accept-Encoding": "identity"})
        with self._line.transport.open(request, limits) as answer:
            self._take(answer.head)
            if answer.head.status not in resource.success:
                raise refusal(answer.whole(), resource.meanings, self._secrets())
            yield answer

    def drop_idle_connections(self) -> None:
        """Close the client's connections that no call uses."""
        self._line.transport.drop_idle_connections()

    def close(self) -> None:
        """End all calls and connections of the client."""
        self._line.transport.close()

    def take_cookies(self, set_cookies: Sequence[str]) -> None:
        """Keep what Set-Cookie headers set, `name=value` to the letter."""
        with self._lock:
            for header in set_cookies:
                pair = header.split(";", 1)[0].strip()
                name, equals, _ = pair.partition("=")
                if name.strip() and equals:
                    self._cookies[name.strip()] = Secret(pair)

    def _take(self, answer: Answer) -> None:
        """Keep the cookies an answer sets, and the token where the server gives out a new one."""
        self.take_cookies(answer.set_cookies)
        token = answer.headers.get(CSRF_HEADER.lower(), "")
        if sendable(token):
            with self._lock:
                self._token = Secret(token)

    @property
    def has_cookies(self) -> bool:
        """Whether the server set any."""
        return bool(self._cookies)

    def _request(
        self,
        resource: Resource,
        accept: str,
        parts: Mapping[str, str],
        body: Wire | None,
        more: Mapping[str, str] = _NO_HEADERS,
    ) -> Request:
        if resource.feature and not self.features.supports(*resource.feature):
            area, needed = resource.feature
            found = self.features.version(area)
            raise FeatureMissing(area, needed, found, method_path=resource.method_path)
        path = resource.fill({"sessionId": self.session_id, **parts})
        headers = {"Accept": accept, **more}
        with self._lock:
            headers[CSRF_HEADER] = self._token.reveal()
            if self._cookies:
                headers["Cookie"] = "; ".join(pair.reveal() for pair in self._cookies.values())
        return _request(resource, self.address, path, headers, body)

    def _secrets(self) -> tuple[str, ...]:
        with self._lock:
            token = self._token.reveal()
            pairs = [pair.reveal() for pair in self._cookies.values()]
        return (token, *pairs, *(pair.partition("=")[2] for pair in pairs))


def sendable(value: str) -> bool:
    """Whether a token or session id of the server's can be sent in a header and a path."""
    return bool(value) and value.isascii() and value.isprintable() and " " not in value


def accepted(
    answer: Answer,
    success: Collection[int],
    meanings: Mapping[int, type[ServerRefused]],
    secrets: Sequence[str],
) -> Answer:
    """Return an answer that is a success. Raises ServerRefused otherwise.

    A page for a browser is no IC server's success, whatever its status: a captive portal answers
    200 to everything. Raises UnreadableAnswer for it.
    """
    if answer.status not in success:
        raise refusal(answer, meanings, secrets)
    if answer.web_page:
        raise answer.not_the_servers(secrets)
    return answer


def _request(
    resource: Resource,
    address: ServerAddress,
    path: str,
    headers: Mapping[str, str],
    body: Wire | None,
) -> Request:
    sent = dict(headers)
    if body is not None:
        sent["Content-Type"] = f"{MEDIA_TYPE};charset=utf-8"
    return Request(
        method=resource.method,
        address=address,
        path=path,
        template=resource.path,
        headers=sent,
        body=None if body is None else encode(body),
        quiet=resource.quiet,
    )
