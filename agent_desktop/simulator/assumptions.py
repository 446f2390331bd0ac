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
        An agent who logs in during a call gets its dataPopMessage again.
    ``form_needs_campaign_log_in``
        A form definition is given only for a campaign the agent is logged in to.
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
