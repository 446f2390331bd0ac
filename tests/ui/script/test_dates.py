"""Dates by the campaign's format; what is none stays a text."""

import pytest

from agent_desktop.ui.script.dates import date_shown, is_date


@pytest.mark.parametrize(
    ("value", "date_format", "shown"),
    [
        ("2026-05-01T14:30:00", "MM/dd/yyyy hh:mm tt", "05/01/2026 02:30 PM"),
        ("2026-05-01T14:30:00Z", "dd.MM.yyyy HH:mm", "01.05.2026 14:30"),
        ("2026-05-01", "", "2026-05-01 00:00"),
        ("05/01/2026 02:30 PM", "MM/dd/yyyy hh:mm tt", "05/01/2026 02:30 PM"),
        ("1.5.26", "d.M.yy", "1.5.26"),
        ("next week", "MM/dd/yyyy", "next week"),
        ("", "MM/dd/yyyy", ""),
    ],
)
def test_a_value_is_shown_by_the_format(value: str, date_format: str, shown: str) -> None:
    assert date_shown(value, date_format) == shown


@pytest.mark.parametrize(
    ("text", "date_format", "good"),
    [
        ("05/01/2026", "MM/dd/yyyy", True),
        (" 05/01/2026 ", "MM/dd/yyyy", True),
        ("13/01/2026", "MM/dd/yyyy", False),
        ("14 Uhr", "HH 'Uhr'", True),
        ("at noon", "MM/dd/yyyy", False),
    ],
)
def test_a_text_is_a_date_by_the_format_or_not(text: str, date_format: str, good: bool) -> None:
    assert is_date(text, date_format) is good


def test_two_digits_of_a_year_are_of_this_century() -> None:
    assert date_shown("2026-05-01", "d.M.yyyy") == "1.5.2026"
    assert is_date("1.5.26", "d.M.yy")
