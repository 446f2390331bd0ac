"""One copy a user and server. The copies are real processes."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_desktop.platform.single_instance import ANSWER_WITHIN, Claim, SingleInstance

COPY = """
import pathlib, sys
from agent_desktop.platform.single_instance import SingleInstance
one = SingleInstance(pathlib.Path(sys.argv[1]))
def show():
    print("asked to show", flush=True)
    return "hung" not in sys.argv
one.on_shown = show
said = one.claim(sys.argv[2])
for server in [each for each in sys.argv[3:] if each != "hung"]:
    one.hold(server)
print(said.value, flush=True)
if said.value == "mine":
    sys.stdin.read()
    one.close()
"""


Copies = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def copy(folder: Path) -> Iterator[Copies]:
    started: list[subprocess.Popen[str]] = []

    def start(*servers: str, folder: Path = folder) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", COPY, str(folder), *(servers or ("ic1.example",))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def says(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def verdict(process: "subprocess.Popen[str]") -> str:
    """What became of the claim, though others may have asked already."""
    return next(line for line in iter(lambda: says(process), "") if line != "asked to show")


def test_the_second_has_the_first_show_itself_and_ends(copy: Copies) -> None:
    first = copy()
    assert says(first) == "mine"
    second = copy()
    assert says(second) == "shown"
    assert says(first) == "asked to show"
    assert second.wait(10) == 0
    assert first.poll() is None


def test_another_server_and_another_user_are_others(copy: Copies, tmp_path: Path) -> None:
    assert says(copy("ic1.example")) == "mine"
    assert says(copy("ic2.example")) == "mine"
    assert says(copy("ic1.example", folder=tmp_path / "somebody-else")) == "mine"


def test_a_server_held_besides_is_found_too(copy: Copies) -> None:
    first = copy("", "ic1.example")
    assert says(first) == "mine"
    assert says(copy("ic1.example")) == "shown"
    assert says(first) == "asked to show"
    assert says(copy("")) == "shown"


def test_a_server_of_another_copy_is_not_taken_from_it(copy: Copies) -> None:
    other = copy("ic1.example")
    assert says(other) == "mine"
    assert says(copy("", "ic1.example")) == "mine"
    assert says(copy("ic1.example")) == "shown"
    assert says(other) == "asked to show"


def test_of_many_started_at_once_exactly_one_stays(copy: Copies) -> None:
    said = [verdict(process) for process in [copy() for _ in range(12)]]
    assert sorted(said) == ["mine", *["shown"] * 11]


def test_a_killed_copy_leaves_its_place_to_the_next(copy: Copies, folder: Path) -> None:
    first = copy()
    assert says(first) == "mine"
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert list(folder.glob("*.sock")), "it could not clean up"
    second = copy()
    assert says(second) == "mine"
    assert says(copy()) == "shown"
    assert says(second) == "asked to show"


def test_a_copy_that_ends_in_good_order_leaves_no_socket(copy: Copies, folder: Path) -> None:
    first = copy()
    assert says(first) == "mine"
    first.communicate()
    assert list(folder.glob("*.sock")) == []
    assert says(copy()) == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a process there")
def test_a_hung_copy_holds_the_second_for_seconds_at_most(copy: Copies, folder: Path) -> None:
    first = copy()
    assert says(first) == "mine"
    os.kill(first.pid, signal.SIGSTOP)
    os.waitpid(first.pid, os.WUNTRACED)  # it has stopped, with all its threads
    began = time.monotonic()
    assert SingleInstance(folder).claim("ic1.example") is Claim.SILENT
    assert ANSWER_WITHIN * 0.9 < time.monotonic() - began < ANSWER_WITHIN + 1.0


def test_a_window_that_hangs_is_no_window_shown(copy: Copies, folder: Path) -> None:
    first = copy("ic1.example", "hung")
    assert says(first) == "mine"
    assert SingleInstance(folder).claim("ic1.example") is Claim.SILENT
    assert says(first) == "asked to show"


def address_of(folder: Path) -> tuple[str, str]:
    (file,) = folder.glob("*.lock")
    word, _blank, address = file.read_text().partition(" ")
    return word, address


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a port of this computer")
@pytest.mark.parametrize(
    "junk", [b"", b"show", b"x" * 64, b"\x00" * 100_000, b"GET / HTTP/1.1\r\n\r\n"], ids=len
)
def test_junk_on_the_socket_is_survived_and_shows_nothing(
    copy: Copies, folder: Path, junk: bytes
) -> None:
    first = copy()
    assert says(first) == "mine"
    _word, address = address_of(folder)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        try:
            connection.sendall(junk)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(10) == b""
        except ConnectionError:
            pass  # it was hung up on
    silent = socket.socket(socket.AF_UNIX)  # connects, and says nothing
    with silent:
        silent.connect(address)
        assert says(copy()) == "shown"
    assert says(first) == "asked to show", "and nothing before that"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_all_of_it_is_the_user_s_alone_whatever_the_mask(copy: Copies, folder: Path) -> None:
    before = os.umask(0)
    try:
        assert says(copy()) == "mine"
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {file.suffix: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes == {".lock": 0o600, ".sock": 0o600}


def test_without_a_place_for_it_the_program_is_unguarded_and_starts(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert SingleInstance(tmp_path / "file" / "run").claim("ic1.example") is Claim.UNGUARDED
    SingleInstance(tmp_path / "file" / "run").hold("ic1.example")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a port of this computer")
def test_who_cannot_be_asked_keeps_nobody_out(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)  # no socket's path may be as long
    first, second = SingleInstance(folder), SingleInstance(folder)
    assert first.claim("ic1.example") is Claim.UNGUARDED
    assert second.claim("ic1.example") is Claim.UNGUARDED
    first.close()
    second.close()


def test_a_file_full_of_junk_keeps_the_second_for_seconds_at_most(
    copy: Copies, folder: Path
) -> None:
    assert says(copy()) == "mine"
    (file,) = folder.glob("*.lock")
    file.write_bytes(b"\xff" * 70)
    assert SingleInstance(folder).claim("ic1.example") is Claim.SILENT


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root may give away")
def test_a_folder_of_somebody_else_is_not_trusted(folder: Path) -> None:
    folder.mkdir()
    os.chown(folder, 12345, 12345)
    assert SingleInstance(folder).claim("ic1.example") is Claim.UNGUARDED
