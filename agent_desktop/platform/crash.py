"""What a run leaves behind that went wrong: a report on this computer, and nothing else.

A run has a file of its own, locked while it lasts. Its log goes there, and what Python can still
say when the process dies. In good order it is deleted. One that is found unlocked, with such last
words in it, becomes a report; without them the program was killed or the power went, and it goes.
"""

import contextlib
import faulthandler
import os
import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from agent_desktop.platform import logs
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.private import lock, private_folder
from agent_desktop.platform.trace import Trace, place

# So many reports are kept; the oldest go first.
KEPT = 5
# A fault that comes with every paint must not fill the folder: so many reports a run.
_A_RUN = 3
# Once twice as many lines of log have gone to the run's file, the older half goes.
_FULL = 2 * logs.LAST_LINES
# A disk that hangs holds the end of the program no longer than this, in seconds.
_CLOSE_WITHIN = 1.0
_NAME = "Agent Desktop: report of a fault"
_LAST_LINES = "Last lines of the log:"

# Compiled when first needed.
_FATAL = rb"(?m)^(?:Fatal Python error|Windows fatal exception): "
_CAUSE = r"(?:Fatal Python error|Windows fatal exception): [A-Za-z0-9 -]{1,60}"
_THREAD = r"(?:Current thread|Thread) 0x[0-9a-f]+ .*\(most recent call first\):"
_FRAME = r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>[\w<>.]{1,160})'

log = Log("agent_desktop.platform.crash")


