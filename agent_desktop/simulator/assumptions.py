"""What the vendor leaves open, each under one name: cheap to change when a real server speaks.

The settings are keys of a scenario's ``[server]`` table; the constants stand for ids, codes and
statuses that no published page gives. Reference: every fact marked I, and section 9.
"""

from typing import Annotated, Final

import msgspec


class Assumptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How this server behaves where the reference is silent.

    ``stage_needs_dialer_log_in``
        update-stage is refused unless the agent is logged in to the campaign.
    ``stage_needs_call``
        update-stage is refused unless the agent has a connected call of the campaign.
    ``unknown_stage_refused``
        update-stage is refused for a number outside the campaign's stage set.
    ``idle_limit``
        Seconds without any request after which a session expires; 0 is never.
    ``second_log_on_ends_first``
        Logging on again as the same user ends that user's other sessions.
    ``campaign_log_in_needs_dialer_log_in``
        A log-in with a campaign is refused before the one without.
    ``call_shown_again_after_log_in``
        An agent who logs in with a call that goes on or has no outcome gets its dataPopMessage
        again.
    ``form_needs_campaign_log_in``
        A form definition is given only for a campaign the agent is logged in to.
    ``outcome_needed``
        A call is over for the dialer only with an outcome: until then no next call comes, no break
        begins and no log-off is granted. False: it is over when the line is, and nothing is filed
        for want of an outcome.
    ``earlier_call_can_be_filed``
        A call without an outcome waits when another one pops, and is the agent's last one again
        once that is filed. False: it is "Ambiguous" as soon as another pops.
    ``ambiguous_grace``
        Seconds of simulated time from the end of an agent's last session until its calls without
        an outcome are "Ambiguous"; 0 is at once.
    ``unknown_label_refused``
        disposition is refused for a label the pop didn't offer.
    ``past_schedule_refused``
        disposition is refused for a scheduledTime before the server's time.
    ``unplaced_preview_needs_skip``
        disposition is refused for a preview that wasn't placed, but for the skip label.
    ``skip_gives_follow_up``
        A skipped preview, too, puts the agent in the follow-up status.
    ``break_asked_twice_refused``
        request-break is refused on or before a break, end-break without one.
    ``preview_placed_by_server_after``
        Seconds of simulated time after previewTimeout until the server places a preview which the
        client did not; 0 is never.
    ``accepted_with_request_id``
        The dialer's 202 answers carry a requestId, completed by a message.
    ``clock_offset``
        Seconds by which the server's clock is ahead of this machine's: the log-on's server time,
        previewTimeout, statusChanged, Eic_InitiationTime and the Date header.
    ``error_ids``
        Error bodies carry an errorId; old servers sent none.
    ``features_included``
        The log-on's include=features is honoured.
    ``features_listed``
        connection/features exists.
    ``ping_interval``
        Seconds of silence on an event stream before a :ping comment.
    ``event_ids``
        Events of a stream carry an id line.
    """

    stage_needs_dialer_log_in: bool = True
    stage_needs_call: bool = True
    unknown_stage_refused: bool = True
    idle_limit: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    second_log_on_ends_first: bool = True
    campaign_log_in_needs_dialer_log_in: bool = True
    call_shown_again_after_log_in: bool = True
    form_needs_campaign_log_in: bool = False
    outcome_needed: bool = True
    earlier_call_can_be_filed: bool = False
    ambiguous_grace: Annotated[float, msgspec.Meta(ge=0)] = 30.0
    unknown_label_refused: bool = True
    past_schedule_refused: bool = True
    unplaced_preview_needs_skip: bool = True
    skip_gives_follow_up: bool = False
    break_asked_twice_refused: bool = True
    preview_placed_by_server_after: Annotated[float, msgspec.Meta(ge=0)] = 10.0
    accepted_with_request_id: bool = True
    clock_offset: float = 0.0
    error_ids: bool = True
    features_included: bool = True
    features_listed: bool = True
    ping_interval: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    event_ids: bool = False


AUTH_TOKEN_LIFETIME: Final = 7.0
"""Seconds a unique-auth-token lives (vendor: 7 s after creation)."""
HEARTBEAT_STATUS: Final = 200
LINK_DOWN_STATUS: Final = 500
"""A dialer resource while the outbound server is not connected."""
WRONG_MEDIA_TYPE_STATUS: Final = 415
NOT_ACCEPTABLE_STATUS: Final = 406

CODE_NO_SESSION_ID: Final = 1
CODE_TOKEN_MISSING: Final = 2
CODE_EXPIRED: Final = -2147221499
CODE_COOKIE_MISSING: Final = CODE_NO_SESSION_ID
"""The codes are recorded; that a missing cookie shares the first is ours."""

ID_UNREADABLE_BODY: Final = "error.request.invalidRepresentation"
ID_WRONG_MEDIA_TYPE: Final = "error.request.invalidRepresentation.mediaType"
ID_NOT_ACCEPTABLE: Final = "error.request.notAcceptable"
ID_ACCESS_DENIED: Final = "error.request.accessDenied"
ID_NO_LICENCE: Final = "error.request.accessDenied.dialerLicense"
ID_NO_SUCH_USER: Final = "error.request.user.notFound"
ID_NO_SUCH_STATUS: Final = "error.request.status.notSelectable"
ID_NO_SUCH_INTERACTION: Final = "error.request.interaction.notFound"
ID_NO_SUCH_SUBSCRIPTION: Final = "error.request.subscription.notFound"

ID_STATION_UNKNOWN: Final = "error.request.station.notFound"
ID_STATION_NOT_LICENSED: Final = "error.request.accessDenied.stationLicense"
ID_STATION_IN_USE: Final = "error.request.station.inUse"
ID_USER_ON_ANOTHER_STATION: Final = "error.request.station.userOnAnotherStation"

ID_NOT_IN_DIALER: Final = "error.request.dialer.notLoggedIn"
ID_NO_CAMPAIGN_RIGHT: Final = "error.request.dialer.noLogonCampaignRight"
ID_CAMPAIGN_LOGON: Final = "error.request.dialer.campaignLogon"
ID_ALREADY_IN_CAMPAIGN: Final = "error.request.dialer.alreadyLoggedIn"
ID_NO_FORM: Final = "error.request.dialer.noFormDefinition"
ID_LINK_DOWN: Final = "error.server.dialerUnavailable"

ID_STAGE_CAMPAIGN_UNKNOWN: Final = "error.request.dialer.updateStage.campaignNotFound"
ID_STAGE_NOT_LOGGED_IN: Final = "error.request.dialer.updateStage.notLoggedIn"
ID_STAGE_NO_CALL: Final = "error.request.dialer.updateStage.noCall"
ID_STAGE_WRONG_AGENT: Final = "error.request.dialer.updateStage.wrongAgent"
ID_STAGE_UNKNOWN: Final = "error.request.dialer.updateStage.unknownStage"

ID_OUTCOME_NO_CALL: Final = "error.request.dialer.disposition.callNotFound"
ID_OUTCOME_UNKNOWN: Final = "error.request.dialer.disposition.unknownLabel"
ID_OUTCOME_SCHEDULE: Final = "error.request.dialer.disposition.schedule"
ID_OUTCOME_SKIP: Final = "error.request.dialer.disposition.skip"
ID_NO_PREVIEW: Final = "error.request.dialer.placePreviewCall.callNotFound"
ID_NO_SUCH_CALL: Final = "error.request.dialer.callNotFound"
ID_BREAK: Final = "error.request.dialer.break"
ID_MANUAL_WRONG_AGENT: Final = "error.request.dialer.manualCall.wrongAgent"

AMBIGUOUS_CATEGORY: Final = "Ambiguous"
AMBIGUOUS_CODE: Final = "AMBIGUOUS"
CALL_DATA_REFUSED_STATUS: Final = 400
"""update-call-data, request-contact-data, mark-call-for-finishing for a call that isn't there."""
FIRST_COLUMN_ID: Final = 1
"""The ``ContactColumnId`` of a contact's first column."""
CONTACT_DATA_VERSION: Final = 3
"""The version of the feature ``dialer`` since which there is request-contact-data."""
