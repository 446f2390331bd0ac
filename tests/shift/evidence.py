"""What there is to judge by: the simulator's own records and the ledger's lines."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from agent_desktop.ledger import CallLine, History, HistoryFilter, OutcomeLine, StageLine
from agent_desktop.platform.training import CONTROL_KEY_HEADER, TrainingServer

Entry = dict[str, Any]
SECONDS = 20.0
# A reader that is no run of the program: what any run asked and never settled is "interrupted".
NO_RUN = ""


@dataclass(frozen=True)
class Kept:
    """One call as the ledger has it; `values` are the columns typed for it."""

    line: CallLine
    stages: tuple[StageLine, ...] = ()
    outcome: OutcomeLine | None = None
    values: Mapping[str, str] = field(default_factory=dict)


class Simulator:
    """The records of a running simulator."""

    def __init__(self, server: TrainingServer) -> None:
        parts = urlsplit(server.url)
        self._headers = {CONTROL_KEY_HEADER: server.control_key}
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80

    def calls(self, user: str) -> dict[str, Entry]:
        """Return every call of a user by its id, the oldest first."""
        return {c["interactionId"]: c for c in self.get("calls")["calls"] if c["user"] == user}

    def outcomes(self, user: str) -> list[Entry]:
        """Return every outcome of a user's calls in the order of filing."""
        return [each for each in self.get("outcomes")["outcomes"] if each["user"] == user]

    def journal(self, user: str, since: int = 0) -> tuple[list[Entry], int]:
        """Return a user's requests after a number, and the number to go on with."""
        answer = self.get(f"journal?since={since}")
        return [each for each in answer["entries"] if each["user"] == user], answer["next"]

    def end_sessions(self, user: str) -> None:
        """End a user's sessions, as a server does that notices that its client is gone."""
        self.order("POST", "sessions/end", user=user, silent=True)

    def order(self, method: str, path: str, **order: Any) -> dict[str, Any]:
        """Have the simulator do something."""
        return self._ask(method, path, json.dumps(order))

    def get(self, path: str) -> dict[str, Any]:
        """Read one of the simulator's own resources."""
        return self._ask("GET", path)

    def _ask(self, method: str, path: str, body: str | None = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=SECONDS)
        try:
            connection.request(method, f"/simulator/{path}", body, self._headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        assert answer.status in (200, 201), f"{path}: {answer.status}"
        return dict(json.loads(text))


def kept(file: Path, server: str, user: str, newest: int) -> dict[str, Kept]:
    """Return the newest calls of an agent from the ledger, by id, the oldest first."""
    history = History(file, NO_RUN)
    lines = history.page(HistoryFilter(server, user), None, newest)
    ids = [line.id for line in lines]
    stages, outcomes = history.stages_of(ids), history.outcomes_of(ids)
    now = max((line.popped_at for line in lines), default=None)
    typed = (
        {one.call.id: one.values for one in history.unfinished(server, user, now)} if now else {}
    )
    return {
        line.key.interaction_id: Kept(
            line, stages.get(line.id, ()), outcomes.get(line.id), typed.get(line.id, {})
        )
        for line in reversed(lines)
    }


def resource(entry: Entry, name: str) -> bool:
    """Whether a request was one to this resource of the dialer."""
    return str(entry["path"]).endswith(f"/dialer/{name}")
