"""A small IC server of the tests' own: it answers well unless a test tells it otherwise.

It knows the handful of resources the desk uses (reference sections 1 to 4 and 6), keeps every
request, and lets a test hold an answer back, change it, end a session or cut the stream.
"""

import asyncio
import json
import queue
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PASSWORD = "canary-password-4711"
TOKEN = "canary-token-4712"
COOKIE = "canary-cookie-4713"
MEDIA_TYPE = "application/vnd.inin.icws+JSON; charset=utf-8"
SPRING, WINBACK = "AAAA-1", "AAAA-2"
WITHIN = 10.0
CUT = object()
# Answered with 202 (reference section 4).
TAKEN_ON = {
    f"dialer/{name}"
    for name in (
        "request-break",
        "end-break",
        "establish-persistent-connection",
        "update-call-data",
    )
}

FEATURES = {"connection": 12, "messaging": 2, "status": 3, "queues": 2, "dialer": 7}
STATUSES: list[dict[str, Any]] = [
    {"statusId": "Available", "messageText": "Available", "isAcdStatus": True},
    {"statusId": "At Lunch", "messageText": "At lunch"},
]


@dataclass(frozen=True)
class Asked:
    """One request: `route` is what follows /icws or the session id."""

    method: str
    route: str
    session: str
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """One answer; `raw` is sent as it is instead, or says it itself, and then the connection ends.

    `hangs_up` ends the connection after the answer, without a word.
    """

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | Callable[[socket.socket], object] | None = None
    hangs_up: bool = False


Answerer = Callable[[Asked], Reply]


