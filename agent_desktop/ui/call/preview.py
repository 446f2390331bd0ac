"""A contact to look at before the call: how long there is, and the two ways on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import Call
from agent_desktop.desk.outcomes import OutcomeFault
from agent_desktop.desk.panels import PreviewDoing, PreviewPanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.call.showing import show_part
from agent_desktop.ui.call.words import said_by
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.countdown_label import CountdownLabel
from agent_desktop.ui.widgets.plain_label import PlainLabel

PLACE_KEY, SKIP_KEY = "F5", "F8"


class PreviewStrip(QFrame):
    """Counts down to the moment the call places itself, and takes the agent's word before it."""

    placed = Signal()
    skipped = Signal()

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self.setProperty("role", "tint")
        self.setObjectName("previewStrip")
        self._countdown = CountdownLabel()
        self._countdown.setObjectName("previewCountdown")
        self._countdown.setProperty("role", "display")
        self._countdown.setAccessibleName(self.tr("Time until the call is placed"))
        self._countdown.soon.connect(self._say_soon)
        self._says = PlainLabel(wraps=True)
        self._says.setObjectName("previewState")
        self._error = PlainLabel(wraps=True)
        self._error.setObjectName("previewError")
        self._error.setProperty("role", "error")
        self._skip = ActionButton(key=SKIP_KEY, icon_name="skip")
        self._skip.setObjectName("previewSkip")
        self._skip.acted.connect(self.skipped)
        self._place = ActionButton(key=PLACE_KEY)
        self._place.setObjectName("previewPlace")
        self._place.setProperty("kind", "primary")
        self._place.set_icon("phone", "on_accent")
        self._place.acted.connect(self.placed)
        self._place.keep_room_for(self.tr("Place the call"), self.tr("Placing…"))
        self._skip.keep_room_for(self.tr("Skip"), self.tr("Skipping…"))
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._says)
        text.addWidget(self._error)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._countdown)
        row.addLayout(text, 1)
        row.addWidget(self._skip)
        row.addWidget(self._place)

    def render_preview(self, state: DeskState) -> None:
        """Show the preview of a state, or nothing."""
        preview, call = state.preview, state.call
        if preview is None or call is None or preview.interaction_id != call.interaction_id:
            show_part(self, False, self._home)
            self._countdown.set_ends(None)
            return
        counts = preview.ends is not None and preview.doing is None and not preview.by_timer
        self._countdown.setVisible(counts)
        self._countdown.set_ends(preview.ends if counts else None)
        restyle(self._countdown, "tone", "warning" if self._countdown.near else "accent")
        self._says.setText(self._words(preview))
        self._show_error(preview)
        self._show_buttons(state, preview, call)
        self.setVisible(True)

    def _words(self, preview: PreviewPanel) -> str:
        if preview.doing is PreviewDoing.PLACING:
            if preview.by_timer:
                return self.tr("Placed by the timer: the call is on its way.")
            return self.tr("The call is being placed.")
        if preview.doing is PreviewDoing.SKIPPING:
            return self.tr("This contact is being skipped.")
        if preview.by_timer:
            return self.tr("The time to look is over.")
        if preview.ends is not None:
            return self.tr("until the call is placed by itself")
        return self.tr("Look at the contact, then place the call.")

    def _show_error(self, preview: PreviewPanel) -> None:
        text = ""
        if preview.answer is not None:
            text = said_by(self.tr("That didn't work."), preview.answer.message)
        if text and text != self._error.text():
            announce(self, text, at_once=True)
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _show_buttons(self, state: DeskState, preview: PreviewPanel, call: Call) -> None:
        placing = preview.doing is PreviewDoing.PLACING
        skipping = preview.doing is PreviewDoing.SKIPPING
        self._place.set_words(self.tr("Placing…") if placing else self.tr("Place the call"))
        self._place.set_busy(preview.doing is not None)
        held = self._held_text(preview.held)
        self._place.set_reason(lack_text(state.abilities.lack(Ability.PREVIEW)) or held)
        lack = state.abilities.lack(Ability.OUTCOME)
        may_skip = preview.may_skip or (call.terms.may_skip and lack is not None)
        self._skip.set_words(self.tr("Skipping…") if skipping else self.tr("Skip"))
        self._skip.set_busy(preview.doing is not None)
        self._skip.set_reason(lack_text(lack) or held)
        show_part(self._skip, may_skip, self._home)

    def _held_text(self, held: OutcomeFault | None) -> str:
        """Say why neither can be asked for, whatever the agent presses."""
        if held is None:
            return ""
        if held is OutcomeFault.NOT_IN_DIALER:
            return self.tr("You aren't logged in to Dialer yet: another contact may come first.")
        return self.tr("Messages don't come through: another contact may have come since.")

    def _say_soon(self, left: int) -> None:
        restyle(self._countdown, "tone", "warning")
        announce(self, self.tr("The call is placed in %n second(s).", "", left))
