"""The IC server that a test's agent works on: the simulator, and the hand that steers it."""

import http.client
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from agent_desktop.platform.resources import resources
from agent_desktop.simulator.scenario_file import load_scenario
from agent_desktop.simulator.server import Simulator
from agent_desktop.simulator.world import World

CONTROL_KEY = "Control key: "
LISTENING = "Agent Desktop simulator listening on "
CA_FILE = "CA file: "
SEED = 7
SPRING_RENEWAL = "5b0c7a52-6c1f-4d0e-9a51-1d2c33a70001"
"""The campaign of the demo scenario that most tests work on; ada may join it."""
WINBACK = "5b0c7a52-6c1f-4d0e-9a51-1d2c33a70002"
SURVEY = "5b0c7a52-6c1f-4d0e-9a51-1d2c33a70003"
"""A campaign of previews."""
UPDATE_STAGE = "dialer/update-stage"
DISPOSITION = "dialer/disposition"
PATIENCE = 20.0


def demo_with(folder: Path, *server_lines: str) -> str:
    """Return the file of a scenario: the demo, with lines more in its `[server]` table."""
    demo = (resources() / "scenarios" / "demo.toml").read_text(encoding="utf-8")
    file = folder / "scenario.toml"
    table = "\n".join(("[server]", *server_lines, ""))
    file.write_text(demo.replace("[server]\n", table, 1), encoding="utf-8")
    return str(file)


class _Here:
    """The simulator in this process, as the program would be started: that costs half a second."""

    ca_file = ""

    def __init__(self) -> None:
        demo = load_scenario(resources() / "scenarios" / "demo.toml")
        self._simulator = Simulator(World(demo, seed=SEED), port=0)
        self._simulator.start()
        self.url, self.key = self._simulator.addresses[0], self._simulator.control_key

    def stop(self) -> None:
        self._simulator.stop()


class _Process:
    """The simulator as a program."""

    def __init__(self, options: tuple[str, ...]) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "agent_desktop.simulator"),
                *("--port", "0", "--seed", str(SEED), "--stop-with-stdin", *options),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url, self.ca_file, self.key = "", "", ""
        for line in self._process.stdout or ():
            if line.startswith(LISTENING):
                self.url = line.removeprefix(LISTENING).strip()
            elif line.startswith(CONTROL_KEY):
                self.key = line.removeprefix(CONTROL_KEY).strip()
            elif line.startswith(CA_FILE):
                self.ca_file = line.removeprefix(CA_FILE).strip()
            elif line.startswith("Seed"):
                break
        if not self.url:
            raise RuntimeError("the simulator did not start")

    def stop(self) -> None:
        try:
            self._process.communicate(timeout=PATIENCE)  # its certificate goes with it
        finally:
            self._process.kill()


class IcServer:
    """A simulator on a free port: in this process, or the program itself with options of its own.

    Calls come only when a test asks for one. `url` is where it listens, `ca_file` what it names
    as such with `--tls`. Call `stop` when done; it also ends with this process.
    """

    def __init__(self, *options: str) -> None:
        self._running = _Process(options) if options else _Here()
        self.url, self._key = self._running.url, self._running.key
        self.ca_file = self._running.ca_file

    @property
    def port(self) -> int:
        """The port it listens on."""
        return urlsplit(self.url).port or 0

    def stop(self) -> None:
        """End it."""
        self._running.stop()

    def order(self, method: str, path: str, /, **body: object) -> dict[str, Any]:
        """Ask for something below `/simulator/` and return the answer. Plain http only."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            payload = None if method == "GET" else json.dumps(body)
            headers = {"Content-Type": "application/json", "X-Simulator-Key": self._key}
            connection.request(method, f"/simulator/{path}", payload, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        assert answer.status < 300, f"{method} {path}: {answer.status} {text}"
        return dict(json.loads(text))

    def fault(self, route: str, kind: str, /, **more: object) -> str:
        """Let something go wrong; returns the fault's id. See the simulator's `faults`."""
        return str(self.order("POST", "faults", route=route, kind=kind, **more)["id"])

    def end_faults(self) -> None:
        """Let everything go right again."""
        self.order("DELETE", "faults")

    def call(self, campaign_id: str = SPRING_RENEWAL, **more: object) -> str:
        """Give ada a call that lasts, connected at once; returns its interaction id.

        `more` are further keys of the simulator's order.
        """
        order = {"user": "ada", "campaignId": campaign_id, "talkSeconds": 600, "alerting": False}
        return str(self.order("POST", "calls", **(order | more))["interactionId"])

    def end_call(self, interaction_id: str) -> None:
        """Let the other side hang up."""
        self.order("POST", f"calls/{interaction_id}/end", side="remote")

    def licences(self, *, given: bool) -> None:
        """Give the Dialer Add-on licence to ada and to station 7001, or take it from both."""
        self.order("POST", "licences", user="ada", station="7001", dialer=given)

    def requests(self) -> list[dict[str, Any]]:
        """Return the journal: one entry a request, the oldest first."""
        return list(self.order("GET", "journal")["entries"])

    def asked(self, path: str) -> list[dict[str, Any]]:
        """Return the journal's entries of one resource, such as "dialer/disposition"."""
        return [entry for entry in self.requests() if entry["path"].endswith(path)]

    def filed(self) -> list[dict[str, Any]]:
        """Return every outcome as it was filed, the oldest first, with all that was sent."""
        return list(self.order("GET", "outcomes")["outcomes"])

    def session(self) -> dict[str, Any]:
        """Return what the simulator knows of the one agent who is logged on."""
        (session,) = self.order("GET", "state")["sessions"]
        return dict(session)

    def stages(self) -> list[int]:
        """Return the stage of every update-stage request that has come, the oldest first."""
        return [entry["stage"]["newStageId"] for entry in self.asked(UPDATE_STAGE)]
