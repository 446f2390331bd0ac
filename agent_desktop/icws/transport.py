"""Sending one request and reading its answer, all within a deadline that can't be stretched.

requests prepares and sends through one adapter and no requests.Session: a Session would bring
a cookie jar, netrc, certificate bundles from the environment, and redirects, none of which may
touch a request that carries a password or a token.
"""

import base64
import http.client
import os
import queue
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidSchema, InvalidURL
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import DecodeError, HTTPError

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.call import Call, Facts, Watchdog
from agent_desktop.icws.connecting import EncryptedPool, PlainPool, current_call, proxy_refused
from agent_desktop.icws.errors import (
    IcwsError,
    InvalidRequest,
    NoAnswer,
    ProxyFailed,
    UnreadableAnswer,
)
from agent_desktop.icws.proxies import proxies, proxy_url
from agent_desktop.icws.trust import Trust
from agent_desktop.immutable import immutable
from agent_desktop.platform.log_entry import Event, Fields, Log, silence

# The largest answer that is read, in bytes, unpacked.
LARGEST_ANSWER = 16 * 1024 * 1024
REFERENCE_HEADER = "X-Request-ID"

_CHUNK = 64 * 1024
# Connections kept open for one server: more calls at once than a desk ever makes.
_CONNECTIONS = 16

_log = Log("agent_desktop.icws")

# It logs paths with session ids and headers it can't parse.
silence("urllib3")


@immutable
class Request:
    """One request, ready to send. `path` is the real path, `template` what may be logged."""

    method: str
    address: ServerAddress
    path: str = field(repr=False)
    template: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    quiet: bool = False

    @property
    def method_path(self) -> str:
        """The method and the path template."""
        return f"{self.method} {self.template}"


@immutable
class Limits:
    """How long a call may take, in seconds, and who may end it.

    `deadline` covers all of it, looking up the name to the last byte; `connecting` the part
    before the request is sent. Of an `endless` answer the deadline covers the headers only, and
    `silence`, where given, the wait for each next part. `give_up` ends it only as long as nothing
    was sent. `last_look` is called when all is ready and nothing was sent, within the deadline;
    what it raises keeps the request here.
    """

    deadline: float
    abort: Abort | None = None
    give_up: Abort | None = None
    connecting: float | None = None
    endless: bool = False
    silence: float | None = None
    last_look: Callable[[], None] | None = None


