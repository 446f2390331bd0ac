"""What the server answers: every contract, every refusal, and logging on."""

import re
from typing import Any

import msgspec

from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.call import Facts
from agent_desktop.icws.connection import (
    Connected,
    ConnectionStatus,
    IcCredentials,
    ServerInfo,
)
from agent_desktop.icws.contacts import Contacts
from agent_desktop.icws.dialer_resources import DialerResource
from agent_desktop.icws.errors import IcwsError, ServerRefused, UnreadableAnswer
from agent_desktop.icws.features import FeatureList, Features
from agent_desktop.icws.forms import FormDefinition
from agent_desktop.icws.line import Line, SessionLine
from agent_desktop.icws.logging_on import LogOn, log_on
from agent_desktop.icws.placing import ManualCallAnswer
from agent_desktop.icws.reading import decode
from agent_desktop.icws.refusal import refusal
from agent_desktop.icws.secret import Secret
from agent_desktop.icws.station import Station
from agent_desktop.icws.status import RequestTaken, StatusAccess, StatusMessages
from agent_desktop.icws.transport import Limits, Request, Transport
from agent_desktop.icws.trust import Trust
from tests.fuzz import documents
from tests.fuzz.spoiling import CANARY, Inputs, as_json, spoilt_json, spoilt_text
from tests.fuzz.target import Target, plain

KINDS: tuple[type[msgspec.Struct], ...] = (
    Connected,
    ServerInfo,
    FeatureList,
    Station,
    StatusMessages,
    StatusAccess,
    RequestTaken,
    ConnectionStatus,
    FormDefinition,
    Contacts,
    ManualCallAnswer,
)
STATUSES = (400, 401, 403, 404, 405, 409, 410, 429, 500, 503, 302, 307, 418, 200)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
FACTS: Facts = {"reference": "REFERENCE1", "method_path": "GET /icws/x"}
HEADERS = {"content-type": "application/vnd.inin.icws+JSON; charset=utf-8"}
MEANINGS = [each.value.meanings for each in DialerResource]


def answer(status: int, body: bytes, headers: dict[str, str] | None = None) -> Answer:
    """Return an answer that came whole, with a session's cookie."""
    cookie = f"icws_1731001={CANARY}; Path=/icws/1731001"
    return Answer(status, HEADERS | (headers or {}), (cookie,), body, FACTS)


def check_contracts(data: bytes) -> None:
    """Each contract is read or refused in a sentence; an unknown property changes nothing."""
    for kind in KINDS:
        try:
            value: Any = answer(200, data).decode(kind)
        except UnreadableAnswer as error:
            assert CANARY not in told(error), "an error shows what came"
            continue
        assert CANARY not in repr(value)
        assert decode(msgspec.json.encode(value), kind) == value
        if data.startswith(b"{") and data[1:].lstrip()[:1] == b'"':
            more = b'{"x-nobody-knows":[1],' + data[1:]
            assert answer(200, more).decode(kind) == value, "an unknown property counts"


def check_refusals(data: bytes) -> None:
    """Whatever an answer says, it is an error of the tree, and none of its parts has a secret."""
    first, body = data[:1] or b"\0", data[1:]
    text = body[:2000].decode("latin-1")
    said = {
        "www-authenticate": text,
        "retry-after": text[:9],
        "location": f"https://{text}",
        "content-type": ("text/html", "application/json", "")[first[0] % 3],
    }
    status = STATUSES[first[0] % len(STATUSES)]
    error = refusal(
        answer(status, body, said), MEANINGS[first[0] % len(MEANINGS)], ("word", CANARY)
    )
    assert isinstance(error, ServerRefused)
    assert error.status == status
    assert CANARY not in told(error), "an error says a secret back"
    assert len(str(error)) < 1300
    assert CONTROL.search(str(error)) is None, "a control character is in the sentence"
    str(error).encode()


