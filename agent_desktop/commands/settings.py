"""`agent-desktop settings`: each setting's value and where it comes from."""

import argparse
import json
import sys
from pathlib import Path

from agent_desktop.platform.settings import (
    Effective,
    SettingsError,
    doesnt_count,
    gather,
    places,
    setting_lines,
    settings_by_key,
)

EXIT_FAULT = 1
EXIT_UNUSABLE = 2


def main(arguments: list[str]) -> int:
    """Print the settings; 0, or 1 where something doesn't count, or 2 where nothing can start."""
    options = _parser().parse_args(arguments)
    try:
        effective = gather(places(), options.config)
    except SettingsError as error:
        sys.stderr.write(f"agent-desktop: {error}\n")
        return EXIT_UNUSABLE
    if options.json:
        sys.stdout.write(json.dumps(as_data(effective), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in setting_lines(effective))
    faults = doesnt_count(effective)
    sys.stderr.writelines(f"agent-desktop: {fault}\n" for fault in faults)
    return EXIT_FAULT if faults else 0


def as_data(effective: Effective) -> dict[str, object]:
    """Return the settings as `--json` has them: by key its value, layer, place, and what failed."""
    return {
        "settings": {
            key: {
                "value": getattr(effective.settings, key),
                "from": effective.origin(key).layer.value,
                "place": effective.origin(key).place,
            }
            for key in settings_by_key()
        },
        "not_used": list(doesnt_count(effective)),
    }


def _parser() -> argparse.ArgumentParser:
    built = argparse.ArgumentParser(
        prog="agent-desktop settings",
        description="Print each setting's value and where it comes from.",
        epilog="Exit code 1: something that is set doesn't count; 2: a policy can't be used.",
    )
    built.add_argument("--config", metavar="FILE", type=Path, help="as the window would be given")
    built.add_argument("--json", action="store_true", help="for programs")
    return built
