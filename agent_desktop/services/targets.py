"""What the checks look at, by the settings of the program."""

from agent_desktop.checks import Target
from agent_desktop.icws import ServerAddress
from agent_desktop.platform.settings import Settings
from agent_desktop.services.clients import trust_of


def target_of(settings: Settings, server: str, ca_file: str = "") -> Target:
    """Return what the checks look at: a server as the program would go to it.

    Raises InvalidRequest.
    """
    return Target(
        ServerAddress.parse(server),
        trust=trust_of(settings, ca_file),
        plain_http_allowed=settings.plain_http_allowed,
        language="en-us",
        deadline=settings.request_deadline,
    )
