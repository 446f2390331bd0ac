"""What an agent does with a call: pick up, hang up, hold, mute (reference section 6)."""

from agent_desktop.simulator.body import boolean
from agent_desktop.simulator.calls import ENDED_HERE, Call
from agent_desktop.simulator.exchange import Answer, Exchange, Resource
from agent_desktop.simulator.refusals import access_denied, unknown_interaction


def pick_up(exchange: Exchange) -> Answer:
    """``POST interactions/{id}/pickup``: a ringing or held call."""
    exchange.world.switchboard.connect(_call(exchange))
    return Answer(200)


def disconnect(exchange: Exchange) -> Answer:
    """``POST interactions/{id}/disconnect``."""
    exchange.world.switchboard.end(_call(exchange), ENDED_HERE)
    return Answer(200)


def hold(exchange: Exchange) -> Answer:
    """``POST interactions/{id}/hold`` {on}."""
    on = exchange.body.required("on", boolean)
    exchange.world.switchboard.hold(_call(exchange), on=on)
    return Answer(200)


def mute(exchange: Exchange) -> Answer:
    """``POST interactions/{id}/mute`` {on}."""
    on = exchange.body.required("on", boolean)
    exchange.world.switchboard.mute(_call(exchange), on=on)
    return Answer(200)


def _call(exchange: Exchange) -> Call:
    call = exchange.world.switchboard.get(exchange.parameters["interactionId"])
    if call is None or call.over:
        raise unknown_interaction()
    if call.user is not exchange.session.user:
        raise access_denied()
    return call


RESOURCES = [
    Resource("POST", "interactions/<interactionId>/pickup", pick_up, ("interactions", 1)),
    Resource("POST", "interactions/<interactionId>/disconnect", disconnect, ("interactions", 1)),
    Resource("POST", "interactions/<interactionId>/hold", hold, ("interactions", 1)),
    Resource("POST", "interactions/<interactionId>/mute", mute, ("interactions", 1)),
]
