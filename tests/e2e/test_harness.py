"""The harness, proved on a window of its own."""

import time
from pathlib import Path

import pytest

from tests.e2e.harness import (
    Desktop,
    MissingPart,
    Screen,
    ScreenError,
    Start,
    disabled,
    enabled,
    focused,
    gone,
    lists,
    reads,
    shown,
)
from tests.e2e.harness.processes import Watched, children_of

pytestmark = pytest.mark.e2e

SAMPLE = str(Path(__file__).parent / "harness" / "sample_window.py")


@pytest.fixture
def screen(start: Start) -> Screen:
    screen = start(SAMPLE).screen
    screen.wait(shown("sampleWindow"))
    return screen


def test_a_widget_is_found_by_its_object_name(screen: Screen) -> None:
    button = screen.find("sampleButton")
    assert button is not None
    assert (button.role, button.name) == ("push button", "Count")
    assert {"enabled", "showing"} <= button.states
    assert screen.find("sampleButton", within="sampleWindow") == button
    assert screen.find("sampleButton", within="sampleList") is None
    assert screen.find("nothingOfThisName") is None
    assert screen.role("sampleList") == "list"


def test_a_hidden_widget_is_found_but_not_shown(screen: Screen) -> None:
    assert "showing" not in screen.states("sampleHidden")
    assert screen.wait(gone("sampleHidden")) is None
    assert screen.role("QComboBoxListView") == "list", "and not one of its rows"


def test_what_is_still_there_is_waited_for_in_vain(screen: Screen) -> None:
    with pytest.raises(ScreenError, match="sampleButton to be gone"):
        screen.wait(gone("sampleButton"), 0.5)


def test_a_press_changes_the_label_and_is_spoken(screen: Screen) -> None:
    screen.press("sampleButton")
    screen.wait(shown("sampleLabel", "pressed 1"))
    screen.press("sampleButton")
    screen.wait(shown("sampleLabel", "pressed 2"))
    assert screen.announcements() == ["pressed 1", "pressed 2"]


def test_a_click_is_a_press_by_mouse(screen: Screen) -> None:
    screen.click("sampleButton")
    screen.wait(shown("sampleLabel", "pressed 1"))
    began = time.monotonic()
    screen.click("sampleButton")
    screen.wait(shown("sampleLabel", "pressed 2"))
    assert time.monotonic() - began < 5, "also where the mouse is there already"


def test_typing_replaces_the_text_by_real_keys(screen: Screen) -> None:
    screen.type_text("sampleEdit", "first")
    screen.type_text("sampleEdit", "ic.example.com:8019 {B} #2")
    screen.wait(reads("sampleEdit", "ic.example.com:8019 {B} #2"))
    screen.wait(shown("sampleLabel", r"edited ic\.example\.com:8019 \{B} #2"))
    screen.type_text("samplePassword", "1234")
    screen.wait(shown("sampleLabel", "secret of 4"))
    assert screen.text("samplePassword") != "1234"


def test_any_text_can_be_set_at_once(screen: Screen) -> None:
    screen.set_text("sampleEdit", "Zoë Ångström")
    screen.wait(reads("sampleEdit", "Zoë Ångström"))
    with pytest.raises(ValueError, match="set_text"):
        screen.type_text("sampleEdit", "Zoë")


def test_a_key_reaches_the_shortcut_of_the_window(screen: Screen) -> None:
    screen.focus("sampleButton")
    screen.key("2")
    screen.wait(shown("sampleLabel", "digit two"))


def test_the_keyboard_moves_on_by_tab(screen: Screen) -> None:
    screen.focus("sampleButton")
    assert screen.focused().id == "sampleButton"
    assert screen.move("Tab").id == "sampleEdit"
    screen.wait(focused("sampleEdit"))
    assert screen.focused().id == "sampleEdit"


