"""Which server is looked at, and with what."""

from agent_desktop.icws import IcCredentials, ServerAddress, StationChoice, Trust
from agent_desktop.immutable import immutable


@immutable
class Target:
    """A server as the program would go to it; without `credentials` nobody is logged on.

    `deadline` is that of one request, in seconds. Without a `station` none is taken.
    """

    address: ServerAddress
    trust: Trust
    plain_http_allowed: bool
    language: str
    deadline: float
    credentials: IcCredentials | None = None
    station: StationChoice | None = None
