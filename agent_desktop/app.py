"""The one place where everything is put together."""

import argparse
import asyncio
import contextlib
import os
import platform
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import PySide6
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtWidgets import QApplication

from agent_desktop import __version__
from agent_desktop.desk.logon import LogOnForm, Phase, StationKind
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.state import DeskState
from agent_desktop.icws import Abort, AddressError, ServerAddress
from agent_desktop.immutable import immutable
from agent_desktop.platform import frozen, installed, paths, remembered, training
from agent_desktop.platform.crash import CrashReporter
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.resources import resources
from agent_desktop.platform.settings import (
    Effective,
    Layer,
    SettingsBroken,
    SettingsError,
    gather,
    places,
    set_aside,
)
from agent_desktop.platform.settings.schema import AppearanceName
from agent_desktop.platform.single_instance import ANSWER_WITHIN, Claim, SingleInstance
from agent_desktop.platform.vault import Vault
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.crash_reports import CrashReports
from agent_desktop.services.updates import Updates
from agent_desktop.ui import accessibility, qt_messages
from agent_desktop.ui.bridge import run as run_loop
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.refusal import tell_refusal
from agent_desktop.ui.theme.drawings import read_all
from agent_desktop.ui.theme.icons import app_icon
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.translations import install

if TYPE_CHECKING:
    from agent_desktop.services.support_bundles import SupportBundles

log = Log("agent_desktop")

EXIT_FAULT = 1
EXIT_CANNOT_START = 2
EXIT_INTERRUPTED = 130
BEGIN_ANEW = -1  # no exit code: the version that was installed meanwhile takes over
# The simulator's demo agent; a name for training, no secret of anybody's.
DEMO_USER, DEMO_PASSWORD, DEMO_STATION = "ada", "demo", "7001"
# What the demo sets for itself, whatever is configured: its server has its own.
DEMO_SETS = frozenset({"server", "user", "station_kind", "station", "stage_map", "companion"})
DEMO_SERVER_WITHIN = 20.0
REMEMBERED_WITHIN = 1.0
LOADS_AFTER, LOADED_WITHIN = 1.0, 30.0
"""Seconds from the dialog on: the agent's first look and first key come first."""
LEDGER = "ledger.sqlite3"
_HUNG = "it runs already and doesn't answer; end it first, or wait until it does."


def run(options: argparse.Namespace) -> int:
    """Show the window and run until the agent leaves; returns the exit code."""
    try:
        effective = _settings(options)
    except SettingsError as error:
        return _refuse_to_start(error, options.config)
    instance = SingleInstance(_runtime_folder())
    claim = Claim.UNGUARDED if options.demo else instance.claim(_address(effective.settings.server))
    if claim is Claim.SHOWN:
        return 0
    if claim is Claim.SILENT:
        sys.stderr.write(f"agent-desktop: {_HUNG}\n")
        return EXIT_CANNOT_START
    reporter = CrashReporter(paths.crash_folder(), _versions())
    reporter.start()
    try:
        complaints = tuple(_complaint(error) for error in effective.refused)
        code = _show(_Start(options, effective, complaints, instance, reporter))
    except Exception as error:  # noqa: BLE001  # whatever ends the program is reported
        reporter.ended_by(error)
        return EXIT_FAULT
    finally:
        instance.close()
        reporter.close()
    if code == BEGIN_ANEW:
        installed.begin_anew()
        return 0
    return code


@immutable
class _Start:
    """What a run begins with. `complaints` are of settings files that can't be used."""

    options: argparse.Namespace
    effective: Effective
    complaints: tuple[Facts, ...]
    instance: SingleInstance
    reporter: CrashReporter


