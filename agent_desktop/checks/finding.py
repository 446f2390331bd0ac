"""What one check has found."""

from collections.abc import Iterable, Iterator
from enum import Enum
from time import monotonic

from agent_desktop.immutable import immutable

_LONGEST = 400


class Check(Enum):
    """Everything that is looked at, in this order; the value is what it is called."""

    PROXY = "Proxy"
    DNS = "DNS"
    TCP = "TCP"
    TLS = "TLS"
    VERSION = "Version"
    CLOCK = "Clock"
    FEATURES = "Features"
    LOG_ON_WAYS = "Log-on ways"
    LOG_ON = "Log-on"
    STATION = "Station"
    LICENCE = "Licence"
    MESSAGES = "Messages"
    LOG_OFF = "Log-off"


class Verdict(Enum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    NOT_TRIED = "not tried"


_NAME = max(len(each.value) for each in Check)
_VERDICT = max(len(each.value) for each in Verdict)


@immutable
class Finding:
    """What a check has found, in English, and what to do where it isn't good.

    `reference` is that of the request it comes from, for whoever looks into the server's log.
    """

    check: Check
    verdict: Verdict
    what: str
    advice: str = ""
    reference: str = ""

    @property
    def name(self) -> str:
        """What was looked at."""
        return self.check.value


def ok(check: Check, what: str) -> Finding:
    """Return a finding with which all is well."""
    return Finding(check, Verdict.OK, _letters(what))


def warning(check: Check, what: str, advice: str, reference: str = "") -> Finding:
    """Return a finding with which the desk works, though not as it should."""
    return Finding(check, Verdict.WARNING, _letters(what), _letters(advice), reference)


def failed(check: Check, what: str, advice: str, reference: str = "") -> Finding:
    """Return a finding with which the desk doesn't work."""
    return Finding(check, Verdict.FAILED, _letters(what), _letters(advice), reference)


def not_tried(check: Check, why: str) -> Finding:
    """Return what stands for a check that there was no sense in, or no time for."""
    return Finding(check, Verdict.NOT_TRIED, why)


def lines(finding: Finding) -> Iterator[str]:
    """Yield the line of a finding, and where something is to be done another that says what."""
    head = f"{finding.verdict.value:<{_VERDICT}}  {finding.name:<{_NAME}}  "
    yield head + finding.what
    beside = " " * len(head)
    if finding.advice:
        yield beside + finding.advice
    if finding.reference:
        yield f"{beside}Reference: {finding.reference}"


def worst(findings: Iterable[Finding]) -> Verdict:
    """Return the gravest verdict; a check that wasn't tried is no worse than its cause."""
    verdicts = {finding.verdict for finding in findings}
    order = (Verdict.FAILED, Verdict.WARNING)
    return next((each for each in order if each in verdicts), Verdict.OK)


def took(started: float) -> str:
    """Return how long it is since a monotonic second."""
    return f"{(monotonic() - started) * 1000:.0f} ms"


def _letters(text: str) -> str:
    """Return a text as one line of letters: parts of it are a server's, and go to a terminal."""
    line = "".join(each if each.isprintable() else " " for each in text)
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
