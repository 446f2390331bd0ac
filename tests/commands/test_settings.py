"""`agent-desktop settings`: what it prints, for people and for programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop.__main__ import main
from agent_desktop.platform.settings import Places, settings_by_key


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    places = Places(tmp_path / "machine.toml", tmp_path / "user.toml", tmp_path / "policy.d")
    places.policy_folder.mkdir()
    monkeypatch.setattr("agent_desktop.commands.settings.places", lambda: places)
    return places


def test_each_setting_has_a_line_with_its_value_and_where_it_comes_from(
    where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    where.user_file.write_text('server = "ic1"\n', encoding="utf-8")
    policy = where.policy_folder / "10-site.toml"
    policy.write_text("companion_allowed = false\n", encoding="utf-8")
    assert main(["settings"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(settings_by_key())
    cells = {line.split()[0]: line.split()[1:] for line in lines}
    assert cells["server"] == ['"ic1"', "user", str(where.user_file)]
    assert cells["companion_allowed"] == ["false", "policy", str(policy)]
    assert cells["stage_deadline"] == ["8.0", "built", "in"]


def test_programs_get_the_same_as_json(
    where: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('station = "Zürich"\n', encoding="utf-8")
    assert main(["settings", "--json", "--config", str(config)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["not_used"] == []
    assert told["settings"]["station"] == {
        "value": "Zürich",
        "from": "command line",
        "place": str(config),
    }
    assert list(told["settings"]) == list(settings_by_key())


def test_what_doesn_t_count_is_told_and_ends_with_1(
    where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    where.machine_file.write_text("server = 5\n", encoding="utf-8")
    where.user_file.write_text("plain_http_allowed = true\n", encoding="utf-8")
    assert main(["settings"]) == 1
    refused, passed_over = capsys.readouterr().err.splitlines()
    assert refused == (f"agent-desktop: {where.machine_file}: line 1: `server` must be text, not 5")
    assert passed_over == (
        f"agent-desktop: {where.user_file}: line 1: `plain_http_allowed` is set by administrators: "
        "in machine settings or by policy"
    )


def test_a_policy_that_can_t_be_used_ends_with_2(
    where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = where.policy_folder / "10-site.toml"
    policy.write_text("companion_allowed =\n", encoding="utf-8")
    assert main(["settings"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"agent-desktop: {policy}: Invalid value (at line 1")


def test_files_that_are_set_and_can_t_be_used_are_told_too(
    where: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = tmp_path / "stages.toml"
    stages.write_text("[sets.Winback]\n1 = Greeting\n", encoding="utf-8")
    where.machine_file.write_text(
        'ca_file = "no-ca.pem"\nstage_map = "stages.toml"\n', encoding="utf-8"
    )
    assert main(["settings"]) == 1
    authority, stage_map = capsys.readouterr().err.splitlines()
    missing = tmp_path / "no-ca.pem"
    assert authority == (
        f"agent-desktop: The CA file {missing} can't be read: No such file or directory"
    )
    assert stage_map.startswith(f"agent-desktop: The stage map {stages} can't be used: line 2: ")
    assert main(["settings", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["not_used"]) == 2


@pytest.mark.parametrize("fault", ["gone", "no text"])
def test_a_stage_map_that_can_t_be_read_is_told(
    where: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    stages = tmp_path / "stages.toml"
    if fault == "no text":
        stages.write_bytes(b"\xff\xff")
    where.machine_file.write_text('stage_map = "stages.toml"\n', encoding="utf-8")
    assert main(["settings"]) == 1
    assert "stages.toml can't be used: " in capsys.readouterr().err


def test_files_that_can_be_used_are_not_spoken_of(
    where: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = tmp_path / "stages.toml"
    stages.write_text('[sets.Winback]\n1 = "Greeting"\n', encoding="utf-8")
    where.machine_file.write_text('stage_map = "stages.toml"\n', encoding="utf-8")
    assert main(["settings"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe breaks otherwise there")
def test_whoever_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "agent_desktop", "settings"],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"HOME": str(tmp_path)},
            timeout=30,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")
