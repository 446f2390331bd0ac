"""The way to a server: its proxy, its name, a connection. Plain sockets, nothing is sent."""

import base64
import errno
import ipaddress
import socket
from dataclasses import dataclass, field
from time import monotonic

from agent_desktop.checks.finding import Check, Finding, failed, ok, took, warning
from agent_desktop.checks.patience import Hold, within
from agent_desktop.icws import Abort, Proxy, ServerAddress, proxies_are_set, proxy_of

# Seconds for one look, whatever longer deadline is set for requests.
PATIENCE = 10.0
_LONGEST_REPLY = 16 * 1024
_SHOWN_ADDRESSES = 4


class TunnelRefused(OSError):
    """The proxy makes no tunnel; the text is its status, or says that it spoke no HTTP."""


@dataclass
class Way:
    """How connections to a server are made; `addresses` are the next host's: proxy or server."""

    server: ServerAddress
    proxy: Proxy | None = None
    addresses: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """The host that connections are made to."""
        return self.proxy.host if self.proxy else self.server.host

    @property
    def port(self) -> int:
        """Its port."""
        return self.proxy.port if self.proxy else self.server.port

    def connect(self, hold: Hold) -> socket.socket:
        """Return a connection to the host, each of its addresses tried in turn. Raises OSError."""
        failure: OSError = OSError(errno.EADDRNOTAVAIL, "no address")
        for address in self.addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            sock = socket.socket(family, socket.SOCK_STREAM)
            sock.settimeout(PATIENCE / len(self.addresses))
            try:
                hold(sock)
                sock.connect((address, self.port))
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise failure

    def open(self, hold: Hold) -> socket.socket:
        """Return a connection to the server itself, through the proxy where there is one.

        Raises OSError; TunnelRefused for a proxy that lets nothing through.
        """
        sock = self.connect(hold)
        if self.proxy is not None:
            try:
                _tunnel(sock, self.server, self.proxy)
            except OSError:
                sock.close()
                raise
        sock.settimeout(PATIENCE)
        return sock


def look_for_proxy(server: ServerAddress) -> tuple[Way, Finding]:
    """Find out which way leads to the server by this computer's settings."""
    check = Check.PROXY
    try:
        proxy = proxy_of(server)
    except ValueError:
        return Way(server), failed(
            check,
            "the proxy of this computer's settings isn't one that can be used",
            "Correct the address of the proxy (HTTPS_PROXY, or the system's network settings).",
        )
    way = Way(server, proxy)
    if proxy is not None and proxy.scheme not in {"http", "https"}:
        return way, failed(
            check,
            f"{proxy} is a {proxy.scheme} proxy, and only http proxies can be used",
            "Set an http proxy, or except the server from the proxy (NO_PROXY).",
        )
    if proxy is not None:
        return way, ok(check, f"{server.host} is reached through the proxy {proxy}")
    if server.loopback:
        return way, ok(check, "none: the server is on this computer")
    if proxies_are_set(server):
        return way, ok(check, f"none: {server.host} is excepted from this computer's proxy")
    return way, ok(check, "none is set on this computer")


def look_up(way: Way, abort: Abort) -> Finding:
    """Look the name of the next host up. Raises Aborted."""
    check, host = Check.DNS, way.host
    whose = "proxy" if way.proxy else "server"
    started = monotonic()
    try:
        found = within(
            PATIENCE,
            abort,
            lambda _hold: socket.getaddrinfo(host, way.port, type=socket.SOCK_STREAM),
        )
    except TimeoutError:
        return failed(
            check,
            f"looking up {host} gave no answer within {PATIENCE:g} s",
            "Check this computer's network and its name servers.",
        )
    except (OSError, UnicodeError):
        return failed(
            check,
            f"there is no {whose} called {host}",
            "Check the spelling; a short name may need its domain, or the VPN.",
        )
    way.addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if _is_ip_address(host):
        return ok(check, f"not needed: {host} is an address")
    shown = ", ".join(way.addresses[:_SHOWN_ADDRESSES])
    return ok(check, f"{host} is {shown} ({took(started)})")


def try_to_connect(way: Way, abort: Abort) -> Finding:
    """Make a connection to the next host and close it again. Raises Aborted."""
    check, whom = Check.TCP, f"{way.host} port {way.port}"
    firewall = "Check the port, and whether a firewall lets this computer through."
    started = monotonic()
    try:
        with within(PATIENCE, abort, way.connect) as sock:
            reached = str(sock.getpeername()[0])
    except TimeoutError:
        return failed(check, f"{whom} doesn't respond", firewall)
    except OSError as error:
        reason = error.strerror or "it was refused"
        return failed(
            check, f"{whom} takes no connection: {reason[:1].lower()}{reason[1:]}", firewall
        )
    if reached != way.addresses[0]:
        return warning(
            check,
            f"{reached} port {way.port} takes connections, {way.addresses[0]} doesn't",
            "Have the dead address taken out of DNS: each connection waits for it.",
        )
    return ok(check, f"{reached} port {way.port} takes connections ({took(started)})")


def _tunnel(sock: socket.socket, server: ServerAddress, proxy: Proxy) -> None:
    """Ask a proxy for a tunnel. Raises OSError."""
    host = f"[{server.host}]" if ":" in server.host else server.host
    lines = [f"CONNECT {host}:{server.port} HTTP/1.1", f"Host: {host}:{server.port}"]
    if proxy.login:
        packed = base64.b64encode(proxy.login.reveal().encode()).decode("ascii")
        lines.append(f"Proxy-Authorization: Basic {packed}")
    sock.settimeout(PATIENCE)
    sock.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    reply = b""
    # Byte by byte: what comes behind the reply is the server's.
    while not reply.endswith(b"\r\n\r\n") and len(reply) < _LONGEST_REPLY:
        part = sock.recv(1)
        if not part:
            break
        reply += part
    words = reply.split(None, 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1].isdigit():
        raise TunnelRefused("it doesn't speak HTTP")
    if words[1] != b"200":
        raise TunnelRefused(f"status {words[1].decode('ascii')}")


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