def _application(appearance: AppearanceName) -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    app.setApplicationName("agent-desktop")
    app.setApplicationDisplayName("Agent Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("agent-desktop")
    apply(app, appearance)
    app.setWindowIcon(app_icon())
    return app


def _show(start: _Start) -> int:
    app = _application(start.effective.settings.appearance)
    if start.options.tour is not None:  # it reads the window's words: in English everywhere
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    install(app)
    accessibility.install()
    qt_messages.install()
    try:
        return run_loop(app, _Program(start).main())
    except training.TrainingServerError as error:
        sys.stderr.write(f"agent-desktop: the built-in IC server didn't start: {error}\n")
        return EXIT_CANNOT_START
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


class _Program:
    """One run of the program."""

    def __init__(self, start: _Start) -> None:
        self._start = start
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
        last = remembered.Remembered()
        if file is not None:
            with contextlib.suppress(TimeoutError):  # a home that hangs: begin with nothing
                last = await desk.background.call(
                    lambda _abort: remembered.read(file), deadline=REMEMBERED_WITHIN
                )
        desktop = Desktop(desk, self._form(last), self._effective.locked)
        desktop.quit_asked.connect(quit_asked.set)
        desktop.restart_asked.connect(self._begin_anew)
        desktop.restart_asked.connect(quit_asked.set)
        desktop.window.restore(last.geometry, last.splitter, last.places)
        desktop.show()
        self._watch_instance(desk, desktop)
        desk.tasks.spawn(self._offer_help(desk, desktop), "offer help")
        if self._options.tour is None:
            this = installed.this_run()
            Updates(desk.store, desk.tasks, desk.background, this).begin()
            desk.tasks.spawn(self._offer_report(desk, desktop), "offer crash report")
        await desk.open()
        for complaint in self._start.complaints:
            desk.store.notice(Cause.SETTINGS_BROKEN, complaint)
        for sentence in self._effective.passed_over:
            desk.store.notice(Cause.SETTING_PASSED_OVER, Facts(subject=sentence))
        try:
            if self._options.demo:
                await self._start_demo(desk, desktop)
            else:
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

    def _watch_instance(self, desk: AgentDesk, desktop: Desktop) -> None:
        """Come to the front for a second copy; be found by the server that is logged on to."""
        loop = asyncio.get_running_loop()

        def shown() -> bool:
            """Answer for the window only once its thread has moved."""
            done = threading.Event()

            def show() -> None:
                desktop.come_to_front()
                done.set()

            _soon(loop, show)
            return done.wait(ANSWER_WITHIN)

        self._start.instance.on_shown = shown
        held: set[str] = set()

        def hold(state: DeskState) -> None:
            if state.phase is Phase.LOGGED_ON and state.agent and state.agent.server not in held:
                server = state.agent.server
                held.add(server)

                async def work() -> None:
                    with contextlib.suppress(TimeoutError):  # then it is found by its first name
                        await desk.background.call(
                            lambda _abort: self._start.instance.hold(server),
                            deadline=REMEMBERED_WITHIN,
                        )

                desk.tasks.spawn(work(), "hold server")

        if not self._options.demo:
            desk.store.watch(hold)

    async def _offer_report(self, desk: AgentDesk, desktop: Desktop) -> None:
        folder = paths.crash_folder()
        reports = CrashReports(self._start.reporter, folder, desk.tasks, desk.background)
        report = await reports.left()
        if report is not None:
            desktop.offer_report(reports, report)

    async def _load_the_rest(self, desk: AgentDesk) -> None:
        """Have in memory what an upgrade would take away under a program that runs on."""
        await asyncio.sleep(LOADS_AFTER)

        def load(_abort: Abort) -> None:
            read_all()
            frozen.load(frozen.later())

        with contextlib.suppress(TimeoutError):  # a slow disk; each is still imported in its time
            await desk.background.call(load, deadline=LOADED_WITHIN)

    async def _offer_help(self, desk: AgentDesk, desktop: Desktop) -> None:
        """Have the help menu answered; what that takes isn't needed for the first paint."""

        def load(_abort: Abort) -> "SupportBundles":
            from agent_desktop.platform.versions import versions
            from agent_desktop.services.support_bundles import SupportBundles

            return SupportBundles(
                self._effective,
                (*versions(), _qt()),
                paths.crash_folder(),
                desk.store,
                desk.tasks,
                desk.background,
            )

        bundles = await desk.background.call(load, deadline=LOADED_WITHIN)
        from agent_desktop.ui.help.help import Help

        dialog, window = desktop.dialog, desktop.window
        Help((dialog.help, window.header.help), bundles, dialog.form, desktop)

    def _demo_folder(self) -> Path:
        """A folder for what the demo keeps: it goes with the demo."""
        self._demo_files = TemporaryDirectory(prefix="agent-desktop-", ignore_cleanup_errors=True)
        return Path(self._demo_files.name)

    def _form(self, last: remembered.Remembered) -> LogOnForm:
        """What the log-on dialog begins with: settings and options first, else as last time."""
        settings = self._settings
        set_kind = self._effective.origin("station_kind").layer is not Layer.BUILT_IN
        return LogOnForm(
            server=settings.server or last.server,
            user=settings.user or last.user,
            password="",
            station_kind=StationKind(settings.station_kind if set_kind else last.station_kind),
            station=settings.station or last.station,
            remember=last.keep,
            ca_file=settings.ca_file,
            language=settings.language,
            companion=settings.companion and settings.companion_allowed,
            keep_password=last.kept_in_vault,
        )

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


def _settings(options: argparse.Namespace) -> Effective:
    """Return the settings of this run. Raises SettingsError for those nobody may start without."""
    chosen = {"server": options.server, "user": options.user, "station": options.station}
    command_line: dict[str, Any] = {key: value for key, value in chosen.items() if value}
    if options.tour is not None:
        command_line["log_on_again_first"] = 60.0  # the tour presses "Try now"
    if options.demo:
        command_line.setdefault("stage_map", str(resources() / "scenarios" / "demo-stages.toml"))
    own = DEMO_SETS if options.demo else frozenset()
    return gather(places(), options.config, command_line, leave_out=own)


def _refuse_to_start(error: SettingsError, named: Path | None) -> int:
    """Say why nothing starts; in a window too, unless it is of a file that was just typed."""
    sys.stderr.write(f"agent-desktop: {error}\n")
    if named is None or error.place != str(named):
        app = _application("system")
        install(app)
        run_loop(app, tell_refusal(str(error)))
    return EXIT_CANNOT_START


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


def _address(server: str) -> str:
    """Return a server as everybody writes it, so that one is found by any of its names."""
    try:
        return str(ServerAddress.parse(server))
    except AddressError:
        return server.strip().casefold()


def _runtime_folder() -> Path:
    """Return the folder for sockets and locks; one that can't be used where none can be had."""
    try:
        return paths.runtime_folder()
    except PermissionError:
        return Path(os.devnull) / "none"


def _versions() -> tuple[str, ...]:
    return (
        f"Agent Desktop {__version__}",
        f"Python {platform.python_version()}",
        _qt(),
        platform.platform(),
    )


def _qt() -> str:
    return f"PySide6 {PySide6.__version__}, Qt {qVersion()}"


def _soon(
    loop: asyncio.AbstractEventLoop, deed: Callable[..., object], *args: BaseException
) -> None:
    """Have the window's thread do something; nothing once the program is ending."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(deed, *args)
