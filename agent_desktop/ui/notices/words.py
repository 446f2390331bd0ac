"""Notices in the agent's words: what happened, what it means for the call, what to do now."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.notices import Cause, Facts, Notice

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Words:
    """Three sentences, each complete in itself; `means` and `do` may be empty."""

    what: str
    means: str = ""
    do: str = ""


def words(notice: Notice) -> Words:
    """Return the sentences for a notice."""
    facts = notice.facts
    maker = _MAKERS.get(notice.cause)
    return maker(facts, notice) if maker else Words(notice.cause.value)


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
    return "\n".join(f"{name}: {value}" for name, value in rows if value)


def details(notice: Notice) -> str:
    """Return the text that "Copy details" puts on the clipboard."""
    said = words(notice)
    parts = (said.what, said.means, said.do, "", technical(notice))
    return "\n".join((*(part for part in parts[:3] if part), *parts[3:]))


def clock(notice: Notice) -> str:
    """Return the local time of a notice, its width always the same."""
    local = notice.at.wall.astimezone()
    return local.strftime("%H:%M:%S")


def _said(notice: Notice) -> str:
    """The server's own words, as a sentence of their own, or nothing."""
    message = notice.answer.message.strip()
    return (
        translate("Notices", "The server says: {message}").format(message=message)
        if message
        else ""
    )


def _session_expired(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your session has ended. Log on again to go on."),
        _said(notice)
        or translate("Notices", "Nothing you typed is lost; a call goes on without the desk."),
        translate(
            "Notices",
            "Enter your password. The interrupted stage is then offered, not sent by itself.",
        ),
    )


def _session_link_down(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The link to the server {server} is lost.").format(
            server=facts.server
        ),
        translate(
            "Notices",
            "Your call goes on. What the server says meanwhile comes when the link is back.",
        ),
        translate(
            "Notices",
            "The desk keeps trying by itself. After a switchover that takes 90 to 150 seconds.",
        ),
    )


def _session_link_back(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The link to the server {server} is back.").format(server=facts.server)
    )


def _dialer_link_down(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The outbound dialer is not connected."),
        _said(notice) or translate("Notices", "Your call goes on, but no new campaign calls come."),
        translate("Notices", "Wait; your supervisor can see when the dialer is back."),
    )


def _dialer_link_back(_facts: Facts, _notice: Notice) -> Words:
    return Words(translate("Notices", "The outbound dialer is connected again."))


def _on_alternate(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "You are on {server}: {asked} takes no log-ons just now.").format(
            server=facts.server, asked=facts.subject
        ),
        translate("Notices", "Everything works there as usual."),
    )


def _dialer_log_in_failed(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The log-in to the dialer failed."),
        " ".join(
            part
            for part in (
                _said(notice),
                translate("Notices", "No campaigns and no campaign calls come."),
            )
            if part
        ),
        translate("Notices", "Try again; if it stays so, send the details to support."),
    )


def _licence_missing(facts: Facts, _notice: Notice) -> Words:
    station = facts.station or translate("Notices", "none")
    return Words(
        translate(
            "Notices",
            "Neither you ({user}) nor your station ({station}) has a Dialer Add-on licence "
            "available.",
        ).format(user=facts.user, station=station),
        translate(
            "Notices",
            "The server takes no stages and no campaign log-ins from you until one is free.",
        ),
        translate(
            "Notices",
            "Ask your supervisor or the PureConnect administrator to give one of the two a Dialer "
            "Add-on licence, then press the stage again.",
        ),
    )


def _dialer_too_old(facts: Facts, _notice: Notice) -> Words:
    have = str(facts.count) if facts.count else translate("Notices", "none")
    return Words(
        translate(
            "Notices", "This server can't take stages: it needs dialer version 5, it has {version}."
        ).format(version=have),
        translate("Notices", "Calls work as ever; the stage buttons are off."),
        translate("Notices", "Tell the PureConnect administrator."),
    )


def _stage_removed(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "This server no longer takes stages (the resource was removed from its API)."
        ),
        _said(notice) or translate("Notices", "Calls work as ever; the stage buttons are off."),
        translate(
            "Notices", "Tell the PureConnect administrator; this program may need a newer version."
        ),
    )


def _stage_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Stage {stage} was refused.").format(stage=facts.stage),
        _said(notice) or translate("Notices", "The call stays in the stage it was in."),
        translate("Notices", "Choose a stage of this campaign, or go on and tell your supervisor."),
    )


def _stage_not_confirmed(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Stage {stage} is not confirmed.").format(stage=facts.stage),
        _said(notice) or _not_known(notice),
        translate("Notices", "Press it again if the call is still in that stage."),
    )


def _not_known(notice: Notice) -> str:
    if notice.answer.status:
        return translate(
            "Notices", "The server answered with a fault; nobody knows whether the dialer has it."
        )
    return translate("Notices", "No answer came, so nobody knows whether the dialer has it.")


def _stage_not_sent(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Stage {stage} was not sent: the server could not be reached.").format(
            stage=facts.stage
        ),
        translate("Notices", "The dialer still has the stage before."),
        translate("Notices", "Press it again if the call is still in that stage."),
    )


def _stage_dropped(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Stage {stage} was not sent: the call ended first.").format(
            stage=facts.stage
        ),
        translate("Notices", "That is right so: a stage after the end would mislead the dialer."),
    )


def _stage_drift(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate(
            "Notices",
            "The script of {campaign} has stages that the stage map doesn't know: {stage}.",
        ).format(campaign=facts.campaign, stage=facts.stage),
        translate("Notices", "They can be sent, but the server may refuse them."),
        translate("Notices", "Tell your supervisor; script and stage set should match."),
    )


