"""Things that go wrong on purpose, per route, by count or by chance.

A rule says where (`route`, `method`), when (`after`, then `count` times or with `probability`,
else every time until it is removed) and what:

=================  ================================================================================
``status``         answered instead of handled: ``status`` with ``body``, or with ``errorId`` and
                   ``message``, and ``headers``
``delay``          handled ``seconds`` later
``hang``           never answered, never handled
``drip``           handled; the answer comes ``bytes`` at a time, one every ``interval`` seconds
``reset_before``   the connection is reset, nothing is handled
``reset_after``    handled, then the connection is reset before the answer
``half_close``     handled; after half of the answer the server stops sending, the connection stays
``truncate``       handled; Content-Length promises more than comes before the end
``media_type``     handled; the answer calls itself ``mediaType``
``broken_json``    handled; the answer's body isn't JSON
``expire_session`` the request's session has expired when the request arrives, with
                   ``shouldReconnect`` as given
``lose_cookie``    the log-on's answer lacks its cookie; elsewhere the session's cookie stops being
                   valid
=================  ================================================================================
"""

import fnmatch
import random
from typing import Annotated, Any, Literal

import msgspec

FaultKind = Literal[
    "status",
    "delay",
    "hang",
    "drip",
    "reset_before",
    "reset_after",
    "half_close",
    "truncate",
    "media_type",
    "broken_json",
    "expire_session",
    "lose_cookie",
]


class FaultRule(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One rule; keys as in a scenario's ``[[fault]]`` and in ``POST /simulator/faults``.

    ``route`` is a path below ``/icws`` or ``/icws/{sessionId}`` in which ``*`` stands for anything,
    e.g. ``dialer/update-stage`` or ``connection``. Seconds are real ones.
    """

    route: str
    kind: FaultKind
    method: str | None = None
    count: Annotated[int, msgspec.Meta(ge=1)] | None = None
    probability: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    after: Annotated[int, msgspec.Meta(ge=0)] = 0
    status: Annotated[int, msgspec.Meta(ge=200, le=599)] = 500
    body: str | dict[str, Any] | list[Any] | None = None
    error_id: str | None = msgspec.field(default=None, name="errorId")
    message: str | None = None
    headers: dict[str, str] = {}
    seconds: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    bytes: Annotated[int, msgspec.Meta(ge=1)] = 1
    interval: Annotated[float, msgspec.Meta(ge=0)] = 0.2
    media_type: str = msgspec.field(default="text/html; charset=utf-8", name="mediaType")
    should_reconnect: bool = msgspec.field(default=False, name="shouldReconnect")

    def __post_init__(self) -> None:
        if self.count is not None and self.probability is not None:
            raise ValueError("a fault has a count or a probability, not both")

    def covers(self, method: str, route: str) -> bool:
        """Tell whether a request to `route` is one this rule is about."""
        return (self.method is None or self.method.upper() == method) and fnmatch.fnmatchcase(
            route, self.route
        )


class _Active:
    """A rule at work: how many requests it has seen and hit."""

    def __init__(self, fault_id: str, rule: FaultRule) -> None:
        self.id = fault_id
        self.rule = rule
        self.seen = 0
        self.hit = 0

    def strikes(self, chance: random.Random) -> bool:
        self.seen += 1
        if self.seen <= self.rule.after:
            return False
        if self.rule.probability is not None and chance.random() >= self.rule.probability:
            return False
        self.hit += 1
        return True

    @property
    def spent(self) -> bool:
        return self.rule.count is not None and self.hit >= self.rule.count


class Faults:
    """The rules in force, oldest first; the first that strikes is the one."""

    def __init__(self, rules: list[FaultRule], seed: int) -> None:
        self._chance = random.Random(f"{seed}:faults")  # noqa: S311 - repeatable, not secret
        self._made = 0
        self._active: list[_Active] = []
        for rule in rules:
            self.add(rule)

    def add(self, rule: FaultRule) -> str:
        """Put a rule in force and return its id."""
        self._made += 1
        fault = _Active(str(self._made), rule)
        self._active.append(fault)
        return fault.id

    def remove(self, fault_id: str) -> bool:
        """End one rule; false when there is none of that id."""
        before = len(self._active)
        self._active = [fault for fault in self._active if fault.id != fault_id]
        return len(self._active) < before

    def clear(self) -> None:
        """End all rules."""
        self._active.clear()

    def strike(self, method: str, route: str) -> FaultRule | None:
        """Return what goes wrong with this request, if anything; a rule used up is forgotten."""
        for fault in list(self._active):
            if fault.rule.covers(method, route) and fault.strikes(self._chance):
                if fault.spent:
                    self._active.remove(fault)
                return fault.rule
        return None

    def listing(self) -> list[dict[str, Any]]:
        """Return the rules as JSON, each with its ``id`` and ``hit``, the requests it struck."""
        return [
            {"id": fault.id, **msgspec.to_builtins(fault.rule), "hit": fault.hit}
            for fault in self._active
        ]
