"""Which of several places counts, and what is passed over."""

from typing import Any

import pytest

from agent_desktop.platform.settings import (
    Layer,
    Origin,
    Settings,
    SettingsBroken,
    Source,
    lay,
    settings_by_key,
)


def source(layer: Layer, **values: Any) -> Source:
    return Source(layer, f"the {layer.value}", values, dict.fromkeys(values, 7))


def test_without_sources_the_built_in_values_hold() -> None:
    found = lay([])
    assert found.settings == Settings()
    assert {found.origin(key) for key in settings_by_key()} == {Origin(Layer.BUILT_IN)}
    assert not found.locked


def test_a_later_source_wins_and_each_value_knows_where_it_comes_from() -> None:
    found = lay(
        [
            source(Layer.MACHINE, server="a", user="a", station="a", language="a"),
            source(Layer.USER, server="b", user="b", station="b"),
            source(Layer.COMMAND_LINE, server="c", user="c"),
            source(Layer.POLICY, server="d"),
        ]
    )
    settings = found.settings
    assert (settings.server, settings.user) == ("d", "c")
    assert (settings.station, settings.language) == ("b", "a")
    assert found.origin("server") == Origin(Layer.POLICY, "the policy")
    assert found.origin("language") == Origin(Layer.MACHINE, "the machine")
    assert found.locked == {"server"}


@pytest.mark.parametrize("layer", [Layer.USER, Layer.COMMAND_LINE])
@pytest.mark.parametrize(
    "key", [key for key, each in settings_by_key().items() if each.administrators]
)
def test_what_is_the_administrators_can_t_be_set_by_the_user(layer: Layer, key: str) -> None:
    other = not settings_by_key()[key].built_in
    found = lay([source(layer, **{key: other, "server": "ic1"})])
    assert getattr(found.settings, key) is not other
    assert found.settings.server == "ic1"
    (told,) = found.passed_over
    assert told.startswith(f"the {layer.value}: line 7: `{key}` is set by administrators")


@pytest.mark.parametrize("layer", [Layer.MACHINE, Layer.POLICY])
def test_what_is_the_administrators_is_set_by_them(layer: Layer) -> None:
    found = lay([source(layer, plain_http_allowed=True)])
    assert found.settings.plain_http_allowed
    assert found.passed_over == ()


def test_what_opens_or_keeps_more_than_built_in_is_the_administrators() -> None:
    """The list is a promise: each of these weakens something if a user may set it."""
    found = {key for key, each in settings_by_key().items() if each.administrators}
    assert found == {
        "plain_http_allowed",
        "password_vault_allowed",
        "companion_allowed",
        "return_to_first_server",
        "keep_contact_data",
    }


def test_a_setting_of_a_newer_version_is_passed_over_and_told() -> None:
    newer = source(Layer.USER, server="ic1", telepathy=True)
    newer.check()
    found = lay([newer])
    assert found.settings == Settings(server="ic1")
    assert found.passed_over == ("the user: line 7: there is no setting `telepathy`",)


def test_a_mistyped_setting_is_told_with_the_one_that_is_meant() -> None:
    (told,) = lay([source(Layer.USER, sever="ic1")]).passed_over
    assert told == "the user: line 7: there is no setting `sever`; is `server` meant?"


def test_a_value_that_isn_t_allowed_is_refused() -> None:
    with pytest.raises(SettingsBroken, match="the policy: line 7: `appearance` must be"):
        source(Layer.POLICY, appearance="pink").check()


def test_whole_seconds_are_seconds_too() -> None:
    found = lay([source(Layer.USER, stage_deadline=7)]).settings.stage_deadline
    assert isinstance(found, float)
    assert found == 7.0


def test_settings_cannot_be_changed() -> None:
    settings: Any = Settings()
    with pytest.raises(AttributeError):
        settings.server = "x"
