"""Whether the server can be spoken to in secret, and whether its certificate is believed."""

import ipaddress
import socket
import ssl
from datetime import UTC, datetime

from agent_desktop.checks.certificate import Certificate, CertificateUnreadable, read_certificate
from agent_desktop.checks.finding import Check, Finding, failed, not_tried, ok, warning
from agent_desktop.checks.patience import Hold, within
from agent_desktop.checks.target import Target
from agent_desktop.checks.way import PATIENCE, TunnelRefused, Way
from agent_desktop.icws import Abort, Aborted, CaFileUnusable

DAYS_TO_WARN = 30

# As OpenSSL and Windows number it.
_EXPIRED = {10, -0x7FF4FEFF, 0x800B0101}
_NOT_YET = {9}
_OTHER_NAME = {62, 64, -0x7FF4FEF1, 0x800B010F}
_UNKNOWN_AUTHORITY = {2, 18, 19, 20, 21, -0x7FF4FEF7, 0x800B0109}
_SHOWN_NAMES = 4
_ADMINISTRATOR = "Have the administrator of the IC server"


def look_at_encryption(target: Target, way: Way, abort: Abort) -> Finding:
    """Agree on encryption exactly as the program does, and send nothing. Raises Aborted."""
    check, server = Check.TLS, target.address
    if not server.encrypted:
        return _plain(target, way)
    try:
        context = target.trust.context()
    except CaFileUnusable as error:
        return failed(check, str(error), "Correct the setting ca_file, or the file.")
    if way.proxy is not None and way.proxy.scheme == "https":
        return not_tried(check, "the proxy is encrypted itself; the next line shows how it went")

    def shake(hold: Hold) -> tuple[bytes, str]:
        with way.open(hold) as sock, _wrapped(context, sock, server.host) as encrypted:
            return encrypted.getpeercert(binary_form=True) or b"", encrypted.version() or "TLS"

    try:
        der, version = within(PATIENCE, abort, shake)
    except ssl.SSLCertVerificationError as error:
        return _rejected(way, error, _seen(way, abort))
    except ssl.SSLError as error:
        return _no_tls(way, error)
    except TimeoutError:
        return failed(
            check,
            f"{server.host} doesn't answer to https within {PATIENCE:g} s",
            "Check that the port is the one for https (8019), and what stands in between.",
        )
    except TunnelRefused as error:
        return _no_tunnel(way, error)
    except OSError as error:
        return failed(
            check,
            f"the connection broke before it was encrypted ({error.strerror or 'it was closed'})",
            "Check that the port is the one for https (8019), and whether a firewall cuts it.",
        )
    return _believed(version, der, own_file=target.trust.ca_file is not None)


def _plain(target: Target, way: Way) -> Finding:
    check = Check.TLS
    here = bool(way.addresses) and all(ipaddress.ip_address(a).is_loopback for a in way.addresses)
    use_https = "Use https: the server's name alone is enough, with port 8019."
    if here and way.proxy is None:
        return warning(
            check, "not used: the address says http://, and leads to this computer", use_https
        )
    if not target.plain_http_allowed:
        return failed(
            check,
            "not used, and plain http to another computer isn't allowed",
            f"{use_https} An administrator can permit it otherwise (plain_http_allowed).",
        )
    return warning(
        check, "not used: passwords and calls can be read by others on the network", use_https
    )


def _believed(version: str, der: bytes, *, own_file: bool) -> Finding:
    check = Check.TLS
    store = "the system's store or the CA file" if own_file else "the system's store"
    try:
        leaf = read_certificate(der)
    except CertificateUnreadable:
        return ok(check, f"{version}, believed by {store}")
    days = leaf.days_left(datetime.now(UTC))
    what = (
        f"{version}, certificate of {leaf.subject} by {leaf.issuer}, believed by {store}, "
        f"{days} days left"
    )
    if days < DAYS_TO_WARN:
        return warning(check, what, f"{_ADMINISTRATOR} renew the certificate before it expires.")
    return ok(check, what)


