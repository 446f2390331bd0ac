"""The settings: one typed schema, the layers they are set in, and where each value comes from."""

from agent_desktop.platform.settings.files import set_aside
from agent_desktop.platform.settings.gathering import Places, gather, places
from agent_desktop.platform.settings.layers import (
    Effective,
    Layer,
    Origin,
    SettingsBroken,
    SettingsError,
    Source,
    lay,
)
from agent_desktop.platform.settings.schema import (
    Setting,
    Settings,
    StationKindName,
    settings_by_key,
)

__all__ = [
    "Effective",
    "Layer",
    "Origin",
    "Places",
    "Setting",
    "Settings",
    "SettingsBroken",
    "SettingsError",
    "Source",
    "StationKindName",
    "gather",
    "lay",
    "places",
    "set_aside",
    "settings_by_key",
]
