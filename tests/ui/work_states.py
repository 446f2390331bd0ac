"""A call at work, ready-made for tests and pictures: script, contact, note."""

from dataclasses import replace

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.panels import NotePanel, OutcomePanel
from agent_desktop.desk.scripts import Control, ControlKind, Page, Script, ScriptPanel
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import CallTerms, Contact, DialingMode, Disposition
from tests.ui.desk_states import CALL, desk

RENEWED = Disposition("Renewed", "Success", "OK")
NOT_NOW = Disposition("Not <b>now</b>", "Failure", "NO")

GREETING = Page(
    "Greeting",
    "Good morning, my name is Ada.",
    "Black",
    "White",
    stage=1,
    controls=(
        Control("FirstName", "First name", read_only=True),
        Control("Mail", "E-mail", max_chars=8),
    ),
)
OFFER = Page(
    "Offer",
    "Your contract <b>ends</b> on 30 April.",
    "#7a3e00",
    "#fff4d6",
    stage=2,
    controls=(
        Control("Tariff", "Tariff", ControlKind.LISTBOX, items=("Basic", "Plus")),
        Control("Household", "People", ControlKind.NUMERIC, max_chars=4),
        Control("Consent", "Agrees", ControlKind.RADIO, items=("Yes", "No")),
        Control("Move", "Moving in", ControlKind.DATE_TIME, date_format="MM/dd/yyyy"),
        Control("Remark", "Remark", max_lines=4, max_chars=10),
    ),
    dispositions=(RENEWED, NOT_NOW),
)
GOODBYE = Page("Goodbye", "Thank you.", stage=9)
LEGAL = Page("Legal notes", "By the way …")

PAGES = (GREETING, OFFER, LEGAL, GOODBYE)
VALUES = (
    ("Consent", "Yes"),
    ("FirstName", "Maria"),
    ("Household", "3"),
    ("Mail", "m@x.eu"),
    ("Move", "2026-05-01T00:00:00"),
    ("Remark", "By post"),
    ("Tariff", "Plus"),
)
CONTACT = Contact(
    (
        ("i3_identity", "4711"),
        ("First name", "Maria"),
        ("Phone", "+30 210 555 4410"),
        ("Remark", "Prefers <b>post</b>"),
    )
)
TERMS = CallTerms(DialingMode.REGULAR, (RENEWED, NOT_NOW))


def script(page: int = 0, **fields: object) -> ScriptPanel:
    """The script of the call in hand, at a page."""
    plain = ScriptPanel("i1", "c1", Script(PAGES), page, values=VALUES, pages_seen=frozenset({0}))
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of ScriptPanel


def at_work(**fields: object) -> DeskState:
    """An agent on a call of a campaign with a script."""
    plain = desk(
        call=replace(CALL, contact=CONTACT, terms=TERMS),
        script=script(),
        note=NotePanel("i1"),
        outcome=OutcomePanel("i1", TERMS, missing=True, may_choose=True),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of DeskState


def ended(**fields: object) -> DeskState:
    """The same call, over; its outcome is missing."""
    call = replace(CALL, contact=CONTACT, terms=TERMS, state=CallState.ENDED_THERE)
    return at_work(call=call, **fields)
