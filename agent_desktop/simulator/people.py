"""The users, stations, statuses and campaigns of a running simulator, as they change."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from agent_desktop.simulator.clock import utc_text
from agent_desktop.simulator.scenario import (
    CampaignStatus,
    CampaignTable,
    CampaignType,
    ContactListTable,
    DispositionTable,
    PageTable,
    Scenario,
    StatusTable,
    UserTable,
)

CAMPAIGN_TYPES: Final[dict[CampaignType, int]] = {
    "predictive": 1,
    "power": 2,
    "preview": 3,
    "agentless": 8,
}
CAMPAIGN_STATUSES: Final[dict[CampaignStatus, int]] = {
    "invalid": 0,
    "on": 1,
    "off": 2,
    "schedule only": 4,
    "auto": 8,
    "paused": 16,
    "completed": 32,
}
CONTROL_TYPES: Final = {"text": 0, "numeric": 1, "radio": 2, "listbox": 3, "datetime": 4}
CALL_CONNECTED: Final = 0
"""Stage 0, which is in every set and starts every call (reference section 4)."""


@dataclass(repr=False)
class User:
    """A user of the IC server."""

    id: str
    name: str
    password: str
    station: str | None
    workgroups: frozenset[str]
    logs_on_to_campaigns: bool
    dialer_licence: bool
    password_expires_in: int | None
    single_sign_on_token: str | None
    status_id: str
    status_changed: datetime
    notes: str = ""
    until: datetime | None = None

    @classmethod
    def of(cls, table: UserTable, now: datetime) -> "User":
        """Return the user a scenario describes, in a status since `now`."""
        return cls(
            id=table.id,
            name=table.name,
            password=table.password,
            station=table.station,
            workgroups=frozenset(table.workgroups),
            logs_on_to_campaigns=table.logs_on_to_campaigns,
            dialer_licence=table.dialer_licence,
            password_expires_in=table.password_expires_in,
            single_sign_on_token=table.single_sign_on_token,
            status_id=table.status,
            status_changed=now,
        )


@dataclass
class Station:
    """A station, licensed or not, with or without a Dialer Add-on licence."""

    id: str
    name: str
    licensed: bool
    dialer_licence: bool


@dataclass(eq=False)
class Campaign:
    """A campaign: what the dialer knows of it."""

    id: str
    name: str
    type: int
    status: list[int]
    workgroup: str
    stages: dict[int, str]
    contacts: ContactListTable | None
    pages: list[PageTable]
    dispositions: list[DispositionTable]
    custom_script_url: str | None = None
    auto_disconnect_on_disposition: bool = False
    allow_agent_callbacks: bool = True
    allow_skip: bool = True
    manual: bool = False
    follow_up_status: str | None = None
    dialled: int = 0

    @property
    def running(self) -> bool:
        """True when calls are made: on or automatic, not paused, and not without agents."""
        numbers = set(self.status)
        return (
            bool(numbers & {CAMPAIGN_STATUSES["on"], CAMPAIGN_STATUSES["auto"]})
            and CAMPAIGN_STATUSES["paused"] not in numbers
            and self.type != CAMPAIGN_TYPES["agentless"]
        )

    @property
    def stopping(self) -> bool:
        """True when no agent may log in: off or completed."""
        return bool(set(self.status) & {CAMPAIGN_STATUSES["off"], CAMPAIGN_STATUSES["completed"]})

    def next_contact(self) -> dict[str, str]:
        """Return the next contact's columns; the list starts again at its end."""
        if self.contacts is None or not self.contacts.contacts:
            return {}
        contact = self.contacts.contacts[self.dialled % len(self.contacts.contacts)]
        self.dialled += 1
        return dict(contact)

    def available(self, *, logged_in: bool) -> dict[str, Any]:
        """Return the campaign as an ``availableCampaign``."""
        entry: dict[str, Any] = {
            "__type": "urn:inin.com:dialer:availableCampaign",
            "id": self.id,
            "name": self.name,
            "workgroup": self.workgroup,
            "status": self.status,
            "hasBaseScript": bool(self.pages),
            "isLoggedIn": logged_in,
            "campaignType": self.type,
        }
        if self.custom_script_url is not None:
            entry["customScriptUrl"] = self.custom_script_url
        return entry

    def changed(self) -> dict[str, Any]:
        """Return the campaign as a ``changedCampaign``."""
        return {
            "__type": "urn:inin.com:dialer:changedCampaign",
            "id": self.id,
            "name": self.name,
            "status": self.status,
        }

    def form_definition(self) -> dict[str, Any]:
        """Return the base script's form (reference section 4, formDefinition)."""
        return {
            "pages": [_page(page) for page in self.pages],
            "misc": {
                "allowBreak": True,
                "allowSkip": self.allow_skip,
                "allowAgentOwned": self.allow_agent_callbacks,
                "militaryTime": True,
                "pickupCall": False,
                "allowSchedulePhone": True,
                "autoDisconnect": self.auto_disconnect_on_disposition,
            },
            "extensions": [],
        }


