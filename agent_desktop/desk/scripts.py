"""The campaign's base script: its pages, and what the agent typed into them for each call."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import Enum
from urllib.parse import urlsplit

from agent_desktop.desk.terms import Contact, Disposition
from agent_desktop.immutable import immutable

# Longer than any browser of before took.
LONGEST_ADDRESS = 2048


def opens(address: str) -> bool:
    """Whether the address of a script elsewhere may be opened, and shows where it leads.

    It is https with a host; nobody's name stands before the host, which would pass for it.
    """
    hides = any(letter.isspace() or not letter.isprintable() for letter in address)
    if hides or "\\" in address or len(address) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port  # one that is none is told only when asked for
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


class ControlKind(Enum):
    """What a field of a page is (reference section 4, formDefinition)."""

    TEXT = "text"
    NUMERIC = "numeric"
    RADIO = "radio"
    LISTBOX = "listbox"
    DATE_TIME = "date-time"


@immutable
class Control:
    """A field of a page, bound to a contact column."""

    column: str
    label: str = ""
    kind: ControlKind = ControlKind.TEXT
    read_only: bool = False
    max_lines: int = 1
    max_chars: int | None = None
    date_format: str = ""
    items: tuple[str, ...] = ()


@immutable
class Page:
    """One page. `stage` is the stage the call is in while it shows, None where it has none.

    Colours are the campaign's own words (`#rrggbb` or a name); the window makes them readable.
    """

    name: str
    text: str = ""
    foreground: str = ""
    background: str = ""
    stage: int | None = None
    controls: tuple[Control, ...] = ()
    dispositions: tuple[Disposition, ...] = ()


@immutable
class Script:
    """All pages of a campaign's script, in the campaign's order."""

    pages: tuple[Page, ...] = ()

    def page_of_stage(self, stage: int) -> int | None:
        """Return the index of the first page with this stage."""
        return next((i for i, page in enumerate(self.pages) if page.stage == stage), None)


@immutable
class ScriptPanel:
    """The script of the call's campaign, where the agent is in it, and what its fields hold.

    `interaction_id` is empty while there is no call to type for: then it can be read only.
    """

    interaction_id: str = ""
    campaign_id: str = ""
    script: Script = field(default_factory=Script)
    page: int = 0
    loading: bool = False
    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # column, value
    unsaved: bool = False  # something typed isn't in the ledger yet
    custom_url: str = ""
    url_allowed: bool = False  # https only
    pages_seen: frozenset[int] = frozenset()

    def value(self, column: str) -> str:
        """Return what a field holds; columns compare without regard to case."""
        wanted = column.casefold()
        return next((value for name, value in self.values if name.casefold() == wanted), "")


class ValueBook:
    """What was typed for each call, by column, and what of it the server has."""

    def __init__(self) -> None:
        self._typed: dict[str, dict[str, str]] = {}
        self._sent: dict[str, dict[str, str]] = {}

    def type(self, interaction_id: str, column: str, value: str) -> None:
        """Keep a value; a column's name stays as first spelt."""
        typed = self._typed.setdefault(interaction_id, {})
        known = next((name for name in typed if name.casefold() == column.casefold()), column)
        typed[known] = value

    def restore(self, interaction_id: str, values: Mapping[str, str]) -> None:
        """Take over what an earlier run kept; what was typed since stays."""
        typed = self._typed.setdefault(interaction_id, {})
        known = {name.casefold() for name in typed}
        typed.update({n: v for n, v in values.items() if n.casefold() not in known})

    def typed(self, interaction_id: str) -> dict[str, str]:
        """Return everything typed for a call."""
        return dict(self._typed.get(interaction_id, {}))

    def unsent(self, interaction_id: str) -> dict[str, str]:
        """Return what was typed for a call and isn't with the server as it stands."""
        sent = self._sent.get(interaction_id, {})
        typed = self._typed.get(interaction_id, {})
        return {name: value for name, value in typed.items() if sent.get(name) != value}

    def sent(self, interaction_id: str, values: Mapping[str, str]) -> None:
        """Take note that the server has taken these values."""
        self._sent.setdefault(interaction_id, {}).update(values)

    def forget(self, interaction_id: str) -> None:
        """Drop what was typed for a call."""
        self._typed.pop(interaction_id, None)
        self._sent.pop(interaction_id, None)

    def shown(
        self, interaction_id: str, contact: Contact, pages: Iterable[Page]
    ) -> tuple[tuple[str, str], ...]:
        """Return what each field of the pages holds: what was typed, else the contact's column."""
        typed = {n.casefold(): v for n, v in self._typed.get(interaction_id, {}).items()}
        columns = {control.column for page in pages for control in page.controls}
        return tuple(
            (column, typed.get(column.casefold(), contact.get(column) or ""))
            for column in sorted(columns)
        )
