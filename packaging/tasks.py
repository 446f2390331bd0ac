"""The commands of run.py: what each needs set up, and what it then runs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import system
from environment import ROOT
from problem import Problem, say

CHECKS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy", "--platform", "linux"],
    "mypy packaging": ["mypy", "--platform", "linux", "packaging"],
    "import-linter": ["lint-imports"],
}
"""Name and command of each check that runs before the tests: the same on every system."""

PYTEST = ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
"""Tests run side by side, each file in one worker. Arguments that follow have the last word."""
WITHOUT = "PYTHONDONTWRITEBYTECODE"
"""Each worker would prepare all assertions anew: more than half of what collecting them takes."""
WORKERS = {"PYTEST_XDIST_AUTO_NUM_WORKERS": str(2 * (os.cpu_count() or 1))}
"""What `auto` means, unless the environment says it: more than cores, since many tests wait."""

FREEZES = sys.platform == "linux" and shutil.which("dpkg-deb") is not None
"""Whether the bundle and its package are a part of the tests."""
SMOKE = "bundle and package"
WITH_SMOKE = ["-m", "not packages and not clean_root"]
"""The tests of what was built in haste are among the others: they mostly wait."""


def demo(arguments: list[str]) -> int:
    """Run the window on the built-in simulator."""
    return desktop(["--demo", *arguments])


def desktop(arguments: list[str]) -> int:
    """Run the window."""
    system.require(system.PYTHON, system.QT)
    return hand_over(environment.prepare(), "-m", "agent_desktop", *arguments)


def simulator(arguments: list[str]) -> int:
    """Run the IC server simulator alone. It needs nothing of Qt, but its --tls needs an extra."""
    system.require(system.PYTHON)
    python = environment.prepare("tls")
    return hand_over(python, "-m", "agent_desktop.simulator", *arguments)


def test(arguments: list[str]) -> int:
    """Run every check, freeze the program, run the tests; name at the end which checks failed."""
    python = prepare_for_tests()
    failed = [name for name, check in CHECKS.items() if not passes(python, name, check)]
    if FREEZES and not arguments:
        say(SMOKE)
        if build(python, "--quick"):
            failed.append(SMOKE)
        else:
            arguments = WITH_SMOKE
    say("pytest")
    code = pytest(python, arguments)
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return code or bool(failed)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks, all or those named, with what they print."""
    os.chdir(ROOT)
    return hand_over(prepare_for_tests(), "-m", "tests.benchmarks", *arguments)


def fuzz(arguments: list[str]) -> int:
    """Feed every reader with spoilt documents, a million unless said otherwise."""
    system.require(system.PYTHON)
    try:
        python = environment.prepare("dev", "fuzz")
    except Problem as problem:
        say(f"atheris can't be installed here, so all cases are hypothesis's: {problem}")
        python = environment.prepare("dev")
    os.chdir(ROOT)
    return hand_over(python, "-m", "tests.fuzz", *arguments)


def msi(arguments: list[str]) -> int:
    """Build the installer for Windows."""
    import msi as installer

    system.require(system.MSI)
    return installer.main(arguments)


def bundle(_arguments: list[str]) -> int:
    """Build the program with its Python and Qt as one folder."""
    system.require(system.PYTHON, system.QT, system.BUNDLE)
    python = environment.prepare("build")
    return hand_over(python, str(ROOT / "packaging" / "bundle.py"))


def deb(arguments: list[str]) -> int:
    """Build the bundle and the Debian package of it."""
    system.require(system.PYTHON, system.QT, system.BUNDLE)
    python = environment.prepare("build")
    return hand_over(python, str(ROOT / "packaging" / "deb.py"), *arguments)


def packages(arguments: list[str]) -> int:
    """Build every package that this machine can, and test what was built."""
    python = prepare_for_tests()
    system.require(system.DEB, system.CLEAN_ROOT, system.MSI, system.WINE)
    tests = ["tests/packaging", "-m", "smoke or packages or clean_root", *arguments]
    return build(python) or pytest(python, tests)


def build(python: Path, *options: str) -> int:
    """Build bundle and Debian package."""
    builder = [str(python), str(ROOT / "packaging" / "deb.py"), *options]
    return subprocess.run(builder, cwd=ROOT, check=False).returncode


def pytest(python: Path, arguments: list[str]) -> int:
    """Run tests side by side."""
    env = {name: value for name, value in (WORKERS | os.environ).items() if name != WITHOUT}
    return subprocess.run([python, *PYTEST, *arguments], cwd=ROOT, env=env, check=False).returncode


def prepare_for_tests() -> Path:
    """Return the Python of an environment with the checks and the tests' own packages."""
    system.require(system.PYTHON, system.QT, system.TESTS, system.BUNDLE)
    if FREEZES:
        system.require(system.DEB)
    return environment.prepare("dev", "build")


def passes(python: Path, name: str, check: list[str]) -> bool:
    """Run one check in the clone; what it finds goes to the terminal as it is."""
    say(name)
    return (
        subprocess.run([python.with_name(check[0]), *check[1:]], cwd=ROOT, check=False).returncode
        == 0
    )


def hand_over(python: Path, *arguments: str) -> int:
    """Become the program, so that signals and the exit code are its own. Windows can only wait."""
    command = [str(python), *arguments]
    if os.name != "nt":
        os.execv(python, command)  # noqa: S606 - no shell is the point
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the program has had it too, and ends in its own time


TASKS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "desktop": desktop,
    "simulator": simulator,
    "test": test,
    "bench": bench,
    "fuzz": fuzz,
    "msi": msi,
    "bundle": bundle,
    "deb": deb,
    "packages": packages,
}


def main(arguments: list[str]) -> int:
    """Run a command line of run.py and return the exit code."""
    if not arguments or arguments[0] not in TASKS:
        say((ROOT / "packaging" / "run.py").read_text(encoding="utf-8").split('"""')[1].strip())
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return TASKS[arguments[0]](arguments[1:])
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.code
    except KeyboardInterrupt:
        return 130