class OpenAnswer:
    """An answer whose body is still to be read; `head` is all there is of it so far."""

    def __init__(self, response: requests.Response, call: Call, limit: int) -> None:
        self._raw = response.raw
        self._call = call
        self._limit = limit
        headers = self._raw.headers
        self.head = Answer(
            status=response.status_code,
            # Several fields of one name are one list (RFC 9110 section 5.2).
            headers={name.lower(): headers[name] for name in headers},
            set_cookies=tuple(headers.getlist("set-cookie")),
            body=b"",
            facts=call.facts,
        )

    def whole(self) -> Answer:
        """Read the body. Raises Aborted; anything else that goes wrong is in the answer."""
        try:
            return replace(self.head, body=self._read())
        except (NoAnswer, UnreadableAnswer) as error:
            return replace(self.head, broken=error)

    def chunks(self) -> Iterator[bytes]:
        """Lift the deadline at once and read part by part until the server ends the body.

        Raises Aborted, or NoAnswer if the connection breaks or falls silent.
        """
        self._call.unlimited()
        return iter(self._part, b"")

    def _read(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        if "," in self.head.headers.get("content-encoding", ""):
            # Unpacked layer by layer a few bytes can keep a thread busy for hours.
            raise self.head.unreadable("it is packed more than once")
        while part := self._part():
            size += len(part)
            if size > self._limit:
                raise self.head.unreadable(f"it is longer than {self._limit} bytes")
            parts.append(part)
        return b"".join(parts)

    def _part(self) -> bytes:
        try:
            part: bytes = self._raw.read1(_CHUNK, decode_content=True)
        except DecodeError:
            failed: IcwsError = self.head.unreadable("it is packed in a way that can't be unpacked")
        except (HTTPError, OSError, http.client.HTTPException) as error:
            failed = self._call.failure(_reason(error))
        else:
            # A connection that was shut down from this side looks like one that ended well.
            self._call.check()
            return part
        # Raised out here, so that it doesn't carry the other error, which may hold a part of it.
        raise failed


class Transport:
    """The way to all servers of one client. Thread-safe: any number of calls at once."""

    def __init__(
        self,
        trust: Trust,
        user_agent: str,
        limit: int = LARGEST_ANSWER,
        *,
        plain_http_allowed: bool = False,
    ) -> None:
        self._trust = trust
        self._plain_http_allowed = plain_http_allowed
        self._user_agent = user_agent
        self._limit = limit
        self._adapter = _Adapter()
        self._watchdog = Watchdog()
        self.peer = ""  # the address that the newest connection was made to

    def exchange(self, request: Request, limits: Limits) -> Answer:
        """Send a request and read the whole answer, whatever its status.

        Raises Unreachable, NoAnswer or Aborted.
        """
        with self.open(request, limits) as answer:
            return answer.whole()

    @contextmanager
    def open(self, request: Request, limits: Limits) -> Iterator[OpenAnswer]:
        """Send a request and hand over its answer as soon as the headers are there.

        Raises Unreachable, NoAnswer or Aborted.
        """
        call = self._call(request, limits)
        started = monotonic()
        line: Fields = {"request": request.method_path, "reference": call.facts["reference"]}
        response = None
        self._watchdog.watch(call, limits.abort)
        if limits.give_up is not None:
            limits.give_up.listen(call.give_up)
        try:
            response = self._send(request, call, limits)
            line["status"] = response.status_code
            _check_status(response.status_code, _proxy_of(request), call)
            self.peer = call.peer or self.peer
            yield OpenAnswer(response, call, self._limit)
        except IcwsError as error:
            line["error"] = type(error)
            raise
        finally:
            if response is not None:
                response.close()
            if limits.give_up is not None:
                limits.give_up.forget(call.give_up)
            self._watchdog.release(call, limits.abort)
            line["ms"] = round((monotonic() - started) * 1000)
            (_log.debug if request.quiet else _log.info)(Event.REQUEST, **line)

    def drop_idle_connections(self) -> None:
        """Close the connections that no call uses: they may be dead without a word."""
        self._adapter.drop_idle()

    def close(self) -> None:
        """End all calls and close all connections; later calls raise Aborted."""
        self._watchdog.close()
        self._adapter.close()

    def _call(self, request: Request, limits: Limits) -> Call:
        now = monotonic()
        return Call(
            host=str(request.address),
            trust=self._trust,
            facts=Facts(reference=_new_reference(), method_path=request.method_path),
            until=now + limits.deadline,
            connect_until=None if limits.connecting is None else now + limits.connecting,
            local_only=not (request.address.encrypted or self._plain_http_allowed),
            last_look=limits.last_look,
        )

    def _send(self, request: Request, call: Call, limits: Limits) -> requests.Response:
        prepared = self._prepare(request, call)
        call.check()
        # The watchdog keeps the deadline; the socket's own limit is for a stream's silence.
        seconds = limits.silence if limits.endless else call.remaining
        token = current_call.set(call)
        try:
            return self._adapter.send(
                prepared,
                stream=True,
                timeout=None if seconds is None else max(seconds, 0.001),
                proxies=proxies(request.address),
            )
        except (InvalidURL, InvalidSchema):
            failed: IcwsError = ProxyFailed(
                "The proxy of this computer's settings isn't one that can be used.",
                host="",
                **call.facts,
            )
        except (requests.RequestException, HTTPError, OSError, http.client.HTTPException) as error:
            failed = call.failure(_reason(error))
        finally:
            current_call.reset(token)
        # Raised out here, so that it doesn't carry the other error, which holds the path.
        raise failed

    def _prepare(self, request: Request, call: Call) -> requests.PreparedRequest:
        headers = {
            "User-Agent": self._user_agent,
            "Accept-Encoding": "gzip, deflate",
            REFERENCE_HEADER: call.facts["reference"],
            **request.headers,
        }
        with suppress(requests.RequestException, UnicodeError):
            return requests.Request(
                request.method, request.address.url + request.path, headers, data=request.body
            ).prepare()
        # Raised out here, so that it doesn't carry the other error, which names the header's value.
        raise InvalidRequest(
            "A text in the request can't be sent in a header or path.", **call.facts
        )


class _Adapter(HTTPAdapter):
    """The adapter of requests with connections that can be cut, and nothing of its own trust."""

    def __init__(self) -> None:
        super().__init__(pool_maxsize=_CONNECTIONS, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Make the pools of connections by way of a proxy."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def drop_idle(self) -> None:
        """Close what the pools hold; they stay in use."""
        for pool in self._pools():
            waiting = pool.pool
            with suppress(queue.Empty):
                while waiting is not None:
                    connection = waiting.get(block=False)
                    if connection is not None:
                        connection.close()

    def close(self) -> None:
        """Close all pools for good.

        urllib3 only forgets them: a connection would stay open for as long as an error that has
        passed through its pool isn't collected.
        """
        pools = self._pools()
        super().close()
        for pool in pools:
            pool.close()

    def _pools(self) -> list[HTTPConnectionPool]:
        managers = (self.poolmanager, *self.proxy_manager.values())
        # A container that can't be iterated over: other threads change it.
        keys = [(manager, key) for manager in managers for key in manager.pools.keys()]  # noqa: SIM118
        found = [manager.pools.get(key) for manager, key in keys]
        return [pool for pool in found if pool is not None]

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Leave trust to the connection: requests would add its own bundle of certificates."""


def _proxy_of(request: Request) -> str:
    """Return the host of the proxy that sees the request itself; empty where there is none."""
    if request.address.encrypted:
        return ""
    return urlsplit(proxy_url(request.address)).hostname or ""


def _check_status(status: int, proxy: str, call: Call) -> None:
    """Raise for a status that is no answer of the server's."""
    if status < 200:
        # What follows it would be taken for the answer to the next request.
        raise call.failure("what came first wasn't an answer")
    if status == 407 and proxy:
        raise proxy_refused(status, proxy, call)


_POOLS: dict[str, type[PlainPool] | type[EncryptedPool]] = {
    "http": PlainPool,
    "https": EncryptedPool,
}


def _new_reference() -> str:
    """Return an id for one request: ten characters that can be read out on the phone.

    It has letters and digits, so that the log can tell it from a name and from a number.
    """
    while True:
        made = base64.b32encode(os.urandom(7)).decode("ascii")[:10]
        if not made.isalpha() and not made.isdecimal():
            return made


def _reason(error: BaseException) -> str:
    """Return what the operating system said, the one part of these texts that is for people."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop(0)
        if not isinstance(found, BaseException) or id(found) in seen:
            continue
        seen.add(id(found))
        if isinstance(found, http.client.RemoteDisconnected):
            return "it was closed without an answer"
        if isinstance(found, http.client.IncompleteRead):
            return "it ended in the middle of the answer"
        if isinstance(found, http.client.BadStatusLine):
            return "what came wasn't HTTP"
        if isinstance(found, TimeoutError):
            return "it fell silent"
        if isinstance(found, OSError) and found.strerror:
            return found.strerror[:1].lower() + found.strerror[1:]
        waiting += [*found.args, found.__cause__, found.__context__]
    return ""
