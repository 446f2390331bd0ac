"""The agent's status: what may be chosen, what the server says it is."""

from dataclasses import replace

from agent_desktop.immutable import immutable


@immutable
class StatusChoice:
    """One status of the server's list. `available` is its isAcdStatus, never a guess by name."""

    id: str
    text: str
    available: bool = False
    do_not_disturb: bool = False
    selectable: bool = True


@immutable
class StatusView:
    """The status as last told by the server, and the one asked for meanwhile."""

    choices: tuple[StatusChoice, ...] = ()
    current_id: str = ""
    since: float | None = None  # monotonic seconds
    asked_id: str = ""
    next_id: str = ""  # wanted once the present call is done

    @property
    def current(self) -> StatusChoice | None:
        """The current status, where the list knows it; ids compare without regard to case."""
        return self.choice(self.current_id)

    def choice(self, status_id: str) -> StatusChoice | None:
        """Return the choice with this id."""
        wanted = status_id.casefold()
        return next((c for c in self.choices if c.id.casefold() == wanted), None)

    def told(self, status_id: str, since: float) -> "StatusView":
        """Return the view after the server named a status, taken at a monotonic second."""
        asked = "" if status_id.casefold() == self.asked_id.casefold() else self.asked_id
        if status_id.casefold() == self.current_id.casefold():
            return replace(self, asked_id=asked)
        return replace(self, current_id=status_id, since=since, asked_id=asked)
