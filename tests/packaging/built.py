"""What the tests look at: the bundle and the packages in dist/."""

import json
import subprocess
from pathlib import Path

import bundle
import deb
import pytest
import release

STEPS = 58
"""Of the tour."""


def frozen() -> Path:
    """Return the folder of the bundle."""
    if not (bundle.BUNDLE / "licences").is_dir():
        pytest.fail("There is no bundle. `python3 packaging/run.py bundle` builds it.")
    return bundle.BUNDLE


def package() -> Path:
    """Return the Debian package."""
    built = deb.target(release.version())
    if not built.is_file():
        pytest.fail("There is no package. `python3 packaging/run.py deb` builds it.")
    return built


def run(
    command: list[str | Path], home: Path, within: float = 60, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a program as a user who has no Python, no sources and no screen."""
    plain = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command,
        cwd=home,
        env=plain | {"LC_ALL": "C.UTF-8"} | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=within,
        check=False,
    )


def assert_played(pictures: Path, code: int, said: str) -> None:
    """Check that a tour ended well and left a picture of each step."""
    assert code == 0, said
    record = json.loads((pictures / "tour.json").read_text(encoding="utf-8"))
    assert record["passed"] is True
    assert len(record["steps"]) == STEPS
    for step in record["steps"]:
        assert (pictures / step["picture"]).stat().st_size > 2000
