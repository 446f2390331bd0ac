"""The command line. Qt is imported only once it is sure that a window can be shown."""

import argparse
import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path

from agent_desktop import __version__

EXIT_CANNOT_START = 2
EXIT_NOT_READ = 141  # as a shell calls it
COMMANDS = {
    "check": "the way to the server, the server, and with --user a log-on, line by line",
    "support-bundle": "what support staff need of this computer, to read and to save",
    "settings": "each setting's value and where it comes from",
}
"""What can be asked without a window: a module of `commands` each, with its own `--help`."""


def main(arguments: list[str] | None = None) -> int:
    """Run the program, or a command without a window; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in COMMANDS:
        return _command(given[0], given[1:])
    built = parser()
    options = built.parse_args(given)
    if options.tour is not None and not options.demo:
        built.error("--tour plays the demo: give --demo too")
    if options.autostart and not _starts_by_itself(options.config):
        return 0
    from agent_desktop.platform import display, frozen, logs, memory

    gc.disable()  # until all is loaded, which makes next to no garbage
    memory.share_one_arena()
    frozen.forget_loader()
    _keep_to_ourselves()
    try:
        logs.start(options.log_level, options.log_file)
    except OSError as error:
        return _refuse(f"The log file can't be written: {error}")
    if options.tour is not None:
        display.offscreen_without_screen()
    fault = display.fault()
    if fault:
        return _refuse(fault)
    try:
        from agent_desktop.app.start import run
    except ImportError as error:
        return _refuse(display.missing_library(error))
    return run(options)


def _starts_by_itself(config: Path | None) -> bool:
    """Whether the settings want a start with the session; broken ones do, to be told of."""
    from agent_desktop.platform.settings import SettingsError, gather, places

    try:
        return gather(places(), config).settings.autostart
    except SettingsError:
        return True


def _keep_to_ourselves() -> None:
    """Let no variable lead to keys or trust; what we or a library make is the user's alone."""
    from agent_desktop.platform import tls_environment

    tls_environment.forget()
    os.umask(0o077)


def _command(name: str, arguments: list[str]) -> int:
    _keep_to_ourselves()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console may not know every letter
            stream.reconfigure(errors="replace")
    module = import_module(f"agent_desktop.commands.{name.replace('-', '_')}")
    try:
        code: int = module.main(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has seen enough, as `head` has
        # What is left in the stream would be complained of when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_NOT_READ
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; no option ever takes a secret."""
    built = argparse.ArgumentParser(
        prog="agent-desktop",
        description="Desktop for outbound call-centre agents on Genesys PureConnect.",
        epilog="\n".join(
            (
                "Without a window (agent-desktop COMMAND --help):",
                *(f"  {name:<20}  {about}" for name, about in COMMANDS.items()),
                "",
                "Nothing secret is ever given on the command line; the program asks for it.",
            )
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = built.add_argument
    add("--server", metavar="URL", help="name, name:port or URL of the IC server")
    add("--user", metavar="U", help="the agent's user id")
    add("--station", metavar="S", help="the station to log on to")
    add("--config", metavar="FILE", type=Path, help="a settings file, over the user's own")
    add("--demo", action="store_true", help="start the built-in IC server simulator and use it")
    add(
        "--tour",
        metavar="DIR",
        type=Path,
        help="with --demo: play the main job and write pictures and tour.json to DIR",
    )
    add(
        "--log-level",
        metavar="L",
        default="warning",
        type=str.lower,
        choices=("debug", "info", "warning", "error"),
        help="debug, info, warning (default) or error",
    )
    add(
        "--autostart",
        action="store_true",
        help="for the begin of a desktop session: start only where the setting `autostart` is true",
    )
    add("--log-file", metavar="F", type=Path, help="write the log there, not to standard error")
    add("--version", action="version", version=f"agent-desktop {__version__}")
    return built


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"agent-desktop: {sentence}\n")
    return EXIT_CANNOT_START


if __name__ == "__main__":
    sys.exit(main())
