"""Takes out of a text what is nobody's business, and counts it.

It is the second belt: a log record can't hold any of it. Names and addresses of servers stay,
since without them nobody can help.
"""

import getpass
import json
import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from agent_desktop.immutable import immutable
from agent_desktop.platform.settings import Settings
from agent_desktop.platform.versions import versions


class Kind(Enum):
    """What is masked; the value is what it is called where it stood, and in the count."""

    USER = "user id"
    NAME = "name"
    STATION = "station"
    CONTACT = "contact data"
    HOME = "home folder"
    ACCOUNT = "user of the computer"
    EMAIL = "e-mail address"
    KEY = "password or token"
    NUMBER = "number"


@immutable
class Known:
    """A text that is known to be such a thing, wherever and in whichever case it stands."""

    kind: Kind
    text: str


_OURS = ("Agent Desktop", "agent-desktop")
# A shorter one would be found in the middle of everything.
_SHORTEST = 2
# What looks like a number and is none of anybody's: dates, names of files of runs, addresses,
# ports and lines, durations, places in memory.
_SAFE = (
    r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?)?"
    r"|\d{8}T\d{6}(?:\.\d{1,6})?Z(?:-\d{1,8})?"
    r"|(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.])"
    r"|(?<=[\w\]]):\d{1,5}(?!\w)"
    r"|(?<!\w)port \d{1,5}(?!\w)"
    r"|(?<!\w)(?:\d{1,6} ){0,2}\d{1,8} (?:ms|s|days?)(?!\w)"
    r"|0x[0-9a-fA-F]+"
)
_PATTERNS = {
    Kind.KEY: (
        r"(?<=://)[^/\s@]+(?=@)"
        r"|icws_\d+=[^\s;]+"
        r"|(?<!\w)(?:password|passwort|token|cookie|secret|authorization)[\"']?\s*[=:]\s*[^\s,;]+"
        r"|(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w)"
        r"|(?<![\w+])(?=[A-Za-z+]*\d)(?=[\d+]*[A-Za-z])[A-Za-z0-9+]{24,}={0,2}"
    ),
    Kind.EMAIL: r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    Kind.NUMBER: r"(?<![\w.])\+?\(?\d(?:[ ()/.-]{0,2}\d){4,40}(?!\w)",
}


class Masking:
    """Masks one text after the other; `counts` tells how much of what."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.counts: Counter[Kind] = Counter()
        self._known = {
            form.casefold(): each.kind
            for each in known
            if len(each.text.strip()) >= _SHORTEST
            for form in _forms(each)
        }
        words = "|".join(re.escape(w) for w in sorted(self._known, key=len, reverse=True))
        ours = "|".join(map(re.escape, (*versions(), *_OURS)))
        groups = [f"(?P<ours>{ours})"]
        groups += [f"(?P<known>(?<!\\w)(?:{words})(?!\\w))"] if words else []
        groups.append(f"(?P<safe>{_SAFE})")
        groups += [f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()]
        self._whole = re.compile("|".join(groups), re.IGNORECASE)

    def mask(self, text: str) -> str:
        """Return a text without what is masked."""
        return self._whole.sub(self._masked, text)

    def _masked(self, match: re.Match[str]) -> str:
        if match.lastgroup in {"ours", "safe"}:
            return match[0]
        found = match.lastgroup or ""
        kind = self._known[match[0].casefold()] if found == "known" else Kind[found]
        self.counts[kind] += 1
        return "~" if kind is Kind.HOME else f"[{kind.value}]"


def of_computer() -> tuple[Known, ...]:
    """Return what tells who uses this computer: the home folder, and the account's name."""
    known = []
    try:
        known.append(Known(Kind.HOME, str(Path.home())))
    except RuntimeError:
        known.clear()  # there is none
    try:
        known.append(Known(Kind.ACCOUNT, getpass.getuser()))
    except (OSError, KeyError, ImportError):
        return tuple(known)  # an account without a name
    return tuple(known)


def of_settings(settings: Settings) -> tuple[Known, ...]:
    """Return what the settings name of a user."""
    return Known(Kind.USER, settings.user), Known(Kind.STATION, settings.station)


def _forms(known: Known) -> set[str]:
    """Return the ways a text may be written: a path with other strokes, a text as JSON."""
    text = known.text.strip()
    forms = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    return {*forms, text.replace("\\", "/")} if known.kind is Kind.HOME else forms
