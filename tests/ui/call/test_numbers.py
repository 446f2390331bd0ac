"""Which columns of a contact hold a number to dial."""

import pytest

from agent_desktop.desk.terms import Contact
from agent_desktop.ui.call.numbers import phone_numbers


@pytest.mark.parametrize(
    "value",
    [
        "+30 210 4410 220",
        "0694 123 4567",
        "(555) 123-4567",
        "5551234567",
        "030/123456",
        "+4930.123",
    ],
)
def test_what_people_write_as_a_number_is_one(value: str) -> None:
    contact = Contact((("PHONE", f" {value} "),))
    assert phone_numbers(contact) == (("PHONE", value),)


@pytest.mark.parametrize(
    "value",
    ["", "Maria Petrou", "2026-03-02", "02.03.2026", "3/2/26", "12345", "1200500.50", "1" * 16],
)
def test_names_dates_amounts_and_too_few_or_many_figures_are_none(value: str) -> None:
    assert phone_numbers(Contact((("PHONE", value),))) == ()


def test_who_the_contact_is_to_dialer_is_no_number() -> None:
    assert phone_numbers(Contact((("I3_Identity", "1002345"), ("i3_rowid", "2210450")))) == ()


def test_columns_named_for_it_come_first_else_in_the_servers_order() -> None:
    contact = Contact(
        (
            ("Customer", "7712345"),
            ("Home_Phone", "2104410"),
            ("Other", "2104411"),
            ("Tel2", "210442"),
        )
    )
    assert [column for column, _value in phone_numbers(contact)] == [
        "Home_Phone",
        "Tel2",
        "Customer",
        "Other",
    ]
