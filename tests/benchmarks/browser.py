"""Headless Chromium with the least web page that does an agent's work, on the simulator."""

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from tests.e2e.harness.desktop import MissingPart

PAGE = Path(__file__).with_name("web_page.html")
PATIENCE = 60.0
# The page isn't the IC server's own, as a site's would be: without this each request of its would
# be asked for first. The sandbox doesn't run as root.
OPTIONS = (
    "--headless=new", "--disable-web-security", "--no-sandbox", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What the page said, and when (Unix time, seconds) it was painted, where it says so."""

    what: str
    more: dict[str, Any]


@dataclass
class Browser:
    """A browser with the page. `began` is the Unix time at which it was started."""

    process: "subprocess.Popen[bytes]"
    began: float
    told: "queue.Queue[Told]"

    def wait(self, what: str) -> dict[str, Any]:
        """Wait until the page says something, and return it. Raises RuntimeError."""
        while True:
            said = self.told.get(timeout=PATIENCE)
            if said.what == "failed":
                raise RuntimeError(f"the page failed: {said.more}")
            if said.what == what:
                return said.more

    def family(self) -> list[int]:
        """Return its own process and all that came of it."""
        found = [self.process.pid]
        for pid in found:
            for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
                found.extend(int(child) for child in tasks.read_text(encoding="ascii").split())
        return found


@contextmanager
def browser(server: str, presses: int) -> Iterator[Browser]:
    """Start Chromium with the page, which logs on to a simulator by itself.

    On its first call it presses so many stages. Raises MissingPart without a Chromium.
    """
    program = shutil.which("chromium")
    if program is None:
        raise MissingPart("chromium")
    told: queue.Queue[Told] = queue.Queue()
    with _page(told) as page, TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        query = {"server": server, "user": "ada", "password": "demo", "station": "7001"}
        place = f"{page}/?{urlencode(query | {'presses': str(presses)})}"
        began = time.time()
        process = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={profile}", place],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": profile},
        )
        try:
            yield Browser(process, began, told)
        finally:
            process.terminate()
            process.wait()


@contextmanager
def _page(told: "queue.Queue[Told]") -> Iterator[str]:
    """Serve the page on loopback and hear what it says."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(PAGE.read_bytes() if self.path.startswith("/?") else b"")

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.put(Told(said.pop("what"), said))
            self.answer(b"")

        def answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its signature
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
