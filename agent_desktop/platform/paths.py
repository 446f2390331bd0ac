"""Where this user's files lie, and the administrators', by the operating system's conventions."""

import sys
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("agent-desktop", appauthor=False)


def settings_file() -> Path:
    """Return the user's settings file, written by hand or by a tool; it need not exist."""
    return Path(_DIRS.user_config_path) / "settings.toml"


def machine_folder() -> Path:
    """Return the administrators' folder of this computer: only they can write there.

    It holds `settings.toml` and, in `policy.d`, policy files. On Windows it is the folder in which
    the program is installed, since anybody may make folders in ProgramData.
    """
    if sys.platform == "win32":
        return Path(sys.executable).parent
    if sys.platform == "darwin":
        return Path("/Library/Application Support/agent-desktop")
    return Path("/etc/agent-desktop")


def remembered_file() -> Path:
    """Return the file in which the program remembers what the agent last used."""
    return Path(_DIRS.user_state_path) / "remembered.json"


def ledger_file() -> Path:
    """Return the ledger of this user's calls."""
    return Path(_DIRS.user_data_path) / "ledger.sqlite3"


def crash_folder() -> Path:
    """Return the folder of what is left of runs that went wrong."""
    return Path(_DIRS.user_state_path) / "crashes"


def runtime_folder() -> Path:
    """Return the folder for sockets and locks, on this computer and for this user alone.

    Raises PermissionError where there is none that can be trusted.
    """
    return Path(_DIRS.user_runtime_path)
