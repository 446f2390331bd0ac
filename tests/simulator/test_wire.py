"""HTTP itself: kept connections, odd requests, many at once."""

import http.client
import json
import socket

import pytest

from tests.simulator.conftest import Running, Session, Start


def test_a_connection_serves_many_requests(running: Running, ada: Session) -> None:
    connection = running.connect()
    sockets = set()
    for body in (None, "{}", None):
        connection.request("GET", ada.path("connection"), body, ada.headers)
        assert connection.getresponse().read()
        sockets.add(connection.sock)
    connection.request("POST", ada.path("messaging/heartbeat"), "not json", ada.headers)
    assert connection.getresponse().read()
    connection.request("GET", ada.path("connection"), headers=ada.headers)
    assert connection.getresponse().status == 200
    sockets.add(connection.sock)

    assert len(sockets) == 1


def test_a_client_may_ask_to_close(running: Running) -> None:
    connection = running.connect()
    connection.request("GET", "/icws/connection/version", headers={"Connection": "close"})
    answer = connection.getresponse()

    assert answer.headers["Connection"] == "close"
    assert answer.read()


def test_a_body_may_come_in_chunks(running: Running, ada: Session) -> None:
    connection = running.connect()
    body = json.dumps({"queueIds": 5}).encode()
    connection.request(
        "PUT",
        ada.path("messaging/subscriptions/queues/q"),
        iter([body[:5], body[5:]]),
        ada.headers,
        encode_chunked=True,
    )

    assert json.loads(connection.getresponse().read())["propertyName"] == "queueIds"


@pytest.mark.parametrize("length", ["2000000", "-1", "many"])
def test_a_body_without_a_sane_length_is_refused(running: Running, length: str) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        head = f"POST /icws/connection HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"
        connection.sendall(head.encode())

        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_client_that_leaves_in_mid_request_harms_nobody(
    running: Running, ada: Session, capfd: pytest.CaptureFixture[str]
) -> None:
    for start in (
        b"",
        b"POST /icws/conn",
        b"POST /icws/connection HTTP/1.1\r\nContent-Length: 50\r\n\r\n{",
        b"POST /icws/connection HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ):
        with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
            connection.sendall(start)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass

    assert ada.ask("GET", "connection").status == 200
    assert [entry["path"] for entry in running.journal()] == [
        "/icws/connection",
        ada.path("connection"),
    ]
    assert capfd.readouterr() == ("", "")


def test_an_old_client_gets_its_stream_without_chunks(running: Running, ada: Session) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        path = ada.path("messaging/messages")
        head = f"GET {path} HTTP/1.0\r\nAccept: text/event-stream\r\nCookie: {ada.cookie}\r\n\r\n"
        connection.sendall(head.encode())
        received = b""
        while not received.endswith(b":ping\n\n"):
            received += connection.recv(4096)

    assert b"Transfer-Encoding" not in received
    assert b"Connection: close" in received


def test_head_has_no_body(running: Running) -> None:
    connection = running.connect()
    connection.request("HEAD", "/icws/connection/version")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    connection.request("GET", "/icws/connection/version")
    assert connection.getresponse().status == 200


def test_doubled_slashes_are_another_path(running: Running) -> None:
    assert running.ask("GET", "/icws//connection/version").status == 404


def test_many_streams_are_served_at_once(start: Start) -> None:
    running = start("second_log_on_ends_first = false")
    streams: list[http.client.HTTPResponse] = []
    for _ in range(40):
        session = running.log_on("ben")
        connection = running.connect()
        headers = {"Accept": "text/event-stream", "Cookie": session.cookie}
        connection.request("GET", session.path("messaging/messages"), headers=headers)
        streams.append(connection.getresponse())

    running.order("messages", {"user": "ben", "message": {"__type": "t", "text": "to all"}})

    for stream in streams:
        lines = [stream.readline() for _ in range(3)]
        assert b"to all" in lines[2]
