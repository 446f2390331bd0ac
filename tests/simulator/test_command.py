"""agent-desktop-simulator as a process."""

import http.client
import ipaddress
import json
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from agent_desktop.platform.resources import resources
from agent_desktop.simulator.control import ROUTES
from agent_desktop.simulator.faults import FaultRule
from agent_desktop.simulator.scenario import (
    CampaignTable,
    ControlTable,
    DialingTable,
    ServerTable,
    StatusTable,
    UserTable,
)

Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def run() -> Iterator[Run]:
    """Start the simulator with options; what still runs is ended afterwards."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "agent_desktop.simulator", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def lines_until(process: subprocess.Popen[str], start: str) -> list[str]:
    lines = [first_line(process)]
    while not lines[-1].startswith(start):
        assert lines[-1]
        lines.append(first_line(process))
    return lines


def test_it_says_where_it_listens_and_who_may_log_on(run: Run) -> None:
    process = run("--port", "0", "--seed", "5")

    lines = lines_until(process, "Seed")

    assert lines[0].startswith("Agent Desktop simulator listening on http://127.0.0.1:")
    assert re.fullmatch("Control key: [0-9a-f]{32}", lines[1])
    assert "User ada, password demo" in lines
    assert lines[-1] == "Seed: 5"
    port = int(lines[0].rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/icws/connection/version")
    assert connection.getresponse().status == 200
    connection.close()


def test_the_key_steers_it_and_no_option_sets_one(run: Run) -> None:
    lines = lines_until(run("--port", "0"), "Seed")
    port = int(lines[0].rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    answers = []
    for headers in ({}, {"X-Simulator-Key": lines[1].removeprefix("Control key: ")}):
        connection.request("GET", "/simulator/state", headers=headers)
        answer = connection.getresponse()
        answer.read()
        answers.append(answer.status)
    connection.close()

    assert answers == [401, 200]
    told, _ = run("--help").communicate(timeout=20)
    assert "--control-key" not in told  # a process's arguments are read by everybody
    assert "X-Simulator-Key" in told


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_listens_on_loopback_addresses_only(run: Run, tmp_path: Path) -> None:
    scenario = tmp_path / "two.toml"
    demo = (resources() / "scenarios" / "demo.toml").read_text(encoding="utf-8")
    second = '[server]\nsecond_address = "127.0.0.2"\n'
    scenario.write_text(demo.replace("[server]\n", second, 1), encoding="utf-8")
    process = run("--port", "0", "--scenario", str(scenario))
    lines_until(process, "Seed")

    assert listening(process.pid) == {"127.0.0.1", "127.0.0.2"}


def listening(pid: int) -> set[str]:
    """The addresses on which a process listens, by what the system says."""
    files = [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()]
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            local, state, inode = (line.split()[at] for at in (1, 3, 9))
            if state == "0A" and f"socket:[{inode}]" in files:
                raw = bytes.fromhex(local.partition(":")[0])
                found.add(str(ipaddress.ip_address(raw[::-1] if len(raw) == 4 else raw)))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without a signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_quietly_when_told(run: Run, number: signal.Signals) -> None:
    process = run("--port", "0")
    first_line(process)

    process.send_signal(number)

    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_it_ends_with_its_standard_input(run: Run) -> None:
    process = run("--port", "0", "--stop-with-stdin")
    first_line(process)
    assert process.stdin is not None
    process.stdin.close()
    process.stdin = None

    _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (0, "")


def test_an_open_stream_does_not_keep_it_from_ending(run: Run) -> None:
    process = run("--port", "0", "--stop-with-stdin")
    port = int(first_line(process).rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    body = {
        "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
        "applicationName": "t",
        "userID": "ada",
        "password": "demo",
    }
    connection.request("POST", "/icws/connection", json.dumps(body), {"Accept-Language": "en"})
    answer = connection.getresponse()
    session = json.loads(answer.read())["sessionId"]
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    headers = {"Accept": "text/event-stream", "Cookie": cookie}
    connection.request("GET", f"/icws/{session}/messaging/messages", headers=headers)
    stream = connection.getresponse()
    assert stream.readline() == b":ping\n"

    _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (0, "")
    connection.close()


def test_a_taken_port_is_one_sentence_and_exit_code_2(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        output, errors = run("--port", str(port)).communicate(timeout=20)

    assert output == ""
    assert f"cannot listen on 127.0.0.1:{port}" in errors
    assert errors.count("\n") == 1


def test_a_broken_scenario_is_one_sentence_and_exit_code_2(run: Run, tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text("[server]\ncolour = 1\n", encoding="utf-8")
    process = run("--port", "0", "--scenario", str(scenario))

    output, errors = process.communicate(timeout=20)

    assert (process.returncode, output) == (2, "")
    assert f"{scenario}, line 2: server.colour" in errors
    assert errors.count("\n") == 1


def test_a_journal_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path) -> None:
    process = run("--port", "0", "--journal", str(tmp_path))

    _, errors = process.communicate(timeout=20)

    assert process.returncode == 2
    assert str(tmp_path) in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "options", [["--port", "99999"], ["--speed", "0"], ["--speed", "x"], ["--host", "192.0.2.1"]]
)
def test_impossible_options_are_refused(run: Run, options: list[str]) -> None:
    process = run(*options)

    _, errors = process.communicate(timeout=20)

    assert process.returncode == 2
    assert options[0] in errors


def test_tls_is_verified_with_the_authority_it_names(run: Run) -> None:
    process = run("--port", "0", "--tls", "--stop-with-stdin")
    lines = lines_until(process, "CA file")
    authority = Path(lines[-1].removeprefix("CA file: "))
    port = int(lines[0].rpartition(":")[2])
    assert lines[0].startswith("Agent Desktop simulator listening on https://")

    context = ssl.create_default_context(cafile=str(authority))
    for host in ("127.0.0.1", "localhost"):
        connection = http.client.HTTPSConnection(host, port, timeout=10, context=context)
        plain = socket.create_connection(("127.0.0.1", port), timeout=10)
        # Named by hand: a bare machine has no hosts file to find localhost in.
        connection.sock = context.wrap_socket(plain, server_hostname=host)
        body = {
            "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
            "applicationName": "t",
            "userID": "ada",
            "password": "demo",
        }
        connection.request("POST", "/icws/connection", json.dumps(body), {"Accept-Language": "en"})
        answer = connection.getresponse()
        assert answer.status == 201
        assert answer.headers["Set-Cookie"].endswith("; HttpOnly; Secure")
        connection.close()
    stranger = http.client.HTTPSConnection(
        "127.0.0.1", port, timeout=10, context=ssl.create_default_context()
    )
    with pytest.raises(ssl.SSLCertVerificationError):
        stranger.request("GET", "/icws/connection/version")
    stranger.close()

    with socket.create_connection(("127.0.0.1", port), timeout=10):
        # Somebody who never says hello holds up nobody else.
        again = http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=context)
        again.request("GET", "/icws/connection/version")
        assert again.getresponse().status == 200
        again.close()

    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert not authority.exists()


def test_tls_without_trustme_says_what_to_install(run: Run, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['trustme'] = None;"
        "from agent_desktop.simulator.__main__ import main; sys.exit(main(['--tls']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=False
    )

    assert done.returncode == 2
    assert "pip install 'agent-desktop[tls]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_calls_come_faster_when_time_does(run: Run) -> None:
    process = run("--port", "0", "--speed", "200", "--seed", "1")
    port = int(first_line(process).rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def ask(method: str, path: str, body: object = None) -> bytes:
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        return connection.getresponse().read()

    headers = {"Accept-Language": "en"}
    kind = "urn:inin.com:connection:icAuthConnectionRequestSettings"
    settings = {"__type": kind, "applicationName": "t", "userID": "ben", "password": "demo"}
    connection.request("POST", "/icws/connection", json.dumps(settings), headers)
    answer = connection.getresponse()
    opened = json.loads(answer.read())
    headers["ININ-ICWS-CSRF-Token"] = opened["csrfToken"]
    headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]
    root = f"/icws/{opened['sessionId']}"
    ask("POST", f"{root}/dialer/log-in")
    ask("POST", f"{root}/dialer/ready-for-calls")
    ask("PUT", f"{root}/status/user-statuses/ben", {"statusId": "Available"})
    seen: set[str] = set()
    while len(seen) < 3:
        for message in json.loads(ask("GET", f"{root}/messaging/messages")):
            if message["__type"].endswith(":dataPopMessage"):
                seen.add(message["call"]["interactionId"])
                ask("POST", f"{root}/dialer/disposition", {"label": "Not interested"})
                ask("PUT", f"{root}/status/user-statuses/ben", {"statusId": "Available"})
    connection.close()


def test_the_help_explains_every_key_and_every_order(run: Run) -> None:
    told, _ = run("--help").communicate(timeout=20)

    for table in (ServerTable, DialingTable, StatusTable, UserTable, CampaignTable, ControlTable):
        for field in msgspec.structs.fields(table):
            assert field.encode_name in told
    for method, path, order, _, _ in ROUTES:
        assert f"{method} {re.sub('<.*?>', 'ID', path)}``" in told
        for field in msgspec.structs.fields(order):
            assert f"{field.encode_name}``" in told or order in {FaultRule, CampaignTable}
