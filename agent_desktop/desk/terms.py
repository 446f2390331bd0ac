"""What a pop says of its call: how it was dialled, whom it is with, how it may end."""

from dataclasses import field
from datetime import datetime
from enum import IntEnum

from agent_desktop.immutable import immutable

# The category of dispositions that ask for a callback (reference section 4, rules).
SCHEDULED = "Scheduled"
# The disposition that passes over a preview (reference section 4).
SKIP_LABEL = "Skipped - Agent Skip"
# Contact columns that may hold the identity a call by hand is placed for; the first one counts.
IDENTITY_COLUMNS = ("i3_identity", "identity", "i3_rowid")
# Contact columns that may hold a name, before the queue tells one; sites name them freely.
NAME_COLUMNS = (
    *("name", "fullname", "contactname", "customername"),
    *("contact", "customer", "person", "respondent"),
)
FIRST_NAME_COLUMNS, LAST_NAME_COLUMNS = ("firstname", "givenname"), ("lastname", "surname")


class DialingMode(IntEnum):
    """How a call came about (reference section 4, dataPopMessage)."""

    UNKNOWN = -1
    PREVIEW = 0
    OWN_CALLBACK_PREVIEW = 1
    REGULAR = 2
    OWN_CALLBACK = 3
    AGENTLESS = 4
    PRECISE = 5
    MANUAL = 6

    @property
    def callback(self) -> bool:
        """Whether this agent had promised the contact to call again."""
        return self in (DialingMode.OWN_CALLBACK_PREVIEW, DialingMode.OWN_CALLBACK)


@immutable
class Disposition:
    """An outcome that the campaign offers."""

    label: str
    category: str = ""
    code: str = ""
    abandon: bool = False

    @property
    def scheduled(self) -> bool:
        """Whether it asks for a callback."""
        return self.category.casefold() == SCHEDULED.casefold()


@immutable
class CallTerms:
    """What Dialer allows for one call. `preview_ends` is UTC by the server's clock."""

    mode: DialingMode = DialingMode.UNKNOWN
    dispositions: tuple[Disposition, ...] = ()
    hangs_up: bool = False  # Dialer hangs up once the outcome is filed
    own_callbacks: bool = False  # a callback may be kept for this agent
    may_skip: bool = False
    preview_ends: datetime | None = None

    def disposition(self, label: str) -> Disposition | None:
        """Return the disposition with this label; labels are the server's, letter by letter."""
        return next((d for d in self.dispositions if d.label == label), None)


@immutable
class Contact:
    """The contact's columns in the server's order. Never in a repr, a log or a file."""

    columns: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def get(self, column: str) -> str | None:
        """Return the value of a column; names compare without regard to case."""
        wanted = column.casefold()
        return next((value for name, value in self.columns if name.casefold() == wanted), None)

    @property
    def identity(self) -> str:
        """Who this is to Dialer; empty where no column says so."""
        values = (self.get(column) for column in IDENTITY_COLUMNS)
        return next((value for value in values if value), "")

    @property
    def name(self) -> str:
        """What the contact seems to be called; empty where no column looks like a name."""
        plain = {_plain(column): value.strip() for column, value in self.columns}
        for names in (NAME_COLUMNS, FIRST_NAME_COLUMNS + LAST_NAME_COLUMNS):
            found = [plain[name] for name in names if plain.get(name)]
            if found:
                return found[0] if names is NAME_COLUMNS else " ".join(found)
        return ""

    def over(self, earlier: "Contact") -> "Contact":
        """Return all that is known: this contact, and the earlier's columns it doesn't name."""
        mine = {name.casefold() for name, _ in self.columns}
        kept = tuple((n, v) for n, v in earlier.columns if n.casefold() not in mine)
        return Contact((*self.columns, *kept))


def _plain(column: str) -> str:
    """Return a column's name without what sites write it differently by."""
    return "".join(letter for letter in column.casefold() if letter.isalnum())
