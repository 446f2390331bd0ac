"""What can be done with one interaction (reference section 6)."""

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.connection import Accepted, SessionCalls
from agent_desktop.icws.line import Resource
from agent_desktop.icws.wire import Wire

PICK_UP = Resource("POST", "/icws/{sessionId}/interactions/{interactionId}/pickup")
DISCONNECT = Resource("POST", "/icws/{sessionId}/interactions/{interactionId}/disconnect")
HOLD = Resource("POST", "/icws/{sessionId}/interactions/{interactionId}/hold")
MUTE = Resource("POST", "/icws/{sessionId}/interactions/{interactionId}/mute")


class Switch(Wire, frozen=True):
    """The body that turns something on or off."""

    on: bool


class InteractionCalls(SessionCalls):
    """Handling one interaction. Each raises Forbidden or NotFound where the server says so."""

    def pick_up(
        self, interaction_id: str, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """Answer the interaction."""
        return self._do(PICK_UP, interaction_id, None, deadline, abort)

    def disconnect(
        self, interaction_id: str, *, deadline: float | None = None, abort: Abort | None = None
    ) -> Accepted:
        """End the interaction."""
        return self._do(DISCONNECT, interaction_id, None, deadline, abort)

    def hold(
        self,
        interaction_id: str,
        on: bool,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Hold the interaction, or take it back."""
        return self._do(HOLD, interaction_id, Switch(on=on), deadline, abort)

    def mute(
        self,
        interaction_id: str,
        on: bool,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Turn the agent's microphone off for the other side, or on again."""
        return self._do(MUTE, interaction_id, Switch(on=on), deadline, abort)

    def _do(
        self,
        resource: Resource,
        interaction_id: str,
        body: Wire | None,
        deadline: float | None,
        abort: Abort | None,
    ) -> Accepted:
        answer = self._line.ask(
            resource,
            parts={"interactionId": interaction_id},
            body=body,
            deadline=deadline,
            abort=abort,
        )
        return Accepted(answer.facts["reference"])