def test_a_row_of_a_list_is_selected_also_out_of_view(screen: Screen) -> None:
    assert len(screen.items("sampleList")) == 40
    screen.wait(lists("sampleList", "^campaign 39$"))
    screen.select("sampleList", "Campaign 1")
    screen.wait(shown("sampleLabel", "row Campaign 1$"))
    screen.select("sampleList", "Campaign 39")
    screen.wait(shown("sampleLabel", "row Campaign 39"))
    screen.select("sampleList", "Campaign 0")
    screen.wait(shown("sampleLabel", "row Campaign 0"))


def test_a_text_in_several_rows_selects_none(screen: Screen) -> None:
    with pytest.raises(ScreenError, match="several rows"):
        screen.select("sampleList", "Campaign")


def test_a_row_of_a_table_is_selected_by_a_part_of_it(screen: Screen) -> None:
    assert screen.items("sampleTable") == ["r0c0 | r0c1", "r1c0 | r1c1"]
    screen.select("sampleTable", "r1c1")
    screen.wait(shown("sampleLabel", "table row 1"))


def test_an_entry_of_a_combo_box_is_chosen(screen: Screen) -> None:
    assert screen.items("sampleCombo") == ["Workstation", "Remote number", "Persistent"]
    screen.choose("sampleCombo", "Persistent")
    screen.wait(shown("sampleLabel", "station 2"))
    assert screen.name("sampleCombo") == "Persistent"


def test_an_entry_of_a_menu_is_chosen(screen: Screen) -> None:
    screen.choose("sampleMenu", "At lunch")
    screen.wait(shown("sampleLabel", "status At lunch"))
    with pytest.raises(ScreenError, match="no 'On holiday'"):
        screen.choose("sampleMenu", "On holiday")
    screen.press("sampleButton")
    screen.wait(shown("sampleLabel", "pressed 1"))


def test_what_has_no_name_is_listed(screen: Screen) -> None:
    assert [node.id for node in screen.unnamed_interactive()] == ["samplePassword"]


def test_a_wait_in_vain_shows_the_tree(screen: Screen) -> None:
    with pytest.raises(ScreenError) as failure:
        screen.wait(shown("sampleLabel", "something else"), timeout=0.2)
    said = str(failure.value)
    assert "Waited 0.2 s for sampleLabel to be shown, named like 'something else'" in said
    assert "push button #sampleButton 'Count'" in said
    assert "push button #sampleOff 'Off' disabled" in said
    assert "sampleHidden" not in said


def test_what_is_disabled_is_not_pressed(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.wait(disabled("sampleOff"))
    screen.wait(enabled("sampleButton"))
    monkeypatch.setattr("tests.e2e.harness.screen.PATIENCE", 0.2)
    with pytest.raises(ScreenError, match="sampleOff to be shown and enabled"):
        screen.press("sampleOff")


def test_a_program_that_quits_gives_its_exit_code_and_leaves_the_screen(start: Start) -> None:
    program = start(SAMPLE)
    program.screen.wait(shown("sampleWindow"))
    program.screen.key("ctrl+q")
    assert program.wait() == 0
    assert not program.running
    program.screen.wait(gone("sampleWindow"))


def test_what_a_program_prints_is_kept(start: Start) -> None:
    program = start("-c", "import sys; print('to one'); print('to the other', file=sys.stderr)")
    assert program.wait() == 0
    assert program.output() == "to one\nto the other\n"
    assert "ended with 0" in program.report()


def test_two_programs_have_a_screen_each(start: Start) -> None:
    one, other = start(SAMPLE), start(SAMPLE)
    other.screen.press("sampleButton")
    other.screen.wait(shown("sampleLabel", "pressed 1"))
    assert one.screen.name("sampleLabel") == "nothing yet"


def test_a_program_ends_with_all_it_started(start: Start) -> None:
    program = start(SAMPLE, "--child")
    program.screen.wait(shown("sampleWindow"))
    (child,) = children_of(program.pid)
    watched = Watched(child)
    program.end()
    assert watched.ended(within=5)


def test_a_missing_part_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingPart, match=r"need Xvfb.*packaging/run.py test"), Desktop():
        pass
