"""A shift in which something goes wrong all the time.

The desk brings a session back by itself; where it asks for the password the robot types it. A robot
that waits in vain for what a fault took from it begins its round anew. Nobody helps otherwise.
"""

import asyncio
import gc
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.shift import deeds, evidence, judge, scenario
from tests.shift.day import Place
from tests.shift.deeds import Deeds
from tests.shift.evidence import Kept, Simulator
from tests.shift.judge import UNSENT, Case
from tests.shift.robot import Pace, Robot, Stalled

PACE = Pace(between=(0.03, 0.25), acts=14)
PATIENCE = 8.0
"""Seconds after which a robot believes that what it waits for was lost to a fault."""
SETTINGS = Settings(
    request_deadline=3.0,
    stage_deadline=2.0,
    outcome_deadline=3.0,
    leave_deadline=5.0,
    reconnect_first=0.1,
    reconnect_longest=0.5,
    log_on_again_first=0.1,
    log_on_again_longest=0.5,
    log_on_again_calm=1.0,
)


@dataclass
class Seat(Place):
    """One agent's desk, and what happened at it.

    `show` puts a window up for the desk and returns what takes it away.
    """

    happened: Counter[str] = field(default_factory=Counter)
    servers: set[str] = field(default_factory=set)
    show: Callable[[AgentDesk], Callable[[], None]] = lambda _desk: lambda: None
    at_work: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Held:
    """What a process holds: memory of its own in megabytes, threads, and open files by kind.

    Pages of programs and libraries aren't its own: how many of them are there is a matter of what
    else runs on the computer.
    """

    megabytes: float
    threads: int
    files: int
    sockets: int


def held() -> Held:
    """Look at this process; zeros where the system doesn't tell."""
    gc.collect()
    told = Path("/proc/self/smaps_rollup")
    if not told.exists():
        return Held(0.0, threading.active_count(), 0, 0)
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines()[1:])
    kinds = list(_open_files())
    return Held(
        int(lines["Anonymous"].split()[0]) / 1024,
        len(list(Path("/proc/self/task").iterdir())),
        sum(not kind.startswith("socket:") for kind in kinds),
        sum(kind.startswith("socket:") for kind in kinds),
    )


def _open_files() -> Iterator[str]:
    for each in Path("/proc/self/fd").iterdir():
        try:
            yield str(each.readlink())
        except FileNotFoundError:
            continue  # the listing's own


async def work(url: str, seat: Seat, seed: int, until: asyncio.Event) -> None:
    """Work at one desk until the end of the shift is told, and leave."""
    desk = AgentDesk(SETTINGS, ledger_file=seat.ledger)
    noted = Deeds(seat.deeds, 1)
    robot = Robot(desk, noted, seed * 1000 + seat.number, PACE, within=PATIENCE)
    stop = desk.store.watch(lambda state: _note(seat, state))
    take_away = seat.show(desk)
    try:
        await desk.open()
        await _log_on(desk, robot, url, seat)
        seat.at_work.set()
        while not until.is_set():
            await _round(desk, robot, seat, until)
        await _leave(desk, robot, url, seat)
    finally:
        stop()
        take_away()
        await desk.close()
        noted.close()


def _note(seat: Seat, state: DeskState) -> None:
    if state.agent is not None:
        seat.servers.add(state.agent.server)
    for notice in state.board.notices:
        if notice.cause is Cause.PROGRAM_FAULT:
            seat.troubles.append(f"a fault of the program: {notice.facts.subject}")


async def _log_on(desk: AgentDesk, robot: Robot, url: str, seat: Seat) -> None:
    """Log on, again and again while the server doesn't take it."""
    while desk.store.state.phase is not Phase.LOGGED_ON:
        try:
            if desk.store.state.phase is Phase.EXPIRED:
                problem = desk.store.state.problem
                why = problem.fault.value if problem else "asked for"
                seat.happened[f"passwords typed again: {why}"] += 1
                desk.logon.again(scenario.PASSWORD)
                await robot.until("the log-on", _decided)
            elif desk.store.state.phase is Phase.LOGGED_OFF:
                await robot.log_on(url, seat.number)
            else:
                await robot.until("a decision", _decided)
        except Stalled:
            seat.happened["long without a session"] += 1
        await asyncio.sleep(0.05)


def _decided(state: DeskState) -> bool:
    return state.phase in (Phase.LOGGED_ON, Phase.EXPIRED, Phase.LOGGED_OFF)


