"""Every place is read, in the order in which it counts; what can't be read is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_desktop.platform.settings import (
    Effective,
    Layer,
    Places,
    SettingsBroken,
    SettingsError,
    gather,
    places,
)
from agent_desktop.platform.settings.registry import MACHINE_KEY, POLICY_FILE

KEYS = ("server", "user", "station", "language", "ca_file", "stage_map")


@pytest.fixture
def where(tmp_path: Path) -> Places:
    (tmp_path / "policy.d").mkdir()
    return Places(tmp_path / "machine.toml", tmp_path / "user.toml", tmp_path / "policy.d")


def write(file: Path, *keys: str, value: str) -> Path:
    file.write_text("".join(f'{key} = "/{value}"\n' for key in keys), encoding="utf-8")
    return file


def test_a_later_place_wins(where: Places, tmp_path: Path) -> None:
    write(where.machine_file, *KEYS[:5], value="machine")
    write(where.user_file, *KEYS[:4], value="user")
    config = write(tmp_path / "config.toml", *KEYS[:3], value="config")
    write(where.policy_folder / "10.toml", *KEYS[:1], value="first")
    last = write(where.policy_folder / "20.toml", *KEYS[:1], value="policy")
    found = gather(where, config, {"server": "/typed", "user": "/typed"})
    assert [getattr(found.settings, key) for key in KEYS] == [
        "/policy",
        "/typed",
        "/config",
        "/user",
        "/machine",
        "",
    ]
    assert [found.origin(key).layer for key in KEYS] == [
        Layer.POLICY,
        Layer.COMMAND_LINE,
        Layer.COMMAND_LINE,
        Layer.USER,
        Layer.MACHINE,
        Layer.BUILT_IN,
    ]
    assert found.origin("server").place == str(last)


def test_nothing_anywhere_is_what_is_built_in(where: Places) -> None:
    assert gather(where) == Effective()


@pytest.mark.parametrize("of", ["machine_file", "user_file"])
def test_a_broken_file_is_refused_whole_and_told_and_the_others_hold(
    where: Places, of: str
) -> None:
    for file in (where.machine_file, where.user_file):
        write(file, "station", value=file.stem)
    broken: Path = getattr(where, of)
    broken.write_text('server = "ic1"\nuser = 5\n', encoding="utf-8")
    found = gather(where)
    assert found.settings.server == ""
    assert found.settings.station in {"/machine", "/user"}
    (error,) = found.refused
    assert isinstance(error, SettingsBroken)
    assert error.place == str(broken)
    assert "line 2" in str(error)


def break_policy(where: Places) -> None:
    (where.policy_folder / "10.toml").write_text("companion_allowed = 'no'\n", encoding="utf-8")


def take_policy_away(where: Places) -> None:
    (where.policy_folder / "10.toml").mkdir()


@pytest.mark.parametrize("spoil", [break_policy, take_policy_away])
def test_nothing_starts_without_a_policy_that_is_there(
    where: Places, spoil: Callable[[Places], None]
) -> None:
    spoil(where)
    with pytest.raises(SettingsError, match=r"10\.toml"):
        gather(where)


def test_a_config_file_must_be_right(where: Places, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        gather(where, tmp_path / "none.toml")


def test_the_policy_file_that_the_installer_was_told_of_counts_after_those_of_the_folder(
    where: Places, tmp_path: Path
) -> None:
    write(where.policy_folder / "10.toml", "server", "user", value="folder")
    named = write(tmp_path / "named.toml", "server", value="named")
    told = {MACHINE_KEY: {POLICY_FILE: str(named)}}
    told_of = Places(
        where.machine_file,
        where.user_file,
        where.policy_folder,
        lambda hive, key: told.get(key, {}) if hive == "HKLM" else {},
    )
    settings = gather(told_of).settings
    assert (settings.server, settings.user) == ("/named", "/folder")


def test_a_named_policy_file_that_is_gone_lets_nothing_start(where: Places) -> None:
    told_of = Places(
        where.machine_file,
        where.user_file,
        where.policy_folder,
        lambda _hive, key: {POLICY_FILE: "/none/policy.toml"} if key == MACHINE_KEY else {},
    )
    with pytest.raises(SettingsError, match="policy"):
        gather(told_of)


def test_what_is_left_out_comes_from_the_command_line_only(where: Places) -> None:
    write(where.user_file, "server", "user", value="user")
    write(where.policy_folder / "10.toml", "server", value="policy")
    found = gather(where, None, {"server": "/typed"}, leave_out=frozenset({"server"}))
    assert (found.settings.server, found.settings.user) == ("/typed", "/user")
    assert not found.locked


@pytest.mark.skipif(os.name == "nt", reason="the places of Linux and macOS")
def test_what_counts_over_the_user_lies_where_only_an_administrator_writes() -> None:
    where = places()
    for place in (where.machine_file, where.policy_folder):
        home = next(each for each in place.parents if each.exists())
        assert home.stat().st_uid == 0
        assert not home.stat().st_mode & 0o022
