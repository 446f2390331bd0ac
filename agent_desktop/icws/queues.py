"""Queues: the interactions a user has (reference section 6)."""

from collections.abc import Sequence

import msgspec

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.connection import Accepted, SessionCalls
from agent_desktop.icws.line import Resource
from agent_desktop.icws.wire import Forgiving, Named, OpenEnum, TypedWire, Wire

_PATH = "/icws/{sessionId}/messaging/subscriptions/queues/{subscriptionId}"
SUBSCRIBE_QUEUE = Resource("PUT", _PATH)
UNSUBSCRIBE_QUEUE = Resource("DELETE", _PATH, success=frozenset({200, 204}))


class QueueType(OpenEnum):
    """The kind of a queue; the reference has only the user's own."""

    USER = 1


class QueueId(Wire, frozen=True):
    """One queue; a user's is named by the user id."""

    queue_type: int
    queue_name: str


class QueueSubscription(Wire, frozen=True):
    """The body that subscribes to queues."""

    queue_ids: tuple[QueueId, ...]
    attribute_names: tuple[str, ...]


class Interaction(Forgiving, frozen=True):
    """One interaction; in a change `attributes` has only the ones that changed."""

    interaction_id: Named
    attributes: dict[str, str] = msgspec.field(default_factory=dict)


class QueueContentsMessage(TypedWire, frozen=True, tag="urn:inin.com:queues:queueContentsMessage"):
    """What came into, changed in and left the queues of one subscription."""

    subscription_id: str
    is_delta: bool = False
    interactions_added: tuple[Interaction, ...] = ()
    interactions_changed: tuple[Interaction, ...] = ()
    interactions_removed: tuple[str, ...] = ()


class QueueCalls(SessionCalls):
    """Subscribing to queues."""

    def subscribe_queue(
        self,
        subscription_id: str,
        queue_ids: Sequence[QueueId],
        attribute_names: Sequence[str],
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Have QueueContentsMessages sent; a subscription of the same id is replaced."""
        answer = self._line.ask(
            SUBSCRIBE_QUEUE,
            parts={"subscriptionId": subscription_id},
            body=QueueSubscription(
                queue_ids=tuple(queue_ids), attribute_names=tuple(attribute_names)
            ),
            deadline=deadline,
            abort=abort,
        )
        return Accepted(answer.facts["reference"])

    def unsubscribe_queue(
        self, subscription_id: str, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """End a subscription."""
        answer = self._line.ask(
            UNSUBSCRIBE_QUEUE,
            parts={"subscriptionId": subscription_id},
            deadline=deadline,
            abort=abort,
        )
        return Accepted(answer.facts["reference"])
