"""What can be done with the call's line: pick up, hold, mute, hang up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.panels import PhoneAction, PhonePanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.call.showing import show_part
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.flow_layout import FlowLayout

# F4 opens a combo box and F8 skips a preview; hanging up keeps away from its neighbours.
PICK_UP_KEY, HOLD_KEY, MUTE_KEY, HANG_UP_KEY = "F5", "F6", "F7", "F9"


class PhoneButtons(QWidget):
    """The buttons that make sense now; while one is on its way none takes a press."""

    pressed = Signal(object)  # PhoneAction

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self._hold_action = PhoneAction.HOLD
        self._mute_action = PhoneAction.MUTE
        self._pick_up = ActionButton(key=PICK_UP_KEY)
        self._pick_up.setObjectName("callPickUp")
        self._pick_up.acted.connect(lambda: self.pressed.emit(PhoneAction.PICK_UP))
        self._pick_up.setProperty("kind", "primary")
        self._pick_up.set_icon("phone-in", "on_accent")
        self._hold = ActionButton(key=HOLD_KEY)
        self._hold.setObjectName("callHold")
        self._hold.setCheckable(True)
        self._hold.acted.connect(lambda: self.pressed.emit(self._hold_action))
        self._mute = ActionButton(key=MUTE_KEY)
        self._mute.setObjectName("callMute")
        self._mute.setCheckable(True)
        self._mute.acted.connect(lambda: self.pressed.emit(self._mute_action))
        self._hang_up = ActionButton(key=HANG_UP_KEY)
        self._hang_up.setObjectName("callHangUp")
        self._hang_up.acted.connect(lambda: self.pressed.emit(PhoneAction.HANG_UP))
        row = FlowLayout(self)
        self._buttons = (self._pick_up, self._hold, self._mute, self._hang_up)
        for button in self._buttons:
            row.addWidget(button)
        self._keep_rooms()

    def render_phone(self, state: DeskState) -> None:
        """Show what the line of a state allows."""
        phone = state.phone
        self._show_pick_up(phone)
        self._show_hold(phone)
        self._show_mute(phone)
        self._show_hang_up(phone, emphasised=state.outcome.hang_up_next)
        for button in self._buttons:
            button.set_busy(phone.doing is not None)
        self.setVisible(any(not button.isHidden() for button in self._buttons))

    def _keep_rooms(self) -> None:
        """Let no button move while the hand is on it."""
        self._pick_up.keep_room_for(self.tr("Pick up"), self.tr("Picking up…"))
        self._hold.keep_room_for(
            self.tr("Hold"), self.tr("Holding…"), self.tr("Resume"), self.tr("Resuming…")
        )
        self._mute.keep_room_for(
            self.tr("Mute"), self.tr("Muting…"), self.tr("Unmute"), self.tr("Unmuting…")
        )
        self._hang_up.keep_room_for(self.tr("Hang up"), self.tr("Hanging up…"), emphasised=True)

    def _show(self, button: ActionButton, phone: PhonePanel, *actions: PhoneAction) -> None:
        shown = bool(phone.allowed.intersection(actions)) or phone.doing in actions
        show_part(button, shown, self._home)

    def _show_pick_up(self, phone: PhonePanel) -> None:
        under_way = phone.doing is PhoneAction.PICK_UP
        self._pick_up.set_words(self.tr("Picking up…") if under_way else self.tr("Pick up"))
        self._show(self._pick_up, phone, PhoneAction.PICK_UP)

    def _show_hold(self, phone: PhonePanel) -> None:
        held = PhoneAction.RESUME in phone.allowed
        self._hold_action = PhoneAction.RESUME if held else PhoneAction.HOLD
        words = self.tr("Resume") if held else self.tr("Hold")
        if phone.doing is PhoneAction.HOLD:
            words = self.tr("Holding…")
        elif phone.doing is PhoneAction.RESUME:
            words = self.tr("Resuming…")
        self._hold.set_words(words)
        self._hold.set_icon("play" if held else "pause")
        self._hold.setChecked(held)
        self._show(self._hold, phone, PhoneAction.HOLD, PhoneAction.RESUME)

    def _show_mute(self, phone: PhonePanel) -> None:
        muted = PhoneAction.UNMUTE in phone.allowed
        self._mute_action = PhoneAction.UNMUTE if muted else PhoneAction.MUTE
        words = self.tr("Unmute") if muted else self.tr("Mute")
        if phone.doing is PhoneAction.MUTE:
            words = self.tr("Muting…")
        elif phone.doing is PhoneAction.UNMUTE:
            words = self.tr("Unmuting…")
        self._mute.set_words(words)
        self._mute.set_icon("mic-off" if muted else "mic", "warning_text" if muted else "text")
        self._mute.setChecked(muted)
        self._show(self._mute, phone, PhoneAction.MUTE, PhoneAction.UNMUTE)

    def _show_hang_up(self, phone: PhonePanel, *, emphasised: bool) -> None:
        under_way = phone.doing is PhoneAction.HANG_UP
        self._hang_up.set_words(self.tr("Hanging up…") if under_way else self.tr("Hang up"))
        restyle(self._hang_up, "kind", "danger" if emphasised else "")
        self._hang_up.set_icon("phone-end", "on_danger" if emphasised else "danger_text")
        self._show(self._hang_up, phone, PhoneAction.HANG_UP)
