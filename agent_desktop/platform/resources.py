"""Where the program's own files lie: icons, styles, translations, settings, scenarios."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def resources() -> Path:
    """Return the folder of resources: inside the installed package, else beside its source."""
    installed = PACKAGE / "resources"
    return installed if installed.is_dir() else PACKAGE.parent / "resources"
