"""The history: the calls of today as rows of a table, each in full, and as a file."""

import csv
from pathlib import Path

import pytest

from tests.e2e.harness import Screen, Start, focused, gone, lists, shown
from tests.e2e.ic_server import UPDATE_STAGE, IcServer
from tests.e2e.shift import available_in, confirmed, file_outcome

pytestmark = pytest.mark.e2e

NOTE = "Send the offer in writing"


@pytest.fixture
def screen(start: Start, server: IcServer) -> Screen:
    """Two calls have been filed; in the second one a stage was refused."""
    screen = available_in(start, server).screen
    server.call()
    screen.wait(shown("callState", "On call"))
    screen.press("stageButton-2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.key("ctrl+3")
    screen.type_text("noteText", NOTE)
    screen.wait(shown("noteState", "^Saved$"))
    finish(screen, "Renewed")
    server.call()
    screen.wait(shown("callState", "On call"))
    server.fault(UPDATE_STAGE, "status", count=1, status=400, message="Not now.")
    screen.press("stageButton-3")
    screen.wait(shown("stageState", "refused"))
    finish(screen, "Too expensive")
    return screen


def finish(screen: Screen, label: str) -> None:
    file_outcome(screen, label)
    screen.key("F9")
    screen.wait(shown("callState", "You ended it"))
    screen.key("ctrl+r")
    screen.wait(shown("statusMenu", "Available$"))


def test_calls_are_read_searched_and_saved_as_a_file(screen: Screen, tmp_path: Path) -> None:
    screen.key("ctrl+h")
    screen.wait(focused("historySearch"))
    screen.wait(shown("historyCount", "^2 calls$"))
    screen.wait(lists("historyTable", r"Spring renewal \| [\d:–]+ \| .*3 Close refused.*Too exp"))
    newest, oldest = screen.items("historyTable")
    time, campaign, talk, stages, outcome = oldest.split(" | ")[:5]
    assert len(time.split(":")) == len(talk.split(":")) == 3
    assert (campaign, outcome) == ("Spring renewal", "Renewed, confirmed")
    assert "2 Offer 00:0" in stages
    assert "Too expensive, confirmed" in newest
    assert screen.unnamed_interactive() == []

    screen.wait(lists("historyDetails", r"^3 Close\s.*refused[\s\S]*Not now\."))
    screen.press("historyProblems")
    screen.wait(shown("historyCount", "^1 call$"))
    screen.press("historyProblems")
    screen.type_text("historySearch", "in writing")
    screen.wait(shown("historyCount", "^1 call$"))
    screen.select("historyTable", "Renewed, confirmed")
    screen.wait(lists("historyDetails", NOTE))

    file = tmp_path / "calls.csv"
    screen.press("historyExport")
    screen.wait(shown("historyExportDialog"))
    screen.wait(focused("fileNameEdit"))
    screen.type_text("fileNameEdit", str(file))
    screen.key("Return")
    screen.wait(gone("historyExportDialog"))
    screen.wait(shown("historyState", "^Saved as"))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header, *calls = csv.reader(lines)
    assert "Outcome" in header
    assert len(calls) == 1
    assert {"Spring renewal", "Renewed", NOTE} <= set(calls[0])

    screen.key("Escape")
    screen.wait(gone("historyPage"))
    screen.wait(shown("callCard"))


def test_the_times_of_a_campaign_can_be_read_as_a_table(screen: Screen) -> None:
    screen.press("historyButton")
    screen.wait(shown("historyPage"))
    screen.press("historyAsTable")
    screen.wait(lists("historyCampaignTable", "Spring renewal"))
    assert screen.unnamed_interactive() == []
    screen.press("historyButton")
    screen.wait(gone("historyPage"))
