"""Contacts that are to be called again: of one agent's own, or of anybody's in the campaign."""

import heapq
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from agent_desktop.simulator.calls import Call
from agent_desktop.simulator.people import Campaign, User


@dataclass(frozen=True, repr=False)
class Callback:
    """A contact of a campaign; `user` when it is that agent's own."""

    campaign: Campaign
    contact: dict[str, str]
    user: User | None


class Callbacks:
    """What waits to be called again, by campaign and agent. Times are real seconds."""

    def __init__(self) -> None:
        self._number = itertools.count()
        self._waiting: dict[tuple[str, str | None], list[tuple[float, int, Callback]]] = {}

    def add(self, call: Call, user: User | None, due: float) -> None:
        """Have the contact of a call dialled again from `due` on."""
        callback = Callback(call.campaign, call.contact, user)
        waiting = self._waiting.setdefault(_key(call.campaign, user), [])
        heapq.heappush(waiting, (due, next(self._number), callback))

    def take(self, user: User, campaigns: Iterable[Campaign], now: float) -> Callback | None:
        """Return what has been due longest for an agent in some campaigns; it waits no more."""
        heaps = [
            heap
            for campaign in campaigns
            for owner in (user, None)
            if (heap := self._waiting.get(_key(campaign, owner))) and heap[0][0] <= now
        ]
        if not heaps:
            return None
        return heapq.heappop(min(heaps, key=lambda heap: heap[0][:2]))[2]


def _key(campaign: Campaign, user: User | None) -> tuple[str, str | None]:
    return campaign.id, user.id if user is not None else None
