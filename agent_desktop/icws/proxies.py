"""The proxies of this computer's settings: of the environment, or of the system."""

from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from requests.utils import get_environ_proxies, select_proxy

from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.secret import Secret
from agent_desktop.immutable import immutable

_USUAL_PORTS = {"http": 80, "https": 443}


@immutable
class Proxy:
    """A proxy as it was set; `login` is `user:password`, empty for none."""

    scheme: str
    host: str
    port: int
    login: Secret

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def proxies(address: ServerAddress) -> dict[str, str]:
    """Return the proxies on the way to a server as requests wants them; none to this computer."""
    return {} if address.loopback else get_environ_proxies(address.url)


def proxy_url(address: ServerAddress) -> str:
    """Return the address of the proxy on the way to a server; empty where there is none."""
    return select_proxy(address.url, proxies(address)) or ""


def proxy_of(address: ServerAddress) -> Proxy | None:
    """Return the proxy on the way to a server, None without. Raises ValueError for an odd one."""
    url = proxy_url(address)
    if not url:
        return None
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if not parts.hostname:
        raise ValueError("it names no host")
    port = parts.port or _USUAL_PORTS.get(parts.scheme, 0)
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    return Proxy(parts.scheme, parts.hostname, port, Secret(login))


def proxies_are_set(address: ServerAddress) -> bool:
    """Whether there is a proxy for addresses of this kind, though perhaps not for this one."""
    return bool(select_proxy(address.url, getproxies()))
