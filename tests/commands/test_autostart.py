"""`--autostart`: a session's begin starts the program only where the settings want it."""

import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop import __main__ as command_line
from agent_desktop.platform.settings import Places


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    places = Places(tmp_path / "machine.toml", tmp_path / "user.toml", tmp_path / "policy.d")
    monkeypatch.setattr("agent_desktop.platform.settings.places", lambda: places)
    return places.user_file


def test_nothing_starts_unless_it_is_set(own: Path) -> None:
    assert command_line.main(["--autostart"]) == 0


@pytest.mark.parametrize(("text", "starts"), [("true", True), ("false", False)])
def test_the_setting_decides(own: Path, text: str, starts: bool) -> None:
    own.write_text(f"autostart = {text}\n", encoding="utf-8")
    assert command_line._starts_by_itself(None) is starts


def test_policy_that_can_t_be_used_is_told_in_the_window(own: Path) -> None:
    policy = own.parent / "policy.d" / "10.toml"
    policy.parent.mkdir()
    policy.write_text("autostart =\n", encoding="utf-8")
    assert command_line._starts_by_itself(None)


def test_a_session_without_it_pays_for_no_window(tmp_path: Path) -> None:
    told = (
        "import sys; from agent_desktop.__main__ import main; code = main(['--autostart']); "
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    env = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", told], env=env, check=False).returncode == 0
