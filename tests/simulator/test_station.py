"""Reference section 2: the station of a session."""

from typing import Any

import pytest

from tests.simulator.conftest import Reply, Running, Session, Start


def put(session: Session, kind: str, **settings: Any) -> Reply:
    body = {"__type": f"urn:inin.com:connection:{kind}", **settings}
    return session.ask("PUT", "connection/station", body)


@pytest.mark.parametrize(
    ("kind", "settings", "shown"),
    [
        (
            "workstationSettings",
            {"workstation": "7001", "supportedMediaTypes": [1], "readyForInteractions": True},
            {"stationSetting": 1, "id": "7001", "extension": "7001"},
        ),
        (
            "remoteWorkstationSettings",
            {"workstation": "7001", "remoteNumber": "555 0199"},
            {
                "stationSetting": 2,
                "id": "7001",
                "extension": "7001",
                "remoteNumber": "555 0199",
            },
        ),
        (
            "remoteNumberSettings",
            {"remoteNumber": "555 0199", "persistentConnection": True},
            {"stationSetting": 3, "remoteNumber": "555 0199"},
        ),
        ("stationlessSettings", {}, {"stationSetting": 0}),
    ],
)
def test_each_kind_of_station_can_be_had(
    ada: Session, kind: str, settings: dict[str, Any], shown: dict[str, Any]
) -> None:
    assert put(ada, kind, **settings).status == 200

    assert ada.done("GET", "connection/station").json == shown


def test_without_a_station_there_is_none_to_show(ada: Session) -> None:
    before = ada.ask("GET", "connection/station")
    ada.station()
    assert ada.ask("DELETE", "connection/station").status == 200
    after = ada.ask("GET", "connection/station")

    assert (before.status, before.json["errorId"]) == (404, "error.request.noStation")
    assert after.status == 404


@pytest.mark.parametrize(
    ("kind", "settings", "name"),
    [
        ("workstationSettings", {}, "workstation"),
        ("remoteWorkstationSettings", {}, "workstation"),
        ("remoteNumberSettings", {}, "remoteNumber"),
        ("workstationSettings", {"workstation": 7001}, "workstation"),
        ("stationlessSettings", {"supportedMediaTypes": [True]}, "supportedMediaTypes"),
        ("stationlessSettings", {"supportedMediaTypes": ["1"]}, "supportedMediaTypes"),
        ("stationlessSettings", {"readyForInteractions": 1}, "readyForInteractions"),
        ("noSuchSettings", {}, "__type"),
    ],
)
def test_wrong_settings_are_refused_by_name(
    ada: Session, kind: str, settings: dict[str, Any], name: str
) -> None:
    reply = put(ada, kind, **settings)

    assert (reply.status, reply.json["propertyName"]) == (400, name)


def test_an_unknown_station_is_refused(ada: Session) -> None:
    reply = put(ada, "workstationSettings", workstation="9999")

    assert reply.status == 400
    assert "9999" in reply.json["message"]


def test_a_station_without_a_licence_is_refused(ada: Session) -> None:
    reply = put(ada, "workstationSettings", workstation="7009")

    assert reply.status == 403
    assert "not licensed" in reply.json["message"]


def test_a_station_in_use_by_another_user_is_refused(running: Running, ada: Session) -> None:
    ada.station("7001")
    ben = running.log_on("ben")

    reply = put(ben, "workstationSettings", workstation="7001")

    assert reply.status == 400
    assert "in use by another user" in reply.json["message"]
    ada.done("DELETE", "connection/station")
    ben.station("7001")


def test_a_user_on_another_station_is_refused(start: Start) -> None:
    running = start("second_log_on_ends_first = false")
    first, second = running.log_on("ada"), running.log_on("ada", application="other")
    first.station("7001")

    reply = put(second, "workstationSettings", workstation="7002")

    assert reply.status == 400
    assert "7001" in reply.json["message"]


def test_one_session_may_change_its_station(ada: Session) -> None:
    ada.station("7001")
    ada.station("7002")

    assert ada.done("GET", "connection/station").json["id"] == "7002"
