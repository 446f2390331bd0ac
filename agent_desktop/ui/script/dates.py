"""Dates in a script's fields: shown and read by the campaign's own format."""

import re
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime, QTimeZone

# Where the campaign names no format.
DEFAULT_FORMAT = "yyyy-MM-dd HH:mm"
# The vendor's formats are those of .NET; Qt spells two things of them differently.
_QUOTED_OR_HALF_DAY = re.compile(r"'[^']*'|t+")
_CENTURY = 1950  # two digits of a year mean 1950 to 2049


def date_shown(value: str, date_format: str) -> str:
    """Return a value by the campaign's format; one that is no date stays as it is."""
    when = _by_format(value, date_format)
    if when is None:
        try:
            read = datetime.fromisoformat(value.strip())
        except ValueError:
            return value
        day, time = (
            QDate(read.year, read.month, read.day),
            QTime(read.hour, read.minute, read.second),
        )
        when = QDateTime(day, time, QTimeZone.utc())  # whose zone it is nobody says
    return QLocale.c().toString(when, _qt(date_format))


def is_date(text: str, date_format: str) -> bool:
    """Return whether a text is a date by the campaign's format."""
    return _by_format(text, date_format) is not None


def _by_format(text: str, date_format: str) -> QDateTime | None:
    when = QLocale.c().toDateTime(text.strip(), _qt(date_format), _CENTURY)
    return when if when.isValid() else None


def _qt(date_format: str) -> str:
    """Return a format of .NET as Qt spells it: the half of the day is AP, not tt."""
    return _QUOTED_OR_HALF_DAY.sub(
        lambda found: found.group() if found.group().startswith("'") else "AP",
        date_format.strip() or DEFAULT_FORMAT,
    )
