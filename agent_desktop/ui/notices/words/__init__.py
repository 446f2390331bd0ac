"""Notices in the agent's words: what happened, what it means for the call, what to do now."""

from dataclasses import replace

from agent_desktop.desk.notices import Notice
from agent_desktop.ui.notices.words import calls, campaigns, outcomes, program, session, stages
from agent_desktop.ui.notices.words.said import Makers, Words, translate
from agent_desktop.ui.server_text import server_text
from agent_desktop.ui.widgets.plain_text import shown

__all__ = ["Words", "clock", "details", "technical", "words"]


def words(notice: Notice) -> Words:
    """Return the sentences for a notice."""
    facts = replace(notice.facts, server=server_text(notice.facts.server))
    maker = MAKERS.get(notice.cause)
    said = maker(facts, notice) if maker else Words(notice.cause.value)
    return Words(shown(said.what), shown(said.means), shown(said.do))


def technical(notice: Notice) -> str:
    """Return what support staff need, one fact a line; it holds no contact data."""
    answer = notice.answer
    rows = (
        (translate("Notices", "Time"), notice.at.wall.isoformat(timespec="seconds")),
        (translate("Notices", "What"), notice.cause.value),
        (translate("Notices", "Server"), notice.facts.server),
        (translate("Notices", "Agent"), notice.facts.user),
        (translate("Notices", "Station"), notice.facts.station),
        (translate("Notices", "Campaign"), notice.facts.campaign),
        (translate("Notices", "Stage"), notice.facts.stage),
        (translate("Notices", "HTTP status"), str(answer.status) if answer.status else ""),
        (translate("Notices", "Error id"), answer.error_id),
        (translate("Notices", "Server's words"), answer.message),
        (translate("Notices", "Detail"), answer.detail),
        (translate("Notices", "Reference"), answer.reference),
        (translate("Notices", "Times"), str(notice.times) if notice.times > 1 else ""),
    )
    return shown("\n".join(f"{name}: {value}" for name, value in rows if value))


def details(notice: Notice) -> str:
    """Return the text that "Copy details" puts on the clipboard."""
    said = words(notice)
    parts = (said.what, said.means, said.do, "", technical(notice))
    return "\n".join((*(part for part in parts[:3] if part), *parts[3:]))


def clock(notice: Notice) -> str:
    """Return the local time of a notice, its width always the same."""
    local = notice.at.wall.astimezone()
    return local.strftime("%H:%M:%S")


MAKERS: Makers = {
    **session.MAKERS,
    **stages.MAKERS,
    **campaigns.MAKERS,
    **outcomes.MAKERS,
    **calls.MAKERS,
    **program.MAKERS,
}
