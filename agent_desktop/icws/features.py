"""What a server can do: an integer version for each area (reference section 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Self

from agent_desktop.icws.wire import Wire
from agent_desktop.immutable import immutable


class FeatureInfo(Wire, frozen=True):
    """One area and its version."""

    feature_id: str
    version: int = 0


class FeatureList(Wire, frozen=True):
    """The answer of `GET /icws/connection/features`."""

    feature_info_list: tuple[FeatureInfo, ...] = ()


@immutable
class Features:
    """The feature versions of one server; an area that isn't listed isn't supported."""

    versions: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Iterable[FeatureInfo]) -> Self:
        """Take over a server's list; of an area listed twice the higher version counts."""
        versions: dict[str, int] = {}
        for feature in listed:
            area = feature.feature_id.lower()
            versions[area] = max(feature.version, versions.get(area, 0))
        return cls(MappingProxyType(versions))

    def version(self, area: str) -> int:
        """Return the version of an area, 0 where it isn't supported."""
        return self.versions.get(area.lower(), 0)

    def supports(self, area: str, version: int) -> bool:
        """Whether the server has this version of an area, or a later one."""
        return self.version(area) >= version
