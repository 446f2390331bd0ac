"""Reports of runs that went wrong. The runs are programs of their own."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop.platform.crash import KEPT, dealt_with, ended_the_program, reports

CANARY = "canary-555-0199"
RUN = """
import gc, pathlib, signal, sys, threading
from agent_desktop.platform import logs
from agent_desktop.platform.crash import CrashReporter
from agent_desktop.platform.log_entry import Event, Log
C = "canary-555-0199"
folder = pathlib.Path(sys.argv[1])
logs.start("error", folder.parent / "desk.log")
reporter = CrashReporter(folder, ("Agent Desktop 9.9.9", "Python 3"))
told = []
reporter.on_fault = lambda error: told.append(type(error).__name__)
reporter.start()
for each in threading.enumerate():
    if each.name == "crash reports": each.join()  # the run's file is there, and gets the log
log = Log("agent_desktop.tests")
def wrong(): raise KeyError(C)
def in_thread(work):
    thread = threading.Thread(target=work, name=C)
    thread.start(); thread.join()
def ready():
    print("ready", flush=True)
    sys.stdin.read()
"""


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", RUN + program, str(folder)]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "crashes"


def only_report(folder: Path) -> str:
    (report,) = reports(folder)
    return report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("program", "what"),
    [
        ("in_thread(wrong)", "It went on after an error that ended a thread."),
        ("sys.excepthook(*(lambda e: (type(e), e, None))(KeyError(C)))", "that nobody caught."),
        (
            "class Untidy:\n  def __del__(self): wrong()\nUntidy(); gc.collect()",
            "It went on after an error in tidying up.",
        ),
    ],
    ids=["thread", "slot", "unraisable"],
)
def test_an_error_nobody_caught_leaves_a_report_and_is_told(
    folder: Path, program: str, what: str
) -> None:
    program = f"log.info(Event.STARTED)\n{program}\nprint(told); reporter.close()"
    done = run(folder, program)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "['KeyError']\n")
    text = only_report(folder)
    assert text.startswith(
        "Agent Desktop: report of a fault\nAgent Desktop 9.9.9\nPython 3\nTime: "
    )
    assert what in text
    assert "\n\nKeyError\n" in text
    assert "INFO agent_desktop.tests: started\n" in text
    assert "fault of the program:\nKeyError" in (folder.parent / "desk.log").read_text()
    everything = text + "".join(
        file.read_text() for file in folder.parent.rglob("*") if file.is_file()
    )
    assert CANARY not in everything
    assert not ended_the_program(reports(folder)[0])


def test_an_end_by_the_keyboard_or_on_purpose_is_no_fault(folder: Path) -> None:
    program = """
in_thread(sys.exit)
sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
reporter.close()"""
    assert run(folder, program).returncode == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL])
def test_last_words_become_a_report_at_the_next_start(folder: Path, number: int) -> None:
    program = f"""
for number in range(700): log.info(Event.STAGE_SETTLED, number=number)
def at_work():
    while logs._writer._lines.qsize() or reporter._lines < 250: pass
    signal.raise_signal({int(number)})
in_thread(at_work)"""
    assert run(folder, program).returncode == -number
    assert reports(folder) == ()
    run(folder, "reporter.close()")
    text = only_report(folder)
    assert ended_the_program(reports(folder)[0])
    assert "Fatal Python error: " in text
    assert "\nCurrent thread:\n  <string>:" in text
    assert text.count("in at_work") == 1
    assert "\nAgent Desktop 9.9.9\n" in text
    assert text.count("stage settled: ") == 200
    assert text.endswith("stage settled: 699\n")
    for private in (CANARY, str(folder.parent), str(Path.home()), sys.prefix, "0x"):
        assert private not in text


def test_a_long_run_keeps_no_more_than_its_last_lines(folder: Path) -> None:
    program = """
for number in range(3000): log.info(Event.STAGE_SETTLED, number=number % 1000)
log.info(Event.ENDED)
(own,) = folder.glob("run-*.log")
while "ended" not in own.read_text(): pass
print(len(own.read_text().splitlines()))
reporter.close()"""
    assert 200 <= int(run(folder, program).stdout) < 450


def test_a_kill_leaves_no_report_and_is_cleaned_up(folder: Path) -> None:
    done = run(folder, "signal.raise_signal(signal.SIGKILL)")
    assert done.returncode == -signal.SIGKILL
    assert [file.name.partition("-")[0] for file in folder.iterdir()] == ["run"]
    run(folder, "reporter.close()")
    assert list(folder.iterdir()) == []


def test_a_copy_that_runs_is_left_alone(folder: Path) -> None:
    arguments = [sys.executable, "-c", RUN + "ready(); reporter.close()", str(folder)]
    with subprocess.Popen(arguments, stdin=-1, stdout=-1, text=True) as copy:
        assert copy.stdout is not None
        assert copy.stdout.readline() == "ready\n"
        run(folder, "reporter.close()")
        (left,) = folder.iterdir()
        assert left.name.endswith(f"-{copy.pid}.log")


def test_no_more_than_five_are_kept_the_oldest_go(folder: Path) -> None:
    for _ in range(KEPT + 2):
        run(folder, "in_thread(wrong); reporter.close()")
        for report in reports(folder)[1:]:
            if not report.name.endswith(".seen.txt"):
                dealt_with(report)
    assert len(list(folder.iterdir())) == KEPT
    assert len(reports(folder)) == 1


def test_a_fault_that_comes_again_and_again_is_reported_once(folder: Path) -> None:
    run(folder, "for _ in range(50): in_thread(wrong)\nreporter.close()")
    assert len(reports(folder)) == 1


def test_the_error_that_ends_the_program_is_reported_whatever_came_before(folder: Path) -> None:
    kinds = "KeyError, ValueError, TypeError, OSError"
    run(
        folder,
        f"""
def wrong_as(kind): raise kind
for kind in ({kinds}): in_thread(lambda kind=kind: wrong_as(kind))
try: wrong_as(ZeroDivisionError)
except ZeroDivisionError as error: reporter.ended_by(error)
reporter.close()""",
    )
    names = sorted(each.name.partition("-")[0] for each in reports(folder))
    assert names == ["crash", "fault", "fault", "fault"]


def test_what_was_dealt_with_is_offered_no_more(folder: Path) -> None:
    run(folder, "in_thread(wrong); reporter.close()")
    (report,) = reports(folder)
    dealt_with(report)
    assert reports(folder) == ()
    assert len(list(folder.iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_reports_are_for_the_user_s_eyes_alone(folder: Path) -> None:
    program = """
import os
os.umask(0)
in_thread(wrong)
while not list(folder.glob("fault-*.txt")): pass
signal.raise_signal(signal.SIGSEGV)"""
    run(folder, program)
    run(folder, "signal.raise_signal(signal.SIGKILL)")
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_profile_that_may_not_be_written_costs_only_the_report(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    program = RUN.replace("while not list", "while False and list").replace(
        'folder.parent / "desk.log"', "None"
    )
    folder = tmp_path / "state" / "crashes"
    arguments = [sys.executable, "-c", program + "in_thread(wrong); print(told)", str(folder)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "['KeyError']\n")
    assert CANARY not in done.stderr
