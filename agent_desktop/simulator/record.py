"""What became of every call: its stages and its outcome, by this machine's clock.

It is the truth a test compares the client's own record with.
"""

from collections import deque
from datetime import datetime
from typing import Any, Final

from agent_desktop.simulator.calls import Call

KEPT: Final = 20_000
"""Calls and outcomes that can be asked for while the server runs."""


class Record:
    """The latest calls as they popped, and those with an outcome as it was filed."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._filed: deque[Call] = deque(maxlen=KEPT)

    def popped(self, call: Call) -> None:
        """Keep a call."""
        self._calls.append(call)

    def filed(self, call: Call) -> None:
        """Keep a call whose outcome is known now."""
        self._filed.append(call)

    def calls(self) -> list[dict[str, Any]]:
        """Return the calls as JSON, the oldest first, without the contact's data."""
        return [_call(call) for call in self._calls]

    def outcomes(self) -> list[dict[str, Any]]:
        """Return the outcomes as JSON, the oldest first, with everything that was sent."""
        return [_outcome(call) for call in self._filed]


SENT: Final = (
    "scheduledTime",
    "scheduledAgent",
    "relativeTo",
    "placeAdditionalFollowUpCall",
    "callAttributes",
    "isAbandon",
)
"""The properties of disposition beside the label; null in the listing where not sent."""


def _call(call: Call) -> dict[str, Any]:
    return {
        "interactionId": call.id,
        "campaignId": call.campaign.id,
        "user": call.user.id,
        "dialingMode": call.terms.mode,
        "state": call.state,
        "poppedAt": _moment(call.popped),
        "connectedAt": _moment(call.connected_at),
        "endedAt": _moment(call.ended_at),
        "stages": [{"stage": stage, "at": _moment(at)} for stage, at in call.stages],
        "finishing": call.finishing,
        "outcome": call.outcome.label if call.outcome is not None else None,
    }


def _outcome(call: Call) -> dict[str, Any]:
    outcome = call.outcome
    if outcome is None:
        raise LookupError("kept without an outcome")
    return {
        "interactionId": call.id,
        "campaignId": call.campaign.id,
        "user": call.user.id,
        "label": outcome.label,
        "wrapUpCategory": outcome.category,
        "wrapUpCode": outcome.code,
        "byAgent": outcome.by_agent,
        "at": _moment(outcome.at),
    } | {name: outcome.sent.get(name) for name in SENT}


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
