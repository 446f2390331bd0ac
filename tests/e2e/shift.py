"""The way of an agent from the log-on to a call, for tests that begin later in the shift."""

from tests.e2e.harness import Program, Screen, Start, gone, lists, shown
from tests.e2e.ic_server import IcServer

PASSWORD = "demo"
CAMPAIGN = "Spring renewal"


def desktop_on(start: Start, server: IcServer | str, *options: str) -> Program:
    """Start the program for ada at station 7001, with the server's address filled in."""
    url = server if isinstance(server, str) else server.url
    where = ("--server", url, "--user", "ada", "--station", "7001")
    return start("-m", "agent_desktop", *where, "--log-level", "info", *options)


def log_on(screen: Screen) -> None:
    """Type the password and log on; returns when the campaigns are there."""
    screen.type_text("loginPassword", PASSWORD)
    screen.press("loginSubmit")
    screen.wait(gone("loginDialog"))
    screen.wait(lists("campaignList", CAMPAIGN))


def join(screen: Screen) -> None:
    """Join the campaign; returns when its stages are there."""
    screen.select("campaignList", CAMPAIGN)
    screen.wait(shown("campaignName", CAMPAIGN))
    screen.press("campaignJoin")
    screen.wait(shown("campaignDetail", "· joined$"))
    screen.wait(shown("stageButton-9"))


def take_call(screen: Screen, server: IcServer) -> str:
    """Become available and get a call; returns its interaction id."""
    screen.choose("statusMenu", "Available")
    screen.wait(shown("statusMenu", "Available$"))
    interaction_id = server.call()
    screen.wait(shown("callState", "On call"))
    return interaction_id


def on_a_call(start: Start, server: IcServer, *options: str) -> tuple[Program, str]:
    """Go all the way; returns the program and the call's interaction id."""
    program = desktop_on(start, server, *options)
    log_on(program.screen)
    join(program.screen)
    return program, take_call(program.screen, server)


def confirmed(stage: str) -> str:
    """Return what the stage sentence is like once the server has taken a stage: "2 Offer"."""
    return rf"^Stage {stage}: confirmed at \d\d:\d\d:\d\d\.$"
