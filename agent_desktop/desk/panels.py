"""What the window shows of the call in hand beside its stages; each part is one panel's."""

from dataclasses import field
from datetime import datetime
from enum import Enum, IntEnum

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.outcomes import OutcomeFault, OutcomeView
from agent_desktop.desk.terms import CallTerms
from agent_desktop.immutable import immutable


class PhoneAction(Enum):
    """What can be done with the call's line."""

    PICK_UP = "pick up"
    HANG_UP = "hang up"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"


@immutable
class PhonePanel:
    """Which actions make sense now, and the one on its way. The state is the queue's to tell."""

    allowed: frozenset[PhoneAction] = frozenset()
    doing: PhoneAction | None = None


class PreviewDoing(Enum):
    """What is on its way for a preview."""

    PLACING = "placing"
    SKIPPING = "skipping"


@immutable
class PreviewPanel:
    """A contact to look at before the call is placed.

    `ends` is the monotonic second at which the countdown is over; None where there is none.
    """

    interaction_id: str
    ends: float | None = None
    may_skip: bool = False
    doing: PreviewDoing | None = None
    held: OutcomeFault | None = None  # another may be Dialer's by now, and neither names it
    by_timer: bool = False  # the countdown placed it
    answer: Answer | None = None  # why placing or skipping failed


@immutable
class OutcomePanel:
    """The outcome of the call in hand.

    `may_choose` is off while there is nothing to file; `fault` says why it can't be sent as it
    stands. `hang_up_next` leads the agent on: it is filed and the line is still open.
    """

    interaction_id: str = ""
    terms: CallTerms = field(default_factory=CallTerms)
    view: OutcomeView = field(default_factory=OutcomeView)
    missing: bool = False  # the call was placed and no outcome is filed
    may_choose: bool = False
    fault: OutcomeFault | None = None
    hang_up_next: bool = False
    ready_next: bool = False  # all is done: one press back to available
    may_finish: bool = False  # it can be left to a finishing agent
    finishing: bool = False  # that is on its way
    finished: bool = False  # the server took it


@immutable
class OpenOutcome:
    """A call, other than the one in hand, whose outcome isn't confirmed.

    `earlier_run` says that it comes from before the program was cut off.
    """

    interaction_id: str
    campaign: str
    popped: datetime
    view: OutcomeView
    campaign_id: str = ""
    who: str = field(default="", repr=False)
    note: bool = False
    earlier_run: bool = False
    stages_open: tuple[str, ...] = ()  # stages asked for whose answer nobody heard
    terms: CallTerms = field(default_factory=CallTerms)
    fault: OutcomeFault | None = None  # why it can't be sent as things stand


@immutable
class NotePanel:
    """The agent's note on the call in hand. `kept` says that the ledger has it as it stands."""

    interaction_id: str = ""
    text: str = field(default="", repr=False)
    kept: bool = True


@immutable
class ContactPanel:
    """Reading the contact anew from the server."""

    interaction_id: str = ""
    asking: bool = False
    answer: Answer | None = None


class ManualState(Enum):
    """How a call placed by hand is getting on."""

    ASKING = "asking"
    TOLD = "told"  # the server says more; see `status`
    FAILED = "failed"


class ManualStatus(IntEnum):
    """Where a call by hand stands: the ones the reference names, of 0 to 15 (section 4)."""

    INVALID_NUMBER = 10
    BLOCKED = 11
    PLACED = 12
    COMPLETE = 13


# Nobody will be reached this way.
DEAD_ENDS = frozenset({ManualStatus.INVALID_NUMBER, ManualStatus.BLOCKED})


@immutable
class ManualCall:
    """The newest call placed by hand. `status` is manualOutboundCallStatusMessage's number."""

    campaign_id: str
    state: ManualState
    status: int | None = None
    answer: Answer = field(default_factory=Answer)
    interaction_id: str = ""  # the call it was dialled for


class LeaveKind(Enum):
    """How the agent wants to leave."""

    LOG_OFF = "log off"
    QUIT = "quit"
    RESTART = "restart"  # a newer version was installed


class LeaveWait(Enum):
    """What Dialer still waits for before it lets the agent go."""

    CALL = "call"
    OUTCOME = "outcome"
    GRANT = "grant"


@immutable
class Leaving:
    """The agent asked to leave; `since` in monotonic seconds."""

    kind: LeaveKind
    waits: LeaveWait
    since: float