class CrashReporter:
    """Writes the reports of one run; made at its start, closed at its end.

    `versions` are lines such as "Python 3.11.2". Errors that nobody caught, in any thread, go to
    `on_fault` too, where somebody set it; the program goes on after them.
    """

    def __init__(self, folder: Path, versions: tuple[str, ...]) -> None:
        self._folder = folder
        self._head = "\n".join((_NAME, *versions))
        self._run: int | None = None
        self._run_file = folder / f"run-{_stamp()}-{os.getpid()}.log"
        self._closed = False
        self._lines = 0
        self._reported: set[str] = set()
        self._writing = threading.Lock()
        self.on_fault: Callable[[BaseException], None] | None = None
        self.collected = threading.Event()  # what earlier runs left is looked at

    def start(self) -> None:
        """Begin watching. What an earlier run left is looked at in a thread: a home may hang."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        threading.Thread(target=self._open, name="crash reports", daemon=True).start()

    def close(self) -> None:
        """End in good order: nothing is left of the run but the reports that it wrote."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        faulthandler.disable()
        if self._writing.acquire(timeout=_CLOSE_WITHIN):
            self._closed = True
            if self._run is not None:
                os.close(self._run)
                self._run = None
                with contextlib.suppress(OSError):
                    self._run_file.unlink()
            self._writing.release()

    def ended_by(self, error: BaseException) -> None:
        """Report the error that ended the program, whatever was reported before."""
        log.fault(Event.FAULT, error)
        self._report("crash", "It ended with an error.", Trace(error).text)

    def _uncaught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._survived(error, "It went on after an error that nobody caught.")

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._survived(args.exc_value, "It went on after an error that ended a thread.")

    def _unraisable(self, unraisable: "sys.UnraisableHookArgs") -> None:
        if unraisable.exc_value is not None:
            self._survived(unraisable.exc_value, "It went on after an error in tidying up.")

    def _survived(self, error: BaseException, what: str) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        log.fault(Event.FAULT, error)
        trace = Trace(error).text
        if trace not in self._reported and len(self._reported) < _A_RUN:
            self._reported.add(trace)
            self._report("fault", what, trace)
        if self.on_fault is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self.on_fault(error)

    def _report(self, kind: str, what: str, trace: str) -> None:
        lines = "\n".join(logs.last_lines)
        text = f"{self._head}\nTime: {_now()}\n{what}\n\n{trace}\n\n{_LAST_LINES}\n{lines}\n"
        name = f"{kind}-{_stamp()}-{os.getpid()}.txt"
        # A thread of its own, which the end of the program waits for: a disk holds no window.
        threading.Thread(
            target=_write, args=(self._folder, name, text), name="crash report", daemon=False
        ).start()

    def _open(self) -> None:
        with contextlib.suppress(OSError):  # a read-only profile: no reports then
            private_folder(self._folder)
            _collect(self._folder)
        self.collected.set()
        with self._writing, contextlib.suppress(OSError):
            if self._closed:
                return
            self._run = os.open(self._run_file, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
            lock(self._run)
            self._begin()
            faulthandler.enable(self._run, all_threads=True)
        logs.also(self._keep)

    def _begin(self) -> None:
        """Begin the run's file anew with the lines that are wanted of it."""
        if self._run is not None:
            os.ftruncate(self._run, 0)
            text = "\n".join((self._head, "", _LAST_LINES, *logs.last_lines, ""))
            os.write(self._run, text.encode())
            self._lines = len(logs.last_lines)

    def _keep(self, text: str) -> None:
        """Write a line of the log; called on the log's own thread."""
        with self._writing, contextlib.suppress(OSError):  # no room: a report has what fits
            if self._run is None:
                return
            os.write(self._run, text.encode())
            self._lines += 1
            if self._lines >= _FULL:
                self._begin()


def reports(folder: Path) -> tuple[Path, ...]:
    """Return the reports nobody has dealt with, the newest first."""
    return tuple(file for file in _all(folder) if not file.name.endswith(".seen.txt"))


def left(folder: Path) -> tuple[Path, ...]:
    """Return all that runs have left: logs of those that last or died, then every report."""
    runs = sorted(folder.glob("run-*.log"), key=lambda file: file.name, reverse=True)
    return (*runs, *_all(folder))


def dealt_with(report: Path) -> None:
    """Don't offer a report again; it stays where it is, under another name. Raises OSError."""
    report.replace(report.with_suffix(".seen.txt"))


def ended_the_program(report: Path) -> bool:
    """Whether a report is of an end, and not of a fault that the program survived."""
    return report.name.startswith("crash-")


def _all(folder: Path) -> list[Path]:
    found = [*folder.glob("crash-*.txt"), *folder.glob("fault-*.txt")]
    return sorted(found, key=lambda file: file.name.partition("-")[2], reverse=True)


def _collect(folder: Path) -> None:
    """Make reports of what runs left that died. Raises OSError."""
    for unfinished in folder.glob("*.new"):
        unfinished.unlink(missing_ok=True)
    for run in sorted(folder.glob("run-*.log")):
        with contextlib.suppress(OSError):  # on Windows: another copy has it open
            handle = os.open(run, os.O_RDWR)
            try:
                left = run.read_bytes() if lock(handle) else None
            finally:
                os.close(handle)
            if left is None:
                continue  # it lasts
            last_words = re.search(_FATAL, left)
            if last_words is not None:
                name = run.with_suffix(".txt").name.replace("run-", "crash-", 1)
                _write(folder, name, _post_mortem(run, left, last_words.start()))
            run.unlink()


def _post_mortem(run: Path, left: bytes, died: int) -> str:
    """Return the report of a run whose process died, from its file."""
    before, last_words = (part.decode("utf-8", "replace") for part in (left[:died], left[died:]))
    head, _sign, lines = before.partition(_LAST_LINES)
    places = "\n".join(_places(last_words))
    time = datetime.fromtimestamp(run.stat().st_mtime, UTC).isoformat(" ", "seconds")
    wanted = "\n".join(lines.strip("\n").splitlines()[-logs.LAST_LINES :])
    what = "It ended at once; what each thread was doing, the last call first:"
    return f"{head.strip()}\nTime: {time}\n{what}\n\n{places}\n\n{_LAST_LINES}\n{wanted}\n"


def _places(last_words: str) -> list[str]:
    """Return what of the last words is of code, without any folder of the user's."""
    found = []
    for line in last_words.splitlines():
        if match := re.fullmatch(_FRAME, line):
            found.append(f"  {place(match['file'])}:{match['line']} in {match['name']}")
        elif re.fullmatch(_THREAD, line):
            found.append("Current thread:" if line.startswith("Current") else "Thread:")
        elif match := re.match(_CAUSE, line):
            found.append(match[0])
    return found


def _write(folder: Path, name: str, text: str) -> None:
    """Write a report, and let the oldest go; where that can't be there is none."""
    with contextlib.suppress(OSError):
        private_folder(folder)
        unfinished = folder / f"{name}.new"
        handle = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        unfinished.replace(folder / name)
        for old in _all(folder)[KEPT:]:
            old.unlink()


def _now() -> str:
    return datetime.now(UTC).isoformat(" ", "seconds")


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
