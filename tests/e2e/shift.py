"""The way of an agent from the log-on to a call, for tests that begin later in the shift."""

from tests.e2e.harness import Program, Screen, Start, checked, gone, lists, shown
from tests.e2e.ic_server import IcServer

PASSWORD = "demo"
CAMPAIGN = "Spring renewal"
FARTHEST = 12
"""Times that Tab may have to be pressed from one field to another."""


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


def join(screen: Screen, campaign: str = CAMPAIGN) -> None:
    """Join a campaign; returns when its stages are there."""
    screen.select("campaignList", campaign)
    screen.wait(shown("campaignName", campaign))
    screen.press("campaignJoin")
    screen.wait(shown("campaignDetail", "· joined$"))
    screen.wait(shown("stageButton-9"))


def go_available(screen: Screen) -> None:
    """Become available."""
    screen.choose("statusMenu", "Available")
    screen.wait(shown("statusMenu", "Available$"))


def take_call(screen: Screen, server: IcServer) -> str:
    """Become available and get a call; returns its interaction id."""
    go_available(screen)
    interaction_id = server.call()
    screen.wait(shown("callState", "On call"))
    return interaction_id


def on_a_call(start: Start, server: IcServer, *options: str) -> tuple[Program, str]:
    """Go all the way; returns the program and the call's interaction id."""
    program = desktop_on(start, server, *options)
    log_on(program.screen)
    join(program.screen)
    return program, take_call(program.screen, server)


def available_in(start: Start, server: IcServer, campaign: str = CAMPAIGN) -> Program:
    """Log on, join a campaign and become available; no call comes by itself."""
    program = desktop_on(start, server)
    log_on(program.screen)
    join(program.screen, campaign)
    go_available(program.screen)
    return program


def choose_outcome(screen: Screen, label: str) -> None:
    """Go to the outcomes and choose one; nothing is filed by that."""
    screen.key("ctrl+4")
    screen.press(f"outcome-{label}")
    screen.wait(checked(f"outcome-{label}"))


def file_outcome(screen: Screen, label: str) -> None:
    """Choose an outcome and file it; returns when the server has it."""
    choose_outcome(screen, label)
    screen.press("outcomeFile")
    screen.wait(shown("outcomeFiled", f"^{label}$"))


def tab_to(screen: Screen, id_: str) -> None:
    """Go on by Tab until a control has the keyboard."""
    here = screen.focused().id
    for _ in range(FARTHEST):
        if here == id_:
            return
        here = screen.move("Tab").id
    raise AssertionError(f"Tab doesn't lead to {id_}:\n{screen.tree()}")


def confirmed(stage: str) -> str:
    """Return what the stage sentence is like once the server has taken a stage: "2 Offer"."""
    return rf"^Stage {stage}: confirmed at \d\d:\d\d:\d\d\.$"
