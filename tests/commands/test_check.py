"""`agent-desktop check` as a process, against the simulator."""

import getpass
import json
import os
import re
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.__main__ import main
from agent_desktop.checks import Check, Verdict
from agent_desktop.commands import check
from agent_desktop.platform import paths, remembered
from agent_desktop.platform.settings import Places
from tests.e2e.harness.desktop import plain_environment
from tests.e2e.ic_server import IcServer

ROOT = Path(__file__).parents[2]
PASSWORD = "demo"
LINE = re.compile(r"(ok|warning|failed|not tried) +(\S+(?: \S+)?)  +(\S.*)")


@dataclass
class Told:
    code: int
    out: str
    err: str

    @property
    def verdicts(self) -> dict[str, str]:
        """What each line says of which check."""
        found = [LINE.fullmatch(line) for line in self.out.splitlines() if line[:1] != " "]
        return {each[2]: each[1] for each in found if each}


class Program:
    """Runs the command in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.env = plain_environment(home) | {"PYTHONPATH": str(ROOT)}
        for name in list(self.env):
            if name.lower().endswith("_proxy"):
                del self.env[name]

    def start(self, *options: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "agent_desktop", "check", *options],
            env=self.env,
            cwd=self.env["HOME"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *options: str, said: str = "") -> Told:
        process = self.start(*options)
        out, err = process.communicate(said, timeout=60)
        assert "Traceback" not in err
        return Told(process.returncode, out, err)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture(scope="module")
def plain() -> Iterator[IcServer]:
    server = IcServer()
    yield server
    server.stop()


def test_over_tls_everything_is_ok_and_in_line(program: Program, tmp_path: Path) -> None:
    server = IcServer("--tls")
    try:
        own = tmp_path / "own.toml"
        own.write_text(f'ca_file = "{server.ca_file}"\nserver = "{server.url}"\n')
        unbelieved = program("--server", server.url)
        told = program("--config", str(own))
    finally:
        server.stop()
    assert told.code == 0, told
    assert set(told.verdicts.values()) == {"ok"}
    assert list(told.verdicts) == [each.value for each in Check][: len(told.verdicts)]
    starts = {match.start(3) for match in map(LINE.fullmatch, told.out.splitlines()) if match}
    assert len(starts) == 1, "the columns stand under each other"
    assert unbelieved.code == 1
    assert unbelieved.verdicts["TLS"] == "failed"
    advice = [line for line in unbelieved.out.splitlines() if "ca_file" in line]
    assert advice[0].startswith(" " * starts.pop())


def test_a_user_is_logged_on_and_off_and_the_password_is_nowhere(
    program: Program, plain: IcServer
) -> None:
    before = len(plain.requests())
    options = ("--server", plain.url, "--user", "ada", "--station", "7001")
    told = program(*options, said=f"{PASSWORD}\nmore\n")
    assert told.code == 0, told
    assert list(told.verdicts) == [each.value for each in Check]
    assert told.verdicts["TLS"] == "warning"
    assert told.verdicts["Messages"] == told.verdicts["Licence"] == "ok"
    asked = [
        (each["method"], each["path"].rpartition("/icws/")[2]) for each in plain.requests()[before:]
    ]
    assert asked[-1][0] == "DELETE"
    assert not [path for _, path in asked if path.endswith("dialer/log-in")]
    assert plain.order("GET", "state")["sessions"] == [], "no session is left"
    assert PASSWORD not in re.sub("ic-demo", "", told.out + told.err)
    assert "the session is ended, and the station with it" in told.out


def test_without_a_station_named_none_is_spoken_of_at_the_end(
    program: Program, plain: IcServer
) -> None:
    told = program("--server", plain.url, "--user", "ada", said=f"{PASSWORD}\n")
    assert told.out.splitlines()[-1].endswith("the session is ended")


def test_a_wrong_password_fails_and_the_rest_isn_t_tried(program: Program, plain: IcServer) -> None:
    told = program("--server", plain.url, "--user", "ada", said="canary-wrong\n")
    assert told.code == 1
    assert told.verdicts["Log-on"] == "failed"
    assert told.verdicts["Messages"] == "not tried"
    assert "Reference: " in told.out
    assert "canary" not in told.out + told.err


def test_no_licence_fails(program: Program, plain: IcServer) -> None:
    options = ("--server", plain.url, "--user", "ada", "--station", "7001")
    plain.licences(given=False)
    try:
        told = program(*options, said=f"{PASSWORD}\n")
    finally:
        plain.licences(given=True)
    assert told.code == 1
    assert told.verdicts["Licence"] == "failed"
    assert told.verdicts["Log-off"] == "ok"


def test_programs_get_json(program: Program, plain: IcServer) -> None:
    options = ("--server", plain.url, "--user", "ada", "--json")
    told = program(*options, said=f"{PASSWORD}\n")
    assert told.code == 0
    data: dict[str, Any] = json.loads(told.out)
    assert set(data) == {"server", "version", "verdict", "checks"}
    assert data["verdict"] == "warning", "plain http"
    assert [each["check"] for each in data["checks"]] == [each.name.lower() for each in Check]
    for each in data["checks"]:
        assert set(each) == {"check", "verdict", "what", "advice", "reference"}
        assert each["verdict"] in {verdict.value for verdict in Verdict}
        assert all(isinstance(text, str) for text in each.values())


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_logs_off_and_says_130(
    program: Program, plain: IcServer, number: signal.Signals
) -> None:
    plain.fault("dialer/request-form-definition", "hang")
    try:
        process = program.start("--server", plain.url, "--user", "ada")
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{PASSWORD}\n")
        process.stdin.flush()
        seen = ""
        while "Station" not in seen:  # the licence is asked for next, and hangs
            seen += process.stdout.readline()
            assert process.poll() is None, seen
        arguments = Path(f"/proc/{process.pid}/cmdline") if sys.platform == "linux" else None
        shown = arguments.read_text() if arguments else ""
        os.kill(process.pid, number)
        out, err = process.communicate(timeout=30)
    finally:
        plain.end_faults()
    assert process.returncode == check.EXIT_STOPPED
    assert Told(0, out, err).verdicts == {
        "Licence": "not tried",
        "Messages": "not tried",
        "Log-off": "ok",
    }
    assert plain.order("GET", "state")["sessions"] == []
    assert PASSWORD not in shown
    assert err == ""


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    places = Places(tmp_path / "machine.toml", tmp_path / "user.toml", tmp_path / "policy.d")
    places.policy_folder.mkdir()
    monkeypatch.setattr(check, "places", lambda: places)
    monkeypatch.setattr(paths, "remembered_file", lambda: tmp_path / "remembered.json")
    return places


def test_without_a_server_that_of_the_last_log_on_is_looked_at(
    where: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remembered.write(tmp_path / "remembered.json", remembered.Remembered(server="ic7.invalid"))
    assert main(["check"]) == 1
    assert "no server called ic7.invalid" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "no server is set"),
        (("--server", "a b"), "no blanks"),
        (("--server", "ic1", "--station", "7001"), "name one with --user"),
        (("--server", "ic1", "--user", "ada"), "standard input is empty"),
        (("--config", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_can_t_be_run_ends_with_2(
    where: Places,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    words: str,
) -> None:
    with open(os.devnull, encoding="utf-8") as nothing:  # noqa: PTH123  # a device, not a path
        monkeypatch.setattr(sys, "stdin", nothing)
        assert main(["check", *options]) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""


def test_a_broken_policy_ends_with_2(where: Places, capsys: pytest.CaptureFixture[str]) -> None:
    (where.policy_folder / "10.toml").write_text("server = 5\n", encoding="utf-8")
    assert main(["check", "--server", "ic1"]) == 2
    assert "`server` must be text" in capsys.readouterr().err


def test_policy_has_the_last_word_and_that_is_told(
    where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = where.policy_folder / "10.toml"
    policy.write_text('server = "ic9.invalid"\n', encoding="utf-8")
    assert main(["check", "--server", "ic1.invalid"]) == 1
    told = capsys.readouterr()
    assert "no server called ic9.invalid" in told.out
    assert told.err == f"agent-desktop: --server doesn't count: {policy} sets it\n"


def test_no_option_takes_a_password(where: Places, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--user", "ada", "--password", "canary"])
    assert ended.value.code == 2
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    told = capsys.readouterr()
    assert "never an argument" in told.out.replace("\n", " ")
    assert "--password" not in told.out


def test_a_terminal_is_asked_without_an_echo(
    where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return "hunter2"

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)
    secret = check._password("ada")
    assert secret.reveal() == "hunter2"
    assert asked == ["Password of ada: "]


def test_a_terminal_that_would_show_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    def ask(_prompt: str) -> str:
        warnings.warn("it may be echoed", getpass.GetPassWarning, stacklevel=1)
        raise AssertionError("it goes on")

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)
    with pytest.raises(check.Unusable, match="would show the password"):
        check._password("ada")
