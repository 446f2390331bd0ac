"""From the protocol's contracts to the desk's values, and from the dialog's form to a contract."""

from collections.abc import Iterable

from agent_desktop import icws
from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.calls import Call, CallState, QueueEntry
from agent_desktop.desk.campaigns import (
    Campaign,
    CampaignChange,
    CampaignKind,
    CampaignStatus,
    Membership,
)
from agent_desktop.desk.logon import ServerOffer, StationKind
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.scripts import Control, ControlKind, Page, Script
from agent_desktop.desk.statuses import StatusChoice
from agent_desktop.desk.terms import CallTerms, Contact, DialingMode, Disposition
from agent_desktop.immutable import immutable

# Queue attributes, reference section 6.
STATE = "Eic_State"
NAME = "Eic_RemoteName"
ADDRESS = "Eic_RemoteAddress"
MUTED = "Eic_Muted"
DIRECTION = "Eic_CallDirection"
QUEUE_ATTRIBUTES = (STATE, NAME, ADDRESS, MUTED, DIRECTION)
INBOUND = "I"
# How a flag reads among the attributes, which are all texts: recorded as "1"; the rest is caution.
TRUE_TEXTS = frozenset({"1", "true", "yes"})


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


@immutable
class CampaignNews:
    """One availableCampaignsMessage in the desk's words; `full` is its `isDelta: false`."""

    full: bool
    may_join: bool
    added: tuple[Campaign, ...] = ()
    changed: tuple[CampaignChange, ...] = ()
    removed: tuple[str, ...] = ()


def campaign_news(message: icws.AvailableCampaignsMessage) -> CampaignNews:
    """Return what a message says of the campaigns; of thousands that takes a while."""
    may_join = message.agent_has_logon_campaign_right
    # Without the right an agent works every campaign on offer.
    worked = None if may_join else Membership.IN
    return CampaignNews(
        full=not message.is_delta,
        may_join=may_join,
        added=tuple(campaign(c, worked) for c in message.campaigns_added or ()),
        changed=tuple(campaign_change(c) for c in message.campaigns_changed or ()),
        removed=tuple(c.id for c in message.campaigns_removed or ()),
    )


News = icws.Message | CampaignNews
"""What there is to apply: a message, or what was made of it in the background."""


def made_ready(news: News) -> News:
    """Do what takes long of applying a message, and needs nothing of the desk; in any thread."""
    return campaign_news(news) if isinstance(news, icws.AvailableCampaignsMessage) else news


def campaign(offered: icws.AvailableCampaign, membership: Membership | None = None) -> Campaign:
    """Return a campaign of availableCampaignsMessage. Unknown enum values are passed over."""
    return Campaign(
        id=offered.id,
        name=offered.name or offered.id,
        kind=_kind(offered.campaign_type),
        workgroup=offered.workgroup,
        status=_statuses(offered.status or ()),
        membership=membership or _MEMBERSHIP[offered.is_logged_in],
        # A server that doesn't say may have a script: asking it costs one request.
        has_form=offered.has_base_script is not False,
        custom_url=(offered.custom_script_url or "").strip(),
    )


def campaign_change(changed: icws.ChangedCampaign) -> CampaignChange:
    """Return a change of a known campaign."""
    status = None if changed.status is None else _statuses(changed.status)
    return CampaignChange(changed.id, changed.name, status)


def call(pop: icws.DataPop | icws.PreviewPop, now: Moment) -> Call:
    """Return the call that a pop opens."""
    mode = _mode(pop.dialing_mode)
    state = CallState.COMING
    if isinstance(pop, icws.PreviewPop) and not pop.call_placed:
        state = CallState.PREVIEW
    elif mode is DialingMode.MANUAL:
        state = CallState.BY_HAND  # until the queue shows that it has been dialled
    contact = Contact(tuple(pop.attributes.items()))
    return Call(
        interaction_id=pop.interaction_id,
        campaign_id=pop.campaign_id,
        state=state,
        popped=now,
        who=contact.name,
        contact=contact,
        terms=CallTerms(
            mode=mode,
            dispositions=tuple(disposition(offered) for offered in pop.dispositions),
            hangs_up=pop.auto_disconnect_on_disposition,
            own_callbacks=pop.allow_agent_callbacks,
            may_skip=isinstance(pop, icws.PreviewPop) and pop.allow_skip,
            preview_ends=pop.preview_timeout if isinstance(pop, icws.PreviewPop) else None,
        ),
    )


