"""Why logging on failed, in the agent's words, and at which field."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.logon import (
    Keeping,
    LogOnFault,
    LogOnProblem,
    LogOnStep,
    PasswordOffer,
    ServerOffer,
    StationKind,
)

translate = QCoreApplication.translate


class Place(Enum):
    """The field a problem belongs to."""

    SERVER = "server"
    USER = "user"
    PASSWORD = "password"  # noqa: S105  # the name of a field
    STATION = "station"
    CA_FILE = "ca file"


PLACES = {
    LogOnFault.CREDENTIALS: Place.PASSWORD,
    LogOnFault.KEPT_PASSWORD: Place.PASSWORD,
    LogOnFault.VAULT_SILENT: Place.PASSWORD,
    LogOnFault.STATION: Place.STATION,
    LogOnFault.STATION_MISSING: Place.STATION,
    LogOnFault.USER_MISSING: Place.USER,
    LogOnFault.CA_FILE: Place.CA_FILE,
}


def place(problem: LogOnProblem) -> Place:
    """Return the field beside which a problem is shown."""
    return PLACES.get(problem.fault, Place.SERVER)


def problem_text(problem: LogOnProblem) -> str:
    """Return what happened and what to do, in one or two sentences."""
    server, said = problem.server, problem.answer.message.strip()
    texts = {
        LogOnFault.ADDRESS: translate(
            "LogOn", "That is no server address. Enter a name, name:port or https://name:port."
        ),
        LogOnFault.UNKNOWN_HOST: translate(
            "LogOn", "No server named {server} was found. Check the name and your network."
        ).format(server=server),
        LogOnFault.UNREACHABLE: translate(
            "LogOn", "{server} doesn't answer there. Check the address, or try again in a minute."
        ).format(server=server),
        LogOnFault.NO_NETWORK: translate(
            "LogOn",
            "This computer has no network on the way to {server}. Check cable, Wi-Fi and VPN.",
        ).format(server=server),
        LogOnFault.CERTIFICATE: translate(
            "LogOn",
            "The certificate of {server} isn't trusted, so nothing was sent to it. Ask your "
            "administrator for the CA file and name it under More.",
        ).format(server=server),
        LogOnFault.PLAIN_HTTP: translate(
            "LogOn",
            "{server} would be asked without encryption, so nothing was sent: others could read "
            "your password. Enter https:// instead, or ask your administrator.",
        ).format(server=server),
        LogOnFault.NOT_ICWS: translate(
            "LogOn", "What answers at {server} is no IC server. Check the address and the port."
        ).format(server=server),
        LogOnFault.CREDENTIALS: translate("LogOn", "User or password is wrong."),
        LogOnFault.KEPT_PASSWORD: translate(
            "LogOn", "The password kept on this computer is no longer right. Enter the new one."
        ),
        LogOnFault.VAULT_SILENT: translate(
            "LogOn", "The kept password didn't come from the vault in time. Enter it here."
        ),
        LogOnFault.STATION: translate("LogOn", "The station was refused."),
        LogOnFault.NO_SESSIONS: _no_sessions(problem),
        LogOnFault.REDIRECTED: translate(
            "LogOn",
            "{server} points to another address ({others}). Nothing was sent there; enter it "
            "yourself if it is right.",
        ).format(server=server, others=", ".join(problem.others) or "?"),
        LogOnFault.CA_FILE: translate("LogOn", "The CA file can't be read."),
        LogOnFault.TIMEOUT: translate(
            "LogOn", "{server} didn't answer in time. Try again; nothing was changed."
        ).format(server=server),
        LogOnFault.SERVER: translate("LogOn", "The server refused the log-on."),
        LogOnFault.PROGRAM: translate(
            "LogOn",
            "A fault of this program stopped the log-on. Try again; if it stays so, tell support.",
        ),
        LogOnFault.USER_MISSING: translate("LogOn", "Enter your user id."),
        LogOnFault.STATION_MISSING: translate("LogOn", "Enter your station."),
    }
    text = texts[problem.fault]
    if not said:
        return text
    return translate("LogOn", "{text} The server says: {message}").format(text=text, message=said)


def _no_sessions(problem: LogOnProblem) -> str:
    if problem.others:
        return translate(
            "LogOn", "{server} takes no log-ons just now; {others} could not be used either."
        ).format(server=problem.server, others=", ".join(problem.others))
    return translate(
        "LogOn", "{server} takes no log-ons just now and names no other server. Try again soon."
    ).format(server=problem.server)


def step_text(step: LogOnStep | None, server: str) -> str:
    """Return what logging on is doing."""
    if step is LogOnStep.STATION:
        return translate("LogOn", "Taking the station…")
    return translate("LogOn", "Connecting to {server}…").format(server=server)


def offer_text(offer: ServerOffer) -> str:
    """Return what the typed server was found to be; empty before anything is known."""
    if offer.asking:
        return translate("LogOn", "Asking the server…")
    if not offer.found:
        return problem_text(offer.problem) if offer.problem else ""
    parts = [translate("LogOn", "Server found.")]
    if not offer.encrypted:
        parts = [translate("LogOn", "Server found. Not encrypted: others may read along.")]
    if offer.providers:
        parts.append(
            translate(
                "LogOn", "It also offers {providers}, which this program can't use yet."
            ).format(providers=", ".join(offer.providers))
        )
    if not offer.password_allowed:
        parts.append(translate("LogOn", "It takes no passwords."))
    return " ".join(parts)


def keeping_text(offer: PasswordOffer, *, remembered: bool) -> str:
    """Return why the password can't be kept on this computer; empty where it can."""
    texts = {
        Keeping.ABSENT: translate("LogOn", "This computer has no vault that is safe for it."),
        Keeping.LOCKED: translate(
            "LogOn", "The vault ({vault}) is locked. Unlock it, then come back."
        ),
        Keeping.SILENT: translate("LogOn", "The vault ({vault}) doesn't answer."),
        Keeping.FAILED: translate("LogOn", "The vault ({vault}) failed; the log says more."),
        Keeping.FORBIDDEN: translate("LogOn", "Your organisation doesn't allow it."),
        Keeping.DEMO: translate("LogOn", "The demo keeps no password."),
    }
    text = texts.get(offer.keeping, "").format(vault=offer.vault)
    if not text and not remembered:
        return translate("LogOn", "Only where the user is remembered too.")
    return text


def station_kind_text(kind: StationKind) -> str:
    """Return a station kind as the dialog names it."""
    return {
        StationKind.WORKSTATION: translate("LogOn", "Workstation"),
        StationKind.REMOTE_WORKSTATION: translate("LogOn", "Remote workstation"),
        StationKind.REMOTE_NUMBER: translate("LogOn", "Remote number"),
        StationKind.NONE: translate("LogOn", "No station"),
    }[kind]
