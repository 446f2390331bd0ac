"""Logging on: what the agent enters, where it stands, what servers and vault say meanwhile."""

from dataclasses import field
from enum import Enum

from agent_desktop.desk.answer import Answer
from agent_desktop.immutable import immutable


class Phase(Enum):
    """Where the agent is in the shift."""

    LOGGED_OFF = "logged off"
    LOGGING_ON = "logging on"
    LOGGED_ON = "logged on"
    RECONNECTING = "reconnecting"  # the desk stays; the keeper finds the way back by itself
    EXPIRED = "expired"  # the desk stays; the overlay asks for the password
    LOGGING_ON_AGAIN = "logging on again"
    LOGGING_OFF = "logging off"


class LogOnStep(Enum):
    """What logging on is doing just now."""

    CONNECTING = "connecting"
    STATION = "station"


class LogOnFault(Enum):
    """Why logging on failed; each has its sentence and its field in the dialog."""

    ADDRESS = "address"
    UNKNOWN_HOST = "unknown host"
    UNREACHABLE = "unreachable"
    NO_NETWORK = "no network"
    CERTIFICATE = "certificate"
    PLAIN_HTTP = "plain http"  # not encrypted, and not on this computer
    NOT_ICWS = "not icws"
    CREDENTIALS = "credentials"
    KEPT_PASSWORD = "kept password"  # noqa: S105  # the one kept on this computer was refused
    VAULT_SILENT = "vault silent"  # the kept password was wanted and didn't come
    STATION = "station"
    NO_SESSIONS = "no sessions"  # 503 and no alternate takes us
    REDIRECTED = "redirected"  # it points elsewhere, and a password doesn't follow
    CA_FILE = "ca file"
    TIMEOUT = "timeout"
    SERVER = "server"
    PROGRAM = "program"  # a fault of ours
    USER_MISSING = "user missing"
    STATION_MISSING = "station missing"


@immutable
class LogOnProblem:
    """A failed log-on: the fault, the server concerned and the server's own words.

    `others` are the further servers that were tried, or the one a redirect points to.
    """

    fault: LogOnFault
    server: str = ""
    answer: Answer = field(default_factory=Answer)
    others: tuple[str, ...] = ()


@immutable
class ServerOffer:
    """What a server says of itself before anyone logs on."""

    server: str = ""
    asking: bool = False
    found: bool = False
    problem: LogOnProblem | None = None
    password_allowed: bool = True
    providers: tuple[str, ...] = ()
    agreement: str = ""
    encrypted: bool = True


class Keeping(Enum):
    """Whether the agent's password may be kept on this computer, or why not."""

    UNKNOWN = "unknown"  # nobody has looked yet
    LOOKING = "looking"  # the vault is asked, and may be asking the agent
    OFFERED = "offered"
    ABSENT = "absent"  # no vault that is safe
    LOCKED = "locked"
    SILENT = "silent"  # the vault didn't answer in time
    FAILED = "failed"
    FORBIDDEN = "forbidden"  # by the administrator
    DEMO = "demo"  # keeps nothing


@immutable
class PasswordOffer:
    """What is known of keeping the password of the account that was typed; never the password."""

    server: str = ""
    user: str = ""
    keeping: Keeping = Keeping.UNKNOWN
    vault: str = ""  # what the system's vault is called
    stored: bool = False  # it holds a password of this account


class StationKind(Enum):
    """The four ways to be reached by a call (reference section 2)."""

    WORKSTATION = "workstation"
    REMOTE_WORKSTATION = "remote-workstation"
    REMOTE_NUMBER = "remote-number"
    NONE = "none"


@immutable
class LogOnForm:
    """What the log-on dialog holds. The password never shows in a repr."""

    server: str
    user: str
    password: str = field(repr=False)
    station_kind: StationKind = StationKind.WORKSTATION
    station: str = ""
    remember: bool = True
    ca_file: str = ""
    language: str = ""
    companion: bool = False  # only stages, beside the vendor's own client
    keep_password: bool = False  # in the system's vault

    @property
    def lack(self) -> LogOnFault | None:
        """What has to be entered yet, the first of it."""
        if not self.server:
            return LogOnFault.ADDRESS
        if not self.user:
            return LogOnFault.USER_MISSING
        takes_station = self.station_kind is not StationKind.NONE and not self.companion
        return LogOnFault.STATION_MISSING if takes_station and not self.station else None
