"""The journal: one line a request, nothing secret in it."""

import json
import re
from pathlib import Path

import pytest

from tests.simulator.conftest import RENEWAL, Running, Session, Start, ic_log_on


def test_a_log_on_is_recorded_without_its_password(running: Running) -> None:
    headers = {"Accept-Language": "en", "X-Request-ID": "abc", "Authorization": "Bearer geheim"}

    reply = running.ask("POST", "/icws/connection?include=version", ic_log_on("ada"), headers)

    [entry] = running.journal()
    assert entry["n"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["at"])
    assert isinstance(entry["ms"], float)
    assert entry["session"] == reply.json["sessionId"]
    assert (entry["user"], entry["status"], entry["fault"]) == ("ada", 201, None)
    assert (entry["method"], entry["path"]) == ("POST", "/icws/connection")
    assert entry["query"] == "include=version"
    assert entry["requestId"] == "abc"
    assert entry["headers"]["Accept-Language"] == "en"
    assert entry["body"] == ic_log_on("ada") | {"password": "***"}
    assert "geheim" not in json.dumps(entry).lower()


def test_no_secret_reaches_the_file(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    running = start(journal=file)
    ada = running.log_on()
    token = ada.done("POST", "connection/unique-auth-token", {"authTokenSeed": "my-seed"})
    body = {
        "__type": "urn:inin.com:connection:authTokenConnectionRequestSettings",
        "applicationName": "other",
        "authTokenSeed": "my-seed",
        "authToken": token.json["authToken"],
        "authTokenSourceSession": ada.id,
    }
    running.ask("POST", "/icws/connection", body, {"Accept-Language": "en"})
    sso = {
        "__type": "urn:inin.com:connection:singleSignOnTokenConnectionRequestSettings",
        "applicationName": "other",
        "singleSignOnToken": "sso-of-ada",
    }
    running.ask("POST", "/icws/connection", sso, {"Accept-Language": "en"})
    running.ask("POST", "/icws/connection", '{"password": "broken', {"Accept-Language": "en"})
    ada.ask("POST", "dialer/log-in", {"nested": [{"Password": "deep"}]})

    text = file.read_text(encoding="utf-8")

    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["n"] for line in lines] == list(range(1, 7))
    secrets = [ada.token, ada.cookie.partition("=")[2], token.json["authToken"], "my-seed"]
    for secret in [*secrets, "sso-of-ada", "Geheim", "broken", "deep"]:
        assert secret not in text


def test_a_line_is_there_before_the_answer(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    running = start(journal=file)
    running.ask("GET", "/icws/connection/version")

    assert json.loads(file.read_text(encoding="utf-8"))["path"] == "/icws/connection/version"


def test_a_stage_change_is_recorded_with_the_call_it_met(running: Running, ada: Session) -> None:
    ada.stage(1)
    call = ada.connected_call()
    ada.stage(1, agentId="ada")
    running.order(f"calls/{call}/end", {"side": "remote"})
    ada.stage(2)
    running.pass_time(10)
    ada.stage(9)

    stages = [entry["stage"] for entry in running.journal() if "stage" in entry]

    nothing = {"campaignId": RENEWAL, "agentId": None, "interactionId": call}
    assert stages == [
        nothing | {"newStageId": 1, "interactionId": None, "callState": None},
        nothing | {"newStageId": 1, "agentId": "ada", "callState": "C"},
        nothing | {"newStageId": 2, "callState": "E"},
        nothing | {"newStageId": 9, "callState": "E"},
    ]


def test_contact_data_is_named_but_not_told(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    running = start(journal=file)
    ada = running.log_on()
    call = ada.connected_call()
    attributes = {"Town": "Elmford"}
    about = {"callId": call, "campaignId": RENEWAL, "callAttributes": attributes}
    ada.ask("POST", "dialer/update-call-data", about)
    ada.ask("POST", "dialer/update-call-data", about | {"callAttributes": ["Elmford"]})
    number = {"identity": "Elmford 1", "numbervalue": "Elmford 2", "type": 3}
    ada.ask("POST", "dialer/initiate-manual-outbound-call", number)
    ada.file("Renewed", callAttributes=attributes, isAbandon=False)

    text = file.read_text(encoding="utf-8")

    assert "Elmford" not in text
    bodies = [entry["body"] for entry in running.journal()[-4:]]
    assert bodies == [
        about | {"callAttributes": {"Town": "***"}},
        about | {"callAttributes": "***"},
        {"identity": "***", "numbervalue": "***", "type": 3},
        {"label": "Renewed", "callAttributes": {"Town": "***"}, "isAbandon": False},
    ]


@pytest.mark.parametrize("kind", ["reset_after", "status", "delay"])
def test_a_stage_change_that_met_a_fault_is_recorded_too(
    running: Running, ada: Session, kind: str
) -> None:
    ada.connected_call()
    running.order("faults", {"route": "dialer/*", "kind": kind, "seconds": 0, "status": 503})

    if kind == "reset_after":
        with pytest.raises(ConnectionError):
            ada.stage(1)
    else:
        ada.stage(1)

    entry = running.journal()[-1]
    assert entry["fault"] == kind
    assert entry["status"] == (503 if kind == "status" else 200)
    assert entry["stage"]["callState"] == "C"


def test_a_refused_session_is_recorded_with_the_id_it_gave(running: Running) -> None:
    running.ask("GET", "/icws/4711/connection")
    running.ask("GET", "/nonsense?a=b")

    first, second = running.journal()
    assert (first["session"], first["user"], first["status"]) == ("4711", None, 401)
    assert (second["path"], second["query"], second["status"]) == ("/nonsense", "a=b", 404)


def test_an_event_stream_is_recorded_when_it_opens(running: Running, ada: Session) -> None:
    connection = running.connect()
    headers = {"Accept": "text/event-stream", "Cookie": ada.cookie}
    connection.request("GET", ada.path("messaging/messages"), headers=headers)
    connection.getresponse()

    entry = running.journal()[-1]
    assert (entry["status"], entry["headers"]["Accept"]) == (200, "text/event-stream")


def test_asking_on_gives_only_what_is_new(running: Running) -> None:
    running.ask("GET", "/icws/connection/version")
    first = running.order("journal?since=0", method="GET")
    again = running.order(f"journal?since={first['next']}", method="GET")
    running.ask("GET", "/icws/connection/features")
    more = running.order(f"journal?since={again['next']}", method="GET")

    assert len(first["entries"]) == 1
    assert again["entries"] == []
    assert [entry["path"] for entry in more["entries"]] == ["/icws/connection/features"]
