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
from agent_desktop.platform.settings.showing import doesnt_count, setting_lines

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
    "doesnt_count",
    "gather",
    "lay",
    "places",
    "set_aside",
    "setting_lines",
    "settings_by_key",
]
