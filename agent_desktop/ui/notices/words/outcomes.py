"""Outcomes, and who sees to them, in words."""

from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.ui.notices.words.said import Makers, Words, quoted, translate


def _filed(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The outcome “{outcome}” is filed.").format(outcome=facts.subject)
    )


def _refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "The outcome “{outcome}” was refused.").format(outcome=facts.subject),
        quoted(notice) or translate("Notices", "The call has no outcome yet."),
        translate("Notices", "Choose another outcome, or send this one again."),
    )


def _not_confirmed(facts: Facts, notice: Notice) -> Words:
    unknown = (
        translate("Notices", "The server answered with a fault; it may have filed it or not.")
        if notice.answer.status
        else translate("Notices", "No answer came; the server may have filed it or not.")
    )
    return Words(
        translate("Notices", "The outcome “{outcome}” is not confirmed.").format(
            outcome=facts.subject
        ),
        quoted(notice) or unknown,
        translate("Notices", "Send it again before the next call comes."),
    )


def _not_sent(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "The outcome “{outcome}” was not sent: the server could not be reached."
        ).format(outcome=facts.subject),
        translate("Notices", "It is kept; the call has no outcome yet."),
        translate("Notices", "Send it again once the link is back."),
    )


def _missed(facts: Facts, _notice: Notice) -> Words:
    chosen = (
        translate("Notices", "“{outcome}” was chosen and not filed; it is kept.").format(
            outcome=facts.subject
        )
        if facts.subject
        else translate("Notices", "No outcome was chosen.")
    )
    return Words(
        translate(
            "Notices", "The next call came before the last one of {campaign} had its outcome."
        ).format(campaign=facts.campaign),
        " ".join((translate("Notices", "Dialer files that call as “Ambiguous”."), chosen)),
        translate("Notices", "Tell your supervisor what was agreed, then put the outcome away."),
    )


def _left(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Calls from before without a confirmed outcome: {count}.").format(
            count=facts.count
        ),
        translate("Notices", "What Dialer isn't told it files as “Ambiguous”."),
        translate("Notices", "See the open outcomes: send what can be sent, put away the rest."),
    )


def _finishing_marked(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "Your call of {campaign} is left to a finishing agent.").format(
            campaign=facts.campaign
        )
    )


def _finishing_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "Your call of {campaign} could not be left to a finishing agent."
        ).format(campaign=facts.campaign),
        quoted(notice) or translate("Notices", "It is still yours."),
        translate("Notices", "Try again, or file its outcome yourself."),
    )


MAKERS: Makers = {
    Cause.OUTCOME_FILED: _filed,
    Cause.OUTCOME_REFUSED: _refused,
    Cause.OUTCOME_NOT_CONFIRMED: _not_confirmed,
    Cause.OUTCOME_NOT_SENT: _not_sent,
    Cause.OUTCOME_MISSED: _missed,
    Cause.OUTCOMES_LEFT: _left,
    Cause.FINISHING_MARKED: _finishing_marked,
    Cause.FINISHING_REFUSED: _finishing_refused,
}
