"""What may stand in the body of each dialer resource: the table of reference section 4."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEXT, TEXTS, FLAG, INT, COLUMNS = "text", "texts", "flag", "int", "columns"


@dataclass(frozen=True)
class Body:
    """Names and kinds of the properties; a resource without any takes no body."""

    required: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)


BODIES: Mapping[str, Body] = {
    "log-in": Body(optional={"campaignId": TEXT}),
    "log-off": Body(optional={"campaignIds": TEXTS}),
    "ready-for-calls": Body(optional={"campaignIds": TEXTS}),
    "disposition": Body(
        required={"label": TEXT},
        optional={
            "scheduledTime": INT,
            "scheduledAgent": TEXT,
            "relativeTo": INT,
            "placeAdditionalFollowUpCall": FLAG,
            "callAttributes": COLUMNS,
            "isAbandon": FLAG,
        },
    ),
    "request-break": Body(),
    "end-break": Body(),
    "establish-persistent-connection": Body(),
    "place-preview-call": Body(
        optional={"callInitiatedByTimer": FLAG, "callAttributes": COLUMNS},
    ),
    "request-form-definition": Body(optional={"campaignId": TEXT}),
    "update-call-data": Body(
        required={"callId": TEXT, "campaignId": TEXT, "callAttributes": COLUMNS}
    ),
    "set-agent-type": Body(required={"agentType": INT, "campaignIds": TEXTS}),
    "update-stage": Body(
        required={"newStageId": INT, "campaignId": TEXT}, optional={"agentId": TEXT}
    ),
    "mark-call-for-finishing": Body(
        required={"callId": TEXT, "campaignId": TEXT}, optional={"callAttributes": COLUMNS}
    ),
    "allocate-agents": Body(
        required={"agentIds": TEXTS},
        optional={"campaignIdsIn": TEXTS, "campaignIdsOut": TEXTS},
    ),
    "initiate-manual-outbound-call": Body(
        required={"campaignid": TEXT, "agentid": TEXT, "identity": TEXT, "type": INT},
        optional={"numbervalue": TEXT},
    ),
    "request-contact-data": Body(required={"callId": TEXT, "campaignId": TEXT}),
}


def complaint(name: str, sent: bytes) -> str:
    """Return what is wrong with a body; empty where nothing is."""
    declared = BODIES.get(name)
    if declared is None:
        return "no resource of the dialer"
    kinds = {**declared.required, **declared.optional}
    if not sent:
        return "no body" if declared.required else ""
    if not kinds:
        return "a body where there is none"
    body = json.loads(sent)
    wrong = {key for key, value in body.items() if key not in kinds or not _is(value, kinds[key])}
    missing = declared.required.keys() - body.keys()
    return f"wrong {sorted(wrong)}, missing {sorted(missing)}" if wrong or missing else ""


def _is(value: Any, kind: str) -> bool:
    match kind:
        case "texts":
            return isinstance(value, list) and all(isinstance(part, str) for part in value)
        case "columns":
            return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        case "int":
            return type(value) is int and 0 <= value < 2**31
        case "flag":
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)
