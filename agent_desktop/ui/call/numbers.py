"""Which of a contact's columns hold a number that can be dialled."""

import re

from agent_desktop.desk.terms import IDENTITY_COLUMNS, Contact

# A telephone number as people write it; E.164 allows fifteen digits.
_NUMBER = re.compile(r"\+?[\d\s()./-]+")
_FEWEST, _MOST = 6, 15
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_AMOUNT = re.compile(r"\d+\.\d{1,2}")
# What the names of such columns have in common; those come first.
_NAMES = ("phone", "tel", "mobil", "cell", "number", "nummer", "handy")


def phone_numbers(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Return column and value of whatever looks like a telephone number, likely ones first."""
    found = [
        (column, value.strip())
        for column, value in contact.columns
        if column.casefold() not in IDENTITY_COLUMNS and _is_number(value.strip())
    ]
    return tuple(sorted(found, key=lambda pair: not _likely(pair[0])))


def _is_number(value: str) -> bool:
    if not _NUMBER.fullmatch(value) or _DATE.fullmatch(value) or _AMOUNT.fullmatch(value):
        return False
    return _FEWEST <= sum(figure.isdigit() for figure in value) <= _MOST


def _likely(column: str) -> bool:
    return any(name in column.casefold() for name in _NAMES)
