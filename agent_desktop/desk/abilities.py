"""What the server's dialer can do: each thing has a version it came with (reference section 7)."""

from enum import Enum

from agent_desktop.immutable import immutable


class Ability(Enum):
    """Something an agent may want of the dialer beyond log-in and stages."""

    OUTCOME = "outcome"
    BREAK = "break"
    PHONE_LINE = "phone line"  # establish-persistent-connection
    PREVIEW = "preview"
    CALL_DATA = "call data"
    AGENT_TYPE = "agent type"
    CONTACT_DATA = "contact data"
    FINISHING = "finishing"
    MANUAL_CALL = "manual call"


@immutable
class Lack:
    """A thing the server can't do: the version it needs and the one it has (0: none)."""

    ability: Ability
    needs: int
    has: int


@immutable
class Abilities:
    """What this session's server lacks; before a session nothing is known to be lacking."""

    lacking: tuple[Lack, ...] = ()

    def lack(self, ability: Ability) -> Lack | None:
        """Return why a thing is off, or None where the server has it."""
        return next((lack for lack in self.lacking if lack.ability is ability), None)
