"""States of the desk, ready-made for tests and pictures of the window."""

from dataclasses import replace

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.campaigns import (
    Campaign,
    CampaignKind,
    CampaignList,
    CampaignStatus,
    Membership,
)
from agent_desktop.desk.links import Link, LinkState
from agent_desktop.desk.logon import (
    LogOnFault,
    LogOnProblem,
    LogOnStep,
    Phase,
    ServerOffer,
    StationKind,
)
from agent_desktop.desk.notices import Cause, Facts, NoticeBoard
from agent_desktop.desk.stage_lists import CALL_CONNECTED, Stage, StageList, StageSource
from agent_desktop.desk.stages import Ask, Confirmed, StageContext, StageView, Unsettled, Verdict
from agent_desktop.desk.state import Agent, DeskState, StagePanel
from agent_desktop.desk.statuses import StatusChoice, StatusView
from tests.desk.moments import at

RUNNING = frozenset({CampaignStatus.ON})
SPRING = Campaign(
    "c1", "Spring renewal", CampaignKind.PREDICTIVE, "Sales", RUNNING, Membership.IN, True
)
WINBACK = Campaign("c2", "Winback", CampaignKind.POWER, "Sales", RUNNING)
SURVEY = Campaign(
    "c3", "Survey", CampaignKind.PREVIEW, "Research", frozenset({CampaignStatus.PAUSED})
)
REMINDER = Campaign("c4", "Payment reminder", CampaignKind.AGENTLESS, "Care", RUNNING)
CAMPAIGNS = CampaignList((SPRING, WINBACK, SURVEY, REMINDER), may_join=True, arrived=True)

STAGES = StageList(
    (
        Stage(0, CALL_CONNECTED),
        Stage(1, "Identify"),
        Stage(2, "Offer"),
        Stage(3, "Close"),
        Stage(9, "Wrap-up"),
    ),
    StageSource.SCRIPT,
)
MANY_STAGES = StageList(
    (
        Stage(0, CALL_CONNECTED),
        *(Stage(number, f"Stage of the script {number}") for number in range(1, 24)),
    ),
    StageSource.MAP,
)
ON_CALL = StageContext("c1", "i1")
CALL = Call("i1", "c1", CallState.CONNECTED, at(0), connected=at(4), who="Maria Petrou")

STATUSES = StatusView(
    choices=(
        StatusChoice("Available", "Available", available=True),
        StatusChoice("At Lunch", "At lunch"),
        StatusChoice("Do Not Disturb", "Do not disturb", do_not_disturb=True),
        StatusChoice("ACD - Agent Not Answering", "Not answering", selectable=False),
    ),
    current_id="available",
    since=at(0).mono,
)
ADA = Agent(
    "ada", "Ada Moreno", StationKind.WORKSTATION, "7001", "https://ic1.example:8019", encrypted=True
)
LICENCE_FACTS = Facts(user="ada", station="7001")


def ask(number: int, second: float = 10, context: StageContext = ON_CALL) -> Ask:
    """A stage pressed on the call."""
    return Ask(number, context, at(second))


def confirmed(number: int, second: float = 11) -> Confirmed:
    """A stage the server took."""
    return Confirmed(number, at(second))


def unsettled(number: int, verdict: Verdict, answer: Answer | None = None) -> Unsettled:
    """A stage that came to nothing, or to nobody knows what."""
    return Unsettled(ask(number, 20), verdict, answer or Answer(), at(21))


def panel(view: StageView | None = None, **fields: object) -> StagePanel:
    """The stage panel of a live call that nothing stands in the way of."""
    plain = StagePanel(stages=STAGES, view=view or StageView(), barrier=None, call_known=True)
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of StagePanel


def desk(**fields: object) -> DeskState:
    """An agent at work: logged on, available, one campaign joined, on a call in no stage yet."""
    plain = DeskState(
        phase=Phase.LOGGED_ON,
        agent=ADA,
        link=Link(session=LinkState.UP),
        campaigns=CAMPAIGNS,
        selected_id="c1",
        call=CALL,
        stage=panel(),
        status=STATUSES,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of DeskState


def waiting() -> DeskState:
    """The same agent between two calls."""
    return desk(call=None, stage=panel(call_known=False))


def told(*causes: Cause, facts: Facts = LICENCE_FACTS) -> NoticeBoard:
    """A board on which these causes were told, a second apart."""
    board = NoticeBoard()
    for second, cause in enumerate(causes):
        board = board.tell(cause, at(second), facts)
    return board


def expired(phase: Phase = Phase.EXPIRED, reason: str = "", **fields: object) -> DeskState:
    """The session has ended under the agent."""
    board = NoticeBoard().tell(
        Cause.SESSION_EXPIRED, at(30), Facts(user="ada"), Answer(status=401, message=reason)
    )
    return desk(phase=phase, board=board, link=Link(session=LinkState.DOWN), **fields)


def logging_on(step: LogOnStep = LogOnStep.CONNECTING) -> DeskState:
    """Logging on is under way."""
    return DeskState(phase=Phase.LOGGING_ON, step=step)


def refused_log_on(fault: LogOnFault, message: str = "") -> DeskState:
    """Logging on has failed."""
    return DeskState(problem=LogOnProblem(fault, "ic1.example", Answer(message=message)))


def offered(server: str, **fields: object) -> DeskState:
    """A server has said what it offers."""
    offer = replace(ServerOffer(server=server, found=True), **fields)  # type: ignore[arg-type]  # its fields
    return DeskState(offer=offer)
