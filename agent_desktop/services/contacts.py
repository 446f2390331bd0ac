"""The contact of the call in hand, read anew from the server on request."""

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call
from agent_desktop.desk.panels import ContactPanel
from agent_desktop.desk.terms import Contact
from agent_desktop.icws import IcwsError
from agent_desktop.services.answers import answer_of
from agent_desktop.services.shift import NoSession, Shift


class Contacts:
    """Asks for a contact's columns, one request at a time."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._asking = ""
        self._answer: tuple[str, Answer] | None = None
        shift.on_change.append(self.refresh)

    def read_again(self, interaction_id: str) -> None:
        """Read the contact's columns as the server has them now."""
        call = self._shift.calls.get(interaction_id)
        usable = self._shift.working and self._shift.can(Ability.CONTACT_DATA)
        if call is None or not call.campaign_id or self._asking or not usable:
            return
        self._asking, self._answer = interaction_id, None
        self._shift.tasks.spawn(self._read(call), "read contact")
        self.refresh()

    def refresh(self) -> None:
        """Derive the panel anew."""
        call = self._shift.calls.current
        if call is None:
            self._shift.store.change(contact=ContactPanel())
            return
        key = call.interaction_id
        answer = self._answer[1] if self._answer and self._answer[0] == key else None
        self._shift.store.change(contact=ContactPanel(key, self._asking == key, answer))

    async def _read(self, call: Call) -> None:
        try:
            contacts = await self._shift.ask(
                lambda session, abort: session.request_contact_data(
                    call.interaction_id, call.campaign_id, abort=abort
                )
            )
            for contact in contacts:
                columns = Contact(tuple(contact.columns.items()))
                self._shift.calls.merge_contact(call.interaction_id, columns)
        except (IcwsError, NoSession, TimeoutError) as error:
            self._answer = (call.interaction_id, answer_of(error))
        finally:
            self._asking = ""
            self._shift.refresh()
