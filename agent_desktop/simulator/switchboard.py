"""The calls of the server: alerting, connected, held, ended; told to whoever watches the queue."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

from agent_desktop.simulator.calls import ALERTING, CONNECTED, ENDED_THERE, HELD, Call, Terms
from agent_desktop.simulator.clock import Clock, utc_now
from agent_desktop.simulator.people import CALL_CONNECTED, Campaign, User
from agent_desktop.simulator.sessions import QueueSubscription, Session, Sessions

FIRST_INTERACTION_ID: Final = 2100173001


class Switchboard:
    """Every interaction in a queue, and its way from ringing to gone.

    `on_over` is called when a call has ended, `on_phone` when a user's phone gets busy or free.
    """

    def __init__(
        self, clock: Clock, sessions: Sessions, *, alert_for: float, removed_after: float
    ) -> None:
        self._clock = clock
        self._sessions = sessions
        self._alert_for = alert_for
        self._removed_after = removed_after
        self._ids = itertools.count(FIRST_INTERACTION_ID)
        self._calls: dict[str, Call] = {}
        self.on_over: list[Callable[[Call], None]] = []
        self.on_phone: list[Callable[[User], None]] = []

    def new_call(
        self,
        user: User,
        application: str,
        campaign: Campaign,
        contact: dict[str, str],
        terms: Terms,
        talk_for: float,
    ) -> Call:
        """Return a call that isn't dialled yet."""
        return Call(
            id=str(next(self._ids)),
            user=user,
            application=application,
            campaign=campaign,
            contact=contact,
            terms=terms,
            talk_for=talk_for,
            initiated=self._clock.now(),
        )

    def get(self, interaction_id: str) -> Call | None:
        """Return a call that is in a queue, the one just ended included."""
        return self._calls.get(interaction_id)

    def of(self, user: User) -> Iterator[Call]:
        """Yield the calls in a user's queue."""
        return (call for call in self._calls.values() if call.user is user)

    def on_the_phone(self, user: User) -> bool:
        """Tell whether a user is connected to somebody."""
        return any(call.connected for call in self.of(user))

    def place(self, call: Call, *, alerting: bool = True) -> None:
        """Let the call ring at the agent, or connect it at once."""
        call.end_timer()
        call.initiated = self._clock.now()
        call.state = ALERTING
        self._calls[call.id] = call
        for session, queue in self._watchers(call):
            _tell(session, queue, added=[_entry(call, queue)])
        if alerting:
            call.timer = self._clock.after(self._alert_for, lambda: self.connect(call))
        else:
            self.connect(call)

    def connect(self, call: Call) -> None:
        """Connect a ringing or held call; the far side hangs up after its talk time."""
        first = call.state == ALERTING
        if first or call.state == HELD:
            self._change(call, state=CONNECTED)
        if first:
            call.end_timer()
            call.connected_at = utc_now()
            call.enter(CALL_CONNECTED)
            call.timer = self._clock.after(call.talk_for, lambda: self.end(call, ENDED_THERE))
            self._tell_phone(call.user)

    def hold(self, call: Call, *, on: bool) -> None:
        """Put a connected call on hold or take it back."""
        if call.connected:
            self._change(call, state=HELD if on else CONNECTED)

    def mute(self, call: Call, *, on: bool) -> None:
        """Mute the agent or not."""
        if call.connected:
            self._change(call, muted=on)

    def end(self, call: Call, state: str) -> None:
        """End a call from this side or the other; it leaves the queue a little later."""
        if call.over:
            return
        call.end_timer()
        self._change(call, state=state)
        call.ended_at = utc_now()
        if call.id in self._calls:
            self._clock.after(self._removed_after, lambda: self._remove(call))
        self._tell_phone(call.user)
        for tell in self.on_over:
            tell(call)

    def subscribe(self, session: Session, queue: QueueSubscription) -> None:
        """Create or replace a subscription and tell its whole contents."""
        session.queues[queue.id] = queue
        calls = [call for call in self._calls.values() if call.user.id in queue.users]
        _tell(session, queue, whole=True, added=[_entry(call, queue) for call in calls])

    def _change(self, call: Call, *, state: str | None = None, muted: bool | None = None) -> None:
        before = call.attributes()
        call.state = call.state if state is None else state
        call.muted = call.muted if muted is None else muted
        after = call.attributes()
        changed = {name: value for name, value in after.items() if before[name] != value}
        for session, queue in self._watchers(call):
            wanted = {name: changed[name] for name in queue.attributes if name in changed}
            if wanted:
                entry = {"interactionId": call.id, "attributes": wanted}
                _tell(session, queue, changed=[entry])

    def _remove(self, call: Call) -> None:
        for session, queue in self._watchers(call):
            _tell(session, queue, removed=[call.id])
        del self._calls[call.id]

    def _watchers(self, call: Call) -> Iterator[tuple[Session, QueueSubscription]]:
        if call.id not in self._calls:
            return
        for session in self._sessions.of(call.user):  # nobody may watch another's queue
            for queue in session.queues.values():
                if call.user.id in queue.users:
                    yield session, queue

    def _tell_phone(self, user: User) -> None:
        for tell in self.on_phone:
            tell(user)


def _entry(call: Call, queue: QueueSubscription) -> dict[str, Any]:
    attributes = call.attributes()
    return {
        "interactionId": call.id,
        "attributes": {name: attributes[name] for name in queue.attributes if name in attributes},
    }


def _tell(
    session: Session,
    queue: QueueSubscription,
    *,
    whole: bool = False,
    added: list[dict[str, Any]] | None = None,
    changed: list[dict[str, Any]] | None = None,
    removed: list[str] | None = None,
) -> None:
    message: dict[str, Any] = {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": not whole,
        "subscriptionId": queue.id,
    }
    parts = {
        "interactionsAdded": added,
        "interactionsChanged": changed,
        "interactionsRemoved": removed,
    }
    for name, part in parts.items():
        if whole or part is not None:
            message[name] = part or []
    session.tell(message)
