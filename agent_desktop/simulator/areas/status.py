"""Statuses: which there are, whose is which, and setting one (reference section 6)."""

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.body import list_of, string, utc_date
from agent_desktop.simulator.exchange import Answer, Exchange, Resource, async_operation
from agent_desktop.simulator.people import User, status_entry
from agent_desktop.simulator.refusals import (
    Refusal,
    access_denied,
    invalid_property,
    unknown_user,
)


def status_messages(exchange: Exchange) -> Answer:
    """``GET status/status-messages``: every status of the server."""
    statuses = exchange.world.statuses.values()
    return Answer(200, {"statusMessageList": [status_entry(status) for status in statuses]})


def user_access(exchange: Exchange) -> Answer:
    """``GET status/status-messages-user-access/{userId}``: the ids a user may choose."""
    _user(exchange)
    statuses = exchange.world.statuses.values()
    return Answer(200, {"statusMessages": [each.id for each in statuses if each.selectable]})


def user_status(exchange: Exchange) -> Answer:
    """``GET status/user-statuses/{userId}``."""
    return Answer(200, exchange.world.user_status(_user(exchange)))


def set_user_status(exchange: Exchange) -> Answer:
    """``PUT status/user-statuses/{userId}``: 202, then a message says how it went."""
    world, body = exchange.world, exchange.body
    user = _user(exchange)
    status_id = body.required("statusId", string)
    notes = body.optional("notes", string) or ""
    until = body.optional("until", utc_date)
    if user is not exchange.session.user:
        raise access_denied()
    status = world.status(status_id)
    if status is None:
        raise invalid_property("statusId")
    if not status.selectable:
        refusal = Refusal(
            400,
            "status_not_selectable",
            error_id=assumptions.ID_NO_SUCH_STATUS,
            status_text=status.text,
        )
        error = refusal.body(exchange.session.language, error_ids=world.manners.error_ids)
        return async_operation(exchange, error)
    world.set_status(user, status, notes=notes, until=until)
    return async_operation(exchange)


def subscribe(exchange: Exchange) -> Answer:
    """``PUT messaging/subscriptions/status/user-statuses``: watch the statuses of ``userIds``."""
    world = exchange.world
    known = [world.user(each) for each in exchange.body.required("userIds", list_of(string))]
    users = [user for user in known if user is not None]
    exchange.session.watched_users = frozenset(user.id for user in users)
    exchange.session.tell(world.status_message(users, whole=True))
    return Answer(200)


def unsubscribe(exchange: Exchange) -> Answer:
    """``DELETE messaging/subscriptions/status/user-statuses``."""
    exchange.session.watched_users = frozenset()
    return Answer(204)


def _user(exchange: Exchange) -> User:
    user_id = exchange.parameters["userId"]
    user = exchange.world.user(user_id)
    if user is None:
        raise unknown_user(user_id)
    return user


SUBSCRIPTION = "messaging/subscriptions/status/user-statuses"
RESOURCES = [
    Resource("GET", "status/status-messages", status_messages, ("status", 1)),
    Resource("GET", "status/status-messages-user-access/<userId>", user_access, ("status", 1)),
    Resource("GET", "status/user-statuses/<userId>", user_status, ("status", 1)),
    Resource("PUT", "status/user-statuses/<userId>", set_user_status, ("status", 1)),
    Resource("PUT", SUBSCRIPTION, subscribe, ("status", 1)),
    Resource("DELETE", SUBSCRIPTION, unsubscribe, ("status", 1)),
]
