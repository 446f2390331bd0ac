"""The agent's status: asked for, told, and how long it has been."""

from agent_desktop.desk.statuses import StatusChoice, StatusView

CHOICES = (
    StatusChoice("Available", "Available", available=True),
    StatusChoice("At Lunch", "Lunch"),
)
VIEW = StatusView(CHOICES)


def test_a_status_is_found_whatever_the_case_of_its_id() -> None:
    assert VIEW.choice("AVAILABLE") == CHOICES[0]
    assert VIEW.choice("available, no acd") is None


def test_the_server_s_word_becomes_the_current_status_with_its_time() -> None:
    view = VIEW.told("at lunch", 5.0)
    assert view.current == CHOICES[1]
    assert view.since == 5.0


def test_the_same_status_told_again_does_not_begin_anew() -> None:
    view = VIEW.told("At Lunch", 5.0).told("AT LUNCH", 60.0)
    assert view.since == 5.0


def test_a_wish_ends_when_the_server_says_so_in_any_case() -> None:
    view = StatusView(CHOICES, current_id="At Lunch", asked_id="Available")
    assert view.told("available", 1.0).asked_id == ""


def test_a_wish_stays_while_the_server_says_another_status() -> None:
    view = StatusView(CHOICES, current_id="Gone Home", asked_id="Available")
    assert view.told("At Lunch", 1.0).asked_id == "Available"


def test_a_wish_for_the_current_status_ends_without_a_new_time() -> None:
    view = StatusView(CHOICES, current_id="Available", since=1.0, asked_id="AVAILABLE")
    told = view.told("Available", 9.0)
    assert (told.asked_id, told.since) == ("", 1.0)


def test_a_status_the_list_lacks_is_current_without_a_name() -> None:
    view = VIEW.told("Custom", 1.0)
    assert view.current_id == "Custom"
    assert view.current is None


def test_nothing_is_known_before_the_server_speaks() -> None:
    assert StatusView().current is None
    assert StatusView().since is None
