"""The bundle as it was built: what is in it, and that it works without anything else."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import bundle
import needs
import pytest
from PyInstaller.archive.readers import PKG_ITEM_PYZ, CArchiveReader

from agent_desktop import __version__
from agent_desktop.platform.versions import LIBRARIES as LIBRARIES_TOLD_OF
from tests.e2e.harness.screen import REPOSITORY
from tests.packaging.built import assert_played, frozen, run

pytestmark = [
    pytest.mark.smoke,
    pytest.mark.timeout(400),
    pytest.mark.skipif(sys.platform != "linux", reason="names Linux's files"),
]

LIBRARIES = {
    *(f"libQt6{part}.so.6" for part in ("Core", "DBus", "Gui", "Svg", "Test", "WaylandClient")),
    *("libQt6Widgets.so.6", "libQt6XcbQpa.so.6"),
    *("libicudata.so.73", "libicui18n.so.73", "libicuuc.so.73"),
}
PLUGINS = {
    "iconengines/libqsvgicon.so",
    "imageformats/libqsvg.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    "wayland-decoration-client/libadwaita.so",
    "wayland-shell-integration/libxdg-shell.so",
}
MODULES = {"QtCore", "QtGui", "QtSvg", "QtTest", "QtWidgets"}
"""What there is of Qt. A newcomer costs megabytes and has a licence: is it needed?"""

PROGRAMS = ["agent-desktop", "agent-desktop-simulator"]


def modules_of(program: Path) -> set[str]:
    """Return the names of the Python modules that a program has in itself."""
    archive = CArchiveReader(str(program))
    (name,) = [name for name, entry in archive.toc.items() if entry[4] == PKG_ITEM_PYZ]
    return set(archive.open_embedded_archive(name).toc)


def test_of_qt_there_is_what_the_program_needs_and_no_more() -> None:
    qt = frozen() / "_internal" / "PySide6"
    assert {file.name for file in (qt / "Qt" / "lib").iterdir()} == LIBRARIES
    plugins = qt / "Qt" / "plugins"
    assert {str(file.relative_to(plugins)) for file in plugins.rglob("*.so")} == PLUGINS
    assert {file.name.partition(".")[0] for file in qt.glob("Qt*.so")} == MODULES
    translations = {file.name for file in (qt / "Qt" / "translations").iterdir()}
    assert translations == {"qtbase_de.qm"}


def test_each_library_comes_with_the_bundle_or_from_a_package_that_is_known() -> None:
    folder = frozen()
    assert needs.sonames(folder) <= needs.SYSTEM.keys()
    own = {file.name for file in (folder / "_internal").glob("lib*.so*") if not file.is_symlink()}
    assert {name for name in own if not name.startswith("libpython")} == set()


def test_every_link_leads_somewhere() -> None:
    assert [file for file in frozen().rglob("*") if not file.exists()] == []


def test_it_is_no_larger_than_was_promised() -> None:
    assert bundle.megabytes(frozen()) <= bundle.LIMIT_MB


def test_the_simulator_has_nothing_of_the_window_and_the_window_nothing_of_the_simulator() -> None:
    desktop, simulator = (modules_of(frozen() / name) for name in PROGRAMS)
    assert "agent_desktop.app.program" in desktop
    assert not {name for name in desktop if name.startswith("agent_desktop.simulator")}
    assert "flask" not in desktop
    assert "PySide6" not in simulator
    assert "agent_desktop.simulator.world" in simulator


def test_whoever_s_modules_are_in_it_has_the_licence_in_it() -> None:
    owners = packages_distributions()
    inside = {
        owner
        for name in PROGRAMS
        for module in modules_of(frozen() / name)
        for owner in owners.get(module.partition(".")[0], [])
    }
    inside |= {"PySide6_Essentials", "shiboken6", "cryptography"}  # files beside the archives
    there = {
        re.sub(r"-[\d.]+$", "", folder.name): folder
        for folder in (frozen() / "licences").iterdir()
        if folder.is_dir()
    }
    assert "Python" in there
    for owner in inside - {"agent-desktop", "agent_desktop"}:
        assert any(there[owner].iterdir()), owner


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_tells_how_it_is_used(program: str, tmp_path: Path) -> None:
    asked = run([frozen() / program, "--help"], tmp_path)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout.startswith(f"usage: {program}")


def test_it_tells_its_version(tmp_path: Path) -> None:
    asked = run([frozen() / "agent-desktop", "--version"], tmp_path)
    assert asked.stdout == f"agent-desktop {__version__}\n"


def test_what_is_asked_without_a_window_is_answered(tmp_path: Path) -> None:
    asked = run([frozen() / "agent-desktop", "settings", "--json"], tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert "server" in json.loads(asked.stdout)["settings"]


def test_it_knows_the_versions_of_what_it_is_made_of(tmp_path: Path) -> None:
    asked = run([frozen() / "agent-desktop", "support-bundle"], tmp_path)
    assert asked.returncode == 0, asked.stderr
    for name in LIBRARIES_TOLD_OF:
        assert f"\n{name} {version(name)}\n" in asked.stdout


def test_without_a_screen_it_says_so_and_doesn_t_abort(tmp_path: Path) -> None:
    asked = run([frozen() / "agent-desktop"], tmp_path)
    assert asked.returncode == 2
    assert "no screen" in asked.stderr


def test_the_simulator_has_a_certificate_for_training_with_tls(tmp_path: Path) -> None:
    simulator = frozen() / "agent-desktop-simulator"
    with subprocess.Popen(
        [simulator, "--tls", "--port", "0", "--stop-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert "https://127.0.0.1" in process.stdout.readline()
        process.stdin.close()
        process.stdout.read()
    assert process.returncode == 0


def test_it_plays_the_tour(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    command: list[str | Path] = [frozen() / "agent-desktop", "--demo", "--tour", pictures]
    played = run(command, tmp_path, within=300)
    assert_played(pictures, played.returncode, played.stdout + played.stderr)


@pytest.mark.packages  # drives what the other tests have driven
def test_the_vault_is_used_from_the_bundle_as_from_source() -> None:
    """The one part that the tour leaves out: libraries which are imported late."""
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/e2e/test_kept_password.py"],
        cwd=REPOSITORY,
        env=os.environ | {"AGENT_DESKTOP_BUNDLE": str(frozen())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 0, tried.stdout
