"""`agent-desktop check`: the way to the server and the server, line by line, without a window."""

import argparse
import getpass
import json
import signal
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from agent_desktop import __version__
from agent_desktop.checks import Finding, Target, Verdict, lines, look, worst
from agent_desktop.desk.logon import StationKind
from agent_desktop.icws import (
    Abort,
    IcCredentials,
    InvalidRequest,
    Secret,
    ServerAddress,
)
from agent_desktop.platform import paths, remembered
from agent_desktop.platform.settings import Effective, Layer, SettingsError, gather, places
from agent_desktop.services.targets import target_of
from agent_desktop.services.wire import station_choice

EXIT_FAILED = 1
EXIT_UNUSABLE = 2
EXIT_STOPPED = 130


class _Say(Enum):
    """What is said in between the findings."""

    STOP = "stop"
    DONE = "done"


class Unusable(Exception):
    """The checks can't be run; the text says why."""


def main(arguments: list[str]) -> int:
    """Print what is found; 0, 1 where something failed, 2 where nothing could be tried."""
    options = _parser().parse_args(arguments)
    try:
        effective = settings_for(options)
        _tell_overruled(options, effective)
        target = _target(options, effective)
    except (SettingsError, InvalidRequest, Unusable) as error:
        sys.stderr.write(f"agent-desktop: {error}\n")
        return EXIT_UNUSABLE
    except KeyboardInterrupt:  # at the question for the password
        return EXIT_STOPPED
    abort = Abort()
    found: list[Finding] = []
    for finding in _in_background(target, abort):
        found.append(finding)
        if not options.json:
            sys.stdout.writelines(f"{line}\n" for line in lines(finding))
            sys.stdout.flush()
    if options.json:
        told = as_data(target.address, found)
        sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    if abort.aborted:
        return EXIT_STOPPED
    return EXIT_FAILED if worst(found) is Verdict.FAILED else 0


def as_data(server: ServerAddress, found: Iterable[Finding]) -> dict[str, Any]:
    """Return the findings as `--json` has them."""
    found = list(found)
    return {
        "server": str(server),
        "version": __version__,
        "verdict": worst(found).value,
        "checks": [
            {
                "check": finding.check.name.lower(),
                "verdict": finding.verdict.value,
                "what": finding.what,
                "advice": finding.advice,
                "reference": finding.reference,
            }
            for finding in found
        ],
    }


def settings_for(options: argparse.Namespace) -> Effective:
    """Return the settings of the program, with the options over them. Raises SettingsError."""
    given = {key: getattr(options, key, None) for key in ("server", "user", "station")}
    return gather(places(), options.config, {key: text for key, text in given.items() if text})


def server_of(effective: Effective) -> Target:
    """Return the server that the program would go to: the one set, else that of the last log-on.

    Raises InvalidRequest, Unusable.
    """
    settings = effective.settings
    server = settings.server or remembered.read(paths.remembered_file()).server
    if not server:
        raise Unusable("no server is set; name one with --server.")
    return target_of(settings, server)


def _in_background(target: Target, abort: Abort) -> Iterator[Finding]:
    """Yield the findings of a thread. Ctrl+C and SIGTERM stop the checks, not their log-off."""
    found: SimpleQueue[Finding | BaseException | _Say] = SimpleQueue()

    def work() -> None:
        try:
            for finding in look(target, abort):
                found.put(finding)
            found.put(_Say.DONE)
        except BaseException as error:  # noqa: BLE001  # handed to the thread that prints
            found.put(error)

    def stop(_number: int, _frame: object) -> None:
        found.put(_Say.STOP)  # this queue takes things from within a signal too

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    # No daemon: the program doesn't end before a session has been given back.
    Thread(target=work, name="checks").start()
    try:
        while (item := found.get()) is not _Say.DONE:
            if isinstance(item, BaseException):
                raise item
            if isinstance(item, Finding):
                yield item
            else:
                abort.abort()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _target(options: argparse.Namespace, effective: Effective) -> Target:
    target = server_of(effective)
    if not options.user:
        if options.station:
            raise Unusable("a station is tried by a user: name one with --user.")
        return target
    settings = effective.settings
    kind = StationKind(settings.station_kind)
    # Of what is configured it takes no station: one that is taken can't be taken by the agent.
    station = None
    if options.station:
        used = StationKind.WORKSTATION if kind is StationKind.NONE else kind
        station = station_choice(used, settings.station)
    credentials = IcCredentials(settings.user, _password(settings.user))
    return replace(target, credentials=credentials, station=station)


def _password(user: str) -> Secret:
    """Return the password: asked for on a terminal, else the first line of standard input."""
    if sys.stdin is None:
        raise Unusable("there is no standard input to read the password from.")
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise Unusable("the first line of standard input is empty: the password is read there.")
        return Secret(line)
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return Secret(getpass.getpass(f"Password of {user}: "))
        except (getpass.GetPassWarning, EOFError):
            raise Unusable("the terminal would show the password; hand it in by a pipe.") from None


def _tell_overruled(options: argparse.Namespace, effective: Effective) -> None:
    """Say which option has no effect: policy has the last word here too."""
    for key in ("server", "user", "station"):
        origin = effective.origin(key)
        if getattr(options, key) and origin.layer is Layer.POLICY:
            sys.stderr.write(f"agent-desktop: --{key} doesn't count: {origin.place} sets it\n")


def _parser() -> argparse.ArgumentParser:
    built = argparse.ArgumentParser(
        prog="agent-desktop check",
        description="Look at the way to the IC server and at the server, one line a check.",
        epilog="""With --user it logs on too, looks at station, licence and messages, and logs off
again. The password is asked for on the terminal, or is the first line of standard input; it is
never an argument. A log-on can end the session of the same user elsewhere: don't use the name of
an agent who is at work. It logs nobody in to Dialer, and takes a station only where --station
names one, for as long as it looks.

Exit code 0: all is ok, or there are warnings only; 1: something failed; 2: it couldn't be run;
130: it was stopped.""",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = built.add_argument
    add(
        "--server",
        metavar="URL",
        help="name, name:port or URL; else the one set, or that of the last log-on",
    )
    add("--user", metavar="U", help="log on as this user")
    add("--station", metavar="S", help="with --user: take this station, and leave it again")
    add("--config", metavar="FILE", type=Path, help="as the window would be given")
    add("--json", action="store_true", help="for programs")
    return built
