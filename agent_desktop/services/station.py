"""The station the agent is reached at: taken with the log-on, taken anew where it was lost."""

from agent_desktop.desk.logon import StationKind
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.icws import IcwsError, ServerRefused, Session, StationChoice, Stationless
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.wire import station_choice


class Station:
    """Knows which station the agent chose, and takes it anew where the server has let it go."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._choice: StationChoice | None = None
        self._taking = False

    async def take(self, session: Session, kind: StationKind, station: str) -> None:
        """Take a station in a session that has just begun. Raises IcwsError, TimeoutError."""
        choice = station_choice(kind, station)
        limit = self._shift.settings.request_deadline
        await self._shift.background.call(
            lambda abort: session.set_station(choice, deadline=limit, abort=abort), deadline=limit
        )
        self._choice = choice

    def forget(self) -> None:
        """Drop the choice: the agent leaves, or works without a station."""
        self._choice = None

    def take_again(self) -> None:
        """Try once more for a station that was refused."""
        if not self._taking:
            self._shift.tasks.spawn(self.look_after(), "station")

    async def look_after(self) -> None:
        """See whether the agent still has the station, and take it anew where not."""
        choice = self._choice
        if choice is None or isinstance(choice, Stationless) or self._taking:
            return
        self._taking = True
        try:
            await self._look_after(choice)
        finally:
            self._taking = False

    async def _look_after(self, choice: StationChoice) -> None:
        agent = self._shift.store.state.agent
        facts = Facts(station=agent.station if agent else "")
        store = self._shift.store
        try:
            if await self._shift.ask(lambda session, abort: session.station(abort=abort)) is None:
                await self._shift.ask(
                    lambda session, abort: session.set_station(choice, abort=abort)
                )
                store.notice(Cause.STATION_TAKEN_AGAIN, facts)
        except ServerRefused as error:
            self._shift.failed(error, Cause.STATION_LOST, facts)
        except (IcwsError, NoSession, TimeoutError) as error:
            self._shift.failed(error, Cause.REQUEST_FAILED, Facts(subject="station"))
        else:
            store.end(Cause.STATION_LOST)
