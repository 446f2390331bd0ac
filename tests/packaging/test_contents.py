"""What stays out of the bundle, and what must not."""

import pytest
from contents import EXCLUDED_MODULES, LATE_PACKAGES, Entry, metadata, wanted

from agent_desktop.__main__ import COMMANDS
from agent_desktop.platform.versions import LIBRARIES

QT = "PySide6/Qt"


def kept(*names: str) -> list[str]:
    return [
        name for name, _source, _kind in wanted((name, f"/src/{name}", "BINARY") for name in names)
    ]


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/plugins/platforms/libqxcb.so",
        f"{QT}/plugins/platforms/libqwayland.so",
        f"{QT}/plugins/platforms/libqoffscreen.so",
        f"{QT}/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        f"{QT}/plugins/wayland-decoration-client/libadwaita.so",
        f"{QT}/translations/qtbase_de.qm",
        f"{QT}/lib/libQt6Widgets.so.6",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\Qt6Gui.dll",
        "PySide6/QtGui.abi3.so",
        "libpython3.11.so.1.0",
        "cryptography/hazmat/bindings/_rust.abi3.so",
        "agent_desktop/resources/translations/agent_desktop_de.qm",
    ],
)
def test_what_the_program_needs_stays(name: str) -> None:
    assert kept(name) == [name]


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/plugins/platforms/libqeglfs.so",
        f"{QT}/plugins/imageformats/libqtiff.so",
        f"{QT}/plugins/tls/libqopensslbackend.so",
        f"{QT}/translations/qtbase_fr.qm",
        f"{QT}/translations/qt_de.qm",
        f"{QT}/lib/libQt6Network.so.6",
        f"{QT}/lib/libQt6WaylandCompositor.so.6",
        "PySide6\\opengl32sw.dll",
        "PySide6\\Qt6Network.dll",
        "PySide6/QtNetwork.abi3.so",
        "agent_desktop/resources/translations/agent_desktop_de.ts",
    ],
)
def test_what_nothing_of_it_uses_goes(name: str) -> None:
    assert kept(name) == []


def test_libraries_of_the_system_are_left_to_the_system() -> None:
    assert kept("libssl.so.3", "libX11.so.6", "libstdc++.so.6", "libpython3.11.so.1.0") == [
        "libpython3.11.so.1.0"
    ]


def test_a_link_goes_with_what_it_leads_to() -> None:
    entries: list[Entry] = [
        ("libQt6Core.so.6", f"{QT}/lib/libQt6Core.so.6", "SYMLINK"),
        ("libQt6Network.so.6", f"{QT}/lib/libQt6Network.so.6", "SYMLINK"),
        (f"{QT}/lib/libQt6Core.so.6", "/src/core", "BINARY"),
        (f"{QT}/lib/libQt6Network.so.6", "/src/network", "BINARY"),
    ]
    assert wanted(entries) == [entries[0], entries[2]]


def test_no_part_of_the_program_is_left_out() -> None:
    assert not [name for name in EXCLUDED_MODULES if name.startswith("agent_desktop")]


def test_the_package_of_the_commands_is_taken_whole() -> None:
    assert COMMANDS
    assert "agent_desktop.commands" in LATE_PACKAGES


def test_each_library_s_version_goes_with_it() -> None:
    found = metadata(LIBRARIES)
    assert len(found) == len(LIBRARIES)
    assert all(kept(f"{folder}/METADATA") for _file, folder in found)