def _rejected(way: Way, error: ssl.SSLCertVerificationError, leaf: Certificate | None) -> Finding:
    """Say which of the few things it is that make a certificate unbelievable."""
    check, host, now = Check.TLS, way.server.host, datetime.now(UTC)
    code = error.verify_code
    whose = f"the certificate of {leaf.subject} by {leaf.issuer}" if leaf else "the certificate"
    words = (error.verify_message or "no reason given").rstrip(".")
    if leaf is not None and (code in _EXPIRED or leaf.ends < now):
        if leaf.ends >= now:
            what = "a certificate that the server's one is signed by has expired"
        else:
            what = f"{whose} expired on {leaf.ends:%Y-%m-%d}, {-leaf.days_left(now)} days ago"
        renew = f"{_ADMINISTRATOR} renew it. If others get in, check this computer's date."
        return failed(check, what, renew)
    if leaf is not None and (code in _NOT_YET or leaf.begins > now):
        what = f"{whose} holds from {leaf.begins:%Y-%m-%d}"
        return failed(check, what, "Check the date of this computer.")
    known = code in _OTHER_NAME or code in _UNKNOWN_AUTHORITY
    if leaf is not None and (code in _OTHER_NAME or (not known and not leaf.is_for(host))):
        names = ", ".join(leaf.names[:_SHOWN_NAMES]) or "no name at all"
        more = f" and {len(leaf.names) - _SHOWN_NAMES} more" if leaf.names[_SHOWN_NAMES:] else ""
        return failed(
            check,
            f"{whose} is for {names}{more}, not for {host}",
            "Use a name that it is for as the server's address, or have this one added to it.",
        )
    return failed(
        check,
        f"{whose} isn't signed by an authority that this computer knows ({words})",
        "Install the organisation's own CA on this computer, or name its file in the setting "
        "ca_file. If there is none, something in between may answer for the server.",
    )


def _no_tls(way: Way, error: ssl.SSLError) -> Finding:
    check, whom, reason = Check.TLS, f"{way.host} port {way.port}", error.reason or ""
    if reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"}:
        return failed(
            check,
            f"{way.server.host} port {way.server.port} doesn't speak https",
            "Use the port for https, 8019; 8018 is the one for plain http.",
        )
    if "PROTOCOL" in reason or "VERSION" in reason or "HANDSHAKE_FAILURE" in reason:
        return failed(
            check,
            f"{whom} and this computer agree on no encryption; TLS 1.2 or later is needed",
            f"{_ADMINISTRATOR} turn TLS 1.2 on.",
        )
    return failed(
        check,
        f"no encrypted connection to {whom} came about ({reason or 'it was closed'})",
        "Check that the port is the one for https (8019), and whether a firewall cuts it.",
    )


def _no_tunnel(way: Way, error: TunnelRefused) -> Finding:
    advice = "Ask whoever runs the proxy to let this computer through to the server."
    if str(error) == "status 407":
        advice = "The proxy wants a user and a password: set them in its address."
    return failed(Check.TLS, f"the proxy {way.proxy} makes no tunnel: {error}", advice)


def _seen(way: Way, abort: Abort) -> Certificate | None:
    """Return the certificate that was rejected; None where it can't be had or read.

    It is looked at on a connection that verifies nothing, because a rejected one isn't handed
    out; nothing is ever sent over that, and no other part of the program makes one.
    """

    def shake(hold: Hold) -> bytes:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with way.open(hold) as sock, _wrapped(context, sock, way.server.host) as encrypted:
            return encrypted.getpeercert(binary_form=True) or b""

    try:
        return read_certificate(within(PATIENCE, abort, shake))
    except (OSError, CertificateUnreadable, Aborted):
        return None


def _wrapped(context: ssl.SSLContext, sock: socket.socket, host: str) -> ssl.SSLSocket:
    return context.wrap_socket(sock, server_hostname=host)
