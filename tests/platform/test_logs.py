"""The log: private, safe whoever writes to it, whole at the end. Each in a program of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "canary-555-0199"
HEAD = """
import logging, pathlib, sys, warnings
from agent_desktop.platform import logs
from agent_desktop.platform.log_entry import Event, Log
file = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
logs.start(sys.argv[1], file)
log = Log("agent_desktop.services")
"""
OURS = """
log.debug(Event.STARTED)
log.info(Event.CALL_POPPED)
log.warning(Event.LOG_OFF_FAILED, error=KeyError)
for number in range(500):
    log.warning(Event.STAGE_SETTLED, number=number)
"""
THEIRS = """
for level in ("debug", "info", "warning", "error"):
    getattr(logging.getLogger("urllib3"), level)("says it")
"""
# Every way in which a careless or a foreign hand may log; CANARY stands in each.
CARELESS = """
C = "canary-555-0199"
class Told(Exception): pass
root = logging.getLogger("agent_desktop.services")
root.error(C)
root.error("%s", C)
root.error("%(who)s", {"who": C})
root.error(f"to {C}", extra={"who": C, "msg_": C})
root.error("%d", C)
root.error(Event.STARTED, C)
root.error(C, stack_info=True)
logging.warning(C)
logging.log(35, C)
logging.getLogger(f"to {C}").error("x")
logging.addLevelName(40, C)
logging.error("x")
try:
    try:
        {}[C]
    except KeyError as error:
        raise Told(C) from error
except Told as error:
    log.fault(Event.FAULT, error)
    logging.exception(C)
    root.error("x", exc_info=error)
log.info(Event.REQUEST, request=C, reference=C, part=C, error=C, status=C, who=C)
log.warning(C)
warnings.simplefilter("always")
warnings.warn(C)
warnings.warn(Told.__class__("Told", (UserWarning,), {})(C))
class Odd:
    def __str__(self): raise Told(C)
root.error(Odd())
root.error("%s", Odd())
"""


def run(program: str, level: str, file: Path | None = None) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", HEAD + program, level, *([str(file)] if file else [])]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_file_it_goes_to_standard_error() -> None:
    done = run(OURS, "warning")
    assert (done.returncode, done.stdout) == (0, "")
    assert "WARNING agent_desktop.services: logging off failed: KeyError\n" in done.stderr
    assert "call popped" not in done.stderr


def test_a_file_has_every_line_in_order_to_the_last(tmp_path: Path) -> None:
    file = tmp_path / "some" / "folder" / "desk.log"
    done = run(OURS, "debug", file)
    assert (done.returncode, done.stderr) == (0, "")
    lines = file.read_text(encoding="utf-8").splitlines()
    numbers = [int(line.rpartition(" ")[2]) for line in lines if ": stage settled: " in line]
    assert numbers == list(range(500))


def test_libraries_stay_at_warning_however_much_we_say(tmp_path: Path) -> None:
    run(OURS + THEIRS, "debug", tmp_path / "desk.log")
    text = (tmp_path / "desk.log").read_text()
    assert "DEBUG agent_desktop.services: started" in text
    assert "WARNING urllib3: (withheld) at <string>:" in text
    assert "INFO urllib3" not in text


def test_whatever_is_logged_in_whatever_way_no_word_of_it_gets_out(tmp_path: Path) -> None:
    program = CARELESS + "print('last', [line for line in logs.last_lines if C in line])"
    done = run(program, "debug", tmp_path / "desk.log")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "last []\n")
    text = (tmp_path / "desk.log").read_text(encoding="utf-8")
    assert CANARY not in text
    assert text.count("ERROR agent_desktop.services: (withheld) at <string>:") == 10
    assert text.count("Told\n  <string>:") == 3
    assert "caused by KeyError" in text
    assert "warning of a library: UserWarning" in text
    assert "INFO agent_desktop.services: request: (withheld) (withheld)" in text


def test_without_a_file_no_word_gets_to_standard_error_either() -> None:
    done = run(CARELESS, "debug")
    assert done.returncode == 0
    assert CANARY not in done.stderr + done.stdout
    assert "(withheld) at <string>:" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_file_is_for_the_user_s_eyes_alone(tmp_path: Path) -> None:
    run(OURS, "info", tmp_path / "desk.log")
    assert stat.S_IMODE((tmp_path / "desk.log").stat().st_mode) == 0o600


def test_a_second_start_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    file = tmp_path / "desk.log"
    for _ in range(2):
        run(OURS, "error", file)
        run(OURS, "warning", file)
    assert file.read_text().count("stage settled: 499") == 2


def test_a_file_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(OURS, "info", tmp_path / "file" / "desk.log")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(("FileExistsError", "NotADirectoryError"))


FILLED_UP = """
import resource, time
def settle():
    while logs._writer._lines.qsize(): time.sleep(0.001)
    time.sleep(0.05)
log.warning(Event.STARTED)
settle()
had = file.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (had, resource.RLIM_INFINITY))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for number in range(3):
    log.warning(Event.STAGE_SETTLED, number=number)
settle()
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.warning(Event.ENDED)
print(len(logs.last_lines))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are the system's own")
def test_a_file_that_fills_up_is_told_once_and_what_was_lost_is_counted(tmp_path: Path) -> None:
    done = run(FILLED_UP, "info", tmp_path / "desk.log")
    assert (done.returncode, done.stdout) == (0, "5\n")
    assert done.stderr == "agent-desktop: the log can't be written (EFBIG)\n"
    lines = (tmp_path / "desk.log").read_text().splitlines()
    assert lines[1] == "(3 lines could not be written)"
    assert lines[0].endswith(": started")
    assert lines[2].endswith(": ended")


def test_a_closed_standard_error_ends_nothing() -> None:
    program = "sys.stderr.close()\n" + OURS + "print('alive')"
    assert run(program, "info").stdout == "alive\n"
    program = "sys.stderr = None\n" + OURS + "print('alive')"
    assert run(program, "info").stdout == "alive\n"
