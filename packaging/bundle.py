"""Builds the bundle: `dist/agent-desktop`, one folder that needs no Python of the system's.

`python3 packaging/run.py bundle` calls it in the environment.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import licences
import needs
import release
import version_resource
from environment import ROOT
from problem import Problem, say

DIST = ROOT / "dist"
BUNDLE = DIST / release.NAME
WORK = ROOT / "build" / "bundle"
SPEC = ROOT / "packaging" / "agent-desktop.spec"
PROGRAMS = ("agent-desktop", "agent-desktop-simulator", "agent-desktop-console")
"""The executables; the last one is for Windows alone, where a program with a window can't print."""
LIMIT_MB = 135


def build() -> Path:
    """Build the bundle anew and return its folder. Raises Problem (1) when that fails."""
    say("Freezing the program (a minute or two)")
    shutil.rmtree(BUNDLE, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        for program in PROGRAMS:
            resource = WORK / f"{program}.version"
            resource.write_text(version_resource.of(program), encoding="utf-8")
    freeze()
    if sys.platform.startswith("linux"):
        forget_builder()
    sources = json.loads((WORK / "sources.json").read_text(encoding="utf-8"))
    licences.write(sources, BUNDLE / "licences")
    say(f"{BUNDLE.relative_to(ROOT)}: {megabytes(BUNDLE):.0f} MB, at most {LIMIT_MB}")
    return BUNDLE


def freeze() -> None:
    """Run the freezer; what it says is shown only when it fails."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(WORK / "freezer"), str(SPEC)]
    # With a seed the same sources make the same archives.
    settings = {
        "AGENT_DESKTOP_BUILD": str(WORK),
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": str(release.epoch()),
    }
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:])
        raise Problem(f"The program could not be frozen. PyInstaller said:\n{said}", 1)


def forget_builder() -> None:
    """Take out where the builder's Python lies: nobody else should look for libraries there."""
    for file in needs.binaries(BUNDLE):
        path = subprocess.run(
            ["chrpath", "--list", file], capture_output=True, text=True, check=False
        )
        if re.search(r"R(UN)?PATH=/", path.stdout):
            subprocess.run(["chrpath", "--delete", file], capture_output=True, check=True)


def megabytes(folder: Path) -> float:
    """Return how much there is in a folder, links not followed, in units of 2**20 bytes."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()) / 2**20


if __name__ == "__main__":
    try:
        build()
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(problem.code)
