"""The whole simulated server but for its HTTP: put together from a scenario."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.agents import Agents
from agent_desktop.simulator.breaks import Breaks
from agent_desktop.simulator.callbacks import Callbacks
from agent_desktop.simulator.clock import Clock
from agent_desktop.simulator.dialer import Dialer
from agent_desktop.simulator.faults import Faults
from agent_desktop.simulator.manual_calls import ManualCalls
from agent_desktop.simulator.outcomes import Outcomes
from agent_desktop.simulator.pacing import Pacing
from agent_desktop.simulator.people import Campaign, Station, User, campaign_of, status_of_user
from agent_desktop.simulator.record import Record
from agent_desktop.simulator.scenario import FIRST_ADDRESS, Scenario, StatusTable
from agent_desktop.simulator.sessions import Session, Sessions
from agent_desktop.simulator.switchboard import Switchboard
from agent_desktop.simulator.texts import text


@dataclass(frozen=True, repr=False)
class AuthToken:
    """A unique-auth-token: the seed it was asked with, whose it is, and when it was made."""

    seed: str
    session: Session
    made: float


@dataclass
class Switchover:
    """Whether the first address has handed over, and to which hosts."""

    active: bool
    alternates: list[str]


class World:
    """Everything the server knows. `lock` guards it: hold it to read or to change anything."""

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int,
        speed: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.lock = threading.RLock()
        self.scenario = scenario
        self.manners = scenario.server
        self.seed = seed
        self.clock = Clock(
            self.lock, speed=speed, offset=self.manners.clock_offset, monotonic=monotonic
        )
        now = self.clock.now()
        self.users = {table.id.casefold(): User.of(table, now) for table in scenario.user}
        self.stations = {
            table.id.casefold(): Station(
                table.id, table.name or table.id, table.licensed, table.dialer_licence
            )
            for table in scenario.station
        }
        self.statuses = {table.id.casefold(): table for table in scenario.status}
        self.faults = Faults(scenario.fault, seed)
        second = scenario.server.second_address
        alternates = scenario.server.alternates or ([second] if second is not None else [])
        self.switchover = Switchover(active=False, alternates=list(alternates))
        self.sessions = Sessions(self.clock.real)
        self.agents = Agents(self.sessions, outcome_needed=self.manners.outcome_needed)
        self.switchboard = Switchboard(
            self.clock,
            self.sessions,
            alert_for=scenario.dialing.alert_for,
            removed_after=scenario.dialing.removed_after,
        )
        campaigns = [campaign_of(table, scenario) for table in scenario.campaign]
        by_id: dict[str, Campaign] = {campaign.id: campaign for campaign in campaigns}
        callbacks = Callbacks()
        self.pacing = Pacing(
            self.clock,
            self.agents,
            self.switchboard,
            callbacks,
            by_id,
            scenario.dialing,
            preview_placed_after=self.manners.preview_placed_by_server_after,
            available=self.available,
            seed=seed,
        )
        self.record = Record()
        self.outcomes = Outcomes(
            self.clock,
            self.agents,
            self.switchboard,
            callbacks,
            self.record,
            self.manners,
            ambiguous_after=scenario.dialing.ambiguous_after,
            user=self.user,
            follow_up=self.follow_up,
        )
        self.breaks = Breaks(self.agents, self.manners)
        self.manual_calls = ManualCalls(self.agents, self.switchboard, self.pacing)
        self.dialer = Dialer(
            self.agents,
            self.pacing,
            self.outcomes,
            self.breaks,
            self.manual_calls,
            by_id,
            self.manners,
            wrap_up_for=scenario.dialing.wrap_up_for,
        )
        self._auth_tokens: dict[str, AuthToken] = {}
        self.pacing.on_pop.append(self.outcomes.popped)
        self.outcomes.on_filed.append(self.dialer.settle)
        self.switchboard.on_over.append(self.dialer.call_over)
        self.switchboard.on_phone.append(self.tell_status)
        self.sessions.on_end.append(self.dialer.session_over)
        self.sessions.on_end.append(lambda session: self.tell_status(session.user))

    def closed_addresses(self) -> set[str | None]:
        """Return the addresses that take no log-ons: all but one where there is a second."""
        first, second = FIRST_ADDRESS, self.manners.second_address
        return {first} if self.switchover.active else {second}

    def alternates(self, address: str) -> list[str]:
        """Return the hosts to try instead of an address."""
        if address == self.manners.second_address:
            return [FIRST_ADDRESS]
        return self.switchover.alternates

    def supports(self, area: str, version: int) -> bool:
        """Tell whether a feature area has at least `version` here."""
        return self.scenario.features.get(area, 0) >= version

    def user(self, user_id: str) -> User | None:
        """Return a user; ids compare without regard to case."""
        return self.users.get(user_id.casefold())

    def status(self, status_id: str) -> StatusTable | None:
        """Return a status; ids compare without regard to case."""
        return self.statuses.get(status_id.casefold())

    def available(self, user: User) -> bool:
        """Tell whether a user's status is one in which calls come (``isAcdStatus``)."""
        status = self.status(user.status_id)
        return status is not None and status.acd

    def dialer_licence(self, session: Session) -> bool:
        """Tell whether the agent or the station of the session has a Dialer Add-on licence."""
        station = session.station.station if session.station is not None else None
        return session.user.dialer_licence or (station is not None and station.dialer_licence)

    def set_status(
        self, user: User, status: StatusTable, *, notes: str = "", until: datetime | None = None
    ) -> None:
        """Put a user in a status and tell those who watch."""
        user.status_id = status.id
        user.status_changed = self.clock.now()
        user.notes = notes
        user.until = until
        self.tell_status(user)
        for session in self.sessions.of(user):
            self.dialer.status_changed(session)

    def follow_up(self, user: User, campaign: Campaign) -> None:
        """Put a user in the status that follows a call of the campaign, if there is one."""
        status = self.status(campaign.follow_up_status or "")
        for each in self.statuses.values():
            if status is None and (each.allow_follow_up or each.after_call_work):
                status = each
        if status is not None:
            self.set_status(user, status)

    def user_status(self, user: User) -> dict[str, object]:
        """Return a user's status, presence and stations as ``userStatusList`` has them."""
        sessions = self.sessions.of(user)
        stations = [
            session.station.station.id
            for session in sessions
            if session.station is not None and session.station.station is not None
        ]
        return status_of_user(user) | {
            "loggedIn": bool(sessions),
            "onPhone": self.switchboard.on_the_phone(user),
            "stations": stations,
            "icServers": [self.manners.name],
        }

    def tell_status(self, user: User) -> None:
        """Tell everybody who watches a user what the user's status is now."""
        for session in self.sessions:
            if user.id in session.watched_users:
                session.tell(self.status_message([user], whole=False))

    def status_message(self, users: list[User], *, whole: bool) -> dict[str, object]:
        """Return a ``userStatusMessage`` about some users."""
        return {
            "__type": "urn:inin.com:status:userStatusMessage",
            "isDelta": not whole,
            "userStatusList": [self.user_status(user) for user in users],
        }

    def new_auth_token(self, session: Session, seed: str) -> str:
        """Return a token with which its user can log on once, within 7 s."""
        token = secrets.token_urlsafe(24)
        self._auth_tokens[token] = AuthToken(seed, session, self.clock.real())
        return token

    def redeem_auth_token(self, token: str, seed: str, session_id: str) -> Session | None:
        """Return the session a token stands for, ``None`` if it isn't valid; it is used up."""
        known = self._auth_tokens.pop(token, None)
        if known is None or known.seed != seed or known.session.id != session_id:
            return None
        if self.clock.real() - known.made > assumptions.AUTH_TOKEN_LIFETIME:
            return None
        return known.session if known.session.up else None

    def expire_if_idle(self, session: Session) -> None:
        """End a session that was not used for longer than the idle limit."""
        limit = self.manners.idle_limit
        if limit and self.clock.real() - session.seen > limit:
            reason = text("idle", session.language)
            self.sessions.end(session, reason, should_reconnect=True, silent=True)
