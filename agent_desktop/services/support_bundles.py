"""The support bundle of a running desk: gathered in the background, saved where the agent says."""

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

from agent_desktop.checks import Finding, look
from agent_desktop.desk.logon import LogOnForm
from agent_desktop.desk.notices import Notice
from agent_desktop.desk.state import DeskState
from agent_desktop.icws import Abort, InvalidRequest
from agent_desktop.platform import logs
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.settings import Effective
from agent_desktop.services.background import Background
from agent_desktop.services.saving import save_text
from agent_desktop.services.store import Store
from agent_desktop.services.targets import target_of
from agent_desktop.services.tasks import Tasks
from agent_desktop.support import (
    Bundle,
    Gathered,
    Known,
    Masking,
    bundle,
    of_computer,
    of_settings,
    parts,
)
from agent_desktop.support import Kind as Masked

log = Log("agent_desktop.services.support_bundles")

# The checks keep their own deadlines; together they are waited for no longer, in seconds.
WITHIN = 120.0
# So many notices, the newest.
NOTICES = 50
# A shorter value of a contact's would be found in words of everybody's.
_SHORTEST_VALUE = 6
# Dotted words, as the vendor has them: nothing else that a server calls so is passed on.
_ERROR_ID = re.compile(r"[a-z]{1,20}(?:\.[A-Za-z]{1,40}){1,6}")

Told = Callable[[Bundle | None], None]


class SupportBundles:
    """Gathers and saves; nothing is ever sent anywhere. `versions` are lines on the program."""

    def __init__(
        self,
        effective: Effective,
        versions: tuple[str, ...],
        folder: Path,
        store: Store,
        tasks: Tasks,
        background: Background,
    ) -> None:
        self.versions = versions
        self._effective = effective
        self._folder = folder
        self._store = store
        self._tasks = tasks
        self._background = background

    def gather(self, form: LogOnForm, told: Told) -> Callable[[], None]:
        """Put a bundle together; return what stops it.

        `form` is what the log-on dialog holds: its server is looked at where nobody is logged on.
        `told` learns the bundle, or None where there is none.
        """
        state = self._store.state
        masking_of = (*_of_session(state), *_of_form(form))
        notices = tuple(_line(each) for each in state.board.notices[:NOTICES])
        lines = tuple(logs.last_lines.copy())
        server = state.agent.server if state.agent else form.server

        def work(abort: Abort) -> Bundle:
            findings, why = self._findings(server, form.ca_file, abort)
            gathered = Gathered(self.versions, self._effective, findings, why, notices, lines)
            known = (*of_computer(), *of_settings(self._effective.settings), *masking_of)
            return bundle(parts(gathered, self._folder), Masking(known))

        async def gathered() -> None:
            try:
                made = await self._background.call(work, deadline=WITHIN)
            except (OSError, TimeoutError) as error:
                log.warning(Event.NO_SUPPORT_BUNDLE, error=type(error))
                told(None)
            else:
                told(made)

        task = self._tasks.spawn(gathered(), "gather support bundle")
        return lambda: _stop(task)

    def save(self, made: Bundle, file: str, told: Callable[[bool], None]) -> None:
        """Write it, to the letter as it was shown, to a file the agent chose."""
        save_text(self._tasks, self._background, made.text, file, told)

    def _findings(self, server: str, ca_file: str, abort: Abort) -> tuple[tuple[Finding, ...], str]:
        """Return what the checks found, or why there are none."""
        if not server:
            return (), "no server is named"
        try:
            target = target_of(self._effective.settings, server, ca_file)
        except InvalidRequest as error:
            return (), str(error)
        return tuple(look(target, abort)), ""


def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()


def _of_form(form: LogOnForm) -> Iterator[Known]:
    yield Known(Masked.USER, form.user)
    yield Known(Masked.STATION, form.station)
    yield Known(Masked.KEY, form.password)


def _of_session(state: DeskState) -> Iterator[Known]:
    """Yield what names the agent and the contact of the present call."""
    if state.agent is not None:
        yield Known(Masked.USER, state.agent.user_id)
        yield Known(Masked.NAME, state.agent.name)
        yield Known(Masked.STATION, state.agent.station)
    if state.call is not None:
        yield Known(Masked.CONTACT, state.call.who)
        yield Known(Masked.CONTACT, state.call.number)
        for _column, value in state.call.contact.columns:
            if len(value) >= _SHORTEST_VALUE:
                yield Known(Masked.CONTACT, value)


def _line(notice: Notice) -> str:
    """Return what happened, when and by which request; no text of anybody's."""
    answer = notice.answer
    parts = (
        f"{notice.at.wall.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC  {notice.cause.value}",
        f"({notice.times} times)" if notice.times > 1 else "",
        f"status {answer.status}" if answer.status else "",
        answer.error_id if _ERROR_ID.fullmatch(answer.error_id) else "",
        f"Reference: {answer.reference}" if answer.reference else "",
    )
    return "  ".join(filter(None, parts))