class IcServer:
    """Listens on loopback; every test has its own."""

    def __init__(
        self, host: str = "127.0.0.1", port: int = 0, context: ssl.SSLContext | None = None
    ) -> None:
        self.features = dict(FEATURES)
        self.asked: list[Asked] = []
        self.alternates: list[str] = []
        self.server_time: str | None = None
        self.should_reconnect: bool | None = False  # what an ended session is told; None: nothing
        self.reason = ""
        self.messages: list[dict[str, Any]] = []  # a poll takes them all
        self.hung_up = 0  # connections ended after an answer that says so
        self._answers: dict[tuple[str, str], list[Reply | Answerer]] = {}
        self._gates: dict[tuple[str, str], threading.Event] = {}
        self._ended: set[str] = set()
        self._streams: list[tuple[str, queue.Queue[Any]]] = []  # with their sessions
        self._sessions = 1000
        self._news = threading.Condition()
        self._closing = threading.Event()
        kind = _IPv6Server if ":" in host else ThreadingHTTPServer
        self._server = kind((host, port), type("Handler", (_Handler,), {"ic": self}))
        self._server.daemon_threads = True
        if context is not None:
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.host = host
        self.port = self._server.server_port
        bracketed = f"[{host}]" if ":" in host else host
        self.url = f"http{'s' if context else ''}://{bracketed}:{self.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End every connection and take no more."""
        if self._closing.is_set():
            return
        self._closing.set()
        for gate in self._gates.values():
            gate.set()
        self.cut_streams()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, method: str, route: str, *replies: Reply | Answerer) -> None:
        """Set the answers of a resource, one after the other; the last one stays. None: as ever."""
        self._answers[method, route] = list(replies)

    def hold(self, method: str, route: str) -> threading.Event:
        """Keep the answers of a resource back until the returned event is set."""
        gate = self._gates[method, route] = threading.Event()
        return gate

    def say(self, *messages: dict[str, Any]) -> None:
        """Send messages on the open stream, or keep them for the next one or for a poll."""
        with self._news:
            open_streams = [stream for session, stream in self._streams if self._lives(session)]
            newest = str(self._sessions)
            # The stream of a session left behind may still be open here: it isn't read any more.
            read = any(session == newest and self._lives(session) for session, _ in self._streams)
            if not read:
                self.messages.extend(messages)
            for stream in open_streams:
                stream.put(messages)  # in one piece, as what belongs together comes

    def cut_streams(self) -> None:
        """End every open stream."""
        with self._news:
            for _, stream in self._streams:
                stream.put(CUT)

    def end_session(self) -> None:
        """Answer 401 to the newest session from now on."""
        self._ended.add(str(self._sessions))

    def took(self, method: str, route: str) -> list[Asked]:
        """The requests for one resource so far."""
        return [a for a in list(self.asked) if (a.method, a.route) == (method, route)]

    async def has(self, seen: Callable[[], object]) -> None:
        """Wait until `seen()`; looked at after every request."""

        def wait() -> bool:
            with self._news:
                return self._news.wait_for(lambda: bool(seen()), WITHIN)

        assert await asyncio.to_thread(wait), "the server never saw it"

    async def asked_for(self, method: str, route: str, times: int = 1) -> list[Asked]:
        """Wait for requests, and return them."""
        await self.has(lambda: len(self.took(method, route)) >= times)
        return self.took(method, route)

    def log_on(self) -> Reply:
        """The 201 of a new session."""
        self._sessions += 1
        session = str(self._sessions)
        body: dict[str, Any] = {
            "csrfToken": TOKEN,
            "sessionId": session,
            "userID": "ada",
            "userDisplayName": "Ada Moreno",
            "alternateHostList": self.alternates,
            "features": [{"featureId": f, "version": v} for f, v in self.features.items()],
        }
        if self.server_time is not None:
            body["serverTimeInfo"] = {"serverUtcTime": self.server_time}
        cookie = f"icws_{session}={COOKIE}; Path=/icws/{session}; HttpOnly"
        return Reply(201, body, {"Set-Cookie": cookie})

    def streams(self, asked: Asked) -> bool:
        """Whether a request for messages is answered with an event stream."""
        return self.features["messaging"] >= 2 and "event-stream" in asked.headers["accept"]

    def state_of(self, session: str) -> dict[str, Any]:
        """What `GET connection` says of a session."""
        told = {} if self.should_reconnect is None else {"shouldReconnect": self.should_reconnect}
        state = 1 if self._lives(session) else 2
        return {"connectionState": state, "reason": self.reason} | told

    def _lives(self, session: str) -> bool:
        return session not in self._ended

    def _usual(self, asked: Asked) -> Reply:
        match asked.method, asked.route:
            case "POST", "connection":
                return self.log_on()
            case "DELETE", "connection":
                self._ended.add(asked.session)
            case "GET", "connection":
                return Reply(200, self.state_of(asked.session))
            case "GET", "status/status-messages":
                return Reply(200, {"statusMessageList": STATUSES})
            case "GET", "status/status-messages-user-access/ada":
                return Reply(200, {"statusMessages": [s["statusId"] for s in STATUSES]})
            case "POST", "dialer/request-form-definition":
                return Reply(200, {"pages": [page("Identify", 1), page("Offer", 2)]})
            case "GET", "messaging/messages" if not self.streams(asked):
                taken, self.messages[:] = list(self.messages), []
                return Reply(200, taken)
        return ALWAYS.get((asked.method, asked.route), Reply(200))

    def _reply(self, asked: Asked) -> Reply:
        if not self._lives(asked.session) and (asked.method, asked.route) != ("GET", "connection"):
            return GONE
        script = self._answers.get((asked.method, asked.route))
        if not script:
            return Reply(202) if asked.route in TAKEN_ON else self._usual(asked)
        chosen = script.pop(0) if len(script) > 1 else script[0]
        return chosen(asked) if callable(chosen) else chosen

    def take(self, asked: Asked) -> Reply:
        with self._news:
            self.asked.append(asked)
            gate = self._gates.get((asked.method, asked.route))
            self._news.notify_all()
        if gate is not None:
            gate.wait()
        with self._news:
            return self._reply(asked)

    def hang_up(self, connection: socket.socket) -> None:
        """End a connection; whoever waits for that knows that the desk can see it by then."""
        connection.shutdown(socket.SHUT_WR)
        with self._news:
            self.hung_up += 1
            self._news.notify_all()

    def stream(self, session: str, write: Callable[[bytes], Any]) -> None:
        stream: queue.Queue[Any] = queue.Queue()
        with self._news:
            self._streams.append((session, stream))
            stream.put(tuple(self.messages))
            self.messages.clear()
        try:
            write(b":ping\n\n")
            while not self._closing.is_set():
                said = stream.get()
                if said is CUT:
                    return
                write(b"".join(f"data: {json.dumps(each)}\n\n".encode() for each in said))
        finally:
            with self._news:
                self._streams.remove((session, stream))


