"""The station of a session (reference section 2)."""

from typing import Any, Final

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.body import boolean, integer, list_of, string
from agent_desktop.simulator.exchange import Answer, Exchange, Resource
from agent_desktop.simulator.people import Station
from agent_desktop.simulator.refusals import Refusal
from agent_desktop.simulator.sessions import StationConnection

SETTINGS: Final = {
    "workstationSettings": 1,
    "remoteWorkstationSettings": 2,
    "remoteNumberSettings": 3,
    "stationlessSettings": 0,
}
"""``stationSetting`` of each ``__type``."""


def connect(exchange: Exchange) -> Answer:
    """``PUT connection/station``: one of four kinds."""
    body = exchange.body
    setting = body.type_name("connection", *SETTINGS)
    body.optional("supportedMediaTypes", list_of(integer))
    body.optional("readyForInteractions", boolean)
    station: Station | None = None
    remote_number: str | None = None
    if setting in {"workstationSettings", "remoteWorkstationSettings"}:
        station = _free_station(exchange, body.required("workstation", string))
    if setting == "remoteWorkstationSettings":
        remote_number = body.optional("remoteNumber", string)
    if setting == "remoteNumberSettings":
        remote_number = body.required("remoteNumber", string)
        body.optional("persistentConnection", boolean)
    session = exchange.session
    session.station = StationConnection(setting, station, remote_number)
    exchange.world.tell_status(session.user)
    return Answer(200)


def _free_station(exchange: Exchange, station_id: str) -> Station:
    """Return the station if this user may have it, else raise the reason as a `Refusal`."""
    station = exchange.world.stations.get(station_id.casefold())
    if station is None:
        raise Refusal(
            400, "station_unknown", error_id=assumptions.ID_STATION_UNKNOWN, station=station_id
        )
    if not station.licensed:
        raise Refusal(
            403,
            "station_not_licensed",
            error_id=assumptions.ID_STATION_NOT_LICENSED,
            station=station.id,
        )
    for other in exchange.world.sessions:
        held = other.station.station if other.station is not None else None
        if held is None or other is exchange.session:
            continue
        if held is station and other.user is not exchange.session.user:
            raise Refusal(
                400, "station_in_use", error_id=assumptions.ID_STATION_IN_USE, station=station.id
            )
        if held is not station and other.user is exchange.session.user:
            raise Refusal(
                400,
                "user_on_another_station",
                error_id=assumptions.ID_USER_ON_ANOTHER_STATION,
                station=held.id,
            )
    return station


def shown(exchange: Exchange) -> Answer:
    """``GET connection/station``: 404 without one."""
    connection = exchange.session.station
    if connection is None:
        raise Refusal(404, "no_station", error_id="error.request.noStation")
    body: dict[str, Any] = {"stationSetting": SETTINGS[connection.setting]}
    if connection.station is not None:
        body |= {"id": connection.station.id, "extension": connection.station.id}
    if connection.remote_number is not None:
        body["remoteNumber"] = connection.remote_number
    return Answer(200, body)


def leave(exchange: Exchange) -> Answer:
    """``DELETE connection/station``."""
    exchange.session.station = None
    exchange.world.tell_status(exchange.session.user)
    return Answer(200)


RESOURCES = [
    Resource("PUT", "connection/station", connect, ("connection", 1)),
    Resource("GET", "connection/station", shown, ("connection", 1)),
    Resource("DELETE", "connection/station", leave, ("connection", 1)),
]
