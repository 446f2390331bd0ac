"""Logging on, logging on again, logging off."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from agent_desktop.desk.links import Link, LinkState
from agent_desktop.desk.logon import (
    LogOnFault,
    LogOnForm,
    LogOnProblem,
    LogOnStep,
    Phase,
    StationKind,
)
from agent_desktop.desk.notices import Cause, Facts, NoticeBoard
from agent_desktop.desk.state import Agent, DeskState
from agent_desktop.icws import (
    Abort,
    Client,
    IcCredentials,
    IcwsError,
    InvalidRequest,
    NoAnswer,
    Secret,
    ServerAddress,
    ServerRefused,
    Session,
)
from agent_desktop.platform import remembered
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.vault import VaultError
from agent_desktop.services.answers import answer_of, log_on_problem
from agent_desktop.services.clients import client_for, form_problem
from agent_desktop.services.passwords import Passwords
from agent_desktop.services.shift import Shift
from agent_desktop.services.station import Station

log = Log("agent_desktop.services.logon")

LOG_OFF_DEADLINE = 4.0


class LogOn:
    """The agent's way in and out. `on_entered`, `on_leaving` and `on_left` tell the others."""

    def __init__(
        self,
        shift: Shift,
        passwords: Passwords,
        station: Station,
        remembered_file: Path | None,
    ) -> None:
        self._shift = shift
        self._passwords = passwords
        self._station = station
        self._remembered_file = remembered_file
        self._form: LogOnForm | None = None
        self.alternates: tuple[str, ...] = ()  # where to log on again if the server is gone
        self._begin_with = ""  # the alternate that is asked first; empty: the configured host
        self._task: asyncio.Task[None] | None = None
        self._goodbye: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None
        self._remembering = asyncio.Lock()
        self._told_not_remembered = False
        self.on_entered: list[Callable[[], None]] = []
        self.on_leaving: list[Callable[[], None]] = []
        self.on_left: list[Callable[[], None]] = []

    def submit(self, form: LogOnForm) -> None:
        """Log on with what the dialog holds."""
        if self._task is not None and not self._task.done():
            return
        self._shift.store.change(phase=Phase.LOGGING_ON, step=LogOnStep.CONNECTING, problem=None)
        self._task = self._shift.tasks.spawn(self._log_on(form, Phase.LOGGED_OFF), "log on")

    def again(self, password: str) -> None:
        """Log on once more after the session has ended, with everything else as it was."""
        if self._form is None or (self._task is not None and not self._task.done()):
            return
        form = replace(self._form, password=password)
        self._shift.store.change(
            phase=Phase.LOGGING_ON_AGAIN, step=LogOnStep.CONNECTING, problem=None
        )
        self._task = self._shift.tasks.spawn(self._log_on(form, Phase.EXPIRED), "log on again")

    async def can_by_itself(self) -> bool:
        """Whether there is a password to log on with once more without the agent."""
        try:
            return self._form is not None and await self._passwords.recall() is not None
        except VaultError:
            return False

    async def by_itself(self) -> LogOnProblem | None:
        """Log on once more without the agent; return why that failed, None where it worked."""
        if self._form is None:
            return LogOnProblem(LogOnFault.PROGRAM)
        self._shift.store.change(step=LogOnStep.CONNECTING)
        work = self._log_on(self._form, Phase.RECONNECTING)
        self._task = self._shift.tasks.spawn(work, "log on again")
        await asyncio.wait({self._task})  # a session that begins ends whoever waits for it here
        return self._shift.store.state.problem

    def cancel(self) -> None:
        """Give up logging on, at once."""
        if self._task is not None and not self._task.done():
            self._task.cancel()

    def log_off(self) -> None:
        """End the session and go back to the log-on dialog."""
        self._start_leaving()

    async def leave(self) -> None:
        """End the session, also at the end of the program. Bounded in time."""
        await asyncio.wait({self._start_leaving()})

    def _start_leaving(self) -> asyncio.Task[None]:
        if self._leaving is None or self._leaving.done():
            self._shift.store.change(phase=Phase.LOGGING_OFF)
            for told in self.on_leaving:
                told()
            self._leaving = self._shift.tasks.spawn(self._leave(), "log off")
        return self._leaving

    async def _leave(self) -> None:
        store = self._shift.store
        await self._stop_logging_on()
        store.change(phase=Phase.LOGGING_OFF)
        session = self._shift.session or self._shift.doubted  # which may live at the server
        self._shift.session = self._shift.doubted = None
        # Dialer is told once.
        in_dialer = self._shift.in_dialer and not self._shift.log_off_asked
        self._shift.in_dialer = self._shift.log_off_asked = False
        for told in self.on_left:
            told()
        if session is not None:
            await self._say_goodbye(session, in_dialer=in_dialer)
        self._form, self.alternates, self._begin_with = None, (), ""
        self._passwords.forget()
        self._station.forget()
        offer = store.state.offer
        board = NoticeBoard(told=store.state.board.told)  # the next agent's own
        store.begin_anew(DeskState(offer=offer, board=board))
        self._shift.refresh()
        async with self._remembering:  # what is being remembered gets its moment
            return

    async def _stop_logging_on(self) -> None:
        """End a log-on under way, and wait a moment for the goodbye to a session it had already."""
        self.cancel()
        if self._task is not None:
            await asyncio.wait({self._task})
        if self._goodbye is not None:
            await asyncio.wait({self._goodbye}, timeout=LOG_OFF_DEADLINE / 2)

    async def _say_goodbye(self, session: Session, *, in_dialer: bool) -> None:
        def goodbye(abort: Abort) -> None:
            session.dialer_log_off(deadline=LOG_OFF_DEADLINE / 2, abort=abort)

        def end(abort: Abort) -> None:
            session.log_off(deadline=LOG_OFF_DEADLINE / 2, abort=abort)

        for request in (goodbye, end) if in_dialer else (end,):
            try:
                await self._shift.background.call(request, deadline=LOG_OFF_DEADLINE / 2)
            except (IcwsError, TimeoutError) as error:
                # The agent is leaving: the server ends the session itself, support sees why.
                log.warning(Event.LOG_OFF_FAILED, error=type(error))
        session.close()

    async def _log_on(self, form: LogOnForm, fallback: Phase) -> None:
        """Walk the steps; on a failure or a cancel everything typed stays in the dialog."""
        store = self._shift.store
        problem: LogOnProblem | None = None
        entered = kept = False
        try:
            password, kept = await self._password(form)
            session, agent = await self._open(form, password)
            keep = form.keep_password and form.remember
            self._passwords.accepted(form.server, form.user, password, keep=keep)
            self._form = replace(form, password="")  # it has done its work
            self._enter(session, agent, companion=form.companion)
            self._tell_alternate(form, agent)
            entered = True
        except _Failed as failed:
            problem = failed.problem
            if kept and problem.fault is LogOnFault.CREDENTIALS:
                problem = replace(problem, fault=LogOnFault.KEPT_PASSWORD)
                self._passwords.refused()
        except Exception:
            problem = LogOnProblem(LogOnFault.PROGRAM, form.server)
            raise  # reported with its traceback
        finally:
            if not entered:
                store.change(phase=fallback, step=None, problem=problem)
        if entered:
            self._shift.tasks.spawn(self._remember(_to_remember(form)), "remember log-on")

    async def _password(self, form: LogOnForm) -> tuple[Secret, bool]:
        """Return the password to log on with, and whether it is one that was kept."""
        if form.password:
            return Secret(form.password), False
        try:
            kept = await self._passwords.recall(form.server, form.user)
        except VaultError as error:
            raise _Failed(LogOnProblem(LogOnFault.VAULT_SILENT, form.server)) from error
        return (kept, True) if kept else (Secret(""), False)

    async def _open(self, form: LogOnForm, password: Secret) -> tuple[Session, Agent]:
        try:
            address = ServerAddress.parse(form.server)
            client = await client_for(self._shift, address, form.ca_file, form.language)
        except InvalidRequest as error:
            raise _Failed(form_problem(error, form.server)) from error
        limit = self._shift.settings.request_deadline
        credentials = IcCredentials(form.user, password)
        given_up = Abort()
        asking = asyncio.ensure_future(
            self._shift.background.call(
                lambda abort: client.log_on(
                    credentials,
                    alternates=self.alternates,
                    begin_with=self._begin_with,
                    deadline=limit,
                    abort=abort,
                    give_up=given_up,
                ),
                deadline=limit,
            )
        )
        try:
            session = await asyncio.shield(asking)
        except asyncio.CancelledError:
            given_up.abort()
            see_off = self._see_off(asking, client)
            self._goodbye = self._shift.tasks.spawn(see_off, "see a log-on off")
            raise
        except BaseException as error:
            client.close()
            if isinstance(error, NoAnswer | TimeoutError):
                self._begin_with = self._next_host()
            if isinstance(error, IcwsError | TimeoutError):
                raise _Failed(log_on_problem(error, str(address))) from error
            raise
        try:
            if not form.companion:  # the other client has the station
                self._shift.store.change(step=LogOnStep.STATION)
                await self._take_station(session, form)
        except BaseException:
            goodbye = self._say_goodbye(session, in_dialer=False)
            self._goodbye = self._shift.tasks.spawn(goodbye, "give the session back")
            raise
        self.alternates = _alternates(session, address, self.alternates)
        first = self._shift.settings.return_to_first_server
        self._begin_with = "" if first else session.info.address.server_name
        return session, _agent(session, form)

    async def _see_off(self, asking: asyncio.Future[Session], client: Client) -> None:
        """Await a log-on that was given up, and end the session that comes of it all the same."""
        try:
            with contextlib.suppress(IcwsError, TimeoutError):
                await self._say_goodbye(await asking, in_dialer=False)
        finally:
            client.close()

    def _next_host(self) -> str:
        """Return whom to ask first the next time: a host that hangs must not hide the others."""
        hosts = ("", *self.alternates)
        silent = hosts.index(self._begin_with) if self._begin_with in hosts else 0
        return hosts[(silent + 1) % len(hosts)]

    async def _take_station(self, session: Session, form: LogOnForm) -> None:
        try:
            await self._station.take(session, form.station_kind, form.station)
        except ServerRefused as error:
            raise _Failed(
                LogOnProblem(LogOnFault.STATION, str(session.info.address), answer_of(error))
            ) from error
        except (IcwsError, TimeoutError) as error:
            raise _Failed(log_on_problem(error, str(session.info.address))) from error

    def _enter(self, session: Session, agent: Agent, *, companion: bool) -> None:
        shift = self._shift
        shift.session = session
        for cause in _OF_A_SESSION:
            shift.store.end(cause)
        shift.store.change(
            phase=Phase.LOGGED_ON,
            step=None,
            problem=None,
            agent=agent,
            companion=companion,
            link=Link(session=LinkState.CONNECTING),
        )
        days = session.info.days_until_password_expiration
        if days is not None and 0 <= days <= PASSWORD_WARNING_DAYS:
            shift.store.notice(Cause.PASSWORD_EXPIRES, Facts(user=agent.user_id, count=days))
        for told in self.on_entered:
            told()

    def _tell_alternate(self, form: LogOnForm, agent: Agent) -> None:
        """Say so where the configured server sent the agent on to another."""
        asked = str(ServerAddress.parse(form.server))
        if asked != agent.server:
            facts = Facts(server=agent.server, subject=asked)
            self._shift.store.notice(Cause.ON_ALTERNATE, facts)

    def remember_place(self, geometry: str, splitter: str, places: dict[str, str]) -> None:
        """Keep where the window stands, and where it stood with other screens."""
        changes = {"geometry": geometry, "splitter": splitter, "places": places}
        self._shift.tasks.spawn(self._remember(changes), "remember place")

    async def _remember(self, changes: dict[str, Any]) -> None:
        file = self._remembered_file
        if file is None:
            return

        def write(_abort: Abort) -> None:
            remembered.write(file, replace(remembered.read(file), **changes))

        try:
            async with self._remembering:
                await self._shift.background.call(write, deadline=5.0)
        except (OSError, TimeoutError) as error:
            log.warning(Event.NOT_REMEMBERED, error=type(error))
            if not self._told_not_remembered:
                self._told_not_remembered = True
                why = getattr(error, "strerror", None) or ""
                self._shift.store.notice(Cause.NOT_REMEMBERED, Facts(subject=why))


