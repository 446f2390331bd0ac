"""Reads of a server's certificate what support staff ask for.

Python tells nothing of a certificate that it rejects, and it is those that matter. So the few
fields are read here (X.509 in DER, RFC 5280 section 4.1); nothing is decided by them: whether a
certificate is believed is for the program's own trust to say.
"""

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from agent_desktop.immutable import immutable

_SEQUENCE, _CONTEXT_0, _CONTEXT_3 = 0x30, 0xA0, 0xA3
_UTC_TIME, _BMP_STRING, _OCTETS = 0x17, 0x1E, 0x04
_COMMON_NAME, _ORGANISATION, _UNIT = b"\x55\x04\x03", b"\x55\x04\x0a", b"\x55\x04\x0b"
_ALTERNATIVE_NAMES = b"\x55\x1d\x11"
_DNS_NAME, _IP_ADDRESS = 0x82, 0x87
_LONGEST_NAME = 100


class CertificateUnreadable(ValueError):
    """It isn't a certificate as the RFC has it."""


@immutable
class Certificate:
    """Whose it is, who signed it, from when to when it holds, and for which names."""

    subject: str
    issuer: str
    begins: datetime
    ends: datetime
    names: tuple[str, ...]

    def days_left(self, now: datetime) -> int:
        """Return the whole days until it ends, below zero once it has."""
        return (self.ends - now).days

    def is_for(self, host: str) -> bool:
        """Whether it names a host, or one level of names with a star that the host is of."""
        wanted = host.rstrip(".").casefold()
        starred = f"*.{wanted.partition('.')[2]}"
        return any(name.casefold() in {wanted, starred} for name in self.names)


def read_certificate(der: bytes) -> Certificate:
    """Return what a certificate says. Raises CertificateUnreadable."""
    try:
        (whole,) = _parts(_content(der, _SEQUENCE))[:1]
        fields = _parts(whole[1])
        if fields[0][0] == _CONTEXT_0:  # the version
            fields = fields[1:]
        _serial, _algorithm, issuer, validity, subject = (content for _, content in fields[:5])
        begins, ends = (_time(tag, content) for tag, content in _parts(validity))
        more = next((content for tag, content in fields[5:] if tag == _CONTEXT_3), b"")
        return Certificate(_name(subject), _name(issuer), begins, ends, tuple(_names(more)))
    except (ValueError, IndexError) as error:
        raise CertificateUnreadable("the certificate can't be read") from error


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """Split DER into its values: tag and content each."""
    found = []
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at + length > len(data):
            raise CertificateUnreadable("it is cut off")
        found.append((tag, data[at : at + length]))
        at += length
    return found


def _content(data: bytes, wanted: int) -> bytes:
    """Return the content of the first value, which must have this tag."""
    tag, content = _parts(data)[0]
    if tag != wanted:
        raise CertificateUnreadable("it has another form")
    return content


def _time(tag: int, content: bytes) -> datetime:
    text = content.decode("ascii")
    if tag == _UTC_TIME:  # two digits of the year: to 2049
        text = f"{'19' if int(text[:2]) >= 50 else '20'}{text}"
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _name(data: bytes) -> str:
    """Return the part of a name by which people know it."""
    found = {}
    for _, group in _parts(data):
        for _, pair in _parts(group):
            (_, key), (tag, value) = _parts(pair)
            code = "utf-16-be" if tag == _BMP_STRING else "utf-8"
            found[key] = value.decode(code, "replace")[:_LONGEST_NAME]
    known = (found.get(key, "") for key in (_COMMON_NAME, _ORGANISATION, _UNIT))
    return next(filter(None, known), "(no name)")


def _names(extensions: bytes) -> Iterator[str]:
    """Yield the names and addresses it is for; another form of them is passed over."""
    listed = _content(extensions, _SEQUENCE) if extensions else b""
    for _, extension in _parts(listed):
        parts = _parts(extension)
        if parts[0][1] != _ALTERNATIVE_NAMES or parts[-1][0] != _OCTETS:
            continue
        for tag, value in _parts(_content(parts[-1][1], _SEQUENCE)):
            if tag == _DNS_NAME:
                yield value.decode("ascii", "replace")[:_LONGEST_NAME]
            elif tag == _IP_ADDRESS:
                with suppress(ValueError):
                    yield ipaddress.ip_address(value).compressed
