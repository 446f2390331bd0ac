"""Agents as bare as can be: plain sockets on one loop, so that what they wait for is the server."""

import asyncio
import json
import time
from typing import Any

from agent_desktop.platform.training import CONTROL_KEY_HEADER, TrainingServer
from tests.shift import scenario

CAMPAIGN = "5b0c7a52-6c1f-4d0e-9a51-000000000001"
AT_ONCE = 8  # log on side by side
STAGES = (1, 2, 3, 9)


class Line:
    """One connection, asked one thing after the other."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._headers = {"Host": f"127.0.0.1:{port}", "Accept": "*/*"}
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def open(self, **headers: str) -> None:
        """Connect; the headers go with every request."""
        self._headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[str, bytes]:
        """Ask and return the answer's head and body. Raises AssertionError where it is refused."""
        self.send(method, path, body)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = _header(head, "content-length")
        answer = await self._reader.readexactly(int(length or 0))
        assert head.split(" ", 2)[1] in ("200", "201", "202", "204"), (
            f"{path}: {head[:40]}{answer!r}"
        )
        return head, answer

    def send(self, method: str, path: str, body: Any = None) -> None:
        """Send a request whose answer somebody else reads."""
        payload = b"" if body is None else json.dumps(body).encode()
        headers = self._headers | {"Content-Length": str(len(payload))}
        headers |= {"Content-Type": "application/json"} if payload else {}
        lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + payload)

    async def line(self) -> bytes:
        """Return the next line of an answer that doesn't end; empty at its end."""
        return await self._reader.readline()

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()


class Agent:
    """One session with its open stream, in the dialer and ready."""

    def __init__(self, port: int, number: int) -> None:
        self.user = scenario.user(number)
        self._line, self._stream = Line(port), Line(port)
        self._path = ""
        self._listening: asyncio.Task[None] | None = None
        self.pops = 0

    async def log_on(self) -> None:
        """Log on, follow what a desk follows, and get ready for calls."""
        await self._line.open(Accept_Language="en-us")
        head, answer = await self._line.ask(
            "POST",
            "/icws/connection",
            {
                "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
                "applicationName": "Load",
                "userID": self.user,
                "password": scenario.PASSWORD,
            },
        )
        session = json.loads(answer)
        cookie = _header(head, "set-cookie").partition(";")[0]
        known = {"ININ_ICWS_CSRF_Token": session["csrfToken"], "Cookie": cookie}
        self._path = f"/icws/{session['sessionId']}"
        self._line.close()
        await self._line.open(**known)
        await self._stream.open(**known, Accept="text/event-stream")
        self._stream.send("GET", f"{self._path}/messaging/messages")
        self._listening = asyncio.create_task(self._listen())
        subscriptions = f"{self._path}/messaging/subscriptions"
        queue = {
            "queueIds": [{"queueType": 1, "queueName": self.user}],
            "attributeNames": ["Eic_State", "Eic_RemoteName"],
        }
        await self._line.ask("PUT", f"{subscriptions}/queues/mine", queue)
        await self._line.ask(
            "PUT", f"{subscriptions}/status/user-statuses", {"userIds": [self.user]}
        )
        await self._line.ask("POST", f"{self._path}/dialer/log-in", {})
        if int(self.user.removeprefix("agent")) % 2:  # the others are in all campaigns
            await self._line.ask("POST", f"{self._path}/dialer/log-in", {"campaignId": CAMPAIGN})
        await self._line.ask("POST", f"{self._path}/dialer/ready-for-calls", {})

    async def update_stage(self, stage: int) -> float:
        """Move the call to a stage; return the seconds it took to be answered."""
        began = time.perf_counter()
        body = {"campaignId": CAMPAIGN, "newStageId": stage}
        await self._line.ask("POST", f"{self._path}/dialer/update-stage", body)
        return time.perf_counter() - began

    def close(self) -> None:
        """Leave without a word."""
        if self._listening is not None:
            self._listening.cancel()
        self._line.close()
        self._stream.close()

    async def _listen(self) -> None:
        while line := await self._stream.line():
            self.pops += b":dataPopMessage" in line


class Floor:
    """Agents at one simulator, and the hand that gives them calls."""

    def __init__(self, server: TrainingServer) -> None:
        self._port = int(server.url.rpartition(":")[2])
        self._key = server.control_key
        self._control = Line(self._port)
        self._steering = asyncio.Lock()
        self.agents: list[Agent] = []

    async def grow(self, size: int) -> None:
        """Have so many agents logged on."""
        if not self.agents:
            await self._control.open(**{CONTROL_KEY_HEADER: self._key})
        new = [Agent(self._port, 1 + number) for number in range(len(self.agents), size)]
        for start in range(0, len(new), AT_ONCE):
            await asyncio.gather(*(agent.log_on() for agent in new[start : start + AT_ONCE]))
        self.agents += new

    async def call(self, agent: Agent, pause: float) -> list[tuple[float, float]]:
        """Give an agent a call with four stages; return when each was asked, and how long it took.

        `pause` is in seconds. Raises AssertionError where the call wasn't told to the agent.
        """
        told = agent.pops
        order = {"user": agent.user, "campaignId": CAMPAIGN, "talkSeconds": 900, "alerting": False}
        call_id = (await self._order("calls", order))["interactionId"]
        answers = []
        for stage in STAGES:
            await asyncio.sleep(pause)
            at = time.perf_counter()
            answers.append((at, await agent.update_stage(stage)))
        await asyncio.sleep(pause)
        await self._order(f"calls/{call_id}/end", {"side": "remote"})
        assert agent.pops == told + 1, f"{agent.user} was told of {agent.pops - told} calls"
        return answers

    def close(self) -> None:
        """Let all connections go."""
        for agent in self.agents:
            agent.close()
        self._control.close()

    async def _order(self, path: str, body: Any) -> dict[str, Any]:
        async with self._steering:
            _, answer = await self._control.ask("POST", f"/simulator/{path}", body)
        return dict(json.loads(answer))


def _header(head: str, name: str) -> str:
    for line in head.split("\r\n"):
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""
