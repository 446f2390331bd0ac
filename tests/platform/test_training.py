"""The built-in server as a program of its own: started, stopped, and told when it can't start."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from agent_desktop.platform import training
from agent_desktop.platform.training import TrainingServer, TrainingServerError, start


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    server = start("--seed", "1")
    yield server
    server.stop()


def status_of(url: str) -> int:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=5)
    try:
        connection.request("GET", "/icws/connection/version", headers={"Accept-Language": "en-us"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_it_answers_as_soon_as_it_is_started(server: TrainingServer) -> None:
    assert urlsplit(server.url).hostname == "127.0.0.1"
    assert status_of(server.url) == 200


def test_its_key_steers_it_and_stays_out_of_its_repr(server: TrainingServer) -> None:
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=5)
    key = {training.CONTROL_KEY_HEADER: server.control_key}
    connection.request("GET", "/simulator/state", headers=key)
    assert connection.getresponse().status == 200
    connection.close()
    assert server.control_key not in repr(server)


def test_it_is_gone_once_it_was_stopped(server: TrainingServer) -> None:
    server.stop()
    assert server.process.poll() == 0
    with pytest.raises(ConnectionRefusedError):
        status_of(server.url)


def test_stopping_it_twice_is_once(server: TrainingServer) -> None:
    server.stop()
    server.stop()


def test_stopping_one_that_died_by_itself_is_quiet(server: TrainingServer) -> None:
    server.process.kill()
    server.process.wait()
    server.stop()


def test_it_ends_when_the_program_that_started_it_ends() -> None:
    program = (
        "import sys; from agent_desktop.platform.training import start; s = start();"
        "print(s.url, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        url = parent.stdout.readline().strip()
        assert status_of(url) == 200
        parent.kill()
        # Standard error ends when the last program that holds it has ended: the server too.
        assert parent.stderr.read() == ""
    with pytest.raises(ConnectionRefusedError):
        status_of(url)


def test_a_server_that_cannot_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingServerError, match="ended at once"):
        start("--scenario", str(tmp_path / "none.toml"))


def test_a_program_that_says_something_else_is_no_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talker = "import sys; print('Good morning', flush=True); sys.stdin.read()"
    monkeypatch.setattr(training, "_command", lambda: [sys.executable, "-c", talker])
    with pytest.raises(TrainingServerError, match="Good morning"):
        start()


def test_a_frozen_program_starts_the_one_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "agent-desktop"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert training._command() == [str(tmp_path / "agent-desktop-simulator")]
    monkeypatch.setattr(sys, "platform", "win32")
    assert training._command() == [str(tmp_path / "agent-desktop-simulator.exe")]
