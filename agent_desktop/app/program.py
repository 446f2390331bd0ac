"""The second step: the desk and the window, put together behind the dialog that shows."""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtWidgets import QApplication

from agent_desktop.app.offers import LOADED_WITHIN, LOADS_AFTER, offer_help, offer_report
from agent_desktop.app.opening import Opening
from agent_desktop.app.start import BEGIN_ANEW, EXIT_CANNOT_START, Start
from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.state import DeskState
from agent_desktop.icws import Abort
from agent_desktop.platform import frozen, installed, paths, training
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.settings import SettingsBroken, SettingsError, set_aside
from agent_desktop.platform.vault import Vault
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.updates import Updates
from agent_desktop.ui import accessibility
from agent_desktop.ui.bridge import run as run_loop
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.theme.drawings import read_all

log = Log("agent_desktop")

# The simulator's demo agent; a name for training, no secret of anybody's.
DEMO_USER, DEMO_PASSWORD, DEMO_STATION = "ada", "demo", "7001"
DEMO_SERVER_WITHIN = 20.0
HELD_WITHIN = 1.0
LEDGER = "ledger.sqlite3"


def go_on(app: QApplication, start: Start, opening: Opening) -> int:
    """Put the program together behind the dialog that shows, and run it to its end."""
    gc.freeze()  # what is loaded by now is looked at no more
    gc.enable()
    accessibility.install()
    try:
        return run_loop(app, _Program(start, opening).main())
    except training.TrainingServerError as error:
        sys.stderr.write(f"agent-desktop: the built-in IC server didn't start: {error}\n")
        return EXIT_CANNOT_START


