"""Whether a window can be shown: said in a sentence before Qt would abort."""

import ctypes
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.platform import display


class FakeXcb:
    """libxcb whose connections fail or not."""

    def __init__(self, *, fails: bool) -> None:
        self.disconnected = 0
        fake = self

        class Function:
            def __init__(self, result: int) -> None:
                self.result = result
                self.restype: Any = None
                self.argtypes: Any = None

            def __call__(self, *_: object) -> int:
                fake.disconnected += self.result == -1
                return self.result

        self.xcb_connect = Function(1)
        self.xcb_connection_has_error = Function(int(fails))
        self.xcb_disconnect = Function(-1)


@pytest.fixture(autouse=True)
def bare_linux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Linux without any screen."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        # Set first, so that what a test sets through `os.environ` is put back too.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def libraries(
    monkeypatch: pytest.MonkeyPatch, *missing: str, screen_fails: bool = False
) -> FakeXcb:
    """Put a system with all libraries but these in place."""
    xcb = FakeXcb(fails=screen_fails)

    def load(name: str) -> FakeXcb:
        if name in missing:
            raise OSError(f"{name}: cannot open shared object file")
        return xcb

    monkeypatch.setattr(ctypes, "CDLL", load)
    return xcb


def test_without_a_screen_there_is_a_sentence_and_what_to_do() -> None:
    sentence = display.fault()
    assert "no screen" in sentence
    assert "DISPLAY is not set" in sentence
    assert "--demo --tour" in sentence


def test_a_screen_that_takes_the_window_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    xcb = libraries(monkeypatch)
    assert display.fault() == ""
    assert xcb.disconnected == 1


def test_a_screen_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":97")
    libraries(monkeypatch, screen_fails=True)
    assert display.fault().startswith("The screen :97 doesn't take the window.")


def test_a_system_without_x_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    libraries(monkeypatch, "libxcb.so.1")
    assert display.fault().endswith("sudo apt-get install libxcb1")


def test_all_libraries_that_are_missing_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    libraries(monkeypatch, "libxcb-cursor.so.0", "libxkbcommon-x11.so.0")
    assert display.fault().endswith("apt-get install libxcb-cursor0 libxkbcommon-x11-0")


@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "offscreen:size=1"])
def test_a_platform_chosen_by_hand_needs_no_screen(
    monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", chosen)
    assert display.fault() == ""


def test_a_platform_qt_does_not_have_is_told_with_those_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xbc")
    sentence = display.fault()
    assert "QT_QPA_PLATFORM is xbc" in sentence
    assert "offscreen" in sentence
    assert "xcb" in sentence


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert display.fault() == ""
    display.offscreen_without_screen()
    assert "QT_QPA_PLATFORM" not in os.environ


@pytest.fixture
def wayland(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A Wayland screen that takes connections."""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind(str(tmp_path / "wayland-7"))
        screen.listen()
        yield tmp_path / "wayland-7"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Wayland's sockets are Unix ones")
class TestWayland:
    @pytest.mark.usefixtures("wayland")
    @pytest.mark.parametrize("chosen", ["", "wayland"])
    def test_a_wayland_screen_will_do(self, monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
        monkeypatch.setenv("QT_QPA_PLATFORM", chosen)
        assert display.fault() == ""

    def test_its_whole_path_may_be_named(
        self, monkeypatch: pytest.MonkeyPatch, wayland: Path
    ) -> None:
        monkeypatch.setenv("WAYLAND_DISPLAY", str(wayland))
        monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
        assert display.fault() == ""

    @pytest.mark.usefixtures("wayland")
    def test_it_is_a_screen_to_draw_on(self) -> None:
        display.offscreen_without_screen()
        assert "QT_QPA_PLATFORM" not in os.environ

    def test_a_name_that_outlived_its_session_is_no_screen(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
        assert "DISPLAY is not set" in display.fault()
        monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
        assert "no Wayland screen" in display.fault()


def test_without_a_screen_qt_draws_into_memory() -> None:
    display.offscreen_without_screen()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert display.fault() == ""


@pytest.mark.parametrize(("name", "value"), [("DISPLAY", ":0"), ("QT_QPA_PLATFORM", "xcb")])
def test_a_screen_or_a_choice_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    display.offscreen_without_screen()
    assert os.environ.get("QT_QPA_PLATFORM", "xcb") == "xcb"


def test_when_qt_itself_cannot_be_loaded_the_packages_are_named() -> None:
    sentence = display.missing_library(ImportError("libEGL.so.1: cannot open"))
    assert "libEGL.so.1: cannot open" in sentence
    assert "libegl1" in sentence
