"""The WWW-Authenticate header (RFC 9110 sections 11.3, 11.6.1 and 5.6).

The vendor's own example has blanks where the RFC has commas between the parameters
(`ICWS realm="ICWS" location="/ICWS/connection"`), so either separates them here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from agent_desktop.immutable import immutable

SCHEME = "icws"

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105  # a pattern, the RFC's "token"
_PARAMETER = re.compile(
    rf'(?P<name>{_TOKEN})[ \t]*=[ \t]*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>{_TOKEN}))'
    r"(?=[ \t,]|\Z)",
    re.DOTALL,
)
# A scheme, and perhaps the one text without a name that some schemes have (RFC: token68).
_SCHEME = re.compile(
    rf"(?P<scheme>{_TOKEN})(?:[ \t]+[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|\Z))|(?=[ \t,]|\Z))"
)
_SEPARATORS = re.compile(r"[ \t,]*")
_JUNK = re.compile(r"[^,]+")


@immutable
class Challenge:
    """One way to authenticate: its scheme and parameters, the names of both in lower case."""

    scheme: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def realm(self) -> str:
        """The realm, empty where none was sent."""
        return self.parameters.get("realm", "")

    @property
    def location(self) -> str:
        """Where to log on; may be relative, empty where none was sent."""
        return self.parameters.get("location", "")


def parse_challenges(header: str) -> tuple[Challenge, ...]:
    """Read a header value, several of them joined by commas. What isn't well formed is skipped."""
    return tuple(_challenges(header))


def icws_challenge(header: str) -> Challenge:
    """Return the ICWS challenge of a header value, an empty one where there is none."""
    for challenge in parse_challenges(header):
        if challenge.scheme == SCHEME:
            return challenge
    return Challenge("")


def _challenges(text: str) -> Iterator[Challenge]:
    scheme = ""
    parameters: dict[str, str] = {}
    at = 0
    while (at := _end(_SEPARATORS, text, at)) < len(text):
        if scheme and (match := _PARAMETER.match(text, at)):
            # The first of a repeated parameter counts.
            parameters.setdefault(match["name"].lower(), _value(match))
            at = match.end()
        elif match := _SCHEME.match(text, at):
            if scheme:
                yield Challenge(scheme, parameters)
            scheme, parameters = match["scheme"].lower(), {}
            at = match.end()
        else:
            at = _end(_JUNK, text, at)
    if scheme:
        yield Challenge(scheme, parameters)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _value(match: re.Match[str]) -> str:
    if match["quoted"] is None:
        return match["bare"]
    return re.sub(r"\\(.)", r"\1", match["quoted"], flags=re.DOTALL)
