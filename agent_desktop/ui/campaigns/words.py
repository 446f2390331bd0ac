"""Campaigns in words."""

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.campaigns import (
    AgentKind,
    Campaign,
    CampaignKind,
    CampaignStatus,
    Membership,
)

translate = QCoreApplication.translate


def kind_text(kind: CampaignKind) -> str:
    """Return how a campaign dials."""
    return {
        CampaignKind.UNKNOWN: translate("Campaigns", "Campaign"),
        CampaignKind.PREDICTIVE: translate("Campaigns", "Predictive"),
        CampaignKind.POWER: translate("Campaigns", "Power"),
        CampaignKind.PREVIEW: translate("Campaigns", "Preview"),
        CampaignKind.AGENTLESS: translate("Campaigns", "Agentless"),
    }[kind]


def status_text(campaign: Campaign) -> str:
    """Return the one state of a campaign that matters most to an agent."""
    texts = (
        (CampaignStatus.INVALID, translate("Campaigns", "invalid")),
        (CampaignStatus.COMPLETED, translate("Campaigns", "completed")),
        (CampaignStatus.PAUSED, translate("Campaigns", "paused")),
        (CampaignStatus.OFF, translate("Campaigns", "off")),
        (CampaignStatus.ON, translate("Campaigns", "running")),
        (CampaignStatus.AUTO, translate("Campaigns", "automatic")),
        (CampaignStatus.SCHEDULE_ONLY, translate("Campaigns", "callbacks only")),
    )
    return next((text for status, text in texts if status in campaign.status), "")


def halt_text(campaign: Campaign) -> str:
    """Return why no calls come of a campaign that else would give some; empty where they do."""
    if campaign.completed:
        return translate("Campaigns", "Completed: nobody left to call")
    if campaign.paused:
        return translate("Campaigns", "Paused: no calls just now")
    return ""


def agent_kind_text(kind: AgentKind) -> str:
    """Return which calls an agent takes."""
    return {
        AgentKind.REGULAR: translate("Campaigns", "Regular calls"),
        AgentKind.FINISHING: translate("Campaigns", "Finishing calls"),
        AgentKind.COMPOSITE: translate("Campaigns", "Regular and finishing"),
    }[kind]


def membership_text(membership: Membership) -> str:
    """Return whether the agent works it; empty where the server didn't say."""
    return {
        Membership.UNTOLD: "",
        Membership.OUT: translate("Campaigns", "not joined"),
        Membership.JOINING: translate("Campaigns", "joining…"),
        Membership.IN: translate("Campaigns", "joined"),
        Membership.LEAVING: translate("Campaigns", "leaving after this call…"),
    }[membership]


def summary(campaign: Campaign, *, status: bool = True) -> str:
    """Return type, state (unless it is told elsewhere) and workgroup in one quiet line."""
    told = status_text(campaign) if status else ""
    parts = (kind_text(campaign.kind), told, campaign.workgroup, _origin(campaign))
    return " · ".join(part for part in parts if part)


def spoken(campaign: Campaign) -> str:
    """Return the whole row for a screen reader."""
    return ", ".join(
        part
        for part in (
            campaign.name,
            membership_text(campaign.membership),
            kind_text(campaign.kind),
            status_text(campaign),
            campaign.workgroup,
            _origin(campaign),
        )
        if part
    )


def _origin(campaign: Campaign) -> str:
    return translate("Campaigns", "not told by the server") if campaign.by_hand else ""
