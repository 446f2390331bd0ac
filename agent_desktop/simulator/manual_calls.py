"""Calls that an agent starts: ``initiate-manual-outbound-call`` (reference section 4)."""

from typing import Final

from agent_desktop.simulator.agents import NOT_ON_BREAK, Agent, Agents, dialer_message
from agent_desktop.simulator.assumptions import FIRST_COLUMN_ID
from agent_desktop.simulator.calls import MANUAL, UNPLACED, Call
from agent_desktop.simulator.pacing import Pacing
from agent_desktop.simulator.people import Campaign
from agent_desktop.simulator.refusals import invalid_property, missing_property
from agent_desktop.simulator.switchboard import Switchboard

COLUMN_NAME, COLUMN_ID, PHONE_NUMBER = 1, 2, 3
"""``type``: what ``numbervalue`` is."""
INVALID_PHONE_NUMBER, CALL_PLACED, CALL_COMPLETE = 10, 12, 13
"""``status`` of a ``manualOutboundCallStatusMessage``."""
IDENTITY_COLUMN: Final = "I3_IDENTITY"
FEWEST_DIGITS: Final = 3


class ManualCalls:
    """Dials contacts when told to."""

    def __init__(self, agents: Agents, switchboard: Switchboard, pacing: Pacing) -> None:
        self._agents = agents
        self._switchboard = switchboard
        self._pacing = pacing

    def initiate(
        self, agent: Agent, campaign: Campaign, identity: str, kind: int, value: str | None
    ) -> bool:
        """Dial a contact: the one that popped for it, or another of the campaign's list.

        False when it can't be: an unknown contact, another call, a break. How it goes on is told
        by messages. Raises `Refusal` for a kind of number there isn't, or without one.
        """
        if kind not in {COLUMN_NAME, COLUMN_ID, PHONE_NUMBER}:
            raise invalid_property("type")
        if kind == PHONE_NUMBER and value is None:
            raise missing_property("numbervalue")
        popped = agent.call
        if not (
            popped is not None
            and popped.campaign is campaign
            and popped.state == UNPLACED
            and popped.terms.mode == MANUAL
            and popped.contact.get(IDENTITY_COLUMN, identity) == identity
        ):
            popped = None
        contact = popped.contact if popped is not None else _contact(campaign, identity)
        busy = [call for call in agent.engaged if call is not popped]
        if contact is None or busy or agent.break_status != NOT_ON_BREAK:
            return False
        number = _number(campaign, contact, kind, value)
        if sum(character.isdigit() for character in number) < FEWEST_DIGITS:
            self._tell(agent, campaign, identity, INVALID_PHONE_NUMBER)
            return True
        call = popped or self._pacing.pop(agent, campaign, contact=contact, mode=MANUAL)
        call.number = number
        call.manual_identity = identity
        self._switchboard.place(call)
        self._tell(agent, campaign, identity, CALL_PLACED)
        return True

    def call_over(self, agent: Agent, call: Call) -> None:
        """Take note that a call has ended."""
        if call.manual_identity is not None:
            self._tell(agent, call.campaign, call.manual_identity, CALL_COMPLETE)

    def _tell(self, agent: Agent, campaign: Campaign, identity: str, status: int) -> None:
        self._agents.tell(
            agent,
            dialer_message(
                "manualOutboundCallStatusMessage",
                campaignId=campaign.id,
                agentId=agent.user.id,
                identity=identity,
                status=status,
            ),
        )


def _contact(campaign: Campaign, identity: str) -> dict[str, str] | None:
    contacts = campaign.contacts.contacts if campaign.contacts is not None else []
    for contact in contacts:
        if contact.get(IDENTITY_COLUMN) == identity:
            return dict(contact)
    return None


def _number(campaign: Campaign, contact: dict[str, str], kind: int, value: str | None) -> str:
    """Return the number to dial, or an empty text where the column named isn't there."""
    if kind == PHONE_NUMBER:
        return value or ""
    if value is None:
        return contact.get(campaign.contacts.number_column, "") if campaign.contacts else ""
    if kind == COLUMN_NAME:
        return contact.get(value, "")
    columns = list(contact.values())
    position = int(value) - FIRST_COLUMN_ID if value.isdecimal() else -1
    return columns[position] if 0 <= position < len(columns) else ""
