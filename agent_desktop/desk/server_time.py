"""The server's clock, kept by the monotonic one: a wrong PC clock changes nothing."""

from datetime import datetime, timedelta

from agent_desktop.desk.moment import Moment
from agent_desktop.immutable import immutable


@immutable
class ServerTime:
    """A reading of the server's clock (aware UTC) and the monotonic second it was taken at."""

    utc: datetime
    mono: float

    def now(self, moment: Moment) -> datetime:
        """Return what the server's clock shows."""
        return self.utc + timedelta(seconds=moment.mono - self.mono)

    def mono_of(self, utc: datetime) -> float:
        """Return the monotonic second at which the server's clock shows `utc`."""
        return self.mono + (utc - self.utc).total_seconds()
