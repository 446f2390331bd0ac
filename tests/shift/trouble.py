"""Things that go wrong all day, each chosen by a seed: requests, streams, sessions, links."""

import asyncio
import random
from collections import Counter
from typing import Any

from tests.shift.evidence import Simulator

# A fault hits one to three requests of such a route.
ROUTES = (
    "dialer/update-stage",
    "dialer/disposition",
    "dialer/place-preview-call",
    "dialer/*",
    "interactions/*",
    "status/*",
    "messaging/*",
    "connection*",
    "*",
)
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 503},
    {"kind": "delay", "seconds": 0.6},
    {"kind": "hang"},
    # So slow that an answer takes its time. A message stream that dripped more slowly would be
    # minutes behind in a shift that is sixty times as fast.
    {"kind": "drip", "bytes": 200, "interval": 0.02},
    {"kind": "reset_before"},
    {"kind": "reset_after"},
    {"kind": "half_close"},
    {"kind": "truncate"},
    {"kind": "broken_json"},
    {"kind": "expire_session"},
)


class Trouble:
    """Makes trouble until it is stopped, and then takes all of it back; `made` counts it."""

    def __init__(self, simulator: Simulator, users: list[str], seed: int) -> None:
        self._simulator = simulator
        self._users = users
        self._dice = random.Random(seed)
        self.made: Counter[str] = Counter()

    async def make(self, until: asyncio.Event, between: tuple[float, float]) -> None:
        """Let something go wrong every so many seconds, between these two."""
        while not await _reached(until, self._dice.uniform(*between)):
            luck = self._dice.random()
            if luck < 0.75:
                await self._fault()
            elif luck < 0.85:
                await self._order("streams/reset", user=self._user())
            elif luck < 0.90:
                await self._end_session()
            else:
                await self._for_a_while(until, luck)
        await self.take_back()

    async def take_back(self) -> None:
        """End every fault, bring the link and the licences back."""
        await asyncio.to_thread(self._simulator.order, "DELETE", "faults")
        await self._order("link", state="up")
        for user in self._users:
            await self._order("licences", user=user, dialer=True)
        await self._order("switchover", active=False, endSessions=False)

    async def _fault(self) -> None:
        fault = self._dice.choice(FAULTS)
        route, count = self._dice.choice(ROUTES), self._dice.randint(1, 3)
        self.made[str(fault.get("status", fault["kind"]))] += 1
        await asyncio.to_thread(
            self._simulator.order, "POST", "faults", route=route, count=count, **fault
        )

    async def _end_session(self) -> None:
        await self._order(
            "sessions/end",
            user=self._user(),
            reason="The session was ended.",
            shouldReconnect=True,
            silent=self._dice.random() < 0.5,
        )

    async def _for_a_while(self, until: asyncio.Event, luck: float) -> None:
        """Lose the outbound server, a licence or the first address, for a second or two."""
        there: dict[str, Any]
        back: dict[str, Any]
        if luck < 0.94:
            there, back = {"state": "down", "reason": "lost"}, {"state": "up"}
            path = "link"
        elif luck < 0.98:
            user = self._user()
            there, back = {"user": user, "dialer": False}, {"user": user, "dialer": True}
            path = "licences"
        else:
            there, back = {"active": True}, {"active": False}
            path = "switchover"
        await self._order(path, **there)
        await _reached(until, self._dice.uniform(0.5, 2.0))
        await self._order(path, **back)

    async def _order(self, path: str, **order: Any) -> None:
        self.made[path] += 1
        await asyncio.to_thread(self._simulator.order, "POST", path, **order)

    def _user(self) -> str:
        return self._dice.choice(self._users)


async def _reached(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event, so long at most; return whether it came."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
