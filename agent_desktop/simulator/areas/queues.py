"""Watching the calls in a user's queue (reference section 6)."""

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.body import Body, integer, list_of, mapping, string
from agent_desktop.simulator.exchange import Answer, Exchange, Resource
from agent_desktop.simulator.refusals import (
    Refusal,
    access_denied,
    invalid_property,
    unknown_user,
)
from agent_desktop.simulator.sessions import QueueSubscription

USER_QUEUE = 1
"""``queueType`` of a user's own queue, the only kind served."""


def subscribe(exchange: Exchange) -> Answer:
    """``PUT messaging/subscriptions/queues/{subscriptionId}``: whole contents, then changes."""
    queues = exchange.body.required("queueIds", list_of(mapping))
    attributes = exchange.body.required("attributeNames", list_of(string))
    users = frozenset(_user_of(exchange, Body(queue)) for queue in queues)
    if not users:
        raise invalid_property("queueIds")
    queue = QueueSubscription(exchange.parameters["subscriptionId"], users, attributes)
    exchange.world.switchboard.subscribe(exchange.session, queue)
    return Answer(200)


def _user_of(exchange: Exchange, queue: Body) -> str:
    if queue.required("queueType", integer) != USER_QUEUE:
        raise invalid_property("queueType")
    name = queue.required("queueName", string)
    user = exchange.world.user(name)
    if user is None:
        raise unknown_user(name)
    if user is not exchange.session.user:
        raise access_denied()
    return user.id


def unsubscribe(exchange: Exchange) -> Answer:
    """``DELETE messaging/subscriptions/queues/{subscriptionId}``."""
    if exchange.session.queues.pop(exchange.parameters["subscriptionId"], None) is None:
        raise Refusal(404, "subscription_unknown", error_id=assumptions.ID_NO_SUCH_SUBSCRIPTION)
    return Answer(204)


SUBSCRIPTION = "messaging/subscriptions/queues/<subscriptionId>"
RESOURCES = [
    Resource("PUT", SUBSCRIPTION, subscribe, ("queues", 1)),
    Resource("DELETE", SUBSCRIPTION, unsubscribe, ("queues", 1)),
]
