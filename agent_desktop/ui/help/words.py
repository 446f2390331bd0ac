"""The sentences of the help."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from agent_desktop.support import Kind

translate = QCoreApplication.translate


def masked_text(counts: Mapping[Kind, int]) -> str:
    """Say how much of what was masked."""
    names = {
        Kind.USER: translate("Help", "user id"),
        Kind.NAME: translate("Help", "name"),
        Kind.STATION: translate("Help", "station"),
        Kind.CONTACT: translate("Help", "contact data"),
        Kind.HOME: translate("Help", "home folder"),
        Kind.ACCOUNT: translate("Help", "user of the computer"),
        Kind.EMAIL: translate("Help", "e-mail address"),
        Kind.KEY: translate("Help", "password or token"),
        Kind.NUMBER: translate("Help", "number"),
    }
    found = ", ".join(f"{names[kind]} {counts[kind]}" for kind in Kind if counts.get(kind))
    if not found:
        return translate("Help", "Nothing had to be masked. Names of servers stay.")
    return translate("Help", "Masked: {found}. Names of servers stay.").format(found=found)


def keys() -> str:
    """Return the keys, a line each, as they are called on this computer."""
    lines = list(_keys())
    wide = max(len(names) for names, _ in lines)
    return "\n".join(f"{names:<{wide}}  {words}" for names, words in lines)


def _keys() -> Iterator[tuple[str, str]]:
    yield "0 … 9", translate("Help", "the stage with this number")
    yield "F5", translate("Help", "pick up, place the preview, dial by hand")
    yield "F6  F7  F9", translate("Help", "hold, mute, hang up")
    yield "F8", translate("Help", "skip the preview")
    yield (
        _range("Ctrl+1", "Ctrl+5"),
        translate("Help", "script, contact, notes, outcome, notices"),
    )
    yield (
        f"{_native('Ctrl+PgDown')}  {_native('Ctrl+PgUp')}",
        translate("Help", "next and previous page of the script"),
    )
    yield _native("Ctrl+O"), translate("Help", "choose an outcome")
    yield (
        _range("Ctrl+Shift+1", "Ctrl+Shift+9"),
        translate("Help", "choose the outcome with this key"),
    )
    yield _native("Ctrl+Return"), translate("Help", "file the outcome")
    yield _native("Ctrl+R"), translate("Help", "back to available")
    yield _native("Ctrl+B"), translate("Help", "break")
    yield _native("Ctrl+S"), translate("Help", "status menu")
    yield _native("Ctrl+H"), translate("Help", "history, and back")
    yield _native("Ctrl+F"), translate("Help", "filter the campaigns, search the history")
    yield _native("Ctrl+J"), translate("Help", "join or leave the chosen campaign")
    yield _native("Ctrl+C"), translate("Help", "in a list: copy the line")
    yield _native("Esc"), translate("Help", "stop a log-on that runs, leave the history")
    yield "F1", translate("Help", "this menu")


def _native(sequence: str) -> str:
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)


def _range(first: str, last: str) -> str:
    return f"{_native(first)} … {_native(last)}"
