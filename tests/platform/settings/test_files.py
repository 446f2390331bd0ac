"""Settings files: what they set, and what is said of one that can't be used."""

import re
from datetime import date
from pathlib import Path

import pytest

from agent_desktop.platform.settings import (
    Layer,
    Settings,
    SettingsBroken,
    SettingsError,
    lay,
    set_aside,
)
from agent_desktop.platform.settings.files import policy_files, read, read_if_there

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


def load(file: Path) -> Settings:
    return lay([read(file, Layer.MACHINE)]).settings


@pytest.mark.parametrize("key", ["ca_file", "stage_map"])
def test_a_path_is_relative_to_the_file_it_stands_in(tmp_path: Path, key: str) -> None:
    (tmp_path / "etc").mkdir()
    file = written(tmp_path / "etc", f"{key} = 'sub/it.file'\n")
    assert getattr(load(file), key) == str(tmp_path / "etc" / "sub" / "it.file")


@pytest.mark.parametrize("key", ["ca_file", "stage_map"])
def test_an_absolute_path_and_one_in_the_home_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    absolute = str(tmp_path / "elsewhere")
    assert getattr(load(written(tmp_path, f"{key} = '{absolute}'\n")), key) == absolute
    assert getattr(load(written(tmp_path, f"{key} = '~/x'\n")), key) == str(home / "x")


def test_an_empty_path_stays_empty(tmp_path: Path) -> None:
    assert load(written(tmp_path, "ca_file = ''\n")).ca_file == ""


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbfserver = 'ic1'\r\n")
    assert load(file).server == "ic1"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("server = \n", r"Invalid value \(at line 1, column 10\)"),
        ("server = 3\n", "`server` must be text, not 3"),
        ("server = 'a\\u0000b'\n".replace("'", '"'), "`server` must be text"),
        ("companion = 1\n", "`companion` must be true or false, not 1"),
        (
            "station_kind = 'desk'\n",
            '"workstation", "remote-workstation", "remote-number" or "none", not "desk"',
        ),
        (
            "appearance = 'pink'\n",
            '`appearance` must be "system", "light", "dark" or "high-contrast", not "pink"',
        ),
        ("appearance = []\n", '`appearance` must be "system"'),
        ("stage_deadline = 'soon'\n", '`stage_deadline` must be 0.1 to 600 seconds, not "soon"'),
        ("stage_deadline = true\n", "`stage_deadline` must be 0.1 to 600 seconds, not true"),
        ("ledger_days = 1.5\n", "`ledger_days` must be 0 to 3650 days, not 1.5"),
        ("note_days = 3651\n", "`note_days` must be 0 to 3650 days, not 3651"),
        ("ca_file = '~nobody-of-this-name/ca.pem'\n", "home"),
        ("server = 1" + "0" * 5000 + "\n", "."),
        ("server = " + "[" * 20_000 + "\n", "."),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(file)
    where, _, what = str(caught.value).partition(": ")
    assert where == str(file)
    assert re.search(says, what)


@pytest.mark.parametrize("key", DURATIONS)
@pytest.mark.parametrize("value", ["0", "-1", "0.05", "601", "nan", "inf"])
def test_a_duration_that_cannot_be_meant_is_refused(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"`{key}` must be 0.1 to 600 seconds"):
        load(written(tmp_path, f"{key} = {value}\n"))


@pytest.mark.parametrize(("value", "seconds"), [("0.1", 0.1), ("600", 600.0), ("7", 7.0)])
def test_a_duration_may_be_whole_or_not(tmp_path: Path, value: str, seconds: float) -> None:
    assert load(written(tmp_path, f"stage_deadline = {value}\n")).stage_deadline == seconds


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    with pytest.raises(SettingsError, match=r"none\.toml: No such file or directory"):
        load(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(str(tmp_path))):
        load(tmp_path)


def test_what_is_not_utf_8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes("server = 'Zürich'\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="not UTF-8 text"):
        load(file)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("stage_deadline = 'long'", "stage_deadline"),
        ("stage_deadline = 0.01", "stage_deadline"),
        ('"appearance" = "pink"', "appearance"),
        ("[companion]", "companion"),
        ("[[ledger]]", "ledger"),
        ("user = ada", "line 3"),
    ],
)
def test_a_fault_is_named_with_its_line_and_key(tmp_path: Path, line: str, says: str) -> None:
    file = written(tmp_path, f"# ours\nserver = 'ic1.example'\n{line}\n")
    with pytest.raises(SettingsBroken) as caught:
        load(file)
    text = str(caught.value)
    assert text.startswith(f"{file}: ")
    assert "line 3" in text
    assert says in text


def test_what_can_t_be_read_now_is_not_broken(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
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


def test_a_file_that_isn_t_there_sets_nothing_where_none_is_needed(tmp_path: Path) -> None:
    assert read_if_there(tmp_path / "none.toml", Layer.USER) is None
    assert read_if_there(written(tmp_path, "") / "none.toml", Layer.USER) is None


def test_a_file_that_is_there_and_can_t_be_read_is_told_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_if_there(tmp_path, Layer.USER)


def test_policy_files_count_by_name_and_others_don_t(tmp_path: Path) -> None:
    for name in ("20-b.toml", "10-a.toml", "README", "30-c.toml.dpkg-old"):
        written(tmp_path, "", name)
    assert [file.name for file in policy_files(tmp_path)] == ["10-a.toml", "20-b.toml"]
    assert policy_files(tmp_path / "none") == []


def test_a_wrong_value_is_told_in_one_short_line(tmp_path: Path) -> None:
    file = written(tmp_path, "companion = '" + "x" * 5000 + "'\n")
    with pytest.raises(SettingsBroken) as caught:
        load(file)
    assert len(str(caught.value)) < len(str(file)) + 120
