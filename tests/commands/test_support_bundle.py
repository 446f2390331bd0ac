"""`agent-desktop support-bundle`: printed to be read, saved only where a file is named."""

import os
import socket
from pathlib import Path

import pytest

from agent_desktop.__main__ import main
from agent_desktop.commands import check
from agent_desktop.platform import paths, remembered
from agent_desktop.platform.settings import Places


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with settings, a last log-on and what runs have left."""
    folder = tmp_path / "home" / "ada.moreno"
    crashes = folder / "crashes"
    crashes.mkdir(parents=True)
    (crashes / "run-20261129T081445.0Z-1.log").write_text("a line of ada's", encoding="utf-8")
    where = Places(folder / "machine.toml", folder / "user.toml", folder / "policy.d")
    where.policy_folder.mkdir()
    where.user_file.write_text(f'ca_file = "{folder}/ca.pem"\nstation = "7001"\n', encoding="utf-8")
    remembered.write(folder / "remembered.json", remembered.Remembered(user="ada", station="7002"))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setattr(check, "places", lambda: where)
    monkeypatch.setattr(paths, "remembered_file", lambda: folder / "remembered.json")
    monkeypatch.setattr(paths, "crash_folder", lambda: crashes)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    return folder


@pytest.fixture
def refusing() -> str:
    """An address that takes no connections."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return f"127.0.0.1:{unused.getsockname()[1]}"


def test_it_is_printed_and_saved_nowhere(
    home: Path, refusing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(home.rglob("*"))
    assert main(["support-bundle", "--server", refusing]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert sorted(home.rglob("*")) == before
    for heading in ("Versions", "Settings", "Checks", "run-20261129T081445.0Z-1.log"):
        assert f"=== {heading}" in told.out
    assert "takes no connection" in told.out
    assert f'"{refusing}"' in told.out
    assert "\n\n=== Notices" not in told.out


def test_who_and_where_somebody_is_is_masked_and_counted(
    home: Path, refusing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["support-bundle", "--server", refusing])
    text = capsys.readouterr().out
    assert str(home) not in text
    assert "ada" not in text
    assert "7001" not in text.replace(refusing, "")
    assert '"~/ca.pem"' in text
    head = text.partition("===")[0]
    assert "user id 1, station 1, home folder " in head


def test_a_named_file_gets_what_was_printed_for_this_user_alone(
    home: Path, refusing: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bundle.txt"
    assert main(["support-bundle", str(file), "--server", refusing]) == 0
    told = capsys.readouterr()
    assert file.read_text(encoding="utf-8") == told.out
    assert f"saved as {file}" in told.err
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_left_alone(
    home: Path, refusing: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bundle.txt"
    file.write_text("mine", encoding="utf-8")
    assert main(["support-bundle", str(file), "--server", refusing]) == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert "can't be written: File exists" in capsys.readouterr().err


def test_without_a_server_it_says_so_and_has_the_rest(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["support-bundle"]) == 0
    text = capsys.readouterr().out
    assert "no server is set" in text
    assert "=== run-" in text


def test_a_broken_policy_is_in_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "policy.d" / "10.toml").write_text("server = 5\n", encoding="utf-8")
    assert main(["support-bundle"]) == 0
    text = capsys.readouterr().out
    assert "Nothing can start: ~/policy.d/10.toml: line 1: `server` must be text" in text
