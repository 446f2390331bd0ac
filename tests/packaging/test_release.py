"""What a build is called."""

import ast

import pytest
import release
import version_resource

from agent_desktop import __version__


def test_version_and_changes_are_told_alike_everywhere() -> None:
    assert release.version() == __version__
    newest, words = release.changes()[0]
    assert newest == __version__
    assert words


def test_the_time_of_a_build_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert release.epoch() == 1700000000


def test_the_time_of_a_build_is_its_commit_s_and_the_same_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert release.epoch() == release.epoch() > 1700000000


def test_a_windows_executable_tells_its_version() -> None:
    text = version_resource.of("agent-desktop-simulator")
    ast.parse(text)  # the freezer evaluates it
    assert f'"ProductVersion", {__version__!r}'.replace('"', "'") in text
    assert "'OriginalFilename', 'agent-desktop-simulator.exe'" in text
    numbers = tuple(int(part) for part in __version__.split("."))
    assert f"filevers={(*numbers, 0)}" in text
