"""Settings: their layers, and what is said of a file that can't be used."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agent_desktop.platform.resources import resources
from agent_desktop.platform.settings import (
    Settings,
    SettingsBroken,
    SettingsError,
    load,
    set_aside,
)

DURATIONS = (
    "stage_deadline",
    "request_deadline",
    "reconnect_first",
    "reconnect_longest",
    "stream_silence",
)


def written(folder: Path, text: str, name: str = "settings.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_without_files_the_built_in_values_hold() -> None:
    assert load([], {}) == Settings()


def test_the_example_names_every_setting_with_its_built_in_value() -> None:
    example = resources() / "settings" / "default.toml"
    values = tomllib.loads(example.read_text(encoding="utf-8"))
    assert values == msgspec.to_builtins(Settings())


def test_a_later_file_wins_and_the_command_line_wins_over_all(tmp_path: Path) -> None:
    first = written(tmp_path, "server = 'a'\nuser = 'a'\nstation = 'a'\n", "1.toml")
    second = written(tmp_path, "server = 'b'\nuser = 'b'\n", "2.toml")
    settings = load([first, second], {"server": "c"})
    assert (settings.server, settings.user, settings.station) == ("c", "b", "a")


@pytest.mark.parametrize("key", ["ca_file", "stage_map"])
def test_a_path_is_relative_to_the_file_it_stands_in(tmp_path: Path, key: str) -> None:
    (tmp_path / "etc").mkdir()
    file = written(tmp_path / "etc", f"{key} = 'sub/it.file'\n")
    assert getattr(load([file], {}), key) == str(tmp_path / "etc" / "sub" / "it.file")


@pytest.mark.parametrize("key", ["ca_file", "stage_map"])
def test_an_absolute_path_and_one_in_the_home_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    absolute = str(tmp_path / "elsewhere")
    assert getattr(load([written(tmp_path, f"{key} = '{absolute}'\n")], {}), key) == absolute
    assert getattr(load([written(tmp_path, f"{key} = '~/x'\n")], {}), key) == str(home / "x")


def test_a_path_given_on_the_command_line_is_taken_as_it_is(tmp_path: Path) -> None:
    file = written(tmp_path, "stage_map = 'a.toml'\n")
    assert load([file], {"stage_map": "b.toml"}).stage_map == "b.toml"


def test_an_empty_path_stays_empty(tmp_path: Path) -> None:
    assert load([written(tmp_path, "ca_file = ''\n")], {}).ca_file == ""


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbfserver = 'ic1'\r\n")
    assert load([file], {}).server == "ic1"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("server = \n", r"Invalid value \(at line 1, column 10\)"),
        ("servr = 'x'\n", "unknown field `servr`"),
        ("server = 3\n", r"Expected `str`, got `int` - at `\$\.server`"),
        ("station_kind = 'desk'\n", "Invalid enum value 'desk'"),
        ("appearance = 'pink'\n", "Invalid enum value 'pink'"),
        ("stage_deadline = 'soon'\n", r"Expected `float`, got `str` - at `\$\.stage_deadline`"),
        ("ca_file = '~nobody-of-this-name/ca.pem'\n", "home"),
        ("server = 1" + "0" * 5000 + "\n", "."),
        ("server = " + "[" * 20_000 + "\n", "."),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load([file], {})
    where, _, what = str(caught.value).partition(": ")
    assert where == str(file)
    assert re.search(says, what)


@pytest.mark.parametrize("key", DURATIONS)
@pytest.mark.parametrize("value", ["0", "-1", "0.05", "601", "nan", "inf"])
def test_a_duration_that_cannot_be_meant_is_refused(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"`{key}` must be 0.1 to 600 seconds"):
        load([written(tmp_path, f"{key} = {value}\n")], {})


@pytest.mark.parametrize(("value", "seconds"), [("0.1", 0.1), ("600", 600.0), ("7", 7.0)])
def test_a_duration_may_be_whole_or_not(tmp_path: Path, value: str, seconds: float) -> None:
    assert load([written(tmp_path, f"stage_deadline = {value}\n")], {}).stage_deadline == seconds


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    with pytest.raises(SettingsError, match=r"none\.toml: No such file or directory"):
        load([file], {})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(str(tmp_path))):
        load([tmp_path], {})


def test_what_is_not_utf_8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes("server = 'Zürich'\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="not UTF-8 text"):
        load([file], {})


def test_a_fault_in_an_earlier_file_is_not_hidden_by_a_later_one(tmp_path: Path) -> None:
    broken = written(tmp_path, "user = 5\n", "1.toml")
    good = written(tmp_path, "user = 'ada'\n", "2.toml")
    with pytest.raises(SettingsError, match=r"1\.toml"):
        load([broken, good], {})


def test_settings_cannot_be_changed() -> None:
    settings: Any = Settings()
    with pytest.raises(AttributeError):
        settings.server = "x"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("stage_deadline = 'long'", "stage_deadline"),
        ("stage_deadline = 0.01", "stage_deadline"),
        ("  sever = 'ic1.example'", "sever"),
        ('"appearance" = "pink"', "appearance"),
        ("[companion]", "companion"),
        ("user = ada", "line 3"),
    ],
)
def test_a_fault_is_named_with_its_line_and_key(tmp_path: Path, line: str, says: str) -> None:
    file = written(tmp_path, f"# ours\nserver = 'ic1.example'\n{line}\n")
    with pytest.raises(SettingsBroken) as caught:
        load([file], {})
    text = str(caught.value)
    assert text.startswith(f"{file}: ")
    assert "line 3" in text
    assert says in text


def test_what_can_t_be_read_now_is_not_broken(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load([tmp_path], {})
    assert not isinstance(caught.value, SettingsBroken)


def test_a_broken_file_is_kept_under_another_name_and_over_no_other(tmp_path: Path) -> None:
    day = date(2026, 11, 29)
    kept = [set_aside(written(tmp_path, f"{number} ="), day) for number in range(3)]
    assert [file.name for file in kept] == [
        "settings.toml.broken-2026-11-29",
        "settings.toml.broken-2026-11-29-2",
        "settings.toml.broken-2026-11-29-3",
    ]
    assert [file.read_text() for file in kept] == ["0 =", "1 =", "2 ="]
    assert not (tmp_path / "settings.toml").exists()