def _stage_map_broken(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The stage map can't be used."),
        facts.subject,
        translate(
            "Notices", "Campaigns without a script show a number field. Tell your administrator."
        ),
    )


def _settings_broken(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your settings file can't be used, so the built-in settings hold."),
        facts.subject,
        translate("Notices", "Correct the file, then start the program again."),
    )


def _campaign_refused(facts: Facts, notice: Notice) -> Words:
    if not notice.answer.status:
        return Words(
            translate("Notices", "No answer came about the campaign {campaign}.").format(
                campaign=facts.campaign
            ),
            translate("Notices", "It isn't known whether the server has changed anything."),
            translate("Notices", "Try again when the link is well."),
        )
    return Words(
        translate("Notices", "The server refused the campaign {campaign}.").format(
            campaign=facts.campaign
        ),
        _said(notice),
        translate("Notices", "Try again, or ask your supervisor whether you are meant to work it."),
    )


def _campaign_paused(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "{campaign} is paused.").format(campaign=facts.campaign),
        translate("Notices", "No new calls of it come until it goes on."),
    )


def _campaign_removed(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "{campaign} is no longer yours.").format(campaign=facts.campaign)
    )


def _campaign_added(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "{campaign} was added to your campaigns.").format(
            campaign=facts.campaign
        )
    )


def _moved_in(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "{initiator} logged you in to {campaign}.").format(
            initiator=facts.initiator or translate("Notices", "A supervisor"),
            campaign=facts.campaign,
        )
    )


def _moved_out(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "{initiator} logged you out of {campaign}.").format(
            initiator=facts.initiator or translate("Notices", "A supervisor"),
            campaign=facts.campaign,
        )
    )


def _logged_out(facts: Facts, _notice: Notice) -> Words:
    if not facts.campaign:
        return Words(
            translate("Notices", "You are out of the dialer."),
            translate("Notices", "No campaign calls come until you log on again."),
        )
    return Words(translate("Notices", "You are out of {campaign}.").format(campaign=facts.campaign))


def _status_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The status {status} was not set.").format(status=facts.subject),
        _said(notice) or translate("Notices", "You are still in the status that is shown."),
        translate("Notices", "Choose it again, or another."),
    )


def _request_failed(facts: Facts, notice: Notice) -> Words:
    asked = {
        "ready-for-calls": translate("Notices", "The dialer wasn't told that you are ready."),
        "form": translate("Notices", "The script of {campaign} could not be read."),
        "statuses": translate("Notices", "The list of statuses could not be read."),
        "queue": translate("Notices", "Your calls can't be followed: the queue could not be read."),
    }
    means = {
        "ready-for-calls": translate("Notices", "No calls of this campaign come."),
        "form": translate(
            "Notices", "Its stages come from the stage map, or from a number you type."
        ),
        "statuses": translate("Notices", "The status menu stays empty."),
        "queue": translate(
            "Notices", "The end of a call isn't seen; take care not to send a stage after it."
        ),
    }
    return Words(
        asked.get(facts.subject, translate("Notices", "A request failed.")).format(
            campaign=facts.campaign
        ),
        " ".join(part for part in (_said(notice), means.get(facts.subject, "")) if part),
        translate("Notices", "If it stays so, copy the details and send them to support."),
    )


def _password_expires(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your password expires in {days} days.").format(days=facts.count),
        do=translate("Notices", "Change it in good time."),
    )


def _unreadable_message(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The server sent a message that could not be read ({kind}).").format(
            kind=facts.subject
        ),
        translate("Notices", "The desk goes on; something may be missing in it."),
        translate("Notices", "Copy the details and send them to support."),
    )


def _program_fault(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "A fault of this program: {kind}.").format(kind=facts.subject),
        translate("Notices", "The desk goes on; what you did last may not have happened."),
        translate("Notices", "Copy the details and send them to support."),
    )


_MAKERS = {
    Cause.SESSION_EXPIRED: _session_expired,
    Cause.SESSION_LINK_DOWN: _session_link_down,
    Cause.SESSION_LINK_BACK: _session_link_back,
    Cause.DIALER_LINK_DOWN: _dialer_link_down,
    Cause.DIALER_LINK_BACK: _dialer_link_back,
    Cause.ON_ALTERNATE: _on_alternate,
    Cause.DIALER_LOG_IN_FAILED: _dialer_log_in_failed,
    Cause.LICENCE_MISSING: _licence_missing,
    Cause.DIALER_TOO_OLD: _dialer_too_old,
    Cause.STAGE_REMOVED: _stage_removed,
    Cause.STAGE_REFUSED: _stage_refused,
    Cause.STAGE_NOT_CONFIRMED: _stage_not_confirmed,
    Cause.STAGE_NOT_SENT: _stage_not_sent,
    Cause.STAGE_DROPPED: _stage_dropped,
    Cause.STAGE_DRIFT: _stage_drift,
    Cause.STAGE_MAP_BROKEN: _stage_map_broken,
    Cause.SETTINGS_BROKEN: _settings_broken,
    Cause.CAMPAIGN_REFUSED: _campaign_refused,
    Cause.CAMPAIGN_PAUSED: _campaign_paused,
    Cause.CAMPAIGN_REMOVED: _campaign_removed,
    Cause.CAMPAIGN_ADDED: _campaign_added,
    Cause.MOVED_IN: _moved_in,
    Cause.MOVED_OUT: _moved_out,
    Cause.LOGGED_OUT_OF_CAMPAIGN: _logged_out,
    Cause.STATUS_REFUSED: _status_refused,
    Cause.REQUEST_FAILED: _request_failed,
    Cause.PASSWORD_EXPIRES: _password_expires,
    Cause.UNREADABLE_MESSAGE: _unreadable_message,
    Cause.PROGRAM_FAULT: _program_fault,
}
