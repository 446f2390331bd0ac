"""From the protocol's contracts to the desk's values, and from the dialog's form to a contract."""

from collections.abc import Iterable

from agent_desktop import icws
from agent_desktop.desk.calls import Call, CallState, QueueEntry
from agent_desktop.desk.campaigns import (
    Campaign,
    CampaignChange,
    CampaignKind,
    CampaignStatus,
    Membership,
)
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.state import ServerOffer, StationKind
from agent_desktop.desk.statuses import StatusChoice

# Queue attributes, reference section 6.
STATE = "Eic_State"
NAME = "Eic_RemoteName"
ADDRESS = "Eic_RemoteAddress"
QUEUE_ATTRIBUTES = (STATE, NAME, ADDRESS)


_MEMBERSHIP = {True: Membership.IN, False: Membership.OUT, None: Membership.UNTOLD}


def server_offer(typed: str, address: icws.ServerAddress, info: icws.ServerInfo) -> ServerOffer:
    """Return what the log-on dialog tells of a server."""
    login = info.authentication or icws.Authentication()
    providers = tuple(
        provider.display_name or provider.identity_provider_id or "?"
        for provider in login.identity_providers or ()
        if not provider.built_in_identity_provider
    )
    return ServerOffer(
        server=typed,
        found=True,
        password_allowed=login.allow_ic_auth,
        providers=providers,
        agreement=(login.user_agreement_text or "").strip(),
        encrypted=address.encrypted,
    )


def station_choice(kind: StationKind, station: str) -> icws.StationChoice:
    """Return the station setting of the dialog."""
    if kind is StationKind.WORKSTATION:
        return icws.Workstation(station)
    if kind is StationKind.REMOTE_WORKSTATION:
        return icws.RemoteWorkstation(station)
    if kind is StationKind.REMOTE_NUMBER:
        return icws.RemoteNumber(station)
    return icws.Stationless()


def campaign(offered: icws.AvailableCampaign) -> Campaign:
    """Return a campaign of availableCampaignsMessage. Unknown enum values are passed over."""
    return Campaign(
        id=offered.id,
        name=offered.name or offered.id,
        kind=_kind(offered.campaign_type),
        workgroup=offered.workgroup,
        status=_statuses(offered.status or ()),
        membership=_MEMBERSHIP[offered.is_logged_in],
        # A server that doesn't say may have a script: asking it costs one request.
        has_form=offered.has_base_script is not False,
    )


def campaign_change(changed: icws.ChangedCampaign) -> CampaignChange:
    """Return a change of a known campaign."""
    status = None if changed.status is None else _statuses(changed.status)
    return CampaignChange(changed.id, changed.name, status)


def call(pop: icws.DataPop | icws.PreviewPop, now: Moment) -> Call:
    """Return the call that a pop opens."""
    preview = isinstance(pop, icws.PreviewPop) and not pop.call_placed
    return Call(
        interaction_id=pop.interaction_id,
        campaign_id=pop.campaign_id,
        state=CallState.PREVIEW if preview else CallState.COMING,
        popped=now,
    )


def queue_entry(interaction: icws.Interaction) -> QueueEntry:
    """Return what the queue says of one interaction."""
    attributes = {name.casefold(): value for name, value in interaction.attributes.items()}
    return QueueEntry(
        interaction.interaction_id,
        state=attributes.get(STATE.casefold()),
        who=attributes.get(NAME.casefold()),
        number=attributes.get(ADDRESS.casefold()),
    )


def status_choices(
    messages: Iterable[icws.StatusMessage], allowed: frozenset[str] | None
) -> tuple[StatusChoice, ...]:
    """Return the statuses for the menu; `allowed` are case-folded ids, None means all."""
    return tuple(
        StatusChoice(
            id=message.status_id,
            text=message.message_text or message.status_id,
            available=message.is_acd_status,
            after_call=message.is_after_call_work_status,
            do_not_disturb=message.is_do_not_disturb_status,
            selectable=message.is_selectable_status
            and (allowed is None or message.status_id.casefold() in allowed),
        )
        for message in messages
    )


def _kind(kind: icws.CampaignType | None) -> CampaignKind:
    known = {int(member) for member in CampaignKind}
    return CampaignKind(int(kind)) if kind is not None and int(kind) in known else CampaignKind(0)


def _statuses(statuses: Iterable[int]) -> frozenset[CampaignStatus]:
    known = {int(member) for member in CampaignStatus}
    return frozenset(CampaignStatus(int(status)) for status in statuses if int(status) in known)
