"""JSON that is allowed, or nearly, and that no decoder expects: one odd value costs only itself."""

from itertools import islice

import pytest

from agent_desktop.icws import (
    BreakStatusMessage,
    Client,
    DataPopMessage,
    Session,
    SetFormDefinitionMessage,
    StreamAlive,
    UnknownMessage,
    UnreadableMessage,
)
from agent_desktop.icws.messages import decode_message
from tests.icws.conftest import CREDENTIALS
from tests.icws.strict_server import FEATURES, SESSION_ID, Reply, StrictServer, connected

POP = (
    '{"__type":"urn:inin.com:dialer:dataPopMessage","isDelta":false,"call":{'
    '"__type":"urn:inin.com:dialer:dataPop","interactionId":"1001","campaignId":"c1",'
    '"attributes":{"Name":"Maria","Odd":%s},"autoDisconnectOnDisposition":false,'
    '"allowAgentCallbacks":true,"dispositions":[],"dialingMode":2}}'
)
BREAK = '{"__type":"urn:inin.com:dialer:breakStatusMessage","breakStatus":%s}'
FORM = (
    '{"__type":"urn:inin.com:dialer:setFormDefinitionMessage","campaignId":"c1",'
    '"formDefinition":{"pages":[{"name":"Offer","stage":%s,'
    '"controls":[{"column":"A","maxLines":%s,"maxChars":%s}]}]}}'
)


def pop(text: str | bytes) -> DataPopMessage:
    message = decode_message(text)
    assert isinstance(message, DataPopMessage)
    return message


@pytest.mark.parametrize(
    "number",
    ["1e999", "-1e999", "1" + "0" * 400, "9" * 5000, "-" + "9" * 5000, str(2**64), str(-(2**70))],
    ids=lambda number: number[:8],
)
def test_a_number_too_large_for_any_type_costs_no_call(number: str) -> None:
    attributes = pop(POP % number).call.attributes
    assert attributes == {"Name": "Maria", "Odd": number}


@pytest.mark.parametrize("number", ["1e999", "-5e400", "9" * 5000], ids=lambda n: n[:8])
def test_a_number_too_large_where_all_hangs_on_it_is_unreadable(number: str) -> None:
    kind = "urn:inin.com:dialer:breakStatusMessage"
    assert decode_message(BREAK % number) == UnreadableMessage(kind)


@pytest.mark.parametrize("number", [str(2**31), str(-(2**31) - 1), str(2**64), "1e999", "9" * 400])
def test_a_page_s_number_that_is_no_int_of_the_contracts_counts_as_absent(number: str) -> None:
    message = decode_message(FORM % (number, number, number))
    assert isinstance(message, SetFormDefinitionMessage)
    (page,) = message.form_definition.pages
    assert page.name == "Offer"
    assert page.stage is None
    assert (page.controls[0].max_lines, page.controls[0].max_chars) == (None, None)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b'"a\xff\xfeb"', "a\ufffd\ufffdb"),
        (b'"\xed\xa0\x80"', "\ufffd\ufffd\ufffd"),
        (b'"\\ud83d"', "?"),
        (b'"\\udc00\\ud83d x"', "?? x"),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b"NaN", "NaN"),
        (b"-Infinity", "-Infinity"),
    ],
)
def test_a_text_that_is_no_unicode_costs_no_call(sent: bytes, read: str) -> None:
    attributes = pop(POP.encode().replace(b"%s", sent)).call.attributes
    assert attributes == {"Name": "Maria", "Odd": read}
    assert attributes["Odd"].encode()


def test_of_a_name_that_comes_twice_the_last_counts() -> None:
    assert pop(POP % '"first","Odd":"second"').call.attributes["Odd"] == "second"
    pause = decode_message(BREAK % '1,"breakStatus":2')
    assert isinstance(pause, BreakStatusMessage)
    assert pause.break_status == 2
    assert decode_message(BREAK % '1,"__type":"urn:x"') == UnknownMessage("urn:x")


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900])
def test_a_deep_value_costs_itself(deep: str) -> None:
    assert pop(POP % deep).call.attributes == {"Name": "Maria"}


@pytest.mark.parametrize(
    "deep", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000]
)
def test_what_is_too_deep_to_be_read_is_unreadable(deep: str) -> None:
    assert decode_message(POP % deep) == UnreadableMessage("")
    assert decode_message(deep) == UnreadableMessage("")


@pytest.mark.parametrize(
    "odd", [b"1e999", b'"\xff"', b'"\\ud800"', b"9" * 5000, b'"a","a":1'], ids=lambda odd: odd[:7]
)
def test_one_odd_value_in_a_poll_costs_no_message(
    server: StrictServer, client: Client, odd: bytes
) -> None:
    old = [feature for feature in FEATURES if feature["featureId"] != "messaging"]
    server.answer("POST", "/icws/connection", connected(features=old))
    body = b"[%b,%b]" % (POP.encode().replace(b"%s", odd), (BREAK % "1").encode())
    server.answer("GET", f"/icws/{SESSION_ID}/messaging/messages", Reply(200, body))
    alive, call, pause = islice(client.log_on(CREDENTIALS).messages(), 3)
    assert alive == StreamAlive()
    assert isinstance(call, DataPopMessage)
    assert call.call.attributes["Name"] == "Maria"
    assert isinstance(pause, BreakStatusMessage)


@pytest.mark.parametrize(
    "odd", ["1e999", '"\\ud800"', "9" * 5000, "[" * 100_000], ids=lambda odd: odd[:7]
)
def test_an_odd_message_of_the_stream_costs_no_other(
    server: StrictServer, session: Session, odd: str
) -> None:
    events = f"data: {POP % odd}\n\ndata: {BREAK % 2}\n\n".encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    reply = Reply(raw=lambda sock: sock.sendall(head + events))
    server.answer("GET", f"/icws/{SESSION_ID}/messaging/messages", reply)
    heard = (message for message in session.messages() if message != StreamAlive())
    assert isinstance(next(heard), DataPopMessage | UnreadableMessage)
    assert isinstance(next(heard), BreakStatusMessage)
