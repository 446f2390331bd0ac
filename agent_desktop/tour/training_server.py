"""The tour's hand on the simulator: it makes calls come and things go wrong."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from agent_desktop.platform.training import CONTROL_KEY_HEADER, TrainingServer
from agent_desktop.services.background import Background

SECONDS = 10.0


class TrainingControl:
    """Speaks to `/simulator/...` of the running simulator, never to ICWS."""

    def __init__(self, server: TrainingServer, background: Background) -> None:
        self._background = background
        self._key = server.control_key
        parts = urlsplit(server.url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Send an order and return the answer. Raises RuntimeError where it is refused."""
        return await self._background.call(
            lambda _abort: self._ask("POST", path, body), deadline=SECONDS
        )

    async def get(self, path: str) -> dict[str, Any]:
        """Read something of the simulator's state."""
        return await self._background.call(
            lambda _abort: self._ask("GET", path, None), deadline=SECONDS
        )

    async def delete(self, path: str) -> None:
        """Take something back."""
        await self._background.call(
            lambda _abort: self._ask("DELETE", path, None), deadline=SECONDS
        )

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=SECONDS)
        try:
            payload = None if body is None else json.dumps(body)
            headers = {CONTROL_KEY_HEADER: self._key}
            headers |= {"Content-Type": "application/json"} if payload else {}
            connection.request(method, f"/simulator/{path}", payload, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{method} /simulator/{path}: {answer.status} {text}")
        return dict(json.loads(text)) if text else {}