def campaign_of(table: CampaignTable, scenario: Scenario) -> Campaign:
    """Return the campaign a scenario describes."""
    stages = {CALL_CONNECTED: "[Call Connected]"}
    for stage_set in scenario.stage_set:
        if stage_set.name.casefold() == (table.stage_set or "").casefold():
            stages |= {
                number: name
                for number, name in stage_set.stages.items()
                if number != CALL_CONNECTED
            }
    wanted = (table.contact_list or "").casefold()
    contacts = [each for each in scenario.contact_list if each.name.casefold() == wanted]
    return Campaign(
        id=table.id or str(uuid.uuid5(uuid.NAMESPACE_URL, f"campaign:{table.name}")),
        name=table.name,
        type=CAMPAIGN_TYPES[table.type],
        status=[CAMPAIGN_STATUSES[status] for status in table.status],
        workgroup=table.workgroup,
        stages=stages,
        contacts=contacts[0] if contacts else None,
        pages=table.page,
        dispositions=table.dispositions,
        custom_script_url=table.custom_script_url,
        auto_disconnect_on_disposition=table.auto_disconnect_on_disposition,
        allow_agent_callbacks=table.allow_agent_callbacks,
        allow_skip=table.allow_skip,
        manual=table.manual,
        follow_up_status=table.follow_up_status,
    )


def status_entry(status: StatusTable) -> dict[str, Any]:
    """Return a status as an entry of ``statusMessageList`` (reference section 6)."""
    return {
        "statusId": status.id,
        "messageText": status.text,
        "isSelectableStatus": status.selectable,
        "isAcdStatus": status.acd,
        "isAfterCallWorkStatus": status.after_call_work,
        "isDoNotDisturbStatus": status.do_not_disturb,
        "isAllowFollowUpStatus": status.allow_follow_up,
        "canHaveDate": status.can_have_date,
        "canHaveTime": status.can_have_time,
    }


def disposition_entry(disposition: DispositionTable) -> dict[str, Any]:
    """Return a disposition as a dataPop names it."""
    return {
        "label": disposition.label,
        "wrapUpCategory": disposition.category,
        "wrapUpCode": disposition.code,
        "abandon": disposition.abandon,
    }


def status_of_user(user: User) -> dict[str, Any]:
    """Return what a user's status says about the status itself."""
    entry: dict[str, Any] = {
        "userId": user.id,
        "statusId": user.status_id,
        "statusChanged": utc_text(user.status_changed),
    }
    if user.notes:
        entry["notes"] = user.notes
    if user.until is not None:
        entry["until"] = utc_text(user.until)
    return entry


def _page(page: PageTable) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": page.name,
        "text": page.text,
        "foregroundColor": page.foreground,
        "backgroundColor": page.background,
        "controls": [],
        "dispositions": [
            disposition_entry(disposition)
            | {"recordStatus": disposition.record_status, "isContact": disposition.is_contact}
            for disposition in page.dispositions
        ],
    }
    if page.stage is not None:
        entry["stage"] = page.stage
    for control in page.controls:
        shown: dict[str, Any] = {
            "column": control.column,
            "label": control.label,
            "readOnly": control.read_only,
            "type": CONTROL_TYPES[control.type],
            "maxLines": control.max_lines,
            "maxChars": control.max_chars,
            "dateFormat": control.date_format,
            "dataItems": control.items,
        }
        entry["controls"].append({key: value for key, value in shown.items() if value is not None})
    return entry
