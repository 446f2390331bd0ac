"""What a server offers to whoever types its address, before anyone logs on."""

import asyncio
from dataclasses import replace

from agent_desktop.desk.logon import ServerOffer
from agent_desktop.icws import IcwsError, InvalidRequest, NotFound, ResourceRemoved, ServerAddress
from agent_desktop.services.answers import log_on_problem
from agent_desktop.services.clients import client_for, form_problem
from agent_desktop.services.shift import Shift
from agent_desktop.services.wire import server_offer

# Asking a server what it offers is a courtesy to the typing agent: it may not take long.
OFFER_DEADLINE = 6.0


class ServerOffers:
    """Asks the server that is typed, one at a time."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._asking: asyncio.Task[None] | None = None

    def ask(self, text: str, ca_file: str = "") -> None:
        """Find out what the typed server offers; a newer address replaces the one asked."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        text = text.strip()
        if not text:
            self._shift.store.change(offer=ServerOffer())
            return
        self._asking = self._shift.tasks.spawn(self._ask(text, ca_file), "ask server")

    async def _ask(self, text: str, ca_file: str) -> None:
        store = self._shift.store
        store.change(offer=ServerOffer(server=text, asking=True))
        try:
            address = ServerAddress.parse(text)
            client = await client_for(self._shift, address, ca_file, "")
        except InvalidRequest as error:
            store.change(offer=ServerOffer(server=text, problem=form_problem(error, text)))
            return
        try:
            info = await self._shift.background.call(
                lambda abort: client.server_info(deadline=OFFER_DEADLINE, abort=abort),
                deadline=OFFER_DEADLINE,
            )
        except (IcwsError, TimeoutError) as error:
            offer = ServerOffer(server=text, encrypted=address.encrypted)
            # An older server says in so many words that it doesn't tell; then a password will do.
            if isinstance(error, NotFound | ResourceRemoved) and error.message:
                store.change(offer=replace(offer, found=True))
            else:
                store.change(offer=replace(offer, problem=log_on_problem(error, str(address))))
        else:
            store.change(offer=server_offer(text, address, info))
        finally:
            client.close()
