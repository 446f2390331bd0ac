"""What was typed into the pages of a script, and what of it the server has."""

from agent_desktop.desk.scripts import Control, Page, Script, ValueBook
from agent_desktop.desk.terms import Contact

PAGES = (Page("One", controls=(Control("Plan"), Control("Name"))), Page("Two", stage=2))


def test_a_field_holds_what_was_typed_else_the_contact_s_column() -> None:
    book = ValueBook()
    book.type("1", "PLAN", "Gold")
    contact = Contact((("plan", "Basic"), ("NAME", "Ada")))
    assert book.shown("1", contact, PAGES) == (("Name", "Ada"), ("Plan", "Gold"))


def test_a_column_stays_as_it_was_first_spelt() -> None:
    book = ValueBook()
    book.type("1", "Plan", "a")
    book.type("1", "PLAN", "b")
    assert book.typed("1") == {"Plan": "b"}


def test_what_changed_since_it_was_sent_is_unsent() -> None:
    book = ValueBook()
    book.type("1", "Plan", "a")
    book.sent("1", {"Plan": "a"})
    assert book.unsent("1") == {}
    book.type("1", "Plan", "b")
    assert book.unsent("1") == {"Plan": "b"}


def test_what_an_earlier_run_kept_gives_way_to_what_was_typed_since() -> None:
    book = ValueBook()
    book.type("1", "Plan", "new")
    book.restore("1", {"PLAN": "old", "Name": "kept"})
    assert book.typed("1") == {"Plan": "new", "Name": "kept"}


def test_calls_do_not_share_values() -> None:
    book = ValueBook()
    book.type("1", "Plan", "a")
    assert book.typed("2") == {}
    book.forget("1")
    assert book.typed("1") == {}


def test_the_first_page_of_a_stage_counts() -> None:
    script = Script((Page("A", stage=2), Page("B", stage=2), Page("C")))
    assert script.page_of_stage(2) == 0
    assert script.page_of_stage(3) is None
