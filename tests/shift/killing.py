"""Killing a program at random moments and starting it again on the same ledger, under judgement."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from agent_desktop.platform.training import TrainingServer
from tests.shift import after_kill, deeds, judge, scenario
from tests.shift.after_kill import Killed
from tests.shift.agent import READY
from tests.shift.deeds import Deed
from tests.shift.evidence import Entry, Kept, Simulator, kept, resource
from tests.shift.judge import Case

ROOT = Path(__file__).parents[2]
# Seconds from the log-on to the kill.
AFTER = (0.2, 4.0)
# Calls looked at in the ledger: all that can be open for so few kills.
NEWEST = 400
QUIET = scenario.LATEST + 0.1
# How often the server notices that its client is gone: then the call in hand is lost.
NOTICED = 0.3


@dataclass
class Tally:
    """What was found, and how much there was to judge by."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Victim:
    """One agent's program, and all that its runs have left so far."""

    def __init__(
        self,
        server: TrainingServer,
        folder: Path,
        number: int,
        seed: int,
        after: tuple[float, float] = AFTER,
    ) -> None:
        self.tally = Tally()
        self._after = after
        self._url = server.url
        self._folder = folder
        self._number = number
        self._seed = seed
        self._dice = random.Random(f"{seed}:{number}")
        self._user = scenario.user(number)
        self._ledger = folder / f"ledger{number}.sqlite3"
        self._deeds = folder / f"deeds{number}.jsonl"
        self._simulator = Simulator(server)
        self._journal: list[Entry] = []
        self._read = 0
        self._sessions: list[str] = []
        self._kept: Mapping[str, Kept] = {}
        self._told: set[str] = set()

    def kill(self, times: int) -> Tally:
        """Start and kill it so many times, look each time, and once more at the end."""
        for run in range(1, times + 1):
            self._run(run)
        self._read_journal()
        for run in range(1, times + 1):
            self._blame(run, judge.sent_unasked(self._case(run)))
        return self.tally

    def _run(self, run: int) -> None:
        errors = self._folder / f"errors{self._number}.txt"
        with errors.open("wb") as stderr, self._start(run, stderr) as program:
            said = program.stdout.readline() if program.stdout is not None else b""
            if said.strip() == READY.encode():
                time.sleep(self._dice.uniform(*self._after))
            ended, at = program.poll(), time.time()
            program.kill()
        if ended is not None or said.strip() != READY.encode():
            self._blame(run, [f"it ended by itself: {errors.read_text()}"])
        self._judge(run, at)
        if self._dice.random() < NOTICED:
            self._simulator.end_sessions(self._user)

    def _start(self, run: int, stderr: BinaryIO) -> "subprocess.Popen[bytes]":
        options = {
            "server": self._url,
            "number": self._number,
            "ledger": self._ledger,
            "deeds": self._deeds,
            "seed": self._seed * 10_000 + run,
            "run": run,
        }
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.shift.agent", *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )

    def _judge(self, run: int, at: float) -> None:
        self._read_journal()
        before, done = self._kept, deeds.read(self._deeds, run)
        (logged_on,) = [deed for deed in done if deed["do"] == "logged on"]
        self._kept = kept(self._ledger, logged_on["server"], self._user, NEWEST)
        case = self._case(run)
        self._blame(run, after_kill.wrongly_shown(before, done))
        self._blame(run, after_kill.lost(Killed(at, case, before)))
        self._blame(run, judge.sent_unasked(case))
        self._blame(run, judge.sent_unwritten(case))
        self._blame(run, judge.wrongly_settled(self._case(None)))
        self._count(case, logged_on)

    def _case(self, run: int | None) -> Case:
        """Return the evidence of one run, or of all of them."""
        done = deeds.read(self._deeds, run)
        session = self._sessions[run - 1 : run] if run is not None else self._sessions
        return Case(
            self._user,
            self._simulator.calls(self._user),
            self._simulator.outcomes(self._user),
            [entry for entry in self._journal if entry["session"] in session],
            self._kept,
            done,
            since=done[0]["at"] if done else 0.0,
        )

    def _read_journal(self) -> None:
        """Read what the simulator was asked until it has answered everything."""
        while True:
            entries, self._read = self._simulator.journal(self._user, self._read)
            self._journal += entries
            for entry in entries:
                if entry["session"] is not None and entry["session"] not in self._sessions:
                    self._sessions.append(entry["session"])
            if not entries:
                return
            time.sleep(QUIET)

    def _blame(self, run: int, faults: Iterable[str]) -> None:
        """Tell each fault once: what is wrong stays wrong at every later look."""
        for fault in faults:
            if fault not in self._told:
                self._told.add(fault)
                self.tally.faults.append(f"{self._user}, run {run}: {fault}")

    def _count(self, case: Case, logged_on: Deed) -> None:
        counts = self.tally.counts
        counts["kills"] += 1
        counts["starts that showed something left"] += bool(logged_on["left"])
        counts["lines left over"] += len(logged_on["left"])
        counts["stages never answered, told"] += sum(
            each["cause"] == "stages-left" for each in logged_on["notices"]
        )
        counts["notes and values typed"] += sum(d["do"] in ("note", "value") for d in case.deeds)
        for name in ("update-stage", "disposition", "place-preview-call"):
            counts[f"{name} requests"] += sum(resource(e, name) for e in case.journal)
        lines = after_kill.expected(case.kept).values()
        counts["kills with an outcome unanswered"] += any(
            line["verdict"] == "not confirmed" for line in lines
        )
        counts["kills with a stage unanswered"] += any(line["stages"] for line in lines)
