"""Beside the vendor's own client: only stages, without a station and without Dialer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.harness import Screen, Start, checked, disabled, enabled, gone, lists, shown
from tests.e2e.ic_server import SPRING_RENEWAL, UPDATE_STAGE, IcServer, demo_with
from tests.e2e.shift import PASSWORD, confirmed, desktop_on

pytestmark = pytest.mark.e2e

OTHER_CLIENTS = ("connection/station", "dialer/log-in", "dialer/ready-for-calls")
"""What the other client has done; a second time would take it away from there."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[IcServer]:
    """An IC server that takes stages beside another client, whose call it can't show us."""
    lines = ("stage_needs_dialer_log_in = false", "stage_needs_call = false")
    server = IcServer("--scenario", demo_with(tmp_path, *lines))
    yield server
    server.stop()


def log_on_beside(screen: Screen) -> None:
    """Log on; nothing is offered that the other client does."""
    screen.type_text("loginPassword", PASSWORD)
    screen.press("loginSubmit")
    screen.wait(gone("loginDialog"))
    screen.wait(shown("companionSign", "^Stages only$"))
    for absent in ("breakButton", "campaignJoin", "readyButton", "callHangUp"):
        screen.wait(gone(absent))


def sent_as_the_agent(screen: Screen, server: IcServer, stage: str) -> None:
    """Look that one stage was sent with the agent's id, and nothing the other client has done."""
    screen.wait(shown("stageState", confirmed(stage)))
    (sent,) = server.asked(UPDATE_STAGE)
    assert sent["body"] == {"newStageId": 2, "campaignId": SPRING_RENEWAL, "agentId": "ada"}
    assert [path for path in OTHER_CLIENTS if server.asked(path)] == []
    assert screen.unnamed_interactive() == []


def test_chosen_at_log_on_it_takes_no_station_and_sends_stages_as_the_agent(
    start: Start, server: IcServer
) -> None:
    screen = desktop_on(start, server).screen
    screen.press("loginMore")
    screen.press("loginCompanion")
    screen.wait(checked("loginCompanion"))
    screen.wait(disabled("loginStation"))
    log_on_beside(screen)
    screen.type_text("campaignByHand", SPRING_RENEWAL)
    screen.press("campaignByHandAdd")
    screen.wait(lists("campaignList", SPRING_RENEWAL))
    screen.type_text("stageNumber", "2")
    screen.press("stageSend")
    sent_as_the_agent(screen, server, "2")
    screen.press("logOff")
    screen.wait(shown("loginDialog"))
    screen.press("loginCompanion")
    screen.wait(enabled("loginStation"))


def test_set_by_the_site_it_is_chosen_already_and_the_stage_map_names_the_campaigns(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    file = tmp_path / "site.toml"
    file.write_text('companion = true\nstage_map = "map.toml"\n', encoding="utf-8")
    stages = f'[sets.Renewal]\n2 = "Offer"\n[campaigns]\n"{SPRING_RENEWAL}" = "Renewal"\n'
    file.with_name("map.toml").write_text(stages, encoding="utf-8")
    screen = desktop_on(start, server, "--config", str(file)).screen
    screen.wait(checked("loginCompanion"))
    log_on_beside(screen)
    screen.press("stageButton-2")
    sent_as_the_agent(screen, server, "2 Offer")


def test_only_an_administrator_takes_the_choice_away(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    file.write_text("companion_allowed = false\n", encoding="utf-8")
    screen = desktop_on(start, server, "--config", str(file)).screen
    screen.press("loginMore")
    screen.wait(enabled("loginCompanion"))
