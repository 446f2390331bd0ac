"""What is left of a run that went wrong, offered to whoever starts the next one."""

from collections.abc import Callable
from pathlib import Path

from agent_desktop.icws import Abort
from agent_desktop.immutable import immutable
from agent_desktop.platform.crash import CrashReporter, dealt_with, ended_the_program, reports
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.background import Background
from agent_desktop.services.saving import save_text
from agent_desktop.services.tasks import Tasks

log = Log("agent_desktop.services.crash_reports")

# A home folder that hangs is waited for so long, in seconds.
WITHIN = 5.0


@immutable
class CrashReport:
    """The reports nobody has dealt with, as one text. `ended` if the program did not go on."""

    text: str
    ended: bool


class CrashReports:
    """Reads, saves and deletes reports; nothing of them is ever sent anywhere."""

    def __init__(
        self, reporter: CrashReporter, folder: Path, tasks: Tasks, background: Background
    ) -> None:
        self._reporter = reporter
        self._folder = folder
        self._tasks = tasks
        self._background = background
        self._offered: tuple[Path, ...] = ()

    async def left(self) -> CrashReport | None:
        """Return what is to be offered, if anything."""

        def read(_abort: Abort) -> tuple[tuple[Path, ...], str]:
            self._reporter.collected.wait(WITHIN)
            found = reports(self._folder)
            return found, "\n\n".join(each.read_text(encoding="utf-8") for each in found)

        try:
            self._offered, text = await self._background.call(read, deadline=WITHIN)
        except (OSError, UnicodeDecodeError, TimeoutError) as error:
            log.warning(Event.NO_CRASH_REPORT, error=type(error))
            return None
        ended = any(ended_the_program(each) for each in self._offered)
        return CrashReport(text, ended) if self._offered else None

    def put_away(self) -> None:
        """Offer these reports no more; they stay in their folder."""
        self._each(dealt_with)

    def delete(self) -> None:
        """Delete them."""
        self._each(lambda report: report.unlink(missing_ok=True))

    def save(self, text: str, file: str, told: Callable[[bool], None]) -> None:
        """Write a copy to a file the agent chose; `told` learns whether it is there."""
        save_text(self._tasks, self._background, text, file, told)

    def _each(self, deed: Callable[[Path], object]) -> None:
        offered, self._offered = self._offered, ()

        def do(_abort: Abort) -> None:
            for report in offered:
                deed(report)

        async def done() -> None:
            try:
                await self._background.call(do, deadline=WITHIN)
            except (OSError, TimeoutError) as error:
                log.warning(Event.NO_CRASH_REPORT, error=type(error))

        self._tasks.spawn(done(), "deal with crash reports")
