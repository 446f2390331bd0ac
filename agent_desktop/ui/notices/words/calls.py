"""Previews, the line, what was typed for a call, and calls by hand in words."""

from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.desk.panels import ManualStatus, PhoneAction
from agent_desktop.ui.notices.words.said import Makers, Words, quoted, translate


def _preview_placed_by_timer(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "The countdown ran out, so the call of {campaign} is being placed."
        ).format(campaign=facts.campaign)
    )


def _preview_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The call of {campaign} could not be placed.").format(
            campaign=facts.campaign
        ),
        quoted(notice) or translate("Notices", "The contact is still shown."),
        translate("Notices", "Try again, or skip the contact where the campaign allows it."),
    )


def _preview_skipped(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "A contact of {campaign} was skipped.").format(campaign=facts.campaign)
    )


def _phone_refused(facts: Facts, notice: Notice) -> Words:
    asked = {
        PhoneAction.PICK_UP.value: translate("Notices", "The call could not be picked up."),
        PhoneAction.HANG_UP.value: translate("Notices", "The call could not be hung up."),
        PhoneAction.HOLD.value: translate("Notices", "The call could not be put on hold."),
        PhoneAction.RESUME.value: translate("Notices", "The call could not be taken off hold."),
        PhoneAction.MUTE.value: translate("Notices", "Your microphone could not be muted."),
        PhoneAction.UNMUTE.value: translate("Notices", "Your microphone is still muted."),
    }
    return Words(
        asked.get(facts.subject, translate("Notices", "Your phone didn't do as it was asked.")),
        quoted(notice) or translate("Notices", "The line is as the call card shows it."),
        translate("Notices", "Try again, or use the phone itself."),
    )


def _line_asked(_facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The server was asked to connect your phone."),
        translate("Notices", "It rings shortly; the server doesn't tell if that fails."),
        translate("Notices", "If it doesn't ring, check the number of your station."),
    )


def _values_not_sent(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "What you typed for the call of {campaign} didn't reach the server."
        ).format(campaign=facts.campaign),
        quoted(notice) or translate("Notices", "It is kept, and goes along with the outcome."),
    )


def _manual_call_status(facts: Facts, _notice: Notice) -> Words:
    said: dict[int, str] = {
        ManualStatus.INVALID_NUMBER: translate(
            "Notices", "Your call of {campaign}: the number is not valid."
        ),
        ManualStatus.BLOCKED: translate(
            "Notices", "Your call of {campaign}: the number is blocked."
        ),
    }
    other = translate("Notices", "Your call of {campaign}: status {status}.")
    return Words(
        said.get(facts.count, other).format(campaign=facts.campaign, status=facts.count),
        do=translate("Notices", "Dial another number, or file the outcome."),
    )


def _manual_call_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The call of {campaign} could not be dialled.").format(
            campaign=facts.campaign
        ),
        quoted(notice),
        translate("Notices", "Try again, or another number."),
    )


MAKERS: Makers = {
    Cause.PREVIEW_PLACED_BY_TIMER: _preview_placed_by_timer,
    Cause.PREVIEW_REFUSED: _preview_refused,
    Cause.PREVIEW_SKIPPED: _preview_skipped,
    Cause.PHONE_REFUSED: _phone_refused,
    Cause.LINE_ASKED: _line_asked,
    Cause.VALUES_NOT_SENT: _values_not_sent,
    Cause.MANUAL_CALL_STATUS: _manual_call_status,
    Cause.MANUAL_CALL_REFUSED: _manual_call_refused,
}
