"""Reading messages: out of the parts of a stream, one each as servers send them, to contracts.

The floor is the fastest reader there is, of the same texts, which neither looks for their ends in a
stream nor at types.
"""

import json
import time
from collections.abc import Callable, Iterator
from statistics import median

import msgspec

from agent_desktop.icws import Message, UnknownMessage, UnreadableMessage
from agent_desktop.icws.event_stream import events
from agent_desktop.icws.messages import decode_message
from tests.benchmarks.row import RUNS, TIMES, Budget, Row, Sample

MESSAGES, TURN = 10_000, 500
DIALER = "urn:inin.com:dialer:"


def measure() -> list[Row]:
    """Return the row of messages read in a second."""
    texts = [json.dumps(message).encode() for message in mix(MESSAGES)]
    parts = [b"data: %b\n\n" % text for text in texts]
    ours, plain = [], []
    for _ in range(RUNS + 1):  # the first one warms up
        read, plainly = [], []
        for start in range(0, MESSAGES, TURN):  # by turns: what else runs hits both
            read.append(_seconds(_read, parts[start : start + TURN]))
            plainly.append(_seconds(_read_plainly, texts[start : start + TURN]))
        ours.append(TURN / median(read))
        plain.append(TURN / median(plainly))
    _check([decode_message(data) for data in events(parts) if data is not None])
    figure, floor = Sample(tuple(ours[1:]), "/s"), Sample(tuple(plain[1:]), "/s")
    share = figure.median / floor.median
    return [
        Row(
            "messages decoded",
            figure,
            (Budget(f"≥ 0.5 {TIMES}", share, 0.5, at_least=True),),
            floor,
            {"bytes a message": sum(map(len, texts)) // len(texts)},
        )
    ]


def mix(count: int) -> Iterator[dict[str, object]]:
    """Return messages as a shift has them: a call has one pop, and its queue tells the most."""
    kinds = (
        _pop, _added, _changed, _status, _changed, _held, _changed, _status, _removed, _campaign,
    )  # fmt: skip
    for number in range(count):
        yield kinds[number % len(kinds)](number)


def queue(number: int, **parts: object) -> dict[str, object]:
    """Return a message of the agent's own queue."""
    return {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": True,
        "subscriptionId": "agent-desktop-queue",
        "interactionsAdded": [],
        "interactionsChanged": [],
        "interactionsRemoved": [],
        **parts,
    }


def _added(number: int) -> dict[str, object]:
    attributes = {
        "Eic_State": "A",
        "Eic_RemoteName": f"Contact {number}",
        "Eic_RemoteAddress": "+1 202 555 0101",
        "Eic_CallDirection": "O",
        "Eic_InitiationTime": "20261129T101500Z",
        "Eic_Muted": "0",
    }
    return queue(
        number, interactionsAdded=[{"interactionId": str(number), "attributes": attributes}]
    )


def _changed(number: int) -> dict[str, object]:
    attributes = {"Eic_State": "C", "Eic_ConnectDurationTime": str(number)}
    return queue(
        number, interactionsChanged=[{"interactionId": str(number), "attributes": attributes}]
    )


def _held(number: int) -> dict[str, object]:
    attributes = {"Eic_State": "H", "Eic_Muted": "1"}
    return queue(
        number, interactionsChanged=[{"interactionId": str(number), "attributes": attributes}]
    )


def _removed(number: int) -> dict[str, object]:
    return queue(number, interactionsRemoved=[str(number)])


def _pop(number: int) -> dict[str, object]:
    columns = ("Name", "Phone", "Mobile", "Town", "Language", "Contract", "Price", "Remark")
    labels = ("Renewed", "Call back later", "Not interested", "Hung up", "Wrong number")
    return {
        "__type": DIALER + "dataPopMessage",
        "isDelta": False,
        "call": {
            "__type": DIALER + "dataPop",
            "interactionId": str(number),
            "campaignId": "5b0c7a52-6c1f-4d0e-9a51-1d2c33a70001",
            "attributes": {column: f"{column} of contact {number}" for column in columns},
            "autoDisconnectOnDisposition": False,
            "allowAgentCallbacks": True,
            "dialingMode": 2,
            "dispositions": [
                {
                    "__type": DIALER + "disposition",
                    "label": label,
                    "wrapUpCategory": "Success",
                    "wrapUpCode": label.upper(),
                    "abandon": False,
                }
                for label in labels
            ],
        },
    }


def _status(number: int) -> dict[str, object]:
    return {
        "__type": "urn:inin.com:status:userStatusMessage",
        "isDelta": True,
        "userStatusList": [
            {
                "userId": "ada",
                "statusId": "Available",
                "statusChanged": "20261129T101500Z",
                "loggedIn": True,
                "onPhone": bool(number % 2),
                "notes": "",
                "stations": ["7001"],
                "icServers": ["ic-demo"],
            }
        ],
    }


def _campaign(number: int) -> dict[str, object]:
    return {
        "__type": DIALER + "availableCampaignsMessage",
        "isDelta": True,
        "agentHasLogonCampaignRight": True,
        "campaignsChanged": [
            {
                "__type": DIALER + "changedCampaign",
                "id": f"5b0c7a52-6c1f-4d0e-9a51-{number:012}",
                "name": f"Campaign {number}",
                "status": [1, 8],
            }
        ],
    }


def _read(parts: list[bytes]) -> None:
    for data in events(parts):
        if data is not None:
            decode_message(data)


def _read_plainly(texts: list[bytes]) -> None:
    for text in texts:
        msgspec.json.decode(text)


def _seconds(read: Callable[[list[bytes]], None], given: list[bytes]) -> float:
    began = time.perf_counter()
    read(given)
    return time.perf_counter() - began


def _check(messages: list[Message]) -> None:
    assert len(messages) == MESSAGES
    lost = [each for each in messages if isinstance(each, UnknownMessage | UnreadableMessage)]
    assert not lost, f"{len(lost)} of {len(messages)} messages were not read"
