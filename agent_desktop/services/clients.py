"""A client for a server the agent has typed, with the trust and language that were set."""

from pathlib import Path

from agent_desktop.desk.logon import LogOnFault, LogOnProblem
from agent_desktop.icws import (
    Abort,
    AddressError,
    CaFileUnusable,
    Client,
    InvalidRequest,
    ServerAddress,
    Trust,
)
from agent_desktop.platform.settings import Settings
from agent_desktop.services.answers import answer_of
from agent_desktop.services.shift import Shift


async def client_for(shift: Shift, address: ServerAddress, ca_file: str, language: str) -> Client:
    """Return a client of a server; it is the caller's to close. Raises InvalidRequest.

    An empty `ca_file` or `language` means that of the settings.
    """
    settings = shift.settings

    def make(_abort: Abort) -> Client:  # it reads the CA file
        return Client(
            address,
            trust=trust_of(settings, ca_file),
            plain_http_allowed=settings.plain_http_allowed,
            language=_language(language or settings.language),
            deadline=settings.request_deadline,
        )

    return await shift.background.call(make, deadline=5.0)


def trust_of(settings: Settings, ca_file: str = "") -> Trust:
    """Return whom to believe; an empty `ca_file` means that of the settings.

    Raises CaFileUnusable where its folder can't be told.
    """
    chosen = ca_file or settings.ca_file
    return Trust(_ca_file(chosen) if chosen else None)


def _ca_file(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise CaFileUnusable(f"There is no home folder for the CA file {text}.") from error


def form_problem(error: InvalidRequest, server: str) -> LogOnProblem:
    """Return what is wrong with what was typed."""
    fault = LogOnFault.SERVER
    if isinstance(error, AddressError):
        fault = LogOnFault.ADDRESS
    elif isinstance(error, CaFileUnusable):
        fault = LogOnFault.CA_FILE
    return LogOnProblem(fault, server, answer_of(error))


def _language(chosen: str) -> str:
    """Return a language as ICWS writes it, from the forms that people and systems write."""
    return chosen.partition(".")[0].replace("_", "-").lower() or "en-us"
