"""Outcomes in words: how far one has come, and why it can't go further."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from agent_desktop.desk.moment import Moment
from agent_desktop.desk.outcomes import Callback, CallbackClock, Outcome, OutcomeFault, OutcomeView
from agent_desktop.desk.panels import OpenOutcome, OutcomePanel
from agent_desktop.desk.stages import Verdict

translate = QCoreApplication.translate

# What the callback's form says itself.
CALLBACK_FAULTS = frozenset(
    {OutcomeFault.CALLBACK_INCOMPLETE, OutcomeFault.CALLBACK_PAST, OutcomeFault.NOT_MINE}
)


def sentence(panel: OutcomePanel) -> str:
    """Return the one sentence about the outcome of the call in hand.

    Exactly one of its key words says how far it has come: sending, confirmed, refused, not
    confirmed, not sent. Before the first press it has none of them.
    """
    view = panel.view
    if view.sending is not None or view.verdict is not None:
        said = progress(view)
        if view.sending is None and view.chosen is not None and view.chosen.label != _about(view):
            now = translate("Outcomes", "Now chosen: “{outcome}”.")
            said = f"{said} {now.format(outcome=view.chosen.label)}"
        return f"{said} {_hindrance(panel)}".strip() if not view.filed else said
    if panel.finished:
        return translate("Outcomes", "The call is left to a finishing agent.")
    if panel.finishing:
        return translate("Outcomes", "The call is being left to a finishing agent…")
    if view.chosen is None:
        return translate("Outcomes", "Choose how the call ended; Dialer waits for it.")
    if panel.fault is not None and panel.fault not in CALLBACK_FAULTS:
        return fault_text(panel.fault)
    said = translate("Outcomes", "“{outcome}” is chosen and not filed yet.").format(
        outcome=view.chosen.label
    )
    return f"{said} {callback_text(view.chosen)}".strip()


def progress(view: OutcomeView) -> str:
    """Return how far an outcome has come, in one or two sentences; empty before the first press."""
    if view.sending is not None:
        return translate("Outcomes", "“{outcome}”: sending…").format(
            outcome=view.sending.outcome.label
        )
    if view.verdict is None:
        return ""
    states = {
        Verdict.CONFIRMED: translate("Outcomes", "confirmed"),
        Verdict.REFUSED: translate("Outcomes", "refused"),
        Verdict.NOT_SENT: translate("Outcomes", "not sent"),
    }
    state = states.get(view.verdict, translate("Outcomes", "not confirmed"))
    said = (
        translate("Outcomes", "“{outcome}”: {state} at {time}.")
        if view.settled
        else translate("Outcomes", "“{outcome}”: {state}.")
    ).format(outcome=_about(view), state=state, time=clock(view.settled))
    return f"{said} {_reason(view)}".strip()


def tone(view: OutcomeView) -> str:
    """Return which colour underlines the sentence; its words say the same."""
    if view.sending is not None:
        return "accent"
    tones = {None: "quiet", Verdict.CONFIRMED: "success", Verdict.REFUSED: "danger"}
    return tones.get(view.verdict, "warning")


def may_send_again(view: OutcomeView) -> bool:
    """Whether what was sent last is still what is chosen, and the server hasn't filed it."""
    sent = view.verdict is not None and not view.filed and view.last
    return sent and view.chosen is not None and view.chosen.label == _about(view)


def fault_text(fault: OutcomeFault) -> str:
    """Return why an outcome can't be sent as it stands."""
    return {
        OutcomeFault.NOTHING_CHOSEN: translate("Outcomes", "Choose an outcome first."),
        OutcomeFault.NOT_OFFERED: translate("Outcomes", "The campaign doesn't offer this outcome."),
        OutcomeFault.CALLBACK_INCOMPLETE: translate("Outcomes", "Choose a day for the callback."),
        OutcomeFault.CALLBACK_PAST: translate("Outcomes", "The time of the callback is past."),
        OutcomeFault.NOT_MINE: translate(
            "Outcomes", "This campaign keeps no callbacks for one agent."
        ),
        OutcomeFault.NOT_PLACED: translate(
            "Outcomes", "The call isn't placed yet: it can only be skipped."
        ),
        OutcomeFault.PLACING: translate("Outcomes", "The call is being placed."),
        OutcomeFault.SENDING: translate("Outcomes", "Another outcome is on its way."),
        OutcomeFault.FILED: translate("Outcomes", "The outcome is filed; it can't be changed."),
        OutcomeFault.NOT_LAST: translate(
            "Outcomes", "Dialer files only the last call, and another came since."
        ),
        OutcomeFault.GIVEN_UP: translate(
            "Outcomes", "Dialer waits for no outcome of this call any more; put it away."
        ),
        OutcomeFault.CALLS_COMING: translate(
            "Outcomes",
            "Choose a status without calls first: the next call would get this outcome.",
        ),
        OutcomeFault.FINISHED: translate("Outcomes", "The call is left to a finishing agent."),
        OutcomeFault.NO_SESSION: translate("Outcomes", "No session: file it once that is back."),
        OutcomeFault.NOT_HEARD: translate(
            "Outcomes",
            "Outcomes can't be filed while messages don't come through: another call may have "
            "come. Your choice is kept.",
        ),
        OutcomeFault.NOT_IN_DIALER: translate(
            "Outcomes",
            "Outcomes can't be filed while you are not logged in to Dialer. Your choice is kept.",
        ),
    }[fault]


