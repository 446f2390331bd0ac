"""The session, its links and the log-on in words."""

from agent_desktop.desk.links import LinkPart
from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.ui.notices.words.said import Makers, Words, quoted, translate


def _session_expired(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your session has ended. Log on again to go on."),
        quoted(notice)
        or translate("Notices", "Nothing you typed is lost; a call goes on without the desk."),
        translate(
            "Notices",
            "Enter your password. The interrupted stage is then offered, not sent by itself.",
        ),
    )


def _session_doubted(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "{server} said once that your session had ended, but it goes on."
        ).format(server=facts.server),
        translate("Notices", "What you pressed just then was not done."),
        translate("Notices", "Look at the stage; press again what is missing."),
    )


def _session_link_down(facts: Facts, notice: Notice) -> Words:
    made = _LINKS.get(facts.subject, _server_down)
    return made(facts, notice)


def _network_down(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "This computer has no network on the way to {server}.").format(
            server=facts.server
        ),
        translate(
            "Notices",
            "Your call may go on by telephone. Notes and script are kept; nothing is sent.",
        ),
        translate(
            "Notices", "Check cable, Wi-Fi and VPN. The desk goes on by itself once it is back."
        ),
    )


def _server_down(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The server {server} doesn't answer.").format(server=facts.server),
        translate(
            "Notices",
            "Your call goes on. Notes and script are kept; a stage pressed now may not arrive.",
        ),
        translate(
            "Notices",
            "The desk keeps trying by itself. After a switchover that takes 90 to 150 seconds.",
        ),
    )


def _stream_down(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The messages of {server} don't come through.").format(
            server=facts.server
        ),
        translate(
            "Notices",
            "Stages still go out; outcomes wait, for another call may have come. New calls and the "
            "end of this one are not shown.",
        ),
        translate("Notices", "The desk keeps trying by itself and then reads what was missed."),
    )


def _session_lost(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your session on {server} has ended.").format(server=facts.server),
        quoted(notice)
        or translate("Notices", "Nothing you typed is lost; a call goes on without the desk."),
        translate(
            "Notices",
            "The desk logs on again by itself. The interrupted stage is then offered, not sent.",
        ),
    )


_LINKS = {
    LinkPart.NETWORK.value: _network_down,
    LinkPart.SERVER.value: _server_down,
    LinkPart.STREAM.value: _stream_down,
    LinkPart.SESSION.value: _session_lost,
}


def _station_taken_again(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "You are at station {station} again.").format(station=facts.station),
        translate("Notices", "The server had let it go while the link was down."),
    )


def _station_lost(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "You no longer have the station {station}.").format(
            station=facts.station
        ),
        quoted(notice) or translate("Notices", "No calls reach you without it."),
        translate("Notices", "Try again, or log off and choose another station."),
    )


def _session_link_back(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The link to the server {server} is back.").format(server=facts.server)
    )


def _dialer_link_down(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The outbound dialer is not connected."),
        quoted(notice)
        or translate("Notices", "Your call goes on, but no new campaign calls come."),
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
                quoted(notice),
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


def _password_expires(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your password expires in {days} days.").format(days=facts.count),
        do=translate("Notices", "Change it in good time."),
    )


MAKERS: Makers = {
    Cause.SESSION_EXPIRED: _session_expired,
    Cause.SESSION_DOUBTED: _session_doubted,
    Cause.SESSION_LINK_DOWN: _session_link_down,
    Cause.SESSION_LINK_BACK: _session_link_back,
    Cause.DIALER_LINK_DOWN: _dialer_link_down,
    Cause.DIALER_LINK_BACK: _dialer_link_back,
    Cause.ON_ALTERNATE: _on_alternate,
    Cause.STATION_TAKEN_AGAIN: _station_taken_again,
    Cause.STATION_LOST: _station_lost,
    Cause.DIALER_LOG_IN_FAILED: _dialer_log_in_failed,
    Cause.LICENCE_MISSING: _licence_missing,
    Cause.PASSWORD_EXPIRES: _password_expires,
}