class _IPv6Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    ic: IcServer

    def answer_any(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0].removeprefix("/icws/")
        first, _, rest = path.partition("/")
        session, route = (first, rest) if first.isdecimal() else ("", path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.loads(content) if content else None
        asked = Asked(str(self.command), route, session, headers, body)
        reply = self.ic.take(asked)
        streamed = route == "messaging/messages" and self.ic.streams(asked)
        if reply.raw is not None:
            self.close_connection = True
            if callable(reply.raw):
                reply.raw(self.connection)
            else:
                self.wfile.write(reply.raw)
        elif streamed and reply.status == 200:
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.ic.stream(session, self.wfile.write)
        else:
            self.send(reply)
            if reply.hangs_up:
                self.close_connection = True
                self.ic.hang_up(self.connection)

    def send(self, reply: Reply) -> None:
        payload = reply.body
        if not isinstance(payload, bytes):
            payload = b"" if payload is None else json.dumps(payload).encode()
        self.send_response(reply.status)
        for name, value in ({"Content-Type": MEDIA_TYPE} | reply.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    do_GET = do_POST = do_PUT = do_DELETE = answer_any  # noqa: N815  # http.server's names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its signature
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (OSError, ValueError):
            self.close_connection = True  # the desk went away, as some tests want


ALWAYS = {
    ("GET", "connection/server-info"): Reply(200, {"authentication": {"allowIcAuth": True}}),
    ("GET", "connection/station"): Reply(200, {"id": "7001", "stationSetting": 1}),
    ("PUT", "status/user-statuses/ada"): Reply(202, {"requestId": "1"}),
}
GONE = Reply(
    401,
    {"message": "The session has expired.", "errorCode": -2147221499},
    {"WWW-Authenticate": 'ICWS realm="ICWS" location="/ICWS/connection"'},
)
NO_LICENCE = Reply(403, {"message": "No Dialer Add-on License is available."})
HTML = Reply(200, b"<html><title>Sign in</title></html>", {"Content-Type": "text/html"})


def page(name: str, stage: int | None) -> dict[str, Any]:
    """A page of a script form."""
    colours = {"foregroundColor": "#000", "backgroundColor": "#fff"}
    return {"name": name, "text": "", "stage": stage, "controls": [], "dispositions": [], **colours}


def campaigns(*listed: dict[str, Any], right: bool = True, **parts: Any) -> dict[str, Any]:
    """availableCampaignsMessage: the whole list, or with `isDelta=True` a change."""
    message = {
        "__type": "urn:inin.com:dialer:availableCampaignsMessage",
        "isDelta": False,
        "agentHasLogonCampaignRight": right,
        "campaignsAdded": list(listed),
        "campaignsChanged": [],
        "campaignsRemoved": [],
    }
    return message | parts


def campaign(campaign_id: str = SPRING, name: str = "Spring", **more: Any) -> dict[str, Any]:
    """One availableCampaign."""
    told = {
        "__type": "urn:inin.com:dialer:availableCampaign",
        "id": campaign_id,
        "name": name,
        "workgroup": "Outbound",
        "status": [1],
        "hasBaseScript": True,
        "isLoggedIn": False,
        "campaignType": 1,
    }
    return told | more


def pop(call_id: str = "9001", campaign_id: str = SPRING, **more: Any) -> dict[str, Any]:
    """dataPopMessage."""
    call = {
        "__type": "urn:inin.com:dialer:dataPop",
        "interactionId": call_id,
        "campaignId": campaign_id,
        "attributes": {"Name": "Canary Contact", "Phone": "+1 202 555 0199"},
        "autoDisconnectOnDisposition": False,
        "allowAgentCallbacks": True,
        "dispositions": [],
        "dialingMode": 2,
    }
    return {"__type": "urn:inin.com:dialer:dataPopMessage", "isDelta": False, "call": call | more}


def queue_of(*states: tuple[str, str], whole: bool = False, **parts: Any) -> dict[str, Any]:
    """queueContentsMessage: (interaction id, Eic_State) pairs."""
    entries = [
        {
            "interactionId": call_id,
            "attributes": {"Eic_State": state, "Eic_RemoteName": "Canary Contact"},
        }
        for call_id, state in states
    ]
    message = {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": not whole,
        "subscriptionId": "agent-desktop-calls",
        "interactionsAdded": entries,
    }
    return message | parts


def status(status_id: str, user: str = "ada") -> dict[str, Any]:
    """userStatusMessage."""
    return {
        "__type": "urn:inin.com:status:userStatusMessage",
        "isDelta": True,
        "userStatusList": [{"userId": user, "statusId": status_id}],
    }


def completed(request_id: str, error: str | None = None) -> dict[str, Any]:
    """asyncOperationCompletedMessage."""
    problem = None if error is None else {"errorId": "error.request.status", "message": error}
    kind = "urn:inin.com:messaging:asyncOperationCompletedMessage"
    return {"__type": kind, "isDelta": False, "requestId": request_id, "error": problem}


def offered(label: str, category: str = "Success", **more: Any) -> dict[str, Any]:
    """One disposition of a pop."""
    return {"label": label, "wrapUpCategory": category, "wrapUpCode": "1", "abandon": False} | more


SALE = offered("Sale")
CALL_BACK = offered("Call back", "Scheduled")


def preview(call_id: str = "9001", *, placed: bool = False, **more: Any) -> dict[str, Any]:
    """dataPopMessage with a preview."""
    kind = "urn:inin.com:dialer:previewPop"
    told: dict[str, Any] = {"__type": kind, "callPlaced": placed, "allowSkip": True}
    return pop(call_id, **(told | {"dialingMode": 0, "dispositions": [SALE]} | more))


def break_status(status: int) -> dict[str, Any]:
    """breakStatusMessage: 0 none, 1 pending, 2 on break."""
    kind = "urn:inin.com:dialer:breakStatusMessage"
    return {"__type": kind, "isDelta": False, "breakStatus": status}


def granted(*campaign_ids: str) -> dict[str, Any]:
    """logoutGrantedMessage; an empty id is Dialer altogether."""
    kind = "urn:inin.com:dialer:logoutGrantedMessage"
    return {"__type": kind, "isDelta": False, "campaigns": [{"id": c} for c in campaign_ids]}
