"""What comes as a line or a stream: events, challenges, addresses, dates."""

import random
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.challenge import Challenge, parse_challenges
from agent_desktop.icws.errors import AddressError
from agent_desktop.icws.event_stream import EventTooLong, events
from agent_desktop.icws.wire import format_date, parse_date
from tests.fuzz import documents
from tests.fuzz.spoiling import spoilt_text
from tests.fuzz.target import Target, plain

SMALL = 64


def check_events(data: bytes) -> None:
    """However a stream is cut, the same events come, as the standard has them, in bounded room."""
    whole = read([data])
    assert whole == read(cut(data)), "the result depends on where the stream is cut"
    if len(data) < 3000:
        assert whole == read(data[at : at + 1] for at in range(len(data)))
    assert whole == (list(standard(data)), False)
    short, too_long = read([data], SMALL)
    assert (short, too_long) == read(cut(data), SMALL), "what is too long depends on the cuts"
    assert short == whole[0][: len(short)]
    assert bounded(data), "more is kept than an event may be long"


def read(parts: Iterable[bytes], largest: int = 2**20) -> tuple[list[str], bool]:
    """Return the events, and whether one was too long."""
    found: list[str] = []
    try:
        found.extend(each for each in events(parts, largest) if each is not None)
    except EventTooLong:
        return found, True
    return found, False


def cut(data: bytes) -> Iterator[bytes]:
    """Cut a stream at places that depend on nothing but itself."""
    dice = random.Random(zlib.crc32(data))
    at = 0
    while at < len(data):
        end = at + dice.choice((1, 1, 2, 3, 7, 40, 500))
        yield data[at:end]
        at = end


def bounded(data: bytes) -> bool:
    """Whether an endless event is given up soon after it is too long."""
    taken = 0

    def parts() -> Iterator[bytes]:
        nonlocal taken
        for part in [b"data: ", *[data.replace(b"\n", b"").replace(b"\r", b"") or b"x"] * 200]:
            taken += len(part)
            yield part

    _, too_long = read(parts(), SMALL)
    return taken <= SMALL + 6 + 2 * len(data) if too_long else taken <= SMALL


def standard(data: bytes) -> Iterator[str]:
    """Read a stream as the HTML standard says (section 9.2.6), line by line, whole in memory."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    kind, lines = "", list[str]()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]:
        if not line:
            if lines and kind in ("", "message") and "\n".join(lines).strip():
                yield "\n".join(lines)
            kind, lines = "", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            lines.append(value)
        elif name == "event":
            kind = value


def check_challenges(data: bytes) -> None:
    """Any header is read; what was read and is written properly is read again as the same."""
    text = data.decode("latin-1")
    found = parse_challenges(text)
    for challenge in found:
        assert challenge.scheme == challenge.scheme.lower() != ""
        assert all(name == name.lower() != "" for name in challenge.parameters)
    assert parse_challenges(", ".join(map(written, found))) == found
    assert parse_challenges(f"ICWS realm=x, {text}")[:1], "a good challenge is lost"


def written(challenge: Challenge) -> str:
    """Return a challenge as RFC 9110 writes it."""
    pairs = (
        name + '="' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        for name, value in challenge.parameters.items()
    )
    return f"{challenge.scheme} {', '.join(pairs)}".strip()


def check_address(data: bytes) -> None:
    """A text is an address that reads again as itself in every form, or a sentence."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        address = ServerAddress.parse(text)
    except AddressError as error:
        assert len(text.strip()) < 8 or text.strip() not in str(error)
        assert error.__cause__ is None
        return
    assert ServerAddress.parse(str(address)) == address
    assert ServerAddress.parse(address.url) == address
    parts = urlsplit(address.url)
    assert (parts.hostname, parts.port, parts.path) == (
        address.host,
        address.port,
        address.base_path,
    )
    assert address.host.isascii()
    assert not parts.username
    assert address.with_host("ic2.example").port == address.port
    if "/api/" not in address.base_path:
        assert address.with_host(address.host) == address


def check_dates(data: bytes) -> None:
    """A text is an aware date that reads again as itself, or none."""
    found = parse_date(data.decode("utf-8", "surrogateescape"))
    if found is None:
        return
    assert found.utcoffset() == timedelta()
    again = parse_date(format_date(found))
    assert again == found.replace(microsecond=0)
    assert again is not None
    assert again.tzinfo is UTC


TARGETS = (
    Target("events", plain(check_events), spoilt_text(documents.EVENTS), documents.EVENTS, 120),
    Target(
        "challenges",
        plain(check_challenges),
        spoilt_text(documents.CHALLENGES),
        documents.CHALLENGES,
        80,
    ),
    Target(
        "addresses", plain(check_address), spoilt_text(documents.ADDRESSES), documents.ADDRESSES, 60
    ),
    Target("dates", plain(check_dates), spoilt_text(documents.DATES), documents.DATES, 30),
)
