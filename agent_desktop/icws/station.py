"""The station a user works at (reference section 2)."""

from typing import Any

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.connection import Accepted, SessionCalls
from agent_desktop.icws.errors import NotFound
from agent_desktop.icws.line import Resource
from agent_desktop.icws.wire import OpenEnum, TypedWire, Wire
from agent_desktop.immutable import immutable

_AREA = "urn:inin.com:connection:"
_PATH = "/icws/{sessionId}/connection/station"
SET_STATION = Resource("PUT", _PATH)
CLEAR_STATION = Resource("DELETE", _PATH, success=frozenset({200, 204}))
STATION = Resource("GET", _PATH)

# supportedMediaTypes
CALL = 1


@immutable
class Workstation:
    """A station of the site, by its name."""

    workstation: str


@immutable
class RemoteWorkstation:
    """A station of the site, answered elsewhere; without a number, at the one it is set to."""

    workstation: str
    remote_number: str | None = None


@immutable
class RemoteNumber:
    """A telephone number; a persistent connection stays up between calls."""

    remote_number: str
    persistent_connection: bool = False


@immutable
class Stationless:
    """No telephone."""


StationChoice = Workstation | RemoteWorkstation | RemoteNumber | Stationless


class _StationSettings(TypedWire, frozen=True, tag=""):
    supported_media_types: tuple[int, ...] = ()
    ready_for_interactions: bool | None = None


class WorkstationSettings(
    _StationSettings, frozen=True, kw_only=True, tag=_AREA + "workstationSettings"
):
    """The body for a station of the site."""

    workstation: str


class RemoteWorkstationSettings(
    _StationSettings,
    frozen=True,
    kw_only=True,
    tag=_AREA + "remoteWorkstationSettings",
):
    """The body for a station of the site that is answered elsewhere."""

    workstation: str
    remote_number: str | None = None


class RemoteNumberSettings(
    _StationSettings, frozen=True, kw_only=True, tag=_AREA + "remoteNumberSettings"
):
    """The body for a telephone number."""

    remote_number: str
    persistent_connection: bool | None = None


class StationlessSettings(
    _StationSettings, frozen=True, kw_only=True, tag=_AREA + "stationlessSettings"
):
    """The body for no telephone."""


class StationSetting(OpenEnum):
    """The kind of station a user is logged in to."""

    NONE = 0
    WORKSTATION = 1
    REMOTE_WORKSTATION = 2
    REMOTE_NUMBER = 3


class Station(Wire, frozen=True):
    """The station a user is logged in to. Its SIP password is never read."""

    id: str | None = None
    extension: str | None = None
    station_setting: StationSetting | None = None


class StationCalls(SessionCalls):
    """Choosing, leaving and asking for the station."""

    def set_station(
        self,
        station: StationChoice,
        *,
        ready: bool = True,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Log in to a station; `ready` means interactions may come at once.

        Raises BadRequest or Forbidden with the server's words: not licensed, the user is on
        another station, or another user is on this one.
        """
        answer = self._line.ask(
            SET_STATION, body=_settings(station, ready), deadline=deadline, abort=abort
        )
        return Accepted(answer.facts["reference"])

    def clear_station(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """Leave the station."""
        answer = self._line.ask(CLEAR_STATION, deadline=deadline, abort=abort)
        return Accepted(answer.facts["reference"])

    def station(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Station | None:
        """Return the station, None without one."""
        try:
            station = self._line.ask(STATION, deadline=deadline, abort=abort).decode(Station)
        except NotFound:
            return None
        return None if station.station_setting is StationSetting.NONE else station


def _settings(station: StationChoice, ready: bool) -> TypedWire:
    common: dict[str, Any] = {"supported_media_types": (CALL,), "ready_for_interactions": ready}
    match station:
        case Workstation(workstation):
            return WorkstationSettings(workstation=workstation, **common)
        case RemoteWorkstation(workstation, remote_number):
            return RemoteWorkstationSettings(
                workstation=workstation, remote_number=remote_number, **common
            )
        case RemoteNumber(remote_number, persistent):
            return RemoteNumberSettings(
                remote_number=remote_number, persistent_connection=persistent, **common
            )
        case Stationless():
            return StationlessSettings(**common)
