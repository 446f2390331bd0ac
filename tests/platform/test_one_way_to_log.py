"""No module of the program has another way into the log, or past it, than the typed one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.platform.log_entry import Event, Fields, Log
from agent_desktop.platform.resources import PACKAGE

FORBIDDEN = ("logging", "traceback", "warnings", "pdb")
# Whose own job it is.
MAY = {
    "logging": {"platform/log_entry.py", "platform/logs.py"},
    "warnings": {"platform/logs.py", "commands/check.py"},  # no password is typed in sight
    "traceback": {"platform/trace.py"},
    "sys.std…": {
        *(
            "__main__.py",
            "app/start.py",
            "app/program.py",
            "platform/logs.py",
        ),  # a sentence before any window
        *(
            "commands/check.py",
            "commands/settings.py",
            "commands/support_bundle.py",
        ),  # what was asked for
    },
    "print": {"tour/play.py"},  # where its pictures are
}
SOURCES = sorted(
    path for path in PACKAGE.rglob("*.py") if "simulator" not in path.relative_to(PACKAGE).parts
)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def faults(source: str, name: str) -> Iterator[str]:
    """What a module does that it must not, with its line."""
    tree = ast.parse(source)
    logs = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if isinstance(node.value.func, ast.Name) and node.value.func.id == "Log"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    typed = {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        if isinstance(node.annotation, ast.Name) and node.annotation.id == "Fields"
    }
    for node in ast.walk(tree):
        for way in ways_past(node):
            if name not in MAY.get(way, ()):
                yield f"{node.lineno}: {way}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and levels_of(node, logs):
            yield from call_faults(node, typed)


def ways_past(node: ast.AST) -> Iterator[str]:
    """What writes, or lets write, past the typed log."""
    match node:
        case ast.Import(names=names):
            yield from (name for a in names if (name := a.name.partition(".")[0]) in FORBIDDEN)
        case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in FORBIDDEN:
            yield module.partition(".")[0]
        case ast.Call(func=ast.Name(id="print" | "breakpoint" as name)):
            yield name
        case ast.Attribute(value=ast.Name(id="sys"), attr="stderr" | "stdout" | "__stderr__"):
            yield "sys.std…"


def levels_of(call: ast.Call, logs: set[str]) -> set[str]:
    """The levels at which a call logs; empty if it is no call of a log."""
    chosen = call.func
    branches = [chosen.body, chosen.orelse] if isinstance(chosen, ast.IfExp) else [chosen]
    return {
        each.attr
        for each in branches
        if isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id in logs
    }


def call_faults(call: ast.Call, typed: set[str]) -> Iterator[str]:
    event, *more = call.args
    literal = (
        isinstance(event, ast.Attribute)
        and isinstance(event.value, ast.Name)
        and event.value.id == "Event"
        and event.attr in Event.__members__
    )
    if not literal:
        yield f"{call.lineno}: the event is none of ours"
    fault = isinstance(call.func, ast.Attribute) and call.func.attr == "fault"
    if len(more) != fault:
        yield f"{call.lineno}: more than an event"
    for keyword in call.keywords:
        if keyword.arg is None:
            if not (isinstance(keyword.value, ast.Name) and keyword.value.id in typed):
                yield f"{call.lineno}: fields that are not typed"
        elif keyword.arg not in Fields.__annotations__:
            yield f"{call.lineno}: no such field: {keyword.arg}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_logs_typed_fields_only(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"), name_of(path))) == []


HEAD = "log = Log('x')\n"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("import logging", "1: logging"),
        ("from logging import getLogger", "1: logging"),
        ("import warnings", "1: warnings"),
        ("import traceback", "1: traceback"),
        ("print(name)", "1: print"),
        ("import sys\nsys.stderr.write(name)", "2: sys.std…"),
        (f"{HEAD}log.info('called %s', name)", "2: the event is none of ours"),
        (f"{HEAD}log.info(f'called {{name}}')", "2: the event is none of ours"),
        (f"{HEAD}log.info(Event.NO_SUCH_EVENT)", "2: the event is none of ours"),
        (f"{HEAD}log.info(event)", "2: the event is none of ours"),
        (f"{HEAD}log.info(Event.REQUEST, name)", "2: more than an event"),
        (f"{HEAD}log.info(Event.REQUEST, who=name)", "2: no such field: who"),
        (f"{HEAD}log.info(Event.REQUEST, **columns)", "2: fields that are not typed"),
    ],
)
def test_another_way_would_be_found(source: str, fault: str) -> None:
    assert fault in list(faults(source, "services/sample.py"))


def test_there_are_logs_to_look_at() -> None:
    found = [p for p in SOURCES if "Log(" in p.read_text(encoding="utf-8")]
    assert len(found) >= 10
    assert {n for n in vars(Log) if n[0] != "_"} == {"debug", "info", "warning", "fault"}
