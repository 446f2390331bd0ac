"""`agent-desktop settings`: each setting's value and where it comes from."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from agent_desktop.desk.stage_map import StageMapError
from agent_desktop.icws import CaFileUnusable
from agent_desktop.platform.settings import (
    Effective,
    Settings,
    SettingsError,
    gather,
    places,
    settings_by_key,
)
from agent_desktop.platform.settings.showing import doesnt_count, setting_lines
from agent_desktop.services.clients import trust_of
from agent_desktop.services.stage_maps import read_stage_map

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
    faults = _not_used(effective)
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
        "not_used": list(_not_used(effective)),
    }


def _not_used(effective: Effective) -> tuple[str, ...]:
    """Return a sentence for each setting without effect, and for each file named that is bad."""
    return (*doesnt_count(effective), *_unusable_files(effective.settings))


def _unusable_files(settings: Settings) -> Iterator[str]:
    if settings.ca_file:
        try:
            trust_of(settings).check()
        except CaFileUnusable as error:
            yield str(error).rstrip(".")
    if settings.stage_map:
        faults: tuple[str, ...] = ()
        try:
            read_stage_map(Path(settings.stage_map))
        except StageMapError as error:
            faults = error.faults
        except OSError as error:
            faults = (error.strerror or type(error).__name__,)
        except (UnicodeDecodeError, RuntimeError) as error:
            faults = (str(error),)
        yield from (f"The stage map {settings.stage_map} can't be used: {each}" for each in faults)


def _parser() -> argparse.ArgumentParser:
    built = argparse.ArgumentParser(
        prog="agent-desktop settings",
        description="Print each setting's value and where it comes from.",
        epilog="Exit code 1: something set doesn't count; 2: a policy, or FILE, can't be used.",
    )
    built.add_argument("--config", metavar="FILE", type=Path, help="as the window would be given")
    built.add_argument("--json", action="store_true", help="for programs")
    return built
