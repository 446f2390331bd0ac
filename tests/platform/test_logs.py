"""The log: private, quiet about libraries, whole at the end. Each in a program of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import logging, pathlib, sys
from agent_desktop.platform import logs
file = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
logs.start(sys.argv[1], file)
for name in ("agent_desktop.services", "urllib3"):
    for level in ("debug", "info", "warning", "error"):
        getattr(logging.getLogger(name), level)("%s says %s", name, level)
for number in range(500):
    logging.getLogger("agent_desktop").error("line %d", number)
"""


def run(level: str, file: Path | None = None) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", PROGRAM, level, *([str(file)] if file else [])]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_file_it_goes_to_standard_error() -> None:
    done = run("warning")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "WARNING agent_desktop.services: agent_desktop.services says warning" in done.stderr
    assert "says info" not in done.stderr


def test_a_file_has_every_line_in_order_to_the_last(tmp_path: Path) -> None:
    file = tmp_path / "some" / "folder" / "desk.log"
    done = run("debug", file)
    assert (done.returncode, done.stderr) == (0, "")
    lines = file.read_text(encoding="utf-8").splitlines()
    numbers = [int(line.rpartition(" ")[2]) for line in lines if ": line " in line]
    assert numbers == list(range(500))


def test_libraries_stay_at_warning_however_much_we_say(tmp_path: Path) -> None:
    run("debug", tmp_path / "desk.log")
    text = (tmp_path / "desk.log").read_text()
    assert "agent_desktop.services says debug" in text
    assert "urllib3 says warning" in text
    assert "urllib3 says info" not in text


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_file_is_for_the_user_s_eyes_alone(tmp_path: Path) -> None:
    run("info", tmp_path / "desk.log")
    assert stat.S_IMODE((tmp_path / "desk.log").stat().st_mode) == 0o600


def test_a_second_start_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    file = tmp_path / "desk.log"
    for _ in range(2):
        run("error", file)
    assert file.read_text().count("line 499") == 2


def test_a_file_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("info", tmp_path / "file" / "desk.log")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(("FileExistsError", "NotADirectoryError"))
