"""A shift at the most talkative level, its faults and its crash leave nothing they may not."""

import base64
import contextlib
import json
import os
import platform
import signal
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

import pytest
import trustme

from tests.canaries.planted import Canaries, Kind, files_below, give
from tests.canaries.server import CanaryServer
from tests.canaries.shift import DONE
from tests.e2e.harness.desktop import plain_environment

ROOT = Path(__file__).parents[2]
LEDGER = "ledger.sqlite3"
PATIENCE = 90.0
NONE: dict[Kind, set[str]] = {kind: set() for kind in Kind}


class Run:
    """One run of the program in a home of its own, and what of it can be looked at."""

    def __init__(self, folder: Path, canaries: Canaries, server: CanaryServer, ca: Path) -> None:
        self.home, self.given = folder / "home", folder / "given.json"
        self.temporary = folder / "tmp"
        self.output = folder / "output.txt"
        for each in (self.home, self.temporary):
            each.mkdir()
        self.shown_bundle = folder / "shown.txt"  # in the window
        give(self.given, canaries, server.password, self.shown_bundle)
        settings = folder / "settings.toml"
        settings.write_text(f'ca_file = "{ca}"\n', encoding="utf-8")
        where = ("--server", server.url, "--user", "ada", "--station", "7001")
        self._options = (*where, "--config", str(settings), "--log-level", "debug")
        self.bundle = folder / "bundle.txt"
        self._env = plain_environment(self.home) | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.temporary),
        }
        self.told = b""  # what the server was asked
        self.printed = b""  # of the bundle
        self.seen = b""  # arguments and environment, while it ran

    def start(self, *how: str, sink: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start it; what it prints goes to a file."""
        return subprocess.Popen(
            [sys.executable, "-m", *how, *self._options],
            env=self._env,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )

    def shift(self) -> None:
        """Work the shift to its end, which is a crash; then start anew: that makes a report."""
        with self.output.open("wb") as sink:
            process = self.start("tests.canaries.shift", str(self.given), sink=sink)
            try:
                self._wait(process, lambda: DONE in self._said())
                for name in ("cmdline", "environ"):
                    self.seen += Path(f"/proc/{process.pid}/{name}").read_bytes()
                os.kill(process.pid, signal.SIGSEGV)
                process.wait(20)
            finally:
                process.kill()
                process.wait()
        with self.output.open("ab") as sink:
            again = self.start("agent_desktop", sink=sink)
            try:
                self._wait(again, lambda: any(self.home.rglob("crash-*.txt")))
            finally:
                again.kill()
                again.wait()

    def make_bundle(self) -> None:
        """Have support's text printed and saved, once the run is over."""
        config = self._options[self._options.index("--config") :][:2]
        told = subprocess.run(
            [
                *(sys.executable, "-m", "agent_desktop", "support-bundle", str(self.bundle)),
                *("--server", self._options[1], *config),
            ],
            env=self._env,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        self.printed = told.stdout + told.stderr

    def _wait(self, process: "subprocess.Popen[bytes]", true: Callable[[], bool]) -> None:
        """Wait for what the program prints or leaves; fails if it ends before."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert process.poll() is None, self._said()
            assert time.monotonic() < end, self._said()
            time.sleep(0.05)  # files are all there is to wait on

    def _said(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture(scope="module")
def run(canaries: Canaries, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A shift that has been worked, over TLS with a CA file that has a canary in it."""
    folder = tmp_path_factory.mktemp("canaries")
    authority = trustme.CA()
    ca = folder / "ca.pem"
    remark = f"# {canaries.make('a remark in the CA file')}\n".encode()
    ca.write_bytes(remark + authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with CanaryServer(canaries, context=context) as server:
        made = Run(folder, canaries, server, ca)
        made.shift()
        made.make_bundle()
        made.told = server.was_told()
        yield made


def test_the_canaries_were_there_to_be_let_out(run: Run, canaries: Canaries) -> None:
    sent = canaries.found_in(run.told)
    assert {"the password", "the CSRF token", "the cookie"} <= sent[Kind.SECRET]
    assert "a typed value" in sent[Kind.TYPED]
    assert len(canaries.made) > 60


def test_no_file_and_no_output_has_any(run: Run, canaries: Canaries) -> None:
    files = [each for each in files_below(run.home, run.temporary) if LEDGER not in each.name]
    assert files
    for file in (*files, run.output):
        assert canaries.found_in(file.read_bytes()) == NONE, file


def test_the_log_was_talkative_and_the_crash_left_its_report(run: Run) -> None:
    said = run.output.read_text(encoding="utf-8")
    assert "DEBUG" in said
    assert "POST /icws/{sessionId}/dialer/update-stage 500" in said
    (report,) = run.home.rglob("crash-*.txt")
    assert "Segmentation fault" in report.read_text(encoding="utf-8")
    assert list(run.home.rglob("fault-*.txt"))


def test_support_s_bundle_has_none_and_names_nobody(run: Run, canaries: Canaries) -> None:
    saved = run.bundle.read_bytes()
    for text in (saved, run.printed):
        assert canaries.found_in(text) == NONE
        assert b"Segmentation fault" in text
        assert b"POST /icws/{sessionId}/dialer/update-stage 500" in text
        assert b"\nok         TLS" in text
        assert b'"ada"' not in text
        assert str(run.home).encode() not in text
        assert platform.platform().encode() in text
    assert b"\nMasked: " in saved


def test_the_bundle_that_the_window_shows_has_none_either(run: Run, canaries: Canaries) -> None:
    shown = run.shown_bundle.read_bytes()
    assert canaries.found_in(shown) == NONE
    for part in (b"=== Notices ===", b"=== Log of this run ===", b"=== fault-", b"Reference: "):
        assert part in shown
    assert b'"ada"' not in shown
    assert b'"7001"' not in shown
    assert b"Masked: user id" in shown


def test_arguments_and_environment_have_none(run: Run, canaries: Canaries) -> None:
    assert b"--log-level" in run.seen
    assert canaries.found_in(run.seen) == NONE


def test_the_ledger_has_what_was_typed_and_the_site_s_names_and_no_contact(
    run: Run, canaries: Canaries
) -> None:
    files = [each for each in files_below(run.home) if LEDGER in each.name]
    found = canaries.found_in(b"".join(each.read_bytes() for each in files))
    assert found[Kind.TYPED] == {"the note", "a typed value"}
    assert found[Kind.SECRET] == set()
    (ledger,) = [each for each in files if each.name == LEDGER]
    with contextlib.closing(sqlite3.connect(ledger)) as opened:
        tables = [
            name
            for (name,) in opened.execute("select name from sqlite_master where type = 'table'")
        ]
        holding = {
            (table, column)
            for table in tables
            for row in opened.execute(f"select * from {table}").fetchall()  # noqa: S608  # our own names
            for column, value in zip(columns(opened, table), row, strict=True)
            if canaries.found_in(str(value).encode())[Kind.TYPED]
        }
    assert holding == {("note", "text"), ("typed", "value")}


def columns(opened: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, in their order."""
    return [row[1] for row in opened.execute(f"pragma table_info({table})")]


@pytest.mark.parametrize("text", ["kanarie100000x"])
def test_a_search_knows_every_look_a_text_may_have(text: str) -> None:
    known = Canaries()
    known.made[text] = (Kind.SECRET, "it")
    for before in ("", "a", "ab", "abc"):
        whole = f"{before}{text} and more"
        for written in (
            json.dumps(whole).encode(),
            quote(whole).encode(),
            whole.encode("utf-16-le"),
            whole.encode("utf-16-be"),
            base64.b64encode(whole.encode()),
            base64.urlsafe_b64encode(whole.encode()),
            base64.b64encode(whole.encode("utf-16-le")),
            whole.encode().hex().encode(),
        ):
            assert known.found_in(written)[Kind.SECRET] == {"it"}, written
    assert known.found_in(b"kanarie100001x") == NONE
