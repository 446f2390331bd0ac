"""What is read of a certificate, and that no bytes can do harm."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.checks.certificate import CertificateUnreadable, read_certificate

BEGINS = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
AUTHORITY = trustme.CA(organization_name="Example Ltd")
LEAF = AUTHORITY.issue_cert(
    "ic1.example",
    "*.desk.example",
    "192.0.2.7",
    "2001:db8::1",
    common_name="ic1.example",
    not_before=BEGINS,
    not_after=BEGINS + timedelta(days=90),
)
DER = ssl.PEM_cert_to_DER_cert(LEAF.cert_chain_pems[0].bytes().decode())


def test_it_tells_whose_it_is_by_whom_for_what_and_until_when() -> None:
    read = read_certificate(DER)
    assert read.subject == "ic1.example"
    assert read.issuer == "Example Ltd"
    assert (read.begins, read.ends) == (BEGINS, BEGINS + timedelta(days=90))
    assert read.names == ("ic1.example", "*.desk.example", "192.0.2.7", "2001:db8::1")


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (BEGINS, 90),
        (BEGINS + timedelta(days=89, hours=23), 0),
        (BEGINS + timedelta(days=90, seconds=1), -1),
    ],
)
def test_days_are_counted_whole(now: datetime, days: int) -> None:
    assert read_certificate(DER).days_left(now) == days


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("ic1.example", True),
        ("IC1.Example.", True),
        ("a.desk.example", True),
        ("a.b.desk.example", False),
        ("desk.example", False),
        ("192.0.2.7", True),
        ("192.0.2.8", False),
        ("ic2.example", False),
    ],
)
def test_a_star_stands_for_one_name(host: str, fits: bool) -> None:
    assert read_certificate(DER).is_for(host) is fits


def test_dates_before_and_after_2050_are_told_apart() -> None:
    later = datetime(2051, 1, 1, tzinfo=UTC)
    issued = AUTHORITY.issue_cert("x.example", not_before=BEGINS, not_after=later)
    der = ssl.PEM_cert_to_DER_cert(issued.cert_chain_pems[0].bytes().decode())
    assert read_certificate(der).ends == later


@given(st.binary(max_size=200))
def test_bytes_that_are_none_are_refused(der: bytes) -> None:
    with pytest.raises(CertificateUnreadable):
        read_certificate(der)


@given(st.integers(0, len(DER) - 1), st.binary(min_size=1, max_size=4))
def test_a_spoilt_one_is_read_or_refused(at: int, put: bytes) -> None:
    spoilt = DER[:at] + put + DER[at + len(put) :]
    try:
        read = read_certificate(spoilt)
    except CertificateUnreadable:
        return
    assert read.begins.tzinfo
    assert len(read.subject) <= 100


@given(st.integers(0, len(DER) - 1))
def test_one_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(CertificateUnreadable):
        read_certificate(DER[:length])
