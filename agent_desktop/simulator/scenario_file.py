"""Reading a scenario file, and saying in which line it is wrong and what is allowed there."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from agent_desktop.simulator.scenario import FIRST_ADDRESS, Scenario

_PATH = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_LOOPBACK = re.compile(r"127(\.\d{1,3}){3}")
_TABLE = re.compile(r"\s*\[{1,2}\s*([\w.\-\"]+)\s*\]{1,2}")


class ScenarioError(Exception):
    """The scenario cannot be used; the text names file, line where it is known, and key."""


def load_scenario(path: Path) -> Scenario:
    """Read and check a scenario file. Raises `ScenarioError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path}: is not UTF-8 text") from error
    return parse_scenario(text, str(path))


def parse_scenario(text: str, name: str = "scenario") -> Scenario:
    """Check the text of a scenario; `name` stands for the file in messages.

    Raises `ScenarioError`.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Besides its own error, tomllib lets those of huge numbers and deep nesting through.
        raise ScenarioError(f"{name}: is not TOML: {error}") from error
    try:
        scenario = msgspec.convert(data, Scenario, str_keys=True)
    except msgspec.ValidationError as error:
        sentence, _, place = str(error).partition(" - at `")
        path = place.removeprefix("key` in `").rstrip("`")
        raise ScenarioError(_located(text, name, path, sentence)) from error
    for path, sentence in _contradictions(scenario):
        raise ScenarioError(_located(text, name, path, sentence))
    return scenario


def _located(text: str, name: str, path: str, sentence: str) -> str:
    missing = re.search(r"required field `(\w+)`|unknown field `(\w+)`", sentence)
    if missing and missing[2]:
        path += f".{missing[2]}"
    steps = [key or int(index) for key, index in _PATH.findall(path) if index != "..."]
    line = line_of(text, steps)
    where = f"{name}, line {line}" if line else name
    key = path.lstrip("$.") or "the file"
    return f"{where}: {key}: {sentence[:1].lower()}{sentence[1:]}{_allowed(steps)}"


def line_of(text: str, steps: list[str | int]) -> int | None:
    """Return the line of a key, else of the table it belongs to, else ``None``.

    `steps` leads from the top to the value, e.g. ``["campaign", 2, "type"]``.
    """
    best: int | None = None
    depth = 0
    counts: dict[str, int] = {}
    inside: list[str | int] = []
    for number, line in enumerate(text.splitlines(), 1):
        table = _TABLE.match(line)
        if table is not None:
            inside = _table_steps(table[1], line.lstrip().startswith("[["), counts)
            reached = inside
        else:
            key = re.match(r"\s*([\w\-]+|\"[^\"]*\")\s*=", line)
            if key is None:
                continue
            reached = [*inside, key[1].strip('"')]
        if reached == steps[: len(reached)] and len(reached) > depth:
            best, depth = number, len(reached)
    return best


def _table_steps(name: str, array: bool, counts: dict[str, int]) -> list[str | int]:
    steps: list[str | int] = []
    parts = name.split(".")
    for position, part in enumerate(parts):
        steps.append(part.strip('"'))
        prefix = ".".join(parts[: position + 1])
        if array and position == len(parts) - 1:
            counts[prefix] = counts.get(prefix, -1) + 1
            for other in [known for known in counts if known.startswith(f"{prefix}.")]:
                del counts[other]
        if prefix in counts:
            steps.append(counts[prefix])
    return steps


def _allowed(steps: list[str | int]) -> str:
    """Return what may stand at `steps`: the words of an enumeration or the keys of a table."""
    kind: Any = Scenario
    for step in steps:
        if isinstance(step, int):
            kind = next(iter(get_args(kind)), Any)
        elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
            if step not in fields:
                return f" (allowed: {', '.join(sorted(fields))})"
            kind = fields[step]
        else:
            return ""
    while get_origin(kind) is list:
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return f" (allowed: {', '.join(map(str, get_args(kind)))})"
    return ""


def _contradictions(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield what is wrong between tables: a path and a sentence each."""
    yield from _repeated("status", [status.id for status in scenario.status])
    yield from _repeated("station", [station.id for station in scenario.station])
    yield from _repeated("user", [user.id for user in scenario.user])
    yield from _repeated("campaign", [campaign.name for campaign in scenario.campaign], "name")
    yield from _dangling(scenario)
    for index, stage_set in enumerate(scenario.stage_set):
        if any(number < 0 for number in stage_set.stages):
            yield f"$.stage_set[{index}].stages", "a stage's number is 0 or more"
    second = scenario.server.second_address
    if second is not None and not (second != FIRST_ADDRESS and _LOOPBACK.fullmatch(second)):
        yield "$.server.second_address", "is a loopback address other than the first: 127.0.0.2"
    least, most = scenario.dialing.talk_for
    if not 0 <= least <= most:
        yield "$.dialing.talk_for", "is two numbers of seconds, the smaller first"


def _dangling(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield every name that stands for a table which isn't there."""
    statuses = [status.id for status in scenario.status]
    stations = [station.id for station in scenario.station]
    stage_sets = [stage_set.name for stage_set in scenario.stage_set]
    contact_lists = [contact_list.name for contact_list in scenario.contact_list]
    for index, user in enumerate(scenario.user):
        yield from _unknown(f"$.user[{index}].status", user.status, statuses)
        yield from _unknown(f"$.user[{index}].station", user.station, stations)
    for index, campaign in enumerate(scenario.campaign):
        path = f"$.campaign[{index}]"
        yield from _unknown(f"{path}.stage_set", campaign.stage_set, stage_sets)
        yield from _unknown(f"{path}.contact_list", campaign.contact_list, contact_lists)
        yield from _unknown(f"{path}.follow_up_status", campaign.follow_up_status, statuses)


def _unknown(path: str, name: str | None, known: list[str]) -> Iterator[tuple[str, str]]:
    if name is not None and name.casefold() not in {each.casefold() for each in known}:
        yield path, f"there is no '{name}' (known: {', '.join(sorted(known)) or 'none'})"


def _repeated(table: str, names: list[str], key: str = "id") -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name.casefold() in seen:
            yield f"$.{table}[{index}].{key}", f"'{name}' stands there twice"
        seen.add(name.casefold())
