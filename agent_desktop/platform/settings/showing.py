"""The settings that count, in lines for people."""

import json
from collections.abc import Iterator

from agent_desktop.platform.settings.layers import Effective
from agent_desktop.platform.settings.schema import settings_by_key


def setting_lines(effective: Effective) -> Iterator[str]:
    """Yield a line for each setting: key, value, layer, place."""
    keys = settings_by_key()
    values = {key: json.dumps(getattr(effective.settings, key), ensure_ascii=False) for key in keys}
    wide_key = max(map(len, keys))
    wide_value = max(map(len, values.values()))
    for key, value in values.items():
        origin = effective.origin(key)
        line = f"{key:<{wide_key}}  {value:<{wide_value}}  {origin.layer.value:<12}  {origin.place}"
        yield line.rstrip()


def doesnt_count(effective: Effective) -> tuple[str, ...]:
    """Return a sentence for each file and each setting that has no effect."""
    return (*(str(error) for error in effective.refused), *effective.passed_over)
