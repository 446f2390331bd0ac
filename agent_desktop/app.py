"""The one place where everything is put together."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from agent_desktop import __version__
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.state import StationKind
from agent_desktop.icws import Abort
from agent_desktop.platform import paths, remembered, training
from agent_desktop.platform.resources import resources
from agent_desktop.platform.settings import Settings, SettingsError, load
from agent_desktop.platform.vault import Vault
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.logon import LogOnForm
from agent_desktop.ui import accessibility
from agent_desktop.ui.bridge import run as run_loop
from agent_desktop.ui.desktop import Desktop
from agent_desktop.ui.theme.icons import app_icon
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.translations import install

EXIT_CANNOT_START = 2
EXIT_INTERRUPTED = 130
# The simulator's demo agent; a name for training, no secret of anybody's.
DEMO_USER, DEMO_PASSWORD, DEMO_STATION = "ada", "demo", "7001"
DEMO_SERVER_WITHIN = 20.0
REMEMBERED_WITHIN = 1.0
LEDGER = "ledger.sqlite3"


def run(options: argparse.Namespace) -> int:
    """Show the window and run until the agent leaves; returns the exit code."""
    try:
        settings, complaint = _settings(options)
    except SettingsError as error:
        sys.stderr.write(f"agent-desktop: {error}\n")
        return EXIT_CANNOT_START
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    app.setApplicationName("agent-desktop")
    app.setApplicationDisplayName("Agent Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("agent-desktop")
    apply(app, settings.appearance)
    app.setWindowIcon(app_icon())
    if options.tour is not None:  # it reads the window's words: in English everywhere
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    install(app)
    accessibility.install()
    try:
        return run_loop(app, _Program(options, settings, complaint).main())
    except training.TrainingServerError as error:
        sys.stderr.write(f"agent-desktop: the built-in IC server didn't start: {error}\n")
        return EXIT_CANNOT_START
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


class _Program:
    """One run of the program."""

    def __init__(self, options: argparse.Namespace, settings: Settings, complaint: str) -> None:
        self._options = options
        self._settings = settings
        self._complaint = complaint
        self._training: training.TrainingServer | None = None
        self._demo_files: TemporaryDirectory[str] | None = None

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
        last = remembered.Remembered()
        if file is not None:
            with contextlib.suppress(TimeoutError):  # a home that hangs: begin with nothing
                last = await desk.background.call(
                    lambda _abort: remembered.read(file), deadline=REMEMBERED_WITHIN
                )
        desktop = Desktop(desk, self._form(last))
        desktop.quit_asked.connect(quit_asked.set)
        desktop.window.restore(last.geometry, last.splitter)
        desktop.show()
        await desk.open()
        if self._complaint:
            desk.store.notice(Cause.SETTINGS_BROKEN, Facts(subject=self._complaint))
        try:
            if self._options.demo:
                await self._start_demo(desk, desktop)
            else:
                desktop.dialog.ask_now()
            if self._options.tour is not None:
                return await self._tour(desk)
            await quit_asked.wait()
            return 0
        finally:
            desktop.close()
            await desk.close()
            if self._training is not None:
                self._training.stop()
            if self._demo_files is not None:
                self._demo_files.cleanup()

    def _demo_folder(self) -> Path:
        """A folder for what the demo keeps: it goes with the demo."""
        self._demo_files = TemporaryDirectory(prefix="agent-desktop-", ignore_cleanup_errors=True)
        return Path(self._demo_files.name)

    def _form(self, last: remembered.Remembered) -> LogOnForm:
        """What the log-on dialog begins with: settings and options first, else as last time."""
        settings = self._settings
        return LogOnForm(
            server=settings.server or last.server,
            user=settings.user or last.user,
            password="",
            station_kind=StationKind(
                settings.station_kind if settings.station else last.station_kind
            ),
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


def _settings(options: argparse.Namespace) -> tuple[Settings, str]:
    """Return the settings, and what was wrong with the user's own file, if anything.

    Raises SettingsError for the file named by --config: whoever names one means it.
    """
    chosen = {"server": options.server, "user": options.user, "station": options.station}
    overrides: dict[str, Any] = {key: value for key, value in chosen.items() if value}
    if options.demo:
        overrides.setdefault("stage_map", str(resources() / "scenarios" / "demo-stages.toml"))
    named = [options.config] if options.config else []
    own = paths.settings_file()
    try:
        return load([own, *named] if own.is_file() else named, overrides), ""
    except SettingsError as error:
        if str(own) not in str(error):
            raise
        return load(named, overrides), str(error)
