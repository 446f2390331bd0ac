"""The links the desk hangs on: which one is down, since when, and how patiently it is tried."""

from dataclasses import field
from enum import Enum
from random import Random

from agent_desktop.desk.answer import Answer
from agent_desktop.immutable import immutable

# The first wait, in seconds and at most: servers end streams for their own ends.
AT_ONCE = 0.5


class LinkState(Enum):
    """How the link to the IC server is."""

    DOWN = "down"
    CONNECTING = "connecting"
    UP = "up"


class LinkPart(Enum):
    """The part of the way to the server that is down. The outbound dialer's is told apart."""

    NETWORK = "network"  # this computer has no way out, or no name is found
    SERVER = "server"  # the host is silent, turns us away, or takes nobody
    STREAM = "stream"  # the server answers, but its messages don't come through
    SESSION = "session"  # the server answers, and knows the session no more


@immutable
class Link:
    """The links the desk hangs on. Monotonic seconds for all times."""

    session: LinkState = LinkState.DOWN
    broken: LinkPart | None = None
    dialer_up: bool = True
    down_since: float | None = None
    next_try: float | None = None
    dialer_down_since: float | None = None


@immutable
class SessionEnd:
    """Why a session is over, as far as it is known.

    `should_reconnect` is the server's own word, None where it said nothing.
    """

    answer: Answer = field(default_factory=Answer)
    should_reconnect: bool | None = None


@immutable
class Patience:
    """How long to wait before a next try, in seconds: at random, so that a floor's agents spread.

    A lost link is tried more and more rarely (full jitter up to a bound that doubles). A log-on
    is spread over the whole span from the first try on, for it is what a server that comes back
    can take least of. `chance` spreads a floor's agents, and keeps no secret.
    """

    first: float
    longest: float
    log_on_first: float
    log_on_longest: float
    chance: Random = field(default_factory=Random, repr=False, compare=False)

    def at_once(self) -> float:
        """Return the wait before a stream that ended for the first time is opened again."""
        return self.chance.uniform(0, AT_ONCE)

    def next_try(self, tries: int) -> float:
        """Return the wait before the link is tried again after so many tries in vain."""
        bound = min(self.longest, self.first * 2.0 ** min(tries, 10))
        return self.chance.uniform(min(self.first, bound) / 2, bound)

    def log_on(self) -> float:
        """Return the wait before a log-on."""
        return self.chance.uniform(
            min(self.log_on_first, self.log_on_longest), max(self.log_on_first, self.log_on_longest)
        )


class Pulse:
    """How often one message stream gives a sign of life, to tell a silence from a loss.

    Servers send a comment now and then; how often is nowhere published, so it is learnt anew of
    each stream: three pings with a real pause between, all well within `limit` seconds, and a
    silence of `limit` is a loss. Until then the server is asked once half of that has passed.
    """

    _PAUSE = 1.0  # a sign sooner than this came with other news, and says nothing of the pings
    _SURE_AFTER = 2
    _WELL_WITHIN = 0.8
    _ASKED_AFTER = 0.55
    _LATE_BY = 0.1

    def __init__(self, limit: float, now: float) -> None:
        self.limit = limit
        self.last = now
        self._pinged: float | None = None
        self._pings = 0
        self._longest = 0.0

    def beat(self, now: float, *, ping: bool) -> None:
        """Take a sign of life: a ping, or a message."""
        self.last = now
        if not ping:
            return
        before, self._pinged = self._pinged, now
        if before is not None and now - before >= self._PAUSE:
            self._pings += 1
            self._longest = max(self._longest, now - before)

    @property
    def regular(self) -> bool:
        """Whether the server's pings can be relied on."""
        return self._pings >= self._SURE_AFTER and self._longest <= self._WELL_WITHIN * self.limit

    @property
    def ask_at(self) -> float:
        """When to ask whether the server is still there, on the clock of `now`."""
        if not self.regular:
            return self.last + self._ASKED_AFTER * self.limit
        late = self._longest + self._LATE_BY * self.limit
        return self.last + min(self._WELL_WITHIN * self.limit, late)

    @property
    def lost_at(self) -> float | None:
        """When the stream is lost without asking; None where its pings are not known."""
        return self.last + self.limit if self.regular else None
