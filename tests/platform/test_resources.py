"""Where the program's own files lie."""

from agent_desktop.platform import paths
from agent_desktop.platform.resources import resources


def test_everything_the_program_needs_is_there() -> None:
    for name in ("icons", "styles/desktop.qss", "settings/default.toml", "scenarios/demo.toml"):
        assert (resources() / name).exists()


def test_the_user_s_files_lie_in_places_of_the_program_s_own() -> None:
    files = [paths.settings_file(), paths.remembered_file()]
    assert [file.name for file in files] == ["settings.toml", "remembered.json"]
    assert all(file.is_absolute() and "agent-desktop" in file.parts for file in files)
