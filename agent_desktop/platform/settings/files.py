"""Settings files: TOML, UTF-8, flat; what is wrong is told with file, line and key."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from agent_desktop.platform.settings.layers import Layer, SettingsBroken, SettingsError, Source
from agent_desktop.platform.settings.schema import Kind, settings_by_key


def read(file: Path, layer: Layer) -> Source:
    """Return what a file sets. Paths in it are relative to it.

    Raises SettingsError for a file that can't be read, SettingsBroken for one that is wrong.
    """
    try:
        # Windows editors begin a UTF-8 file with a mark that TOML doesn't know.
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(str(file), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsBroken(str(file), "not UTF-8 text") from error
    import tomllib  # most computers have no such file

    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number or nesting beyond all measure
        raise SettingsBroken(str(file), str(error)) from error
    lines = {key: _line(text, key) for key in values}
    source = Source(layer, str(file), _with_whole_paths(file, values, lines), lines)
    source.check()
    return source


def read_if_there(file: Path, layer: Layer) -> Source | None:
    """Return what a file sets, None where there is no such file. Raises as `read`."""
    try:
        return read(file, layer)
    except SettingsError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return None
        raise


def policy_files(folder: Path) -> list[Path]:
    """Return the policy files of a folder in the order in which they count, by name.

    Raises SettingsError for a folder that is there and can't be looked into.
    """
    try:
        return sorted(each for each in folder.iterdir() if each.suffix == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise SettingsError(str(folder), error.strerror or str(error)) from error


def set_aside(file: Path, today: date) -> Path:
    """Rename a broken file, over no other, and return its new name. Raises OSError."""
    name = f"{file.name}.broken-{today.isoformat()}"
    kept = file.with_name(name)
    again = 1
    while kept.exists():
        again += 1
        kept = file.with_name(f"{name}-{again}")
    return file.rename(kept)


def _with_whole_paths(file: Path, values: dict[str, Any], lines: dict[str, int]) -> dict[str, Any]:
    known = settings_by_key()
    whole = dict(values)
    for key, value in values.items():
        if value and isinstance(value, str) and key in known and known[key].kind is Kind.PATH:
            try:
                whole[key] = str(file.parent / Path(value).expanduser())
            except RuntimeError as error:  # a home folder of nobody
                raise SettingsBroken(str(file), f"`{key}`: {error}", lines[key]) from error
    return whole


def _line(text: str, key: str) -> int:
    """Return the line in which a key stands, 0 where it can't be told."""
    name = re.escape(key)
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*[\"']?{name}[\"']?\s*[=.]|\s*\[\[?\s*[\"']?{name}\b", line):
            return number
    return 0
