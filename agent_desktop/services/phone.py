"""The call's line: pick up, hold, mute, hang up. What it then is, the queue tells."""

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.panels import PhoneAction, PhonePanel
from agent_desktop.icws import Abort, IcwsError, NotFound, Session
from agent_desktop.services.shift import NoSession, Shift

_OFFERED = {
    CallState.ALERTING: (PhoneAction.PICK_UP, PhoneAction.HANG_UP),
    CallState.CONNECTED: (PhoneAction.HOLD, PhoneAction.HANG_UP),
    CallState.HELD: (PhoneAction.RESUME, PhoneAction.HANG_UP),
}


class Phone:
    """One action at a time, for the call in hand."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._doing: tuple[str, PhoneAction] | None = None
        self._line_asked = False
        shift.on_change.append(self.refresh)

    def act(self, action: PhoneAction) -> None:
        """Do what the agent pressed, where the line allows it just now."""
        call = self._shift.calls.current
        panel = self._panel(call)
        if call is None or self._doing is not None or action not in panel.allowed:
            return
        self._doing = (call.interaction_id, action)
        self._shift.tasks.spawn(self._act(call, action), f"phone {action.value}")
        self.refresh()

    def connect_line(self) -> None:
        """Have Dialer call the agent's own number and keep the line; failures aren't reported."""
        working = self._shift.working and not self._shift.companion
        if working and not self._line_asked and self._shift.can(Ability.PHONE_LINE):
            self._line_asked = True
            self._shift.tasks.spawn(self._connect_line(), "connect line")

    def refresh(self) -> None:
        """Derive the panel anew."""
        self._shift.store.change(phone=self._panel(self._shift.calls.current))

    def _panel(self, call: Call | None) -> PhonePanel:
        if call is None or not self._shift.working or self._shift.companion:
            return PhonePanel()
        allowed = set(_OFFERED.get(call.state, ()))
        if call.talking:
            allowed.add(PhoneAction.UNMUTE if call.muted else PhoneAction.MUTE)
        mine = self._doing is not None and self._doing[0] == call.interaction_id
        return PhonePanel(frozenset(allowed), self._doing[1] if self._doing and mine else None)

    async def _act(self, call: Call, action: PhoneAction) -> None:
        try:
            await self._shift.ask(lambda session, abort: _send(session, call, action, abort))
        except (IcwsError, NoSession, TimeoutError) as error:
            now = self._shift.calls.get(call.interaction_id)
            over = now is None or now.state.ended
            if not (over and isinstance(error, NotFound)):  # it was over already: nothing to tell
                self._shift.failed(error, Cause.PHONE_REFUSED, Facts(subject=action.value))
        finally:
            self._doing = None
            self._shift.refresh()

    async def _connect_line(self) -> None:
        try:
            await self._shift.ask(
                lambda session, abort: session.establish_persistent_connection(abort=abort)
            )
            self._shift.store.notice(Cause.LINE_ASKED)
        except (IcwsError, NoSession, TimeoutError) as error:
            facts = Facts(subject="establish-persistent-connection")
            self._shift.failed(error, Cause.REQUEST_FAILED, facts)
        finally:
            self._line_asked = False


def _send(session: Session, call: Call, action: PhoneAction, abort: Abort) -> object:
    interaction = call.interaction_id
    if action is PhoneAction.PICK_UP:
        return session.pick_up(interaction, abort=abort)
    if action is PhoneAction.HANG_UP:
        return session.disconnect(interaction, abort=abort)
    if action in (PhoneAction.HOLD, PhoneAction.RESUME):
        return session.hold(interaction, action is PhoneAction.HOLD, abort=abort)
    return session.mute(interaction, action is PhoneAction.MUTE, abort=abort)
