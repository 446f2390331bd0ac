"""The Python environment of a clone: `.venv`, with the program in it in editable form.

A stamp in it tells for what it was made, so that a second run has nothing to do. Packages come
from wherever the user's own pip settings say.
"""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from problem import Problem, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "agent-desktop.json"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
SPACE, SPACE_TESTS = 800, 1100
"""Megabytes of disk that a new environment takes, with what pip unpacks on the way."""
UNWRITABLE = f"The set-up can't write to {ROOT}. Clone the project to a folder of your own."


def prepare(*extras: str) -> Path:
    """Return the Python of an environment that has the program and these extras of it.

    Makes or updates the environment only when it isn't already right. Raises Problem when the
    folder can't be written to (2), the disk is too small (2) or a package can't be had (1).
    """
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    try:
        installed = read_stamp()
        if installed is not None and set(extras) <= installed and python.exists():
            return python
        wanted = sorted(set(extras) | (installed or set()))
        if not (python.exists() and version_of(python) == sys.version):
            create("dev" in wanted)
        STAMP.unlink(missing_ok=True)  # an interrupted update must not look like a finished one
        install(python, wanted)
        STAMP.write_text(json.dumps({"key": key(), "extras": wanted}), encoding="utf-8")
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise Problem(f"The disk of {ROOT} is full." if full else UNWRITABLE) from error
    return python


def key() -> str:
    """Return what an environment depends on: the requirements, the Python and where it lies."""
    digest = hashlib.sha256()
    for part in (
        (ROOT / "pyproject.toml").read_bytes(),
        CONSTRAINTS.read_bytes(),
        sys.version.encode(),
        sys.base_prefix.encode(),
        str(ROOT).encode(),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def read_stamp() -> set[str] | None:
    """Return the extras that a finished environment has, or None when there is none to use."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return set(stamp["extras"]) if stamp["key"] == key() else None


def create(for_tests: bool) -> None:
    """Make a new, empty environment, if the disk has room for what goes in."""
    say("Setting up the Python environment in .venv (once)")
    if not os.access(ROOT, os.W_OK):
        raise Problem(UNWRITABLE)
    needed = SPACE_TESTS if for_tests else SPACE
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < needed:
        raise Problem(f"{ROOT} has {free} MB of free disk space; the set-up needs {needed} MB.")
    result = run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if result.returncode != 0:
        raise Problem(f"The environment could not be made. Python said:\n{tail(result)}", 1)


def version_of(python: Path) -> str | None:
    """Return the full version of an environment's Python, None if it or its pip doesn't work."""
    probe = "import pip, sys; sys.stdout.write(sys.version)"
    try:
        result = run([str(python), "-c", probe])
    except OSError:
        return None
    return result.stdout if result.returncode == 0 else None


def install(python: Path, extras: list[str]) -> None:
    """Install the build backend, then the program in editable form, in their exact versions.

    The backend goes in first, and no isolated build is made, so that the pins hold for it too.
    """
    say("Installing the Python packages (a few minutes the first time)")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pip(python, *project["build-system"]["requires"], "editables")
    target = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    pip(python, "--no-build-isolation", "--editable", target)


def pip(python: Path, *arguments: str) -> None:
    """Run pip install with the pinned versions; what it says is shown only when it fails."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    result = run([*command, "--constraint", str(CONSTRAINTS), *arguments])
    if result.returncode != 0:
        raise Problem(
            f"The Python packages could not be installed. pip said:\n{tail(result)}\n"
            "This machine must reach a Python package index; a mirror or proxy is set up with pip.",
            1,
        )


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a step of the set-up in silence. A user-wide install setting of pip's is left out."""
    return subprocess.run(
        command,
        env=os.environ | {"PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def tail(result: subprocess.CompletedProcess[str]) -> str:
    """Return the last lines that a failed step said."""
    return "\n".join((result.stdout + result.stderr).strip().splitlines()[-20:])
