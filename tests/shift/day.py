"""A whole shift: some robots side by side until they have worked so many calls together."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from agent_desktop.desk.notices import SEVERITY, Cause, Severity
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.shift import deeds, judge, scenario
from tests.shift.deeds import Deeds
from tests.shift.evidence import Simulator, kept
from tests.shift.judge import Case
from tests.shift.robot import Pace, Robot

PACE = Pace(between=(0.03, 0.2), acts=16)


@dataclass
class Place:
    """One agent's desk, with its own files."""

    number: int
    ledger: Path
    deeds: Path
    server: str = ""
    troubles: list[str] = field(default_factory=list)


async def work(
    url: str, folder: Path, agents: int, calls: int, seed: int, on_call: Callable[[], None]
) -> list[Place]:
    """Work `calls` calls with that many agents; `on_call` is called after each one."""
    places = [
        Place(number, folder / f"ledger{number}.sqlite3", folder / f"deeds{number}.jsonl")
        for number in range(1, agents + 1)
    ]
    shares = [calls // agents + (turn < calls % agents) for turn in range(agents)]
    async with asyncio.TaskGroup() as group:
        for place, share in zip(places, shares, strict=True):
            group.create_task(_one(url, place, share, seed, on_call))
    return places


async def _one(url: str, place: Place, calls: int, seed: int, on_call: Callable[[], None]) -> None:
    desk = AgentDesk(Settings(), ledger_file=place.ledger)
    noted = Deeds(place.deeds, 1)
    told: dict[int, str] = {}

    def look() -> None:
        on_call()
        for notice in desk.store.state.board.notices:
            if SEVERITY.get(notice.cause) is Severity.ERROR:
                told[notice.id] = f"{notice.cause.value}: {notice.answer}"

    robot = Robot(desk, noted, seed * 1000 + place.number, PACE, on_call=look)
    try:
        await desk.open()
        await robot.log_on(url, place.number)
        agent = desk.store.state.agent
        place.server = agent.server if agent is not None else ""
        await robot.work(calls)
    finally:
        await desk.close()
        noted.close()
    place.troubles += [each for each in told.values() if _is_trouble(each)]


def _is_trouble(told: str) -> bool:
    # A press may cross with the call's end on the wire: the server then refuses it, rightly.
    return not told.startswith((Cause.STAGE_REFUSED.value, Cause.PHONE_REFUSED.value))


def case_of(place: Place, simulator: Simulator) -> Case:
    """Return all evidence of one place."""
    user = scenario.user(place.number)
    return Case(
        user,
        simulator.calls(user),
        simulator.outcomes(user),
        simulator.journal(user)[0],
        kept(place.ledger, place.server, user, newest=100_000),
        deeds.read(place.deeds),
    )


def differences(place: Place, case: Case) -> list[str]:
    """Return everything on which the ledger, the deeds and the server don't agree."""
    found = chain(
        place.troubles,
        judge.sent_unasked(case),
        judge.sent_unwritten(case),
        judge.wrongly_settled(case),
        judge.disagreements(case),
    )
    return [f"{case.user}: {each}" for each in found]
