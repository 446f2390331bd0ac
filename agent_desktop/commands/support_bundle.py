"""`agent-desktop support-bundle`: what support staff need of this computer, in one text."""

import argparse
import os
import sys
from pathlib import Path

from agent_desktop.checks import Finding, look
from agent_desktop.commands.check import Unusable, server_of, settings_for
from agent_desktop.icws import Abort, InvalidRequest
from agent_desktop.platform import paths, remembered
from agent_desktop.platform.settings import Effective, SettingsError
from agent_desktop.platform.versions import versions
from agent_desktop.support import (
    Gathered,
    Kind,
    Known,
    Masking,
    bundle,
    of_computer,
    of_settings,
    parts,
)

EXIT_UNUSABLE = 2
EXIT_STOPPED = 130


def main(arguments: list[str]) -> int:
    """Print the bundle, and save it where a file is named; 2 where that can't be."""
    options = _parser().parse_args(arguments)
    try:
        text = _text(options)
    except KeyboardInterrupt:
        return EXIT_STOPPED
    sys.stdout.write(text)
    sys.stdout.flush()
    if options.file is None:
        return 0
    try:
        _save(text, options.file)
    except OSError as error:
        why = error.strerror or type(error).__name__
        sys.stderr.write(f"agent-desktop: {options.file} can't be written: {why}\n")
        return EXIT_UNUSABLE
    sys.stderr.write(f"agent-desktop: this text was saved as {options.file}\n")
    return 0


def _text(options: argparse.Namespace) -> str:
    last = remembered.read(paths.remembered_file())
    known = [*of_computer(), Known(Kind.USER, last.user), Known(Kind.STATION, last.station)]
    effective: Effective | SettingsError
    try:
        effective = settings_for(options)
    except SettingsError as error:
        effective = error
        findings: tuple[Finding, ...] = ()
        why = "no settings, no server"
    else:
        known += of_settings(effective.settings)
        findings, why = _findings(effective)
    gathered = Gathered(versions(), effective, findings, why)
    return bundle(parts(gathered, paths.crash_folder()), Masking(known)).text


def _findings(effective: Effective) -> tuple[tuple[Finding, ...], str]:
    """Return what the checks found, or why there are none."""
    try:
        return tuple(look(server_of(effective), Abort())), ""
    except (InvalidRequest, Unusable) as error:
        return (), str(error)


def _save(text: str, file: Path) -> None:
    """Write a new file, for the user's eyes alone. Raises OSError, also where it is there."""
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)


def _parser() -> argparse.ArgumentParser:
    built = argparse.ArgumentParser(
        prog="agent-desktop support-bundle",
        description="Print what support staff need of this computer, and save it if you say where.",
        epilog="""The text has versions, settings, the checks of `agent-desktop check` without a
log-on, what is left of the logs of runs, and crash reports. User, station, home folder, numbers,
e-mail addresses and tokens are masked; its head counts them. Names and addresses of servers stay.
It is printed in full, so that you can read it before you pass it on, and sent nowhere.

Exit code 2: it couldn't be saved.""",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = built.add_argument
    add("file", metavar="FILE", type=Path, nargs="?", help="save it there too; a new file")
    add("--server", metavar="URL", help="look at this server, not at the one that is set")
    add("--config", metavar="FILE", type=Path, help="as the window would be given")
    return built