PASSWORD_WARNING_DAYS = 7

# What lasts no longer than the session it was told of.
_OF_A_SESSION = (
    Cause.SESSION_EXPIRED,
    Cause.SESSION_LINK_DOWN,
    Cause.STATION_LOST,
    Cause.DIALER_LINK_DOWN,
    Cause.LICENCE_MISSING,
    Cause.DIALER_TOO_OLD,
    Cause.STAGE_REMOVED,
)


class _Failed(Exception):
    """Logging on ended with a problem for the dialog."""

    def __init__(self, problem: LogOnProblem) -> None:
        super().__init__(problem.fault.value)
        self.problem = problem


def _alternates(
    session: Session, configured: ServerAddress, known: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the hosts that may get the password next: only the configured one can name them."""
    address = session.info.address
    if address == configured:
        return session.info.alternates
    return (address.server_name, *(name for name in known if name != address.server_name))


def _agent(session: Session, form: LogOnForm) -> Agent:
    info = session.info
    return Agent(
        user_id=info.user_id or form.user,
        name=info.user_display_name or form.user,
        station_kind=StationKind.NONE if form.companion else form.station_kind,
        station="" if form.companion else form.station,
        server=str(info.address),
        encrypted=info.address.encrypted,
    )


def _to_remember(form: LogOnForm) -> dict[str, Any]:
    """What is kept of a log-on: all but the password, or nothing where the agent said so."""
    if not form.remember:
        return {"keep": False, "server": "", "user": "", "station": "", "kept_in_vault": False}
    return {
        "keep": True,
        "server": form.server,
        "user": form.user,
        "station_kind": form.station_kind.value,
        "station": form.station,
        "kept_in_vault": form.keep_password,
    }
