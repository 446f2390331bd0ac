"""An IC server for tests: strict about what it is asked, scripted in what it answers.

It is written from the reference alone. Whatever a request does wrong is a complaint, and a
complaint fails the test.
"""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.icws.dialer_bodies import complaint

TOKEN = "WAhtYWlsLmNvbQ+/canary-csrf=="
SESSION_ID = "1731001"
COOKIE_VALUE = "9f6d1c2e-canary-cookie|languageId=en-us"
COOKIE = f"icws_{SESSION_ID}={COOKIE_VALUE}"
PASSWORD = "canary pass\u00ffword"
MEDIA_TYPE = "application/vnd.inin.icws+JSON; charset=utf-8"

FEATURES = [
    {"featureId": "connection", "version": 11},
    {"featureId": "messaging", "version": 2},
    {"featureId": "dialer", "version": 7},
]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    raw_headers: list[tuple[str, str]]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """One answer. `raw` writes it byte by byte instead."""

    status: int = 200
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    raw: Callable[[Any], None] | None = None

    @classmethod
    def of(cls, value: Any, status: int = 200, **headers: str) -> Self:
        named = [(name.replace("_", "-"), text) for name, text in headers.items()]
        if not any(name.lower() == "content-type" for name, _ in named):
            named.append(("Content-Type", MEDIA_TYPE))
        return cls(status, json.dumps(value).encode(), named)


Answerer = Callable[[Asked], Reply]


def connected(**changes: Any) -> Reply:
    """The 201 of a log-on, as recorded from a real server."""
    body = {
        "csrfToken": TOKEN,
        "sessionId": SESSION_ID,
        "alternateHostList": [],
        "userID": "ada",
        "userDisplayName": "Ada Moreno",
        "icServer": "IC1",
        "features": FEATURES,
        **changes,
    }
    body = {name: value for name, value in body.items() if value is not ...}
    reply = Reply.of(body, 201)
    reply.headers += [
        ("ININ-ICWS-CSRF-Token", TOKEN),
        ("ININ-ICWS-Session-ID", SESSION_ID),
        ("Location", f"/icws/{SESSION_ID}/connection"),
        ("Set-Cookie", f"{COOKIE}; Path=/icws/{SESSION_ID}; HttpOnly"),
    ]
    return reply


class StrictServer:
    """Listens on loopback; answers what it was told to, and 404 else."""

    def __init__(
        self,
        context: ssl.SSLContext | None = None,
        prefix: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.prefix = prefix
        self.asked: list[Asked] = []
        self.complaints: list[str] = []
        self.cookie = COOKIE
        self.token = TOKEN
        self.connections = 0
        self.arrived = threading.Semaphore(0)
        self._answers: dict[tuple[str, str], list[Answerer]] = {}
        self._lock = threading.Lock()
        kind = _IPv6Server if ":" in host else ThreadingHTTPServer
        self._server = kind((host, port), self._handler())
        self._server.daemon_threads = True
        if context is not None:
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self.answer("POST", "/icws/connection", connected())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, method: str, path: str, *replies: Reply | Answerer) -> None:
        """Set the answers to a resource, one after the other; the last one stays."""
        self._answers[method, path] = [
            reply if callable(reply) else (lambda _, reply=reply: reply)  # type: ignore[misc]
            for reply in replies
        ]

    def session(self, method: str, path: str, *replies: Reply | Answerer) -> None:
        """The same for a resource of the session: `path` is what follows the session id."""
        self.answer(method, f"/icws/{SESSION_ID}{path}", *replies)

    def took(self, method: str, path: str) -> list[Asked]:
        """The requests for one resource so far."""
        return [a for a in list(self.asked) if (a.method, a.path) == (method, path)]

    def take(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            path = asked.path.removeprefix(self.prefix)
            if self.prefix and path == asked.path:
                self.complaints.append(f"{asked.path} isn't under {self.prefix}")
            self._look_at(asked, path)
            script = self._answers.get((asked.method, path), [])
            answerer = script.pop(0) if len(script) > 1 else next(iter(script), None)
        self.arrived.release()
        if answerer is None:
            return Reply.of({"message": "There is nothing here."}, 404)
        return answerer(asked)

    def _look_at(self, asked: Asked, path: str) -> None:
        names = [name.lower() for name, _ in asked.raw_headers]
        doubled = {name for name in names if names.count(name) > 1}
        if doubled:
            self.complaints.append(f"{path}: headers sent twice: {doubled}")
        if not asked.headers.get("x-request-id"):
            self.complaints.append(f"{path}: no reference")
        has_type = "content-type" in asked.headers
        if bool(asked.body) is not has_type:
            self.complaints.append(f"{path}: a content type and no body, or the reverse")
        if has_type and (
            asked.headers["content-type"] != "application/vnd.inin.icws+JSON;charset=utf-8"
        ):
            self.complaints.append(f"{path}: content type {asked.headers['content-type']}")
        dialer = f"/icws/{SESSION_ID}/dialer/"
        if path.startswith(dialer) and (wrong := complaint(path.removeprefix(dialer), asked.body)):
            self.complaints.append(f"{path}: {wrong}")
        if path.startswith(f"/icws/{SESSION_ID}"):
            if asked.headers.get(CSRF) != self.token:
                self.complaints.append(f"{path}: no token")
            if asked.headers.get("cookie") != self.cookie:
                self.complaints.append(f"{path}: cookie {asked.headers.get('cookie')!r}")
        elif CSRF in asked.headers or "cookie" in asked.headers:
            self.complaints.append(f"{path}: session headers without a session")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                server.connections += 1
                super().setup()

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                path, _, query = self.path.partition("?")
                raw = list(self.headers.items())
                headers = {name.lower(): value for name, value in raw}
                assert self.command is not None
                asked = Asked(self.command, path, query, headers, raw, body)
                reply = server.take(asked)
                if reply.raw is not None:
                    self.close_connection = True
                    reply.raw(self.connection)
                    return
                self.send_response(reply.status)
                for name, value in reply.headers:
                    self.send_header(name, value)
                if reply.status not in (204, 304):
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  # http.server's names

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its signature
                pass

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (OSError, ValueError):
                    self.close_connection = True  # the client went away, as some tests want

        return Handler


class _IPv6Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6


CSRF = "inin-icws-csrf-token"
