"""The agent's note on each call: kept while it is typed, there again after a log-on or a crash."""

from agent_desktop.desk.panels import NotePanel
from agent_desktop.services.keeping import Keeping
from agent_desktop.services.shift import Shift


class Notes:
    """One note a call."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._keeping: Keeping[str] = Keeping(self._keep)
        self._unkept: set[str] = set()  # the ledger has yet to say that it has them
        shift.on_change.append(self.refresh)
        shift.record.on_well_again.append(self._keep_what_failed)
        shift.on_forgotten.append(self._let_go)

    def type_note(self, interaction_id: str, text: str) -> None:
        """Take the note as it stands."""
        if not interaction_id or self._shift.notes.get(interaction_id, "") == text:
            return
        self._shift.notes[interaction_id] = text
        self._unkept.add(interaction_id)
        self._keeping.changed(interaction_id)
        self.refresh()

    def leave(self) -> None:
        """Keep what was typed a moment ago: the agent is leaving."""
        self._keeping.flush()
        self._unkept.clear()

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
        self._shift.store.change(note=NotePanel(key, text, kept=key not in self._unkept))

    def _let_go(self, interaction_id: str) -> None:
        """Keep the last words of a call that is long over."""
        self._keeping.flush_those(lambda key: key == interaction_id)
        self._unkept.discard(interaction_id)

    def _keep_what_failed(self) -> None:
        for interaction_id in self._unkept:
            self._keeping.changed(interaction_id)

    def _keep(self, interaction_id: str) -> None:
        text = self._shift.notes.get(interaction_id, "")
        self._shift.tasks.spawn(self._write(interaction_id, text), "keep note")

    async def _write(self, interaction_id: str, text: str) -> None:
        kept = await self._shift.record.note(interaction_id, text)
        if kept and self._shift.notes.get(interaction_id) == text:
            self._unkept.discard(interaction_id)
        self.refresh()
