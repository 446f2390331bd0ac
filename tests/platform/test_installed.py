"""Whether the program on the disk is still the one that runs."""

import sys
from pathlib import Path

import pytest

from agent_desktop.platform import installed
from agent_desktop.platform.installed import Installed


def program(file: Path, says: str) -> Path:
    """A program whose answer to everything is one line."""
    file.write_text(f"#!{sys.executable}\nprint({says!r})\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_from_source_nothing_is_installed() -> None:
    assert installed.this_run() is None


def test_a_frozen_program_knows_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    this = installed.this_run()
    assert this is not None
    assert this.file == Path(sys.executable)
    assert not this.replaced()


def test_another_file_in_its_place_is_seen_and_tells_its_version(tmp_path: Path) -> None:
    file = program(tmp_path / "agent-desktop", "agent-desktop 1.0.0")
    this = Installed.seen(file)
    assert not this.replaced()
    program(tmp_path / "new", "agent-desktop 1.1.0").replace(file)  # as package managers do
    assert this.replaced()
    assert this.version() == "1.1.0"


def test_a_file_that_has_gone_is_no_newer_one(tmp_path: Path) -> None:
    file = program(tmp_path / "agent-desktop", "")
    this = Installed.seen(file)
    file.unlink()
    assert not this.replaced()
    assert this.version() == ""


def test_a_program_that_fails_tells_no_version(tmp_path: Path) -> None:
    file = tmp_path / "agent-desktop"
    file.write_text(f"#!{sys.executable}\nraise SystemExit(3)\n", encoding="utf-8")
    file.chmod(0o755)
    assert Installed.seen(file).version() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there a new process begins")
def test_beginning_anew_is_the_same_command_in_the_same_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[tuple[str, list[str]]] = []
    monkeypatch.setattr("os.execv", lambda file, command: begun.append((file, command)))
    monkeypatch.setattr(sys, "argv", ["agent-desktop", "--server", "ic1"])
    installed.begin_anew()
    assert begun == [(sys.executable, [sys.executable, "--server", "ic1"])]
