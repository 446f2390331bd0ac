"""What is set where, and which of it counts.

Built in < machine < user < command line < policy. A setting of the administrators' counts only in
the machine's layer and in policy; one that isn't known, of a newer version or mistyped, is passed
over. Both are told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import Enum
from typing import Any

from agent_desktop.immutable import immutable
from agent_desktop.platform.settings.schema import Kind, Settings, alike, settings_by_key


class SettingsError(ValueError):
    """Settings can't be used: the text names file or key of the registry, line and what is allowed.

    `place` is that file or key.
    """

    def __init__(self, place: str, what: str, line: int = 0) -> None:
        super().__init__(f"{_at(place, line)}: {what}")
        self.place = place


class SettingsBroken(SettingsError):
    """What stands there is wrong; reading it again would change nothing."""


class Layer(Enum):
    """Who sets something; a later one wins."""

    BUILT_IN = "built in"
    MACHINE = "machine"
    USER = "user"
    COMMAND_LINE = "command line"
    POLICY = "policy"

    @property
    def administrators(self) -> bool:
        """Whether only an administrator of the computer can set something here."""
        return self in {Layer.MACHINE, Layer.POLICY}


@immutable
class Source:
    """What one file, key of the registry or command line sets; `lines` tells where in a file."""

    layer: Layer
    place: str
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)

    def check(self) -> None:
        """Raise SettingsBroken for a value that isn't allowed."""
        known = settings_by_key() if self.values else {}
        for key, value in self.values.items():
            fault = known[key].fault(value) if key in known else ""
            if fault:
                raise SettingsBroken(self.place, fault, self.lines.get(key, 0))

    def passed_over(self) -> dict[str, str]:
        """Return each key that doesn't count here, with the reason."""
        known = settings_by_key() if self.values else {}
        reasons = {}
        for key in self.values:
            if key not in known:
                near = alike(key)
                meant = f"; is `{near}` meant?" if near else ""
                reasons[key] = f"there is no setting `{key}`{meant}"
            elif known[key].administrators and not self.layer.administrators:
                reasons[key] = f"`{key}` is set by administrators: in machine settings or by policy"
        return {
            key: f"{_at(self.place, self.lines.get(key, 0))}: {reason}"
            for key, reason in reasons.items()
        }


@immutable
class Origin:
    """Where a value comes from; `place` is empty for a built-in one."""

    layer: Layer = Layer.BUILT_IN
    place: str = ""


@immutable
class Effective:
    """What counts, where it comes from, and what doesn't count.

    `passed_over` has a sentence for each single setting, `refused` an error for each whole file.
    """

    settings: Settings = field(default_factory=Settings)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()
    refused: tuple[SettingsError, ...] = ()

    def origin(self, key: str) -> Origin:
        """Return where the value of a setting comes from."""
        return self.origins.get(key, Origin())

    @property
    def locked(self) -> frozenset[str]:
        """The settings that policy has the last word on."""
        return frozenset(
            key for key, origin in self.origins.items() if origin.layer is Layer.POLICY
        )


def lay(sources: Iterable[Source], refused: Iterable[SettingsError] = ()) -> Effective:
    """Lay checked sources over what is built in, each over those before it."""
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    passed_over: list[str] = []
    for source in sources:
        left_out = source.passed_over()
        passed_over += left_out.values()
        for key, value in source.values.items():
            if key not in left_out:
                seconds = settings_by_key()[key].kind is Kind.SECONDS
                values[key] = float(value) if seconds else value
                origins[key] = Origin(source.layer, source.place)
    return Effective(Settings(**values), origins, tuple(passed_over), tuple(refused))


def _at(place: str, line: int) -> str:
    return f"{place}: line {line}" if line else place
