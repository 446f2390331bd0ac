"""The agent's note on each call: kept while it is typed, there again after a log-on or a crash."""

from agent_desktop.desk.panels import NotePanel
from agent_desktop.services.keeping import Keeping
from agent_desktop.services.shift import Shift


class Notes:
    """One note a call."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._keeping: Keeping[str] = Keeping(
            shift, lambda key: shift.notes.get(key), shift.record.note, self.refresh
        )
        shift.on_change.append(self.refresh)
        shift.on_forgotten.append(lambda call: self._keeping.let_go(lambda key: key == call))

    def type_note(self, interaction_id: str, text: str) -> None:
        """Take the note as it stands."""
        if not interaction_id or self._shift.notes.get(interaction_id, "") == text:
            return
        self._shift.notes[interaction_id] = text
        self._keeping.changed(interaction_id)
        self.refresh()

    def leave(self) -> None:
        """Keep what was typed a moment ago: the agent is leaving."""
        self._keeping.let_go()

    def restore(self, interaction_id: str, text: str) -> None:
        """Take over a note that an earlier run kept; one typed since stays."""
        self._shift.notes.setdefault(interaction_id, text)

    def refresh(self) -> None:
        """Derive the panel anew."""
        call = self._shift.calls.current
        if call is None:
            self._shift.store.change(note=NotePanel())
            return
        key = call.interaction_id
        text = self._shift.notes.get(key, "")
        self._shift.store.change(note=NotePanel(key, text, kept=key not in self._keeping.unkept))
