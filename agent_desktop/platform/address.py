"""Where a server is: from what a person types or a setting says to the URL that requests go to."""

import ipaddress
import re
from dataclasses import replace
from typing import Self

from agent_desktop.immutable import immutable

# Reference section 0, "Base".
HTTPS_PORT = 8019
HTTP_PORT = 8018
# Behind a web proxy the server's name is the last part of the path (section 0).
_PROXIED = re.compile(r"(?P<front>.*/api)/[^/]+")

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)")
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]]*\]|[^\[\]:]*)(?::(?P<port>[^:]*))?")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*")


class NoAddress(ValueError):
    """The text names no server; a sentence says why."""


@immutable
class Address:
    """A server's address. `base_path` is empty, or the path that all paths go under."""

    scheme: str
    host: str
    port: int
    base_path: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name`, `name:port` or a URL, the last with a path where a web proxy is between.

        https is used unless the text says `http://`. Without a port: 8019 (http: 8018), and
        the web's own 443 (80) where there is a path. Raises NoAddress with a sentence.
        """
        text = text.strip()
        if not text:
            raise NoAddress("Enter the name of the server.")
        if re.search(r"[\s\x00-\x1f\x7f]", text):
            raise NoAddress("A server's address has no blanks in it.")
        if "@" in text:
            raise NoAddress("Leave user and password out of the server's address.")
        if "?" in text or "#" in text:
            raise NoAddress("A server's address has no ? or # in it.")
        scheme, rest = _scheme(text)
        authority, slash, path = rest.partition("/")
        if path and scheme is None:
            raise NoAddress("An address with a path starts with https://.")
        base_path = (slash + path).rstrip("/")
        if not _PATH.fullmatch(base_path):
            raise NoAddress("The path in the server's address isn't one.")
        host, port = _authority(authority)
        if port is None:
            port = _usual_port(scheme or "https", base_path)
        return cls(scheme or "https", host, port, base_path)

    @property
    def encrypted(self) -> bool:
        """Whether what is said to the server is encrypted."""
        return self.scheme == "https"

    @property
    def loopback(self) -> bool:
        """Whether the server is on this computer."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            name = self.host.rstrip(".")
            return name == "localhost" or name.endswith(".localhost")

    @property
    def url(self) -> str:
        """The URL that resource paths such as `/icws/connection` are appended to."""
        return f"{self.scheme}://{self._bracketed}:{self.port}{self.base_path}"

    @property
    def server_name(self) -> str:
        """The server's own name: behind a web proxy the one in the path, as `with_host` puts it."""
        proxied = _PROXIED.fullmatch(self.base_path)
        return self.base_path.removeprefix(f"{proxied['front']}/") if proxied else self.host

    def with_host(self, host: str) -> Self:
        """Return the address of another server at the same scheme and port.

        Behind a web proxy (`.../api/{server}`) the server's name in the path is replaced and
        the proxy stays. Raises NoAddress unless `host` is a bare name or IP address.
        """
        host = _host(host.strip())
        if proxied := _PROXIED.fullmatch(self.base_path):
            return replace(self, base_path=f"{proxied['front']}/{host}")
        return replace(self, host=host)

    def __str__(self) -> str:
        shown = self._bracketed
        if self.port != _usual_port(self.scheme, self.base_path):
            shown += f":{self.port}"
        if self.encrypted and not self.base_path:
            return shown
        return f"{self.scheme}://{shown}{self.base_path}"

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def _usual_port(scheme: str, base_path: str) -> int:
    if base_path:
        return 443 if scheme == "https" else 80
    return HTTPS_PORT if scheme == "https" else HTTP_PORT


def _scheme(text: str) -> tuple[str | None, str]:
    match = _SCHEME.fullmatch(text)
    if match is None:
        return None, text
    scheme = match["scheme"].lower()
    if scheme not in {"http", "https"}:
        raise NoAddress("A server's address starts with https:// or http://.")
    return scheme, match["rest"]


def _authority(text: str) -> tuple[str, int | None]:
    if text.count(":") > 1 and not text.startswith("["):
        text = f"[{text}]"  # a bare IPv6 address, as people type it
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        raise NoAddress("The server's address isn't a name, name:port or URL.")
    host = _host(match["host"])
    if match["port"] is None:
        return host, None
    if not re.fullmatch(r"[0-9]{1,5}", match["port"]) or not 0 < int(match["port"]) < 65536:
        raise NoAddress("A port is a number from 1 to 65535.")
    return host, int(match["port"])


def _host(text: str) -> str:
    """Return the host in lower case and ASCII, an IP address in its shortest form."""
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if "%" in bare:
        raise NoAddress("A server's address has no % in it.")
    try:
        return ipaddress.ip_address(bare).compressed
    except ValueError:
        if bare is not text:
            raise NoAddress("What is between [ and ] isn't an IPv6 address.") from None
    try:
        name = bare.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoAddress("The server's name isn't one that can be looked up.") from None
    labels = name.removesuffix(".").split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NoAddress("The server's name isn't one that can be looked up.")
    if labels[-1].isdigit():
        raise NoAddress("The server's IP address isn't complete.")
    return name
