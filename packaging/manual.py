"""The manual pages, made from the command lines themselves. Needs the program's environment."""

import argparse
from collections.abc import Iterable

import release

from agent_desktop.__main__ import parser as desktop_parser
from agent_desktop.simulator.__main__ import _parser as simulator_parser

DESKTOP_REST = """\
.SH FILES
.TP
.I /etc/agent-desktop/settings.toml
The machine's settings.
.TP
.I /etc/agent-desktop/policy.d/*.toml
Policy, by name; it has the last word, and nothing starts where it is wrong.
.TP
.I ~/.config/agent-desktop/settings.toml
The user's own settings.
.TP
.I /usr/share/doc/agent-desktop/examples/default.toml
Every setting with its built-in value.
.SH EXIT STATUS
.TP
.B 0
The agent has left, or another copy was shown.
.TP
.B 1
A step of the tour failed, or the program ended by a fault.
.TP
.B 2
It can't start; standard error says why.
.SH SEE ALSO
.BR agent-desktop-simulator (1);
.I /usr/share/doc/agent-desktop/administrators.md
"""
SIMULATOR_REST = """\
.SH EXIT STATUS
.TP
.B 0
It was told to stop.
.TP
.B 2
It can't run; standard error says why.
.SH SEE ALSO
.BR agent-desktop (1)
"""


def pages() -> dict[str, str]:
    """Return each page by its file's name."""
    return {
        "agent-desktop.1": page(
            desktop_parser(), "desk of a call-centre agent on Genesys PureConnect", DESKTOP_REST
        ),
        "agent-desktop-simulator.1": page(
            simulator_parser(), "IC server for training and demonstrations", SIMULATOR_REST
        ),
    }


def page(parser: argparse.ArgumentParser, about: str, rest: str) -> str:
    """Return the manual page of a program in roff."""
    title = f'.TH {parser.prog.upper()} 1 "" "Agent Desktop {release.version()}" "User Commands"'
    lines = [title, ".SH NAME", f"{_plain(parser.prog)} \\- {about}", ".SH SYNOPSIS"]
    lines += [f".B {_plain(parser.prog)}", *(_used(action) for action in _actions(parser))]
    lines += [".SH DESCRIPTION", _plain(parser.description or ""), ".SH OPTIONS"]
    for action in _actions(parser):
        names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in action.option_strings)
        lines += [".TP", f"{names}{_value(action)}", _plain(action.help or "")]
    if parser.epilog:
        lines += [".SH NOTES", ".nf", *map(_plain, parser.epilog.splitlines()), ".fi"]
    return "\n".join(lines) + "\n" + rest


def _actions(parser: argparse.ArgumentParser) -> Iterable[argparse.Action]:
    return [each for each in parser._actions if each.help is not argparse.SUPPRESS]  # noqa: SLF001


def _used(action: argparse.Action) -> str:
    return f"[\\fB{_plain(action.option_strings[-1])}\\fR{_value(action)}]"


def _value(action: argparse.Action) -> str:
    """Return the value that an option takes, as its help names it."""
    if action.nargs == 0:
        return ""
    name = action.metavar or action.dest.upper()
    return f" \\fI{_plain(str(name))}\\fR"


def _plain(text: str) -> str:
    """Return text as roff takes it: no line begins a command, and a hyphen stays one."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped
