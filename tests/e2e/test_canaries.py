"""The shift of canaries on a real screen: the window, its toasts and its crash let none out."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.canaries.planted import Canaries, Kind, files_below, give
from tests.canaries.server import CanaryServer
from tests.canaries.shift import DONE
from tests.canaries.test_canaries import LEDGER, NONE, ROOT
from tests.e2e.harness import Start, shown

pytestmark = pytest.mark.e2e

WITHIN = 90.0


def test_a_shift_on_a_real_screen_leaves_no_canary(start: Start, tmp_path: Path) -> None:
    canaries, given, temporary = Canaries(), tmp_path / "given.json", tmp_path / "tmp"
    temporary.mkdir()
    env = {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    with CanaryServer(canaries) as server:
        give(given, canaries, server.password, tmp_path / "shown.txt")
        options = ("--server", server.url, "--user", "ada", "--station", "7001")
        talkative = (*options, "--log-level", "debug")
        program = start("-m", "tests.canaries.shift", str(given), *talkative, env=env)
        end = time.monotonic() + WITHIN
        while DONE not in program.output():
            assert program.running, program.output()
            assert time.monotonic() < end, program.report()
            time.sleep(0.1)  # its output is a file
        for name in ("cmdline", "environ"):
            assert canaries.found_in(Path(f"/proc/{program.pid}/{name}").read_bytes()) == NONE
        os.kill(program.pid, signal.SIGSEGV)
        assert program.wait() == -signal.SIGSEGV
        again = start("-m", "agent_desktop", *talkative, env=env)
        again.screen.wait(shown("crashReportOffer"))

    files = list(files_below(program.home, temporary))
    assert any(each.name.startswith("crash-") for each in files)
    assert "DEBUG" in program.output()
    for file in files:
        found = canaries.found_in(file.read_bytes())
        if LEDGER in file.name:
            assert found[Kind.SECRET] == set()
        else:
            assert found == NONE, file
