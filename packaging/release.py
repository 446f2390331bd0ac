"""What a build is called: its version and its time, the same on every machine."""

import os
import re
import subprocess
import tomllib

from environment import ROOT

NAME = "agent-desktop"
ABOUT = "Desktop for outbound call-centre agents on Genesys PureConnect"


def version() -> str:
    """Return the version of the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def epoch() -> int:
    """Return the time that files of the build get: SOURCE_DATE_EPOCH, else the last commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    try:
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return int(asked.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):  # an archive without its history
        return int((ROOT / "pyproject.toml").stat().st_mtime)


def changes() -> list[tuple[str, str]]:
    """Return each version in CHANGELOG.md, the newest first, with what stands under it."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+)$", text, flags=re.MULTILINE)[1:]
    return [(parts[at], parts[at + 1].strip()) for at in range(0, len(parts), 2)]
