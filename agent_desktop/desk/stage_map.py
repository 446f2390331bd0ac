"""The administrator's stage map: which stages a campaign has where no script says it.

A TOML text, in the vendor's own terms: stage sets, and the campaigns that refer to them::

    [sets.Renewals]
    1 = "Identify"
    2 = "Offer"
    9 = "Wrap-up"

    [campaigns]
    "Spring renewal" = "Renewals"                        # by name ...
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301" = "Renewals"  # ... or by id ...
    "3f2504e0-4f89-11d3-9a0c-0305e82c3302" = { set = "Renewals", name = "Winback" }  # ... or both

An agent who works beside another client picks a campaign from those with an id.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field

from agent_desktop.desk.stage_lists import CALL_CONNECTED
from agent_desktop.immutable import immutable

# The interactive dialer numbers stages with an Int: 32 bits.
HIGHEST_STAGE = 2**31 - 1
LONGEST_NAME = 80
# Campaign ids are GUID strings (reference section 4).
_GUID = re.compile(r"\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?", re.IGNORECASE)


class StageMapError(ValueError):
    """The map can't be used. Its text names each fault, a line each: `line 4: ...`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@immutable
class StageMap:
    """Stage names by campaign id or name."""

    sets: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    campaigns: Mapping[str, str] = field(default_factory=dict)  # case-folded key -> set
    named: tuple[tuple[str, str], ...] = ()  # id and name of each campaign whose id is given

    def stages(self, campaign_id: str, campaign_name: str) -> Mapping[int, str] | None:
        """Return number -> name for a campaign, its id first; None where the map is silent."""
        for key in (campaign_id, campaign_name):
            chosen = self.campaigns.get(key.strip().casefold())
            if chosen is not None:
                return self.sets[chosen]
        return None

    @classmethod
    def parse(cls, text: str) -> "StageMap":
        """Read a map. Raises StageMapError that names every fault with its line."""
        try:
            document = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            # Besides its own error, tomllib lets those of huge numbers and deep nesting through.
            raise StageMapError([_syntax_fault(error)]) from error
        faults = _Faults(text)
        sets = dict(_sets(document.get("sets", {}), faults))
        listed = list(_campaigns(document.get("campaigns", {}), sets, faults))
        campaigns = {key.casefold(): chosen for key, _, chosen in listed}
        named = tuple((key, name) for key, name, _ in listed if _GUID.fullmatch(key))
        for key in document.keys() - {"sets", "campaigns"}:
            faults.add((key,), f'"{key}" is unknown here; allowed are "sets" and "campaigns"')
        if faults.found:
            raise StageMapError([message for _, message in sorted(faults.found)])
        return cls(sets, campaigns, named)


def _sets(tables: object, faults: "_Faults") -> Iterator[tuple[str, dict[int, str]]]:
    if not isinstance(tables, dict):
        faults.add(("sets",), '"sets" must be a table: [sets.NAME]')
        return
    for name, table in tables.items():
        if not isinstance(table, dict):
            faults.add(("sets", name), f'the set "{name}" must be a table: [sets.{name}]')
            continue
        yield name, dict(_stages(name, table, faults))


def _stages(
    set_name: str, table: dict[str, object], faults: "_Faults"
) -> Iterator[tuple[int, str]]:
    seen: dict[int, str] = {}
    for key, name in table.items():
        where = ("sets", set_name, key)
        if not re.fullmatch(r"[0-9]{1,10}", key) or int(key) > HIGHEST_STAGE:
            faults.add(where, f'"{key}" is no stage number; allowed are 0 to {HIGHEST_STAGE}')
        elif not isinstance(name, str) or not name.strip():
            faults.add(where, f"stage {key} needs a name in quotes")
        elif len(name) > LONGEST_NAME:
            faults.add(where, f"the name of stage {key} is longer than {LONGEST_NAME} characters")
        elif int(key) == 0 and name.strip() != CALL_CONNECTED:
            faults.add(where, f'stage 0 is always "{CALL_CONNECTED}" and can\'t be renamed')
        elif int(key) in seen:
            faults.add(where, f'stage {int(key)} is there twice, as "{seen[int(key)]}" and "{key}"')
        else:
            seen[int(key)] = key
            yield int(key), name.strip()


def _campaigns(
    table: object, sets: Mapping[str, object], faults: "_Faults"
) -> Iterator[tuple[str, str, str]]:
    """Yield key, name to show and set of each campaign."""
    if not isinstance(table, dict):
        faults.add(("campaigns",), '"campaigns" must be a table: [campaigns]')
        return
    for campaign, chosen in table.items():
        where = ("campaigns", campaign)
        set_name, name = _set_and_name(campaign, chosen)
        if set_name is None or name is None:
            faults.add(
                where,
                f'the campaign "{campaign}" needs the name of a set in quotes, '
                'or { set = "...", name = "..." }',
            )
        elif set_name not in sets:
            known = ", ".join(f'"{name}"' for name in sets) or "none"
            faults.add(
                where, f'"{campaign}" refers to a set "{set_name}" that isn\'t there; sets: {known}'
            )
        else:
            yield campaign.strip(), name, set_name


def _set_and_name(campaign: str, chosen: object) -> tuple[str | None, str | None]:
    """Return the set of a campaign and the name to show; None where it isn't as it should be."""
    if isinstance(chosen, str):
        return chosen, campaign.strip()
    if not isinstance(chosen, dict) or chosen.keys() - {"set", "name"}:
        return None, None
    set_name, name = chosen.get("set"), chosen.get("name", campaign)
    if not isinstance(set_name, str) or not isinstance(name, str) or not name.strip():
        return None, None
    return set_name, name.strip()


def _syntax_fault(error: Exception) -> str:
    if not isinstance(error, tomllib.TOMLDecodeError):
        return "the map can't be read: a number is too long, or tables are nested too deep"
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
    if found is None or found[2] is None:
        return f"end of file: {found[1] if found else error}"
    return f"line {found[2]}: {found[1]}"


class _Faults:
    """Faults with their lines; tomllib forgets lines, so they are looked up in the text."""

    def __init__(self, text: str) -> None:
        self.found: list[tuple[int, str]] = []
        self._lines = _line_of_each_key(text)

    def add(self, path: tuple[str, ...], message: str) -> None:
        line = next((self._lines[p] for p in _shortening(path) if p in self._lines), 1)
        self.found.append((line, f"line {line}: {message}"))


def _shortening(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for length in range(len(path), 0, -1):
        yield path[:length]


_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEYS = rf"{_KEY}(?:\s*\.\s*{_KEY})*"


def _line_of_each_key(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):  # TOML knows no other line ends
        if header := re.match(rf"\s*\[\[?\s*({_KEYS})\s*\]", line):
            table = _parts(header[1])
            lines.setdefault(table, number)
        elif pair := re.match(rf"\s*({_KEYS})\s*=", line):
            lines.setdefault(table + _parts(pair[1]), number)
    return lines


def _parts(keys: str) -> tuple[str, ...]:
    """Return the keys of a line without quotes and escapes; none for a line that only looks so."""
    try:
        return tuple(tomllib.loads(f"{key} = 0").popitem()[0] for key in re.findall(_KEY, keys))
    except tomllib.TOMLDecodeError:
        return ()  # it stands inside a text of several lines