def told(error: IcwsError) -> str:
    """Return everything that an error would show anybody."""
    chain = [each for each in (error, error.__cause__, error.__context__) if each is not None]
    # The hosts to try next stay as they were named, whatever they are called.
    parts = [{**vars(each), "alternates": ()} for each in chain]
    return " ".join(f"{each!r} {each} {each.args}" for each in chain) + repr(parts)


class OneAnswer(Transport):
    """Answers every request with the same."""

    def __init__(self, given: Answer) -> None:
        super().__init__(Trust(), "tests")
        self._given = given

    def exchange(self, request: Request, limits: Limits) -> Answer:
        """Answer."""
        return self._given


def check_log_on(data: bytes) -> None:
    """A log-on ends with a session that can be used, or with an error that has no password."""
    first, body = data[:1] or b"\0", data[1:]
    status = (201, 201, 201, 400, 503)[first[0] % 5]
    line = Line(OneAnswer(answer(status, body)), ServerAddress.parse("ic1.example"), 5.0, "en-us")
    wanted = LogOn(IcCredentials("ada", Secret(CANARY)), "tests", (), (), 3)
    try:
        session = log_on(line, wanted, Limits(5.0))
    except IcwsError as error:
        assert CANARY not in told(error)
        return
    finally:
        line.transport.close()
    info = session.info
    assert info.session_id.isascii()
    assert info.session_id.isprintable()
    assert info.session_id.strip() == info.session_id != ""
    assert all(name and name == name.strip() for name in info.alternates)
    assert info.server_time is None or info.server_time.utc.tzinfo is not None
    assert all(isinstance(each, int) for each in info.features.versions.values())


def _as_success(bodies: Inputs) -> Inputs:
    return tuple(b"\x00" + body for body in bodies)


def check_cookies(data: bytes) -> None:
    """Any cookies may be set; a later request is sent with them or refused without showing them."""
    transport = Transport(Trust(), "tests")
    line = SessionLine(
        Line(transport, ServerAddress.parse("ic1.example"), 5.0, "en-us"),
        "1731001",
        Secret(CANARY),
        Features({"dialer": 7}),
    )
    headers = data.decode("latin-1").split("\n")
    line.take_cookies([*headers, f"icws_1731001={CANARY}|languageId=en-us; Path=/"])
    resource = DialerResource.REQUEST_BREAK.value
    request = line._request(resource, "application/json", {}, None)
    assert f"icws_1731001={CANARY}|languageId=en-us" in request.headers["Cookie"].split("; ")
    assert CANARY not in repr(request)
    try:
        transport._prepare(request, transport._call(request, Limits(5.0)))
    except IcwsError as error:
        assert CANARY not in told(error)
    finally:
        transport.close()


SEEDS = tuple(as_json(document) for document in documents.ANSWERS)
BODIES = [*(b"\x00" + as_json(each) for each in documents.ERRORS), b"\x03" + documents.WEB_PAGE]
BODIES += [bytes([number]) + documents.CHALLENGES[number % 2] for number in range(14)]
BODIES += [bytes([number]) + as_json(documents.ERRORS[number % 5]) for number in range(14)]
LOG_ONS = [b"\x00" + as_json(documents.CONNECTED), b"\x03" + as_json(documents.ERRORS[0])]
LOG_ONS += [b"\x04" + as_json(documents.ERRORS[2])]

TARGETS = (
    Target(
        "contracts",
        plain(check_contracts),
        spoilt_json(documents.ANSWERS),
        SEEDS,
        share=120,
        readings=2 * len(KINDS),
    ),
    Target("refusals", plain(check_refusals), spoilt_text(BODIES), tuple(BODIES), 80),
    Target(
        "log-on",
        plain(check_log_on),
        spoilt_text(LOG_ONS) | spoilt_json((documents.CONNECTED,)).map(_as_success),
        tuple(LOG_ONS),
        50,
    ),
    Target("cookies", plain(check_cookies), spoilt_text(documents.COOKIES), documents.COOKIES, 30),
)
