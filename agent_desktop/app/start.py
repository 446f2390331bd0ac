"""The first step: settings, the one copy, and the log-on dialog on the screen."""

import argparse
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import QEventLoop, QLocale, qVersion
from PySide6.QtWidgets import QApplication, QDialog

from agent_desktop import __version__
from agent_desktop.app.opening import Opening
from agent_desktop.desk.logon import LogOnForm, StationKind
from agent_desktop.immutable import immutable
from agent_desktop.platform import paths, remembered
from agent_desktop.platform.address import Address, NoAddress
from agent_desktop.platform.crash import CrashReporter
from agent_desktop.platform.resources import resources
from agent_desktop.platform.settings import Effective, Layer, SettingsError, gather, places
from agent_desktop.platform.settings.schema import AppearanceName
from agent_desktop.platform.single_instance import Claim, SingleInstance
from agent_desktop.ui import qt_messages
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.theme.icons import app_icon
from agent_desktop.ui.theme.theme import application, apply, remove_drawings
from agent_desktop.ui.translations import install
from agent_desktop.ui.wakeup import ended_by_signals

EXIT_FAULT = 1
EXIT_CANNOT_START = 2
EXIT_INTERRUPTED = 130
BEGIN_ANEW = -1  # no exit code: the version that was installed meanwhile takes over
# What the demo sets for itself, whatever is configured: its server has its own.
DEMO_SETS = frozenset({"server", "user", "station_kind", "station", "stage_map", "companion"})
_BEHIND = (
    "agent_desktop.platform.training",
    "agent_desktop.services.agent_desk",
    "agent_desktop.services.updates",
)
"""What is imported in a thread while the dialog shows."""
_IN_TURNS = (
    "agent_desktop.ui.bridge",
    "agent_desktop.ui.accessibility",
    "agent_desktop.ui.widgets.action_button",
    "agent_desktop.ui.widgets.pill",
    "agent_desktop.ui.widgets.flow_layout",
    "agent_desktop.ui.call.preview",
    "agent_desktop.ui.call.card",
    "agent_desktop.ui.campaigns.panel",
    "agent_desktop.ui.header.bar",
    "agent_desktop.ui.history.table",
    "agent_desktop.ui.history.page",
    "agent_desktop.ui.outcome.panel",
    "agent_desktop.ui.script.panel",
    "agent_desktop.ui.stages.panel",
    "agent_desktop.ui.main_window",
    "agent_desktop.ui.desktop",
    "agent_desktop.app.program",
)
"""What is imported after that in the window's own thread, a few milliseconds each."""
_HUNG = "it runs already and doesn't answer; end it first, or wait until it does."


@immutable
class Start:
    """What a run begins with."""

    options: argparse.Namespace
    effective: Effective
    instance: SingleInstance
    reporter: CrashReporter
    last: remembered.Remembered


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
    # The demo leaves the agent's own log-on alone.
    last = remembered.Remembered() if options.demo else remembered.last(paths.remembered_file())
    try:
        code = _show(Start(options, effective, instance, reporter, last))
    finally:
        instance.close()
        reporter.close()
    if code == BEGIN_ANEW:
        from agent_desktop.platform import installed

        remove_drawings()
        installed.begin_anew()
        return 0
    return code


def _show(start: Start) -> int:
    """Show the log-on dialog, have the rest loaded, and go on with it."""
    opening = None
    try:
        app = _application(start.effective.settings.appearance)
        if start.options.tour is not None:  # it reads the window's words: in English everywhere
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        install(app)
        qt_messages.install()
        opening = Opening(_dialog(start), start.instance)
        if not opening.wait(_load, (partial(import_module, name) for name in _IN_TURNS)):
            return EXIT_INTERRUPTED if opening.interrupted else 0
        from agent_desktop.app.program import go_on

        return go_on(app, start, opening)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever ends the program is reported
        start.reporter.ended_by(error)
        if opening is not None and not opening.over and start.options.tour is None:
            from agent_desktop.ui.refusal import no_start

            _show_until_put_away(no_start(opening.dialog))
        return EXIT_FAULT


def _load() -> None:
    """Import, in a thread, what knows nothing of Qt.

    Nothing of PySide may be imported there: where two threads make types of it at once, it
    crashes in one start of some hundred.
    """
    for name in _BEHIND:
        import_module(name)


def _application(appearance: AppearanceName) -> QApplication:
    app = QApplication.instance() or application(sys.argv[0])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    app.setApplicationName("agent-desktop")
    app.setApplicationDisplayName("Agent Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("agent-desktop")
    apply(app, appearance)
    app.setWindowIcon(app_icon())
    return app


def _dialog(start: Start) -> LogOnDialog:
    effective = start.effective
    allowed = effective.settings.companion_allowed
    return LogOnDialog(_form(start), companion_allowed=allowed, locked=effective.locked)


def _form(start: Start) -> LogOnForm:
    """What the log-on dialog begins with: settings and options first, else as last time."""
    settings, last = start.effective.settings, start.last
    set_kind = start.effective.origin("station_kind").layer is not Layer.BUILT_IN
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
        from agent_desktop.ui.refusal import refusal

        install(_application("system"))
        _show_until_put_away(refusal(str(error)))
    return EXIT_CANNOT_START


def _show_until_put_away(box: QDialog) -> None:
    loop = QEventLoop()
    box.finished.connect(loop.quit)
    box.open()
    with ended_by_signals(lambda _number: loop.quit()):
        loop.exec()


def _address(server: str) -> str:
    """Return a server as everybody writes it, so that one is found by any of its names."""
    try:
        return str(Address.parse(server))
    except NoAddress:
        return server.strip().casefold()


def _runtime_folder() -> Path:
    """Return the folder for sockets and locks; one that can't be used where none can be had."""
    try:
        return paths.runtime_folder()
    except PermissionError:
        return Path(os.devnull) / "none"


def _versions() -> tuple[str, ...]:
    """Return what a report begins with."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (f"Agent Desktop {__version__}", f"Python {python}", qt(), _system())


def _system() -> str:
    if sys.platform == "win32":
        return f"Windows {'.'.join(map(str, sys.getwindowsversion()[:3]))}"
    told = os.uname()
    return f"{told.sysname} {told.release} {told.machine}"


def qt() -> str:
    """Return which Qt this is."""
    return f"PySide6 {PySide6.__version__}, Qt {qVersion()}"
