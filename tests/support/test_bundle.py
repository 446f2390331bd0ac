"""How the bundle is made up, and what it is made of."""

import os
from datetime import UTC, datetime
from pathlib import Path

from agent_desktop.checks import Check, Finding, Verdict
from agent_desktop.platform.settings import Effective, Settings, SettingsError
from agent_desktop.support import Gathered, Kind, Known, Masking, Part, bundle, parts

NOW = datetime(2026, 11, 29, 8, 14, 45, tzinfo=UTC)
FOUND = (
    Finding(Check.DNS, Verdict.OK, "ic1.example is 192.0.2.7"),
    Finding(Check.TCP, Verdict.FAILED, "it is refused", "Look for a firewall.", "J26DWQMG7N"),
)


def texts(gathered: Gathered, folder: Path) -> dict[str, str]:
    return {part.title: "\n".join(part.lines) for part in parts(gathered, folder)}


def test_its_head_says_what_was_masked_and_what_wasn_t() -> None:
    made = bundle(
        [
            Part("Versions", ("Windows-10-10.0.22631-SP0",), versions=True),
            Part("Log", ("ada and ada", "+1 202 555 0199")),
            Part("Nothing", ()),
        ],
        Masking([Known(Kind.USER, "ada")]),
        NOW,
    )
    assert made.text == (
        "Agent Desktop: support bundle\n"
        "Made: 2026-11-29 08:14:45 UTC\n"
        "Masked: user id 2, number 1\n"
        "Not masked, since support needs them: names and addresses of servers.\n"
        "\n"
        "=== Versions ===\nWindows-10-10.0.22631-SP0\n"
        "\n"
        "=== Log ===\n[user id] and [user id]\n[number]\n"
        "\n"
        "=== Nothing ===\n(nothing)\n"
    )
    assert made.masked == {Kind.USER: 2, Kind.NUMBER: 1}


def test_where_nothing_is_masked_it_says_so() -> None:
    assert "Masked: nothing\n" in bundle([], Masking(())).text


def test_it_has_settings_with_their_origin_checks_notices_and_logs(tmp_path: Path) -> None:
    (tmp_path / "run-20261129T081445.0Z-1.log").write_text("another copy\n", encoding="utf-8")
    own = f"run-20261129T081445.0Z-{os.getpid()}.log"
    (tmp_path / own).write_text("this very copy\n", encoding="utf-8")
    (tmp_path / "crash-20261128T081445.0Z-1.txt").write_text("a crash\n", encoding="utf-8")
    (tmp_path / "fault-20261127T081445.0Z-1.seen.txt").write_text("a fault\n", encoding="utf-8")
    effective = Effective(Settings(server="ic1.example"), passed_over=("policy: no `x`",))
    gathered = Gathered(
        ("Agent Desktop 1",), effective, FOUND, notices=("licence missing",), log=("a line",)
    )
    found = texts(gathered, tmp_path)
    assert list(found) == [
        "Versions",
        "Settings",
        "Checks, without a log-on",
        "Notices",
        "Log of this run",
        "run-20261129T081445.0Z-1.log",
        "crash-20261128T081445.0Z-1.txt",
        "fault-20261127T081445.0Z-1.seen.txt",
    ]
    assert '"ic1.example"' in found["Settings"]
    assert "built in" in found["Settings"]
    assert "Not used: policy: no `x`" in found["Settings"]
    assert "Look for a firewall." in found["Checks, without a log-on"]
    assert "J26DWQMG7N" in found["Checks, without a log-on"]
    assert found["crash-20261128T081445.0Z-1.txt"] == "a crash"


def test_a_policy_that_lets_nothing_start_is_what_support_is_told(tmp_path: Path) -> None:
    gathered = Gathered((), SettingsError("/etc/x.toml", "odd"), (), "no settings")
    found = texts(gathered, tmp_path / "missing")
    assert found["Settings"] == "Nothing can start: /etc/x.toml: odd"
    assert found["Checks, without a log-on"] == "no settings"


def test_of_a_long_file_there_is_the_end(tmp_path: Path) -> None:
    lines = "".join(f"line {number}\n" for number in range(20_000))
    (tmp_path / "crash-1.txt").write_text(lines, encoding="utf-8")
    (text,) = [
        text
        for title, text in texts(Gathered((), Effective(), ()), tmp_path).items()
        if title.startswith("crash")
    ]
    first, *_, last = text.splitlines()
    assert first == "(its beginning is left out)"
    assert last == "line 19999"
    assert len(text) < 70_000


def test_a_file_that_can_t_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "crash-1.txt").mkdir()
    assert "can't be read" in texts(Gathered((), Effective(), ()), tmp_path)["crash-1.txt"]
