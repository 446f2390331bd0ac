"""Settings in the registry of Windows, as the installer and policy write them."""

from collections.abc import Mapping

import pytest

from agent_desktop.platform.settings import Layer, SettingsBroken, lay
from agent_desktop.platform.settings.registry import (
    MACHINE_KEY,
    POLICY_KEY,
    Reader,
    machine,
    policy,
    policy_file,
)


def registry(**keys: Mapping[str, object]) -> Reader:
    """One hive and key to each keyword: `HKLM_policy={...}`."""
    names = {"policy": POLICY_KEY, "machine": MACHINE_KEY}
    held = {}
    for keyword, values in keys.items():
        hive, _, key = keyword.partition("_")
        held[hive, names[key]] = values
    return lambda hive, key: held.get((hive, key), {})


def test_an_empty_registry_sets_nothing() -> None:
    sources = [machine(registry()), *policy(registry())]
    assert not lay(sources).origins
    assert policy_file(registry()) == ""


def test_flags_are_numbers_and_other_numbers_may_be_text() -> None:
    values = {
        "companion": 1,
        "ledger": 0,
        "additional_calls": "0",
        "stage_deadline": "7.5",
        "request_deadline": 20,
        "ledger_days": "14",
        "note_days": 3,
    }
    settings = lay(policy(registry(HKLM_policy=values))).settings
    assert settings.companion is True
    assert settings.ledger is False
    assert settings.additional_calls is False
    assert (settings.stage_deadline, settings.request_deadline) == (7.5, 20.0)
    assert (settings.ledger_days, settings.note_days) == (14, 3)


def test_the_computer_s_policy_wins_over_the_user_s() -> None:
    found = lay(
        policy(
            registry(
                HKLM_policy={"server": "computer"}, HKCU_policy={"server": "user", "user": "u"}
            )
        )
    )
    assert (found.settings.server, found.settings.user) == ("computer", "u")
    assert found.origin("server").place == f"HKLM\\{POLICY_KEY}"
    assert found.locked == {"server", "user"}


def test_what_the_installer_was_told_is_a_machine_setting() -> None:
    reader = registry(HKLM_machine={"server": "ic1", "PolicyFile": r"C:\site\policy.toml"})
    source = machine(reader)
    assert (source.layer, source.values) == (Layer.MACHINE, {"server": "ic1"})
    assert policy_file(reader) == r"C:\site\policy.toml"


def test_variables_in_a_path_are_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE", "/srv/site")
    values = {"ca_file": "${SITE}/ca.pem", "server": "${SITE}"}
    settings = lay(policy(registry(HKLM_policy=values))).settings
    assert (settings.ca_file, settings.server) == ("/srv/site/ca.pem", "${SITE}")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("companion", 2),
        ("companion", "yes"),
        ("stage_deadline", "soon"),
        ("stage_deadline", b"\x01"),
        ("ledger_days", "1.5"),
        ("server", 5),
        ("server", ["a", "b"]),
    ],
)
def test_a_wrong_value_is_told_with_its_key(key: str, value: object) -> None:
    with pytest.raises(SettingsBroken, match=f"HKLM.*Policies.*: `{key}` must be"):
        policy(registry(HKLM_policy={key: value}))
