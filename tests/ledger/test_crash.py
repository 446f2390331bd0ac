"""The program is killed at any moment; two copies of it write at once. Real processes."""

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop.ledger import History
from tests.ledger.shift import ADA, at, in_file

# Writes as fast as it can, and prints the number of each call once all its Futures are done.
WRITES = """
import os, sys
from pathlib import Path
from agent_desktop.ledger import CallKey, Ledger, Outcome
from tests.ledger.shift import SPRING, at
ledger = Ledger(Path(sys.argv[1]))
first, count = int(sys.argv[2]), int(sys.argv[3])
def told(number):
    return lambda future: os.write(1, b"%d\\n" % number) if future.exception() is None else None
for number in range(first, first + count):
    key = CallKey("ic1.example", "ada", str(number))
    ledger.open_call(key, *SPRING, at(number))
    ledger.stage_asked(key, f"ask-{number}", 1, "Offer", at(number))
    ledger.outcome_chosen(key, Outcome("Sale"), at(number))
    last = ledger.note(key, f"note {number}", at(number))
    last.add_done_callback(told(number))
    if number % 3 == 0:
        last.result(60)
sys.exit(0 if ledger.close(60) else 1)
"""


def write(file: Path, first: int, count: int) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-c", WRITES, str(file), str(first), str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_what_was_told_to_be_on_the_disk_is_there_after_a_kill(file: Path) -> None:
    acknowledged: set[str] = set()
    for turn in range(8):
        with write(file, turn * 1_000_000, 1_000_000) as program:
            assert program.stdout is not None
            try:
                for _ in range(random.randint(1, 400)):
                    acknowledged.add(program.stdout.readline().decode().strip())
            finally:
                program.kill()
            acknowledged |= set(program.stdout.read().decode().split())
        assert in_file(file, "PRAGMA integrity_check") == [("ok",)]
        assert not in_file(file, "PRAGMA foreign_key_check")
    history = History(file, "the run after")
    calls = history.lines(history.ids(ADA))
    found = {call.key.interaction_id: call for call in calls}
    assert acknowledged - {""} <= found.keys()
    stages = history.stages_of(call.id for call in calls)
    for number in acknowledged - {""}:
        call = found[number]
        assert (call.note, call.outcome_label) == (f"note {number}", "Sale")
        assert [stage.state for stage in stages[call.id]] == ["interrupted"]
    late = history.unfinished("ic1.example", "ada", at(8_000_000))
    assert all(each.call.key.interaction_id in found for each in late)


def test_copies_of_the_program_that_begin_and_write_at_once_lose_nothing(file: Path) -> None:
    with contextlib.ExitStack() as stack:
        programs = [stack.enter_context(write(file, n * 1000, 300)) for n in range(3)]
        told = [program.communicate(timeout=100)[0].decode().split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0]
    assert [len(numbers) for numbers in told] == [300, 300, 300]
    assert History(file, "run").count(ADA) == 900
    assert in_file(file, "PRAGMA integrity_check") == [("ok",)]
    assert {path.name for path in file.parent.iterdir()} <= {
        f"{file.name}{tail}" for tail in ("", "-wal", "-shm")
    }
