"""The agent's status: the server's list, the present one, and asking for another."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.statuses import StatusChoice
from agent_desktop.icws import IcwsError
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.wire import status_choices

# A status asked for with 202 is confirmed by a message; without one the wish is dropped.
CONFIRMED_WITHIN = 10.0


class Statuses:
    """Asks for a status, and shows what the server says it is."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._requests: dict[str, str] = {}  # requestId -> status id
        self._asking = 0  # requests whose answer, with the requestId, is still to come
        self._early: dict[str, Answer | None] = {}  # ends that came before that answer
        self._last_available = ""
        self.on_wanted: list[Callable[[StatusChoice], None]] = []

    async def enter(self) -> None:
        """Read the list of statuses and follow the agent's own."""
        user = self._user()
        try:
            messages = await self._shift.ask(
                lambda session, abort: session.status_messages(abort=abort)
            )
            allowed = await self._allowed(user)
            status = self._shift.store.state.status
            choices = status_choices(messages, allowed)
            self._shift.store.change(status=replace(status, choices=choices))
            await self._shift.ask(
                lambda session, abort: session.subscribe_user_statuses([user], abort=abort)
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.REQUEST_FAILED, Facts(subject="statuses"))

    def set(self, status_id: str) -> None:
        """Ask for a status; it is shown as asked until the server says so."""
        status = self._shift.store.state.status
        choice = status.choice(status_id)
        if choice is None or not self._shift.working:
            return
        self._asked(status_id)
        self._shift.tasks.spawn(self._set(status_id), "set status")
        for told in self.on_wanted:
            told(choice)

    def set_next(self, status_id: str) -> None:
        """Want a status once the present call is done; an empty id takes that back."""
        status = self._shift.store.state.status
        if not status_id or status.choice(status_id) is not None:
            self._shift.store.change(status=replace(status, next_id=status_id))
            self._shift.refresh()

    def ready(self) -> None:
        """Go back to available: the status the agent last got calls in, else the first one."""
        self.go_back(self._last_available)

    def go_back(self, status_id: str) -> None:
        """Ask for a status, or for an available one where that isn't one."""
        status = self._shift.store.state.status
        wanted = status.choice(status_id)
        if wanted is None or not wanted.available:
            usable = (c for c in status.choices if c.available and c.selectable)
            wanted = next(usable, None)
        on_its_way = status.asked_id or status.current_id
        if wanted is not None and wanted.id.casefold() != on_its_way.casefold():
            self.set(wanted.id)

    def told(self, status_id: str, changed: datetime | None = None) -> None:
        """Take the server's word for the agent's status; `changed` is by the server's clock."""
        status, now = self._shift.store.state.status, self._shift.clock.now().mono
        since = now if changed is None else min(now, self._shift.server_time.mono_of(changed))
        told = status.told(status_id, since)
        if told.current is not None and told.current.available:
            self._last_available = told.current.id
        self._shift.store.change(status=told)
        self._shift.refresh()

    def refresh(self) -> None:
        """Set the status that was wanted after the call, once nothing of it is open."""
        state = self._shift.store.state
        call = state.call
        busy = call is not None and (not call.state.ended or state.outcome.missing)
        if not state.status.next_id or busy or not self._shift.working:
            return
        wanted = state.status.choice(state.status.next_id)
        self._shift.store.change(status=replace(state.status, next_id=""))
        if wanted is not None:
            self._shift.store.notice(Cause.NEXT_STATUS_SET, Facts(subject=wanted.text))
            self.set(wanted.id)

    def operation_completed(self, request_id: str, problem: Answer | None) -> None:
        """Take the end of a request that was answered 202; it may come before that answer."""
        status_id = self._requests.pop(request_id, None)
        if status_id is not None:
            self._completed(status_id, problem)
        elif self._asking:
            self._early[request_id] = problem

    def _completed(self, status_id: str, problem: Answer | None) -> None:
        status = self._shift.store.state.status
        if problem is not None:
            self._refused(status_id, problem)
        elif status.current_id.casefold() == status_id.casefold():
            self.told(status_id)  # it was the present one already: no message will say so

    async def _allowed(self, user: str) -> frozenset[str] | None:
        """Return the statuses this user may take, or None where the server doesn't say."""
        try:
            ids = await self._shift.ask(
                lambda session, abort: session.status_messages_user_access(user, abort=abort)
            )
        except IcwsError:
            return None  # an older server: then its own refusal is the answer
        return frozenset(status_id.casefold() for status_id in ids)

    async def _set(self, status_id: str) -> None:
        user = self._user()
        self._asking += 1
        try:
            request_id = await self._shift.ask(
                lambda session, abort: session.set_user_status(user, status_id, abort=abort)
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            if self._still_asked(status_id):
                self._asked("")
            self._shift.failed(error, Cause.STATUS_REFUSED, Facts(subject=self._text(status_id)))
            return
        finally:
            self._asking -= 1
            early, self._early = self._early, self._early if self._asking else {}
        if request_id in early:
            self._completed(status_id, early.pop(request_id))
            return
        self._requests[request_id] = status_id
        await asyncio.sleep(CONFIRMED_WITHIN)
        unanswered = self._requests.pop(request_id, None) is not None
        if unanswered and self._still_asked(status_id):
            self._refused(status_id, Answer())
        elif self._still_asked(status_id):
            self._asked("")  # it was done, and the server shows another status all the same

    def _refused(self, status_id: str, answer: Answer) -> None:
        if self._still_asked(status_id):
            self._asked("")
        facts = Facts(subject=self._text(status_id))
        self._shift.store.notice(Cause.STATUS_REFUSED, facts, answer)

    def _asked(self, status_id: str) -> None:
        status = self._shift.store.state.status
        self._shift.store.change(status=replace(status, asked_id=status_id))

    def _still_asked(self, status_id: str) -> bool:
        return self._shift.store.state.status.asked_id.casefold() == status_id.casefold()

    def _text(self, status_id: str) -> str:
        choice = self._shift.store.state.status.choice(status_id)
        return choice.text if choice else status_id

    def _user(self) -> str:
        agent = self._shift.store.state.agent
        return agent.user_id if agent else ""