def open_text(left: OpenOutcome) -> str:
    """Return what an open outcome is, how far it came, and why it can't be sent."""
    view = left.view
    if view.chosen is None:
        said = translate("Outcomes", "No outcome chosen.")
    else:
        said = progress(view) or translate("Outcomes", "“{outcome}”: chosen, never sent.").format(
            outcome=view.chosen.label
        )
    parts = [said]
    if not view.last:
        parts.append(fault_text(OutcomeFault.NOT_LAST))
    if left.stages_open:
        parts.append(
            translate("Outcomes", "Stages without an answer: {stages}.").format(
                stages=", ".join(left.stages_open)
            )
        )
    return " ".join(parts)


def callback_text(outcome: Outcome) -> str:
    """Return when and by whom the contact is called back; empty where nobody is to."""
    callback = outcome.callback
    if not outcome.disposition.scheduled or callback is None:
        return ""
    if callback.at is None:
        return translate("Outcomes", "Callback by you, at no set time.") if callback.mine else ""
    when = moment_text(callback.at)
    texts = {
        (CallbackClock.CONTACT, False): translate(
            "Outcomes", "Callback by anybody on {when}, by the contact's clock."
        ),
        (CallbackClock.CONTACT, True): translate(
            "Outcomes", "Callback by you on {when}, by the contact's clock."
        ),
        (CallbackClock.UTC, False): translate("Outcomes", "Callback by anybody on {when} UTC."),
        (CallbackClock.UTC, True): translate("Outcomes", "Callback by you on {when} UTC."),
    }
    return texts[callback.clock, callback.mine].format(when=when)


def own_clock_text(callback: Callback) -> str:
    """Return what this computer's clock shows at a callback by UTC."""
    if callback.at is None:
        return ""
    own = callback.at.replace(tzinfo=UTC).astimezone()
    return translate("Outcomes", "By your own clock: {when}").format(when=moment_text(own))


def moment_text(at: datetime) -> str:
    """Return day and time as the locale writes them, with the name of the day."""
    locale, day = QLocale(), QDate(at.year, at.month, at.day)
    name = locale.dayName(day.dayOfWeek(), QLocale.FormatType.ShortFormat)
    time = locale.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
    return f"{name} {locale.toString(day, QLocale.FormatType.ShortFormat)}, {time}"


def clock(moment: Moment | None) -> str:
    """Return a moment's local time with seconds; empty for none."""
    return moment.wall.astimezone().strftime("%H:%M:%S") if moment else ""


def _about(view: OutcomeView) -> str:
    """The outcome the verdict is about; an earlier run of the program has kept one only."""
    about = view.asked or view.chosen
    return about.label if about else ""


def _reason(view: OutcomeView) -> str:
    answer, message = view.answer, view.answer.message.strip()
    if view.verdict is Verdict.REFUSED:
        if answer.licence_missing:
            return translate("Outcomes", "No Dialer Add-on licence is available for you.")
        return message or translate(
            "Outcomes", "The server gave no reason (HTTP {status})."
        ).format(status=answer.status)
    if view.verdict is Verdict.NOT_SENT:
        return translate("Outcomes", "The server could not be reached.")
    if view.verdict is Verdict.SESSION_GONE:
        return translate("Outcomes", "Your session ended first.")
    if view.verdict is Verdict.NOT_CONFIRMED:
        if answer.status:
            return message or translate(
                "Outcomes", "The server answered with a fault (HTTP {status})."
            ).format(status=answer.status)
        return translate("Outcomes", "No answer came; the server may have it or not.")
    return ""


def _hindrance(panel: OutcomePanel) -> str:
    """Why what was not filed can't be sent again just now."""
    said = panel.fault in (None, OutcomeFault.NOTHING_CHOSEN, *CALLBACK_FAULTS)
    if panel.view.sending is not None or panel.fault is None or said:
        return ""
    return fault_text(panel.fault)
