"""What is looked at before a request is sent. Each raises InvalidRequest, which shows no value."""

from collections.abc import Mapping, Sequence

from agent_desktop.icws.errors import InvalidRequest
from agent_desktop.icws.wire import LARGEST_INT


def named(value: object, what: str) -> str:
    """Return a text that isn't blank, as it is. `what` begins the sentence for a person."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidRequest(f"{what} must be named.")
    return value


def all_named(values: Sequence[str], what: str) -> tuple[str, ...]:
    """Return one or more texts that aren't blank."""
    if isinstance(values, str) or not values:
        raise InvalidRequest(f"{what} must be a list of names.")
    return tuple(named(value, what) for value in values)


def whole_number(value: object, what: str) -> int:
    """Return an Int of the contracts that isn't negative."""
    # bool is an int to Python, and True for a number is a mistake of the caller's.
    if type(value) is not int or not 0 <= value <= LARGEST_INT:
        raise InvalidRequest(f"{what} is a whole number from 0 to {LARGEST_INT}.")
    return value


def columns(values: Mapping[str, str] | None) -> dict[str, str]:
    """Return contact columns: texts by name (a "string dictionary", reference section 0)."""
    values = values or {}
    if not all(isinstance(part, str) for pair in values.items() for part in pair):
        raise InvalidRequest("Contact columns are texts by name.")
    return dict(values)
