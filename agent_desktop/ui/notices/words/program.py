"""Statuses, breaks, leaving, and the program's own troubles in words."""

from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.ui.notices.words.said import Makers, Words, quoted, sentence, translate


def _status_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The status {status} was not set.").format(status=facts.subject),
        quoted(notice) or translate("Notices", "You are still in the status that is shown."),
        translate("Notices", "Choose it again, or another."),
    )


def _request_failed(facts: Facts, notice: Notice) -> Words:
    asked = {
        "ready-for-calls": translate("Notices", "The dialer wasn't told that you are ready."),
        "form": translate("Notices", "The script of {campaign} could not be read."),
        "statuses": translate("Notices", "The list of statuses could not be read."),
        "queue": translate("Notices", "Your calls can't be followed: the queue could not be read."),
        "establish-persistent-connection": translate(
            "Notices", "The server could not be asked to connect your phone."
        ),
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
        "establish-persistent-connection": translate(
            "Notices", "Without its line no calls reach you."
        ),
    }
    return Words(
        asked.get(facts.subject, translate("Notices", "A request failed.")).format(
            campaign=facts.campaign
        ),
        " ".join(part for part in (quoted(notice), means.get(facts.subject, "")) if part),
        translate("Notices", "If it stays so, copy the details and send them to support."),
    )


def _settings_broken(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "A settings file can't be used, so nothing that it sets holds."),
        sentence(facts.subject),
        translate("Notices", "It is kept as {file}. Correct it, and give it back its name.").format(
            file=facts.kept
        )
        if facts.kept
        else translate("Notices", "Correct the file, then start the program again."),
    )


def _setting_passed_over(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "A setting was passed over."),
        sentence(facts.subject),
        translate("Notices", "All others hold. Correct it, then start the program again."),
    )


def _new_version(facts: Facts, _notice: Notice) -> Words:
    what = translate("Notices", "Version {version} of the program is installed now.")
    return Words(
        what.format(version=facts.subject)
        if facts.subject
        else translate("Notices", "Another version of the program is installed now."),
        translate("Notices", "It starts when you log off. Until then this one goes on."),
        translate("Notices", "Restart between two calls, if you want it now."),
    )


def _not_remembered(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "What you last used can’t be kept for the next start."),
        sentence(facts.subject),
        translate("Notices", "The desk works as ever; tell your administrator."),
    )


def _password_not_kept(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your password was not kept on this computer."),
        translate("Notices", "{vault} didn't take it; you are logged on all the same.").format(
            vault=facts.subject
        ),
        translate("Notices", "Type it at the next log-on, and choose again whether to keep it."),
    )


def _password_not_deleted(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The password kept on this computer could not be deleted."),
        translate("Notices", "It still lies in {vault}, under agent-desktop.").format(
            vault=facts.subject
        ),
        translate("Notices", "Delete it there, or ask your administrator to."),
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


def _next_status_set(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The call is over: your status is now being set to {status}.").format(
            status=facts.subject
        )
    )


def _break_pending(_facts: Facts, _notice: Notice) -> Words:
    return Words(translate("Notices", "Your break begins after the present call."))


def _break_begun(_facts: Facts, _notice: Notice) -> Words:
    return Words(translate("Notices", "You are on a break; no campaign calls come."))


def _break_ended(_facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your break is over."),
        translate("Notices", "Campaign calls come in an available status."),
    )


def _break_refused(facts: Facts, notice: Notice) -> Words:
    asked = {
        "request-break": translate("Notices", "The break could not be asked for."),
        "end-break": translate("Notices", "The break could not be ended."),
    }
    return Words(
        asked.get(facts.subject, translate("Notices", "Your break could not be changed.")),
        quoted(notice),
        translate("Notices", "Try again; if it stays so, tell your supervisor."),
    )


def _leave_refused(_facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Dialer could not be asked to let you go."),
        quoted(notice) or translate("Notices", "You are still logged on."),
        translate("Notices", "Try again, or leave anyway once your outcome is filed."),
    )


def _ledger_broken(facts: Facts, _notice: Notice) -> Words:
    kept = (
        translate("Notices", "The old file is kept as {file}.").format(file=facts.subject)
        if facts.subject
        else ""
    )
    return Words(
        translate("Notices", "The call history was damaged, so a new one is begun."),
        kept,
        translate("Notices", "Tell your administrator if you need what was in it."),
    )


def _ledger_failed(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "What you type can't be kept: the call history can't be written."),
        sentence(facts.subject),
        translate("Notices", "Calls work as ever. File each outcome before you leave."),
    )


MAKERS: Makers = {
    Cause.STATUS_REFUSED: _status_refused,
    Cause.REQUEST_FAILED: _request_failed,
    Cause.SETTINGS_BROKEN: _settings_broken,
    Cause.NEW_VERSION: _new_version,
    Cause.SETTING_PASSED_OVER: _setting_passed_over,
    Cause.PASSWORD_NOT_KEPT: _password_not_kept,
    Cause.PASSWORD_NOT_DELETED: _password_not_deleted,
    Cause.NOT_REMEMBERED: _not_remembered,
    Cause.UNREADABLE_MESSAGE: _unreadable_message,
    Cause.PROGRAM_FAULT: _program_fault,
    Cause.NEXT_STATUS_SET: _next_status_set,
    Cause.BREAK_PENDING: _break_pending,
    Cause.BREAK_BEGUN: _break_begun,
    Cause.BREAK_ENDED: _break_ended,
    Cause.BREAK_REFUSED: _break_refused,
    Cause.LEAVE_REFUSED: _leave_refused,
    Cause.LEDGER_BROKEN: _ledger_broken,
    Cause.LEDGER_FAILED: _ledger_failed,
}
