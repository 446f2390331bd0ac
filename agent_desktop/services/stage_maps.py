"""The administrator's stage map, as a file holds it."""

from pathlib import Path

from agent_desktop.desk.stage_map import StageMap


def read_stage_map(file: Path) -> StageMap:
    """Read a map.

    Raises StageMapError, OSError, UnicodeDecodeError, and RuntimeError where `~` leads nowhere.
    """
    # Windows editors begin a UTF-8 file with a mark that TOML doesn't know.
    return StageMap.parse(file.expanduser().read_text(encoding="utf-8-sig"))
