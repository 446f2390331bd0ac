"""Making connections: look the name up, connect, encrypt; each part ends when the call is cut.

urllib3 makes and pools the connections. The classes here replace its blocking look-up and
connect, hand every socket to the call under way, and raise this package's errors.
"""

import errno
import http.client
import io
import ipaddress
import os
import re
import socket
import ssl
import threading
from contextvars import ContextVar
from time import monotonic
from typing import Any, cast

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util.wait import wait_for_write

from agent_desktop.icws.call import Call
from agent_desktop.icws.errors import (
    CertificateRejected,
    ConnectionRefused,
    ConnectTimeout,
    IcwsError,
    NoNetwork,
    PlainHttpRefused,
    ProxyFailed,
    TlsFailed,
    UnknownHost,
    Unreachable,
)

# Seconds between two looks at whether a connect was cut.
CONNECT_POLL = 0.05

# urllib3 connects in the thread that calls, so this is how a connection finds its call.
current_call: ContextVar[Call] = ContextVar("current_call")

_UNDER_WAY = {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY}
# Not EHOSTUNREACH: so a network speaks of a host on it that is dead.
_NO_WAY = {errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
# What says nothing of the host, where another of its addresses says more.
_NOT_OF_THE_HOST = _NO_WAY | {errno.EAFNOSUPPORT}
# family, type, protocol, canonical name, socket address: as getaddrinfo gives it
_Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


def resolve(host: str, port: int, call: Call) -> list[_Found]:
    """Return the addresses of a host. Raises UnknownHost, or what a cut call ends with.

    The look-up can't be stopped, so it runs in a thread of its own that a cut leaves behind.
    """
    found: list[_Found] = []
    done = threading.Event()

    def look_up() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            found.clear()
        finally:
            done.set()

    if _is_ip_address(host):
        look_up()
    else:
        call.on_cut(done.set)
        threading.Thread(target=look_up, name="icws-name-lookup", daemon=True).start()
        done.wait()
    call.check()
    if not found:
        raise UnknownHost(f"There is no server called {host}.", host=host, **call.facts)
    return found


def connect(host: str, port: int, call: Call) -> socket.socket:
    """Return a socket connected to the host, each of its addresses tried in turn.

    Raises UnknownHost, PlainHttpRefused, NoNetwork, ConnectionRefused, ConnectTimeout, or what a
    cut call ends with.
    """
    candidates = resolve(host, port, call)
    if call.local_only:
        # By address, not by name: a hosts file may lead "localhost" anywhere.
        candidates = [found for found in candidates if _is_loopback(found[4][0])]
        if not candidates:
            raise not_local(call)
    failures: list[OSError] = []
    for done, (family, kind, protocol, _, address) in enumerate(candidates):
        remaining = call.remaining
        # A share each, so that one address that swallows packets doesn't use up the time.
        share = None if remaining is None else remaining / (len(candidates) - done)
        try:
            return _connected(socket.socket(family, kind, protocol), address, share, call)
        except OSError as error:  # also where this computer doesn't speak the family
            failures.append(error)
    failure = next((e for e in failures if e.errno not in _NOT_OF_THE_HOST), failures[-1])
    if failure.errno == errno.ETIMEDOUT:
        raise ConnectTimeout(
            f"{host} doesn't respond on port {port}.", host=host, **call.facts
        ) from None
    if failure.errno in _NO_WAY:
        raise NoNetwork(
            f"There is no network on the way to {host} ({failure.strerror}).",
            host=host,
            **call.facts,
        ) from None
    raise ConnectionRefused(
        f"{host} doesn't take connections on port {port} ({failure.strerror}).",
        host=host,
        **call.facts,
    ) from None


def not_local(call: Call) -> PlainHttpRefused:
    """Return the error for a call that would leave this computer in the clear."""
    sentence = f"Plain http to {call.host} isn't allowed: others could read along."
    return PlainHttpRefused(sentence, host=call.host, **call.facts)


def _connected(sock: socket.socket, address: Any, share: float | None, call: Call) -> socket.socket:
    try:
        _connect(sock, address, share, call)
    except (OSError, IcwsError):
        sock.close()
        raise
    call.peer = address[0]
    return sock


def _connect(sock: socket.socket, address: Any, share: float | None, call: Call) -> None:
    until = None if share is None else monotonic() + share
    sock.setblocking(False)
    code = sock.connect_ex(address)
    while code in _UNDER_WAY:
        call.check()
        if wait_for_write(sock, CONNECT_POLL):
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        elif until is not None and monotonic() >= until:
            code = errno.ETIMEDOUT
    if code:
        raise OSError(code, os.strerror(code))


class _Lines(io.BufferedReader):
    """What comes from a server, and whether it has ended."""

    ended = False

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        self.ended = not line
        return line


class _Response(http.client.HTTPResponse):
    """An answer whose headers are whole: http.client takes a broken connection for their end."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = self._lines = _Lines(self.fp.detach())

    def begin(self) -> None:
        super().begin()
        if self._lines.ended:
            raise http.client.IncompleteRead(b"")


class PlainConnection(HTTPConnection):
    """A connection that belongs to one call at a time and can be cut by it."""

    response_class = _Response
    _gathered: bytearray | None = None  # of a request that is being put together

    def _new_conn(self) -> socket.socket:
        call = current_call.get()
        if call.local_only and self.proxy is not None:
            raise not_local(call)
        try:
            sock = connect(self._dns_host, self.port, call)
        except Unreachable as error:
            if self.proxy is None:
                raise
            raise ProxyFailed(
                f"The proxy {self.host} can't be reached.", host=self.host, **call.facts
            ) from error
        for option in self.socket_options or ():
            sock.setsockopt(*option)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        sock.settimeout(call.remaining)
        call.hold(sock)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request, in one piece: put together first, it leaves when its call lets it."""
        call = current_call.get()
        if self.sock is None:
            self.connect()
        else:
            call.hold(self.sock)
        call.check()
        self._gathered = bytearray()
        try:
            super().request(*args, **kwargs)
        finally:
            gathered, self._gathered = bytes(self._gathered), None
        call.leave()
        super().send(gathered)

    def send(self, data: Any) -> None:
        """Send something; of a request only gather it."""
        if self._gathered is None:
            super().send(data)
        else:
            self._gathered += data


class EncryptedConnection(PlainConnection, HTTPSConnection):
    """The same, encrypted: verified by the call's trust, and by nothing else."""

    def connect(self) -> None:
        """Connect, by way of the proxy where there is one, and agree on encryption.

        Raises CertificateRejected, TlsFailed, ProxyFailed, or what a cut call ends with.
        """
        call = current_call.get()
        self.ssl_context = call.trust.context()
        if self.proxy_config is not None:
            self.proxy_config = self.proxy_config._replace(ssl_context=call.trust.context())
        try:
            super().connect()
            # What isn't connected any more ssl hands over as it is.
            if cast(ssl.SSLSocket, self.sock).version() is None:
                raise ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
        except (OSError, HTTPError) as error:
            _close_what_ssl_left_open(error)
            call.check()
            raise self._failure(error, call) from None

    def _failure(self, error: Exception, call: Call) -> IcwsError:
        """Say what went wrong; the texts of urllib3 and ssl are not for people."""
        if self.proxy is not None:
            if refused := re.match(r"Tunnel connection failed: (\d{3})", str(error)):
                return proxy_refused(int(refused[1]), self.host, call)
            if self.proxy.scheme == "https" and not self.proxy_is_verified:
                return ProxyFailed(
                    f"No encrypted connection to the proxy {self.host} came about.",
                    host=self.host,
                    **call.facts,
                )
        if isinstance(error, ssl.SSLCertVerificationError):
            reason = error.verify_message or "it can't be verified"
            return CertificateRejected(host=call.host, reason=reason.rstrip("."), **call.facts)
        return TlsFailed(
            f"No encrypted connection to {call.host} came about; perhaps it doesn't speak https.",
            host=call.host,
            **call.facts,
        )


def _close_what_ssl_left_open(error: Exception) -> None:
    """Close a socket that was reset just before it was encrypted.

    Before Python 3.13 ssl takes the socket over, fails, and leaves the new one to its frames.
    """
    at = error.__traceback__
    while at is not None:
        left = at.tb_frame.f_locals.get("self")
        if isinstance(left, ssl.SSLSocket):
            left.close()
        at = at.tb_next


def proxy_refused(status: int, host: str, call: Call) -> ProxyFailed:
    """Return the error for a proxy that lets nothing through."""
    why = "wants a user and a password it accepts" if status == 407 else "refused the connection"
    return ProxyFailed(f"The proxy {host} {why} (status {status}).", host=host, **call.facts)


class PlainPool(HTTPConnectionPool):
    """A pool of plain connections to one server."""

    ConnectionCls = PlainConnection


class EncryptedPool(HTTPSConnectionPool):
    """A pool of encrypted connections to one server."""

    ConnectionCls = EncryptedConnection


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