async def _round(desk: AgentDesk, robot: Robot, seat: Seat, until: asyncio.Event) -> None:
    """Work until the session is lost, the robot is stuck, or the shift is over."""
    if desk.store.state.phase is not Phase.LOGGED_ON:
        seat.happened["sessions lost"] += 1
        await _log_on(desk, robot, "", seat)
    working = asyncio.create_task(robot.work())
    lost = asyncio.create_task(_lost(desk))
    over = asyncio.create_task(until.wait())
    await asyncio.wait({working, lost, over}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, lost, over):
        task.cancel()
    for result in await asyncio.gather(working, lost, over, return_exceptions=True):
        if isinstance(result, Stalled):
            seat.happened["rounds begun anew: " + str(result).partition(" didn't come")[0]] += 1
        elif isinstance(result, Exception):
            raise result


async def _lost(desk: AgentDesk) -> None:
    gone = asyncio.Event()

    def look(state: DeskState) -> None:
        if state.phase is not Phase.LOGGED_ON:
            gone.set()

    stop = desk.store.watch(look)
    try:
        if desk.store.state.phase is Phase.LOGGED_ON:
            await gone.wait()
    finally:
        stop()


async def _leave(desk: AgentDesk, robot: Robot, url: str, seat: Seat) -> None:
    """Leave as an agent does, now that all is well; a call that is open is worked to its end."""
    await _log_on(desk, robot, url, seat)
    for _ in range(3):
        try:
            await robot.leave()
        except Stalled as stalled:
            seat.happened["rounds begun anew: " + str(stalled).partition(" didn't come")[0]] += 1
            await _log_on(desk, robot, url, seat)
        else:
            return
    desk.logon.log_off()
    await robot.until("the log-off", lambda s: s.phase is Phase.LOGGED_OFF)


def case_of(seat: Seat, simulator: Simulator) -> Case:
    """Return all evidence of one desk, whichever address it was logged on to."""
    user = scenario.user(seat.number)
    kept: dict[str, Kept] = {}
    for server in sorted(seat.servers):
        for call, lines in evidence.kept(seat.ledger, server, user, newest=100_000).items():
            known = kept.get(call)
            kept[call] = lines if known is None else _together(known, lines)
    return Case(
        user,
        simulator.calls(user),
        simulator.outcomes(user),
        simulator.journal(user)[0],
        kept,
        deeds.read(seat.deeds),
    )


def _together(one: Kept, other: Kept) -> Kept:
    first, last = sorted((one, other), key=lambda each: each.line.popped_at)
    line = replace(last.line, note=last.line.note or first.line.note)
    return Kept(line, first.stages + last.stages, last.outcome or first.outcome)


def differences(seat: Seat, case: Case) -> list[str]:
    """Return everything that was lost, doubled, or not told as it was."""
    found = [
        *seat.troubles,
        *judge.sent_unasked(case),
        *judge.sent_unwritten(case),
        *judge.wrongly_settled(case),
        *unexplained(case),
    ]
    return [f"{case.user}: {each}" for each in found]


def unexplained(case: Case) -> Iterator[str]:
    """Yield where ledger and server differ, and no "not confirmed" says that they may."""
    notes = {deed["call"]: deed["text"] for deed in case.deeds if deed["do"] == "note"}
    outcomes = {each["interactionId"]: each for each in case.outcomes if each["byAgent"]}
    yield from (f"call {call} is the ledger's alone" for call in case.kept.keys() - case.calls)
    for call, kept in case.kept.items():
        taken = Counter(each["stage"] for each in case.calls[call]["stages"][1:])
        lines = [line for line in kept.stages if line.state not in UNSENT]
        confirmed = Counter(line.number for line in lines if line.state == "confirmed")
        doubtful = Counter(
            line.number for line in lines if line.state not in ("confirmed", "refused")
        )
        if confirmed - taken:
            yield f"call {call}: stages {confirmed - taken} are confirmed, the server has {taken}"
        if taken - confirmed - doubtful:
            yield f"call {call}: the server has {taken}, told as confirmed are {confirmed}"
        filed = outcomes.get(call)
        if filed is not None and not _outcome_told(case, call, filed["label"]):
            yield f"call {call} is filed as {filed['label']!r}, the ledger has {kept.outcome}"
        if kept.line.note != notes.get(call, ""):
            yield f"call {call}: noted {notes.get(call)!r}, kept {kept.line.note!r}"


def _outcome_told(case: Case, call: str, label: str) -> bool:
    outcome = case.kept[call].outcome
    if outcome is None:
        return False
    if outcome.state == "confirmed":
        return outcome.outcome.label == label
    if outcome.state == "chosen":
        # Another was chosen after the first try was told as not confirmed, and never sent.
        tries = [deed for deed in case.deeds if deed.get("call") == call and deed["do"] == "file"]
        return any(deed["label"] == label for deed in tries)
    # Refused is what a later try is, once the first was taken and its answer was lost.
    return outcome.state in ("not confirmed", "session gone") or outcome.status == 404
