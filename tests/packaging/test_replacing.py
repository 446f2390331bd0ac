"""An upgrade under the running program: the newer one takes over while nobody is logged on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.services.updates import LOOK_EVERY, SETTLED_AFTER
from tests.packaging.built import frozen

pytestmark = [
    pytest.mark.packages,
    pytest.mark.timeout(400),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's /proc"),
]


def test_the_newer_program_takes_the_place_of_the_one_that_waits_for_a_log_on(
    tmp_path: Path, qtbot: QtBot
) -> None:
    installed = tmp_path / "agent-desktop"
    shutil.copytree(frozen(), installed, symlinks=True, copy_function=os.link)
    program = installed / "agent-desktop"
    env = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    left = tmp_path / "left"
    left.mkdir()
    env["TMPDIR"] = str(left)
    log = tmp_path / "log"
    command: list[str | Path] = [program, "--log-level", "info", "--log-file", log]
    running = subprocess.Popen(command, env=env)
    try:
        runs = Path(f"/proc/{running.pid}/exe")
        # The dialog asks the vault once it shows.
        qtbot.waitUntil(lambda: log.is_file() and "vault" in log.read_text(), timeout=60_000)
        newer = tmp_path / "newer"
        shutil.copy2(program, newer)
        newer.replace(program)  # as the package manager does
        assert runs.stat().st_ino != program.stat().st_ino
        within = round(1000 * (LOOK_EVERY * (SETTLED_AFTER + 1) + 60))
        qtbot.waitUntil(lambda: runs.stat().st_ino == program.stat().st_ino, timeout=within)
        assert running.poll() is None
        assert "another version is installed" in log.read_text()
        qtbot.waitUntil(lambda: log.read_text().count("vault") >= 2, timeout=60_000)
        assert len(list(left.iterdir())) == 1, "drawings of the one before lie there still"
    finally:
        running.kill()
        running.wait()
