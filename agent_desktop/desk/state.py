"""The whole desk at one moment, immutable: what the window renders and nothing else does."""

from dataclasses import field
from enum import Enum

from agent_desktop.desk.abilities import Abilities
from agent_desktop.desk.breaks import BreakView
from agent_desktop.desk.calls import Call
from agent_desktop.desk.campaigns import Campaign, CampaignList
from agent_desktop.desk.history import HistoryPanel
from agent_desktop.desk.links import Link
from agent_desktop.desk.logon import (
    LogOnProblem,
    LogOnStep,
    PasswordOffer,
    Phase,
    ServerOffer,
    StationKind,
)
from agent_desktop.desk.notices import NoticeBoard
from agent_desktop.desk.panels import (
    ContactPanel,
    Leaving,
    ManualCall,
    NotePanel,
    OpenOutcome,
    OutcomePanel,
    PhonePanel,
    PreviewPanel,
)
from agent_desktop.desk.scripts import ScriptPanel
from agent_desktop.desk.stage_lists import StageList
from agent_desktop.desk.stages import Press, StageView
from agent_desktop.desk.statuses import StatusView
from agent_desktop.immutable import immutable


@immutable
class Agent:
    """Who is logged on, where from and to which server."""

    user_id: str
    name: str
    station_kind: StationKind
    station: str
    server: str
    encrypted: bool


class StageBarrier(Enum):
    """Why no stage can be sent just now."""

    NO_SESSION = "no session"
    NO_CAMPAIGN = "no campaign"
    NO_CALL = "no call"
    CALL_ENDED = "call ended"
    OTHER_CAMPAIGN = "other campaign"  # the live call belongs to another campaign
    JOINING = "joining"  # the campaign is just being joined
    NOT_PLACED = "not placed"
    DIALER_TOO_OLD = "dialer too old"
    REMOVED = "removed"


@immutable
class StagePanel:
    """The stages of the selected campaign, and where its call is among them."""

    stages: StageList = field(default_factory=StageList)
    view: StageView = field(default_factory=StageView)
    barrier: StageBarrier | None = StageBarrier.NO_CAMPAIGN
    call_known: bool = False
    since: float | None = None  # monotonic seconds: when the call came into its stage
    pressed: Press | None = None  # what became of the newest press, where nothing was sent
    pressed_number: int | None = None


@immutable
class DeskState:
    """Everything on the desk."""

    phase: Phase = Phase.LOGGED_OFF
    step: LogOnStep | None = None
    problem: LogOnProblem | None = None
    offer: ServerOffer = field(default_factory=ServerOffer)
    password: PasswordOffer = field(default_factory=PasswordOffer)
    agent: Agent | None = None
    link: Link = field(default_factory=Link)
    campaigns: CampaignList = field(default_factory=CampaignList)
    selected_id: str | None = None
    call: Call | None = None
    stage: StagePanel = field(default_factory=StagePanel)
    phone: PhonePanel = field(default_factory=PhonePanel)
    preview: PreviewPanel | None = None
    script: ScriptPanel = field(default_factory=ScriptPanel)
    contact: ContactPanel = field(default_factory=ContactPanel)
    note: NotePanel = field(default_factory=NotePanel)
    outcome: OutcomePanel = field(default_factory=OutcomePanel)
    open_outcomes: tuple[OpenOutcome, ...] = ()
    manual: ManualCall | None = None
    breaks: BreakView = field(default_factory=BreakView)
    leaving: Leaving | None = None
    abilities: Abilities = field(default_factory=Abilities)
    companion: bool = False  # only stages: calls are taken in the vendor's own client
    history: HistoryPanel = field(default_factory=HistoryPanel)
    status: StatusView = field(default_factory=StatusView)
    board: NoticeBoard = field(default_factory=NoticeBoard)

    @property
    def selected(self) -> Campaign | None:
        """The campaign whose stages are shown."""
        return self.campaigns.get(self.selected_id)

    @property
    def call_campaign(self) -> Campaign | None:
        """The campaign of the current call."""
        return self.campaigns.get(self.call.campaign_id) if self.call else None
