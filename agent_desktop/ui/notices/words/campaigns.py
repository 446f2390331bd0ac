"""Campaigns in words."""

from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.ui.notices.words.said import Makers, Words, quoted, translate


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
        quoted(notice),
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
            translate("Notices", "No campaign calls come until you join a campaign again."),
        )
    return Words(translate("Notices", "You are out of {campaign}.").format(campaign=facts.campaign))


def _completed(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "{campaign} is completed.").format(campaign=facts.campaign),
        translate("Notices", "No more calls of it come."),
    )


def _agent_kind_set(facts: Facts, _notice: Notice) -> Words:
    said = {
        "regular": translate("Notices", "You take the regular calls of {campaign}."),
        "finishing": translate("Notices", "You take the calls of {campaign} left to be finished."),
        "composite": translate(
            "Notices", "You take the regular calls of {campaign}, and those left to be finished."
        ),
    }
    other = translate("Notices", "Which calls of {campaign} you take has changed.")
    return Words(said.get(facts.subject, other).format(campaign=facts.campaign))


def _agent_kind_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Which calls of {campaign} you take could not be changed.").format(
            campaign=facts.campaign
        ),
        quoted(notice) or translate("Notices", "You take the same calls as before."),
        translate("Notices", "Try again, or ask your supervisor."),
    )


MAKERS: Makers = {
    Cause.CAMPAIGN_REFUSED: _campaign_refused,
    Cause.CAMPAIGN_PAUSED: _campaign_paused,
    Cause.CAMPAIGN_REMOVED: _campaign_removed,
    Cause.CAMPAIGN_ADDED: _campaign_added,
    Cause.MOVED_IN: _moved_in,
    Cause.MOVED_OUT: _moved_out,
    Cause.LOGGED_OUT_OF_CAMPAIGN: _logged_out,
    Cause.CAMPAIGN_COMPLETED: _completed,
    Cause.AGENT_KIND_SET: _agent_kind_set,
    Cause.AGENT_KIND_REFUSED: _agent_kind_refused,
}