class _Program:
    """One run of the program."""

    def __init__(self, start: Start, opening: Opening) -> None:
        self._start = start
        self._opening = opening
        self._options = start.options
        self._effective = start.effective
        self._settings = start.effective.settings
        self._training: training.TrainingServer | None = None
        self._demo_files: TemporaryDirectory[str] | None = None
        self._anew = False

    async def main(self) -> int:
        """Run until the agent quits, or the tour has been played."""
        quit_asked = asyncio.Event()
        loop = asyncio.get_running_loop()
        # The end of a desktop session: log off as at the end of a shift.
        signal.signal(
            signal.SIGTERM, lambda _number, _frame: loop.call_soon_threadsafe(quit_asked.set)
        )
        # The demo leaves the agent's own log-on alone.
        file = None if self._options.demo else paths.remembered_file()
        ledger = self._demo_folder() / LEDGER if self._options.demo else paths.ledger_file()
        vault = None if self._options.demo else Vault()
        desk = AgentDesk(self._settings, file, ledger_file=ledger, vault=vault)
        self._report_faults(desk)
        desktop = Desktop(desk, self._opening.dialog, self._start.last)
        desktop.quit_asked.connect(quit_asked.set)
        desktop.restart_asked.connect(self._begin_anew)
        desktop.restart_asked.connect(quit_asked.set)
        self._opening.shows = lambda: desktop.shown
        self._opening.hand_over()
        desktop.show()
        self._hold_servers(desk)
        desk.tasks.spawn(offer_help(self._start, desk, desktop), "offer help")
        if self._options.tour is None:
            this = installed.this_run()
            Updates(desk.store, desk.tasks, desk.background, this).begin()
            desk.tasks.spawn(offer_report(self._start, desk, desktop), "offer crash report")
        await desk.open()
        for error in self._effective.refused:
            desk.store.notice(Cause.SETTINGS_BROKEN, _complaint(error))
        for sentence in self._effective.passed_over:
            desk.store.notice(Cause.SETTING_PASSED_OVER, Facts(subject=sentence))
        self._opening.over = True
        try:
            if self._options.demo:
                await self._start_demo(desk, desktop)
            elif desk.store.state.phase is Phase.LOGGED_OFF:  # else the log-on asks
                desktop.dialog.ask_now()
            if frozen.is_frozen():
                desk.tasks.spawn(self._load_the_rest(desk), "load the rest")
            if self._options.tour is not None:
                return await self._tour(desk)
            await quit_asked.wait()
            return BEGIN_ANEW if self._anew else 0
        finally:
            desktop.close()
            self._start.instance.close()  # a copy that is started now has no window to find here
            await desk.close()
            if self._training is not None:
                self._training.stop()
            if self._demo_files is not None:
                self._demo_files.cleanup()

    def _begin_anew(self) -> None:
        self._anew = True

    def _report_faults(self, desk: AgentDesk) -> None:
        """Have the agent told of what nobody caught, wherever it happened."""
        loop = asyncio.get_running_loop()

        def in_the_loop(_loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
            error = context.get("exception")
            if isinstance(error, BaseException):
                desk.tasks.report(error)
            else:
                log.warning(Event.LOOP_COMPLAINT)

        loop.set_exception_handler(in_the_loop)
        self._start.reporter.on_fault = lambda error: _soon(loop, desk.tell_fault, error)

    def _hold_servers(self, desk: AgentDesk) -> None:
        """Be found by each server that is logged on to."""
        held: set[str] = set()

        def hold(state: DeskState) -> None:
            if state.phase is Phase.LOGGED_ON and state.agent and state.agent.server not in held:
                server = state.agent.server
                held.add(server)

                async def work() -> None:
                    with contextlib.suppress(TimeoutError):  # then it is found by its first name
                        await desk.background.call(
                            lambda _abort: self._start.instance.hold(server),
                            deadline=HELD_WITHIN,
                        )

                desk.tasks.spawn(work(), "hold server")

        if not self._options.demo:
            desk.store.watch(hold)

    async def _load_the_rest(self, desk: AgentDesk) -> None:
        """Have in memory what an upgrade would take away under a program that runs on."""
        await asyncio.sleep(LOADS_AFTER)

        def load(_abort: Abort) -> None:
            read_all()
            frozen.load(frozen.later())

        with contextlib.suppress(TimeoutError):  # a slow disk; each is still imported in its time
            await desk.background.call(load, deadline=LOADED_WITHIN)

    def _demo_folder(self) -> Path:
        """A folder for what the demo keeps: it goes with the demo."""
        self._demo_files = TemporaryDirectory(prefix="agent-desktop-", ignore_cleanup_errors=True)
        return Path(self._demo_files.name)

    async def _start_demo(self, desk: AgentDesk, desktop: Desktop) -> None:
        """Start the simulator and fill in its agent, so that one press logs on."""

        def start(_abort: Abort) -> training.TrainingServer:
            return training.start()

        self._training = await desk.background.call(start, deadline=DEMO_SERVER_WITHIN)
        form = LogOnForm(
            server=self._training.url,
            user=DEMO_USER,
            password=DEMO_PASSWORD,
            station=DEMO_STATION,
            language="en-us" if self._options.tour is not None else "",
            remember=False,
        )
        desktop.dialog.prefill(form)
        desktop.dialog.ask_now()

    async def _tour(self, desk: AgentDesk) -> int:
        from agent_desktop.tour.play import play

        if self._training is None:
            return EXIT_CANNOT_START
        folder = Path(self._options.tour)
        return await play(folder, desk, self._training)


def _complaint(refused: SettingsError) -> Facts:
    """Move a broken file of the user's out of the way, and return what the agent is told.

    Only a copy with a window does so: another would end without a word of it.
    """
    kept = ""
    own = paths.settings_file()
    # What can't be read now may be read another time; the administrators' files are theirs.
    if isinstance(refused, SettingsBroken) and refused.place == str(own):
        with contextlib.suppress(OSError):
            today = date.today()  # noqa: DTZ011  # the user's own day
            kept = set_aside(own, today).name
    return Facts(subject=str(refused), kept=kept)


def _soon(
    loop: asyncio.AbstractEventLoop, deed: Callable[..., object], *args: BaseException
) -> None:
    """Have the window's thread do something; nothing once the program is ending."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(deed, *args)
