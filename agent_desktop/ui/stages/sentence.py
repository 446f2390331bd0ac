"""The one sentence about the stage that is always true."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.stage_lists import StageList
from agent_desktop.desk.stages import Press, StageView, Unsettled, Verdict
from agent_desktop.desk.state import StageBarrier, StagePanel

translate = QCoreApplication.translate


def sentence(panel: StagePanel) -> str:
    """Return the sentence beneath the strip.

    Exactly one of its key words says how far the newest press has come: sending, confirmed,
    refused, not confirmed. Before the first press it has none of them.
    """
    view = panel.view
    if view.sending is not None:
        return _sending(panel)
    if view.waiting is not None:
        return translate("Stages", "Stage {stage}: waits a moment, then sending…").format(
            stage=label(panel.stages, view.waiting.number)
        )
    if view.unsettled is not None and not went_back(panel):
        return _unsettled(panel.stages, view.unsettled)
    blocked = barrier_text(panel)
    if view.current is not None:
        confirmed = translate("Stages", "Stage {stage}: confirmed at {time}.").format(
            stage=label(panel.stages, view.current.number), time=clock(view.current.at.wall)
        )
        if went_back(panel):
            there = translate("Stages", "The call is there already; nothing more was sent.")
            return f"{confirmed} {blocked or there}"
        return f"{confirmed} {blocked}".strip()
    return blocked or _before_first_press(panel)


def went_back(panel: StagePanel) -> bool:
    """Whether the newest press was for the stage the server has: nothing of it is unsettled."""
    current = panel.view.current
    if current is None or panel.pressed is not Press.ALREADY_THERE:
        return False
    return current.number == panel.pressed_number


def barrier_text(panel: StagePanel) -> str:
    """Return why no stage can be sent just now, or an empty text where one can."""
    if panel.barrier is None:
        return ""
    texts = {
        StageBarrier.NO_SESSION: translate(
            "Stages", "No session: stages go out again once it is back."
        ),
        StageBarrier.NO_CAMPAIGN: translate("Stages", "Choose a campaign to see its stages."),
        StageBarrier.NO_CALL: translate("Stages", "No call of this campaign; stages wait for one."),
        StageBarrier.CALL_ENDED: translate(
            "Stages", "The call has ended; stages wait for the next one."
        ),
        StageBarrier.OTHER_CAMPAIGN: translate(
            "Stages", "Your call belongs to another campaign; its stages are there."
        ),
        StageBarrier.JOINING: translate("Stages", "The campaign is being joined."),
        StageBarrier.NOT_PLACED: translate("Stages", "The call has not been placed yet."),
        StageBarrier.DIALER_TOO_OLD: translate(
            "Stages", "This server takes no stages: its dialer is older than version 5."
        ),
        StageBarrier.REMOVED: translate(
            "Stages", "This server no longer takes stages (removed from its API)."
        ),
    }
    return texts[panel.barrier]


def label(stages: StageList, number: int) -> str:
    """Return "2 Offer", or "2" where nobody named the stage."""
    return f"{number} {stages.name(number)}".strip()


def current_label(panel: StagePanel) -> str:
    """Return the stage the server knows of, for the big line above the strip."""
    view: StageView = panel.view
    if view.current is not None:
        current = label(panel.stages, view.current.number)
        if not view.certain and view.unsettled is not None:
            # The lost answer may have moved the call: which of the two it is, nobody knows.
            asked = label(panel.stages, view.unsettled.ask.number)
            return translate("Stages", "{current} – or {asked}?").format(
                current=current, asked=asked
            )
        return current
    if panel.call_known and panel.barrier is not StageBarrier.NOT_PLACED:
        return label(panel.stages, 0)  # every call starts there, by the vendor's rule
    return "–"


def clock(wall: datetime) -> str:
    """Return the local time with seconds, its width always the same."""
    return wall.astimezone().strftime("%H:%M:%S")


def _sending(panel: StagePanel) -> str:
    view = panel.view
    if view.sending is None:
        return ""
    text = translate("Stages", "Stage {stage}: sending…").format(
        stage=label(panel.stages, view.sending.number)
    )
    if view.waiting is not None:
        then = translate("Stages", "Then stage {stage}.").format(
            stage=label(panel.stages, view.waiting.number)
        )
        return f"{text} {then}"
    return text


def _unsettled(stages: StageList, unsettled: Unsettled) -> str:
    stage = label(stages, unsettled.ask.number)
    message = unsettled.answer.message.strip()
    if unsettled.verdict is Verdict.REFUSED:
        if unsettled.answer.licence_missing:
            return translate("Stages", "Stage {stage}: refused, no Dialer Add-on licence.").format(
                stage=stage
            )
        return (
            translate("Stages", "Stage {stage}: refused. {message}")
            .format(stage=stage, message=message or _status_words(unsettled))
            .strip()
        )
    reasons = {
        Verdict.NOT_CONFIRMED: message or _why_not_known(unsettled),
        Verdict.NOT_SENT: translate("Stages", "The server could not be reached; nothing was sent."),
        Verdict.SESSION_GONE: translate("Stages", "Your session ended first."),
        Verdict.CALL_ENDED: translate("Stages", "The call ended before it could be sent."),
    }
    return translate("Stages", "Stage {stage}: not confirmed. {reason}").format(
        stage=stage, reason=reasons[unsettled.verdict]
    )


def _why_not_known(unsettled: Unsettled) -> str:
    if not unsettled.answer.status:
        return translate("Stages", "No answer came from the server.")
    return translate("Stages", "The server answered with a fault (HTTP {status}).").format(
        status=unsettled.answer.status
    )


def _status_words(unsettled: Unsettled) -> str:
    status = unsettled.answer.status
    return translate("Stages", "The server gave no reason (HTTP {status}).").format(status=status)


def _before_first_press(panel: StagePanel) -> str:
    if panel.call_known:
        return translate("Stages", "The call began here. Press a stage when you move on.")
    return translate("Stages", "No stage sent yet. Press one when the call moves on.")
