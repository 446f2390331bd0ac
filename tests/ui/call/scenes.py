"""Calls in the states that the card has to show, ready-made."""

from dataclasses import replace

from agent_desktop.desk.abilities import Abilities, Ability, Lack
from agent_desktop.desk.calls import CallState
from agent_desktop.desk.panels import OutcomePanel, PhoneAction, PhonePanel, PreviewPanel
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import CallTerms, Contact, DialingMode
from tests.desk.moments import at
from tests.ui.desk_states import CALL, desk

CONTACT = Contact(
    (("i3_identity", "10023"), ("HOME_PHONE", "+30 210 4410 220"), ("Mobile", "0694 123 4567"))
)
RINGING = desk(
    call=replace(CALL, state=CallState.ALERTING, connected=None),
    phone=PhonePanel(frozenset({PhoneAction.PICK_UP, PhoneAction.HANG_UP})),
)
TALK = PhonePanel(frozenset({PhoneAction.HOLD, PhoneAction.MUTE, PhoneAction.HANG_UP}))
TALKING = desk(phone=TALK)
HELD_AND_MUTED = desk(
    call=replace(CALL, state=CallState.HELD, muted=True),
    phone=PhonePanel(frozenset({PhoneAction.RESUME, PhoneAction.UNMUTE, PhoneAction.HANG_UP})),
)
SHOWN_FIRST = replace(
    CALL,
    state=CallState.PREVIEW,
    connected=None,
    contact=CONTACT,
    terms=CallTerms(mode=DialingMode.PREVIEW, may_skip=True),
)
BY_HAND = desk(call=replace(SHOWN_FIRST, state=CallState.BY_HAND))
ENDED = replace(CALL, state=CallState.ENDED_THERE, ended=at(60))
OUTCOME_MISSING = desk(call=ENDED, outcome=OutcomePanel(interaction_id="i1", missing=True))
ALL_DONE = desk(call=ENDED, outcome=OutcomePanel(interaction_id="i1", ready_next=True))
OLD_DIALER = Abilities(tuple(Lack(ability, 9, 1) for ability in Ability))


def preview(**fields: object) -> DeskState:
    """A contact to look at before the call."""
    plain = PreviewPanel("i1", may_skip=True)
    return desk(call=SHOWN_FIRST, preview=replace(plain, **fields))  # type: ignore[arg-type]  # the fields of PreviewPanel
