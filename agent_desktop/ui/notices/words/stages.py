"""Stages in words."""

from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.ui.notices.words.said import Makers, Words, quoted, sentence, translate


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
        quoted(notice) or translate("Notices", "Calls work as ever; the stage buttons are off."),
        translate(
            "Notices", "Tell the PureConnect administrator; this program may need a newer version."
        ),
    )


def _stage_refused(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Stage {stage} was refused.").format(stage=facts.stage),
        quoted(notice) or translate("Notices", "The call stays in the stage it was in."),
        translate("Notices", "Choose a stage of this campaign, or go on and tell your supervisor."),
    )


def _stage_not_confirmed(facts: Facts, notice: Notice) -> Words:
    return Words(
        translate("Notices", "Stage {stage} is not confirmed.").format(stage=facts.stage),
        quoted(notice) or _not_known(notice),
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
    unmapped = translate(
        "Notices", "The script of {campaign} has stages that the stage map doesn't know: {stage}."
    ).format(campaign=facts.campaign, stage=facts.stage)
    unscripted = translate(
        "Notices", "The stage map has stages that no page of the script of {campaign} has: {stage}."
    ).format(campaign=facts.campaign, stage=facts.subject)
    may_be_refused = translate("Notices", "They can be sent, but the server may refuse them.")
    do = translate("Notices", "Tell your supervisor; script and stage set should match.")
    if not facts.stage:
        return Words(unscripted, translate("Notices", "The script is what counts here."), do)
    return Words(
        unmapped, f"{may_be_refused} {unscripted}" if facts.subject else may_be_refused, do
    )


def _stage_map_broken(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate("Notices", "The stage map can't be used."),
        sentence(facts.subject),
        translate(
            "Notices", "Campaigns without a script show a number field. Tell your administrator."
        ),
    )


def _stages_left(facts: Facts, _notice: Notice) -> Words:
    return Words(
        translate(
            "Notices", "Asked for before the program was closed, and never answered: stage {stage}."
        ).format(stage=facts.stage),
        translate(
            "Notices", "Nobody knows whether the dialer has it for that call of {campaign}."
        ).format(campaign=facts.campaign),
        translate("Notices", "Nothing to do: that call is over, and nothing is sent for it now."),
    )


MAKERS: Makers = {
    Cause.DIALER_TOO_OLD: _dialer_too_old,
    Cause.STAGE_REMOVED: _stage_removed,
    Cause.STAGE_REFUSED: _stage_refused,
    Cause.STAGE_NOT_CONFIRMED: _stage_not_confirmed,
    Cause.STAGE_NOT_SENT: _stage_not_sent,
    Cause.STAGE_DROPPED: _stage_dropped,
    Cause.STAGE_DRIFT: _stage_drift,
    Cause.STAGE_MAP_BROKEN: _stage_map_broken,
    Cause.STAGES_LEFT: _stages_left,
}