def disposition(offered: icws.Disposition | icws.FormDisposition) -> Disposition:
    """Return an outcome that a pop or a page offers."""
    return Disposition(
        offered.label,
        offered.wrap_up_category or "",
        offered.wrap_up_code or "",
        abandon=bool(offered.abandon),
    )


def script(form: icws.FormDefinition) -> Script:
    """Return the pages of a campaign's form."""
    return Script(tuple(_page(page) for page in form.pages))


def break_state(status: icws.BreakStatus) -> BreakState | None:
    """Return where a break stands; None for a value nobody knows."""
    return _BREAKS.get(int(status))


def queue_entry(interaction: icws.Interaction) -> QueueEntry:
    """Return what the queue says of one interaction."""
    attributes = {name.casefold(): value for name, value in interaction.attributes.items()}
    muted = attributes.get(MUTED.casefold())
    direction = attributes.get(DIRECTION.casefold())
    return QueueEntry(
        interaction.interaction_id,
        state=attributes.get(STATE.casefold()),
        who=attributes.get(NAME.casefold()),
        number=attributes.get(ADDRESS.casefold()),
        inbound=None if direction is None else direction.strip().upper() == INBOUND,
        muted=None if muted is None else muted.strip().casefold() in TRUE_TEXTS,
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
            do_not_disturb=message.is_do_not_disturb_status,
            selectable=message.is_selectable_status
            and (allowed is None or message.status_id.casefold() in allowed),
        )
        for message in messages
    )


def _kind(kind: icws.CampaignType | None) -> CampaignKind:
    return CampaignKind(int(kind)) if kind in _CAMPAIGN_KINDS else CampaignKind.UNKNOWN


def _statuses(statuses: Iterable[int]) -> frozenset[CampaignStatus]:
    return frozenset(CampaignStatus(int(s)) for s in statuses if s in _CAMPAIGN_STATUSES)


def _mode(mode: icws.DialingMode | None) -> DialingMode:
    return DialingMode(int(mode)) if mode in _DIALING_MODES else DialingMode(-1)


def _page(page: icws.FormPage) -> Page:
    return Page(
        name=page.name,
        text=page.text,
        foreground=page.foreground_color or "",
        background=page.background_color or "",
        stage=page.stage if page.stage is not None and page.stage >= 0 else None,
        controls=tuple(_control(control) for control in page.controls if control.column),
        dispositions=tuple(disposition(offered) for offered in page.dispositions if offered.label),
    )


def _control(control: icws.FormControl) -> Control:
    return Control(
        column=control.column,
        label=control.label or control.column,
        kind=_CONTROLS.get(int(control.type), ControlKind.TEXT),
        read_only=control.read_only,
        max_lines=max(1, control.max_lines or 1),
        max_chars=control.max_chars if control.max_chars and control.max_chars > 0 else None,
        date_format=control.date_format or "",
        items=control.data_items or (),
    )


# The numbers we know; a site may list thousands of campaigns at once.
_CAMPAIGN_KINDS = frozenset(map(int, CampaignKind))
_CAMPAIGN_STATUSES = frozenset(map(int, CampaignStatus))
_DIALING_MODES = frozenset(map(int, DialingMode))

_CONTROLS = {
    0: ControlKind.TEXT,
    1: ControlKind.NUMERIC,
    2: ControlKind.RADIO,
    3: ControlKind.LISTBOX,
    4: ControlKind.DATE_TIME,
}
_BREAKS = {0: BreakState.NONE, 1: BreakState.PENDING, 2: BreakState.ON_BREAK}
