"""The areas of ICWS, one module each: what is asked, what is answered."""

from agent_desktop.simulator.areas import (
    connection,
    dialer,
    interactions,
    messaging,
    queues,
    station,
    status,
)
from agent_desktop.simulator.exchange import Resource

RESOURCES: list[Resource] = [
    *connection.RESOURCES,
    *station.RESOURCES,
    *messaging.RESOURCES,
    *dialer.RESOURCES,
    *status.RESOURCES,
    *queues.RESOURCES,
    *interactions.RESOURCES,
]
