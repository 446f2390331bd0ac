"""What is masked, what stays, and that it is counted."""

import platform
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.support import Kind, Known, Masking, of_computer

KNOWN = (
    Known(Kind.USER, "ada"),
    Known(Kind.NAME, "Ada Moreno"),
    Known(Kind.STATION, "7001"),
    Known(Kind.HOME, "/home/ada.moreno"),
    Known(Kind.HOME, r"C:\Users\ada.moreno"),
    Known(Kind.CONTACT, "Müller & Söhne"),
    Known(Kind.USER, ""),
    Known(Kind.USER, "x"),
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("user ADA at 7001", "user [user id] at [station]"),
        ("Ada Moreno is logged on", "[name] is logged on"),
        ("adapter, canada, 17001", "adapter, canada, [number]"),
        ("/home/ada.moreno/ca.pem", "~/ca.pem"),
        (r'"C:\\Users\\ada.moreno\\ca.pem"', r'"~\\ca.pem"'),
        ("c:/users/ada.moreno/x", "~/x"),
        ("Müller & Söhne", "[contact data]"),
        (r"M\u00fcller & S\u00f6hne", "[contact data]"),
        ("x stays", "x stays"),
    ],
)
def test_what_is_known_is_masked_in_every_look(text: str, masked: str) -> None:
    assert Masking(KNOWN).mask(text) == masked


@pytest.mark.parametrize(
    "number",
    [
        *(
            "+1 202 555 0199",
            "(030) 123-456",
            "2025550199",
            "0049/30/12345",
            "202.555.0199",
            "12345",
        ),
        *("+49 (0)30 123456", "1 2 3 4 5"),
    ],
)
def test_numbers_of_five_digits_and_more_are_masked(number: str) -> None:
    assert Masking(()).mask(f"called {number}, then") == "called [number], then"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-29 08:14:45,123 INFO agent_desktop.icws: request: GET /icws/x 200 12345 ms",
        "=== run-20261129T081445.123456Z-12345.log ===",
        "192.0.2.7 port 48019 takes connections, 355413 days left",
        "https://ic1.example:48019 [2001:db8::1]:48019",
        "  agent_desktop/icws/connecting.py:12345 in connect",
        "Thread 0x00007f1234567890",
        "Reference: J26DWQMG7N",
        "stage settled: confirmed 12 200 137 ms J26DWQMG7N",
        "Agent Desktop",
        platform.platform(),
        "urllib3/connectionpool.py, PySide6, sha256",
    ],
)
def test_what_support_needs_stays(text: str) -> None:
    masking = Masking((Known(Kind.ACCOUNT, "agent"),))
    assert masking.mask(text) == text
    assert not masking.counts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ada@mail.example", Kind.EMAIL),
        ("icws_1731001=9f6d|languageId=en", Kind.KEY),
        ("9f6d1c2e-0000-4444-8888-123456789abc", Kind.KEY),
        ("WAhtYWlsLmNvbQ5canarycsrf99==", Kind.KEY),
        ("Password: hunter2", Kind.KEY),
        ('token="abc"', Kind.KEY),
    ],
)
def test_keys_and_addresses_are_masked_by_their_look(text: str, kind: Kind) -> None:
    masking = Masking(())
    assert masking.mask(f"with {text} in it") == f"with [{kind.value}] in it"
    assert masking.counts == {kind: 1}


def test_a_login_in_an_address_is_masked() -> None:
    assert Masking(()).mask("http://a:b@proxy:3128") == "http://[password or token]@proxy:3128"


def test_all_is_counted() -> None:
    masking = Masking(KNOWN)
    masking.mask("ada Ada ADA 7001")
    masking.mask("ada 123456")
    assert masking.counts == {Kind.USER: 4, Kind.STATION: 1, Kind.NUMBER: 1}


def test_the_computer_tells_its_home_and_its_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("LOGNAME", "ada")
    known = set(of_computer())
    assert known == {Known(Kind.HOME, str(Path.home())), Known(Kind.ACCOUNT, "ada")}


@given(st.text(), st.text(min_size=2).filter(lambda text: len(text.strip()) >= 2))
def test_any_text_can_be_masked_of_any_other(text: str, known: str) -> None:
    masking = Masking((Known(Kind.CONTACT, known),))
    masked = masking.mask(f"{text} {known.strip()} {text}")
    assert isinstance(masked, str)


@pytest.mark.timeout(10)
def test_a_long_line_takes_no_time() -> None:
    masking = Masking(KNOWN)
    for odd in (
        "1 " * 50_000,
        "a" * 100_000,
        "a1" * 50_000,
        "@." * 50_000,
        "0x" * 50_000,
        "1 " * 50_000 + "a",
    ):
        masking.mask(odd)
