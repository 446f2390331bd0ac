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
    match kind:
        case CampaignKind.PREDICTIVE:
            return translate("Campaigns", "Predictive")
        case CampaignKind.POWER:
            return translate("Campaigns", "Power")
        case CampaignKind.PREVIEW:
            return translate("Campaigns", "Preview")
        case CampaignKind.AGENTLESS:
            return translate("Campaigns", "Agentless")
        case _:
            return translate("Campaigns", "Campaign")


# Of several states the first one here matters most to an agent.
_BY_WEIGHT = (
    CampaignStatus.INVALID,
    CampaignStatus.COMPLETED,
    CampaignStatus.PAUSED,
    CampaignStatus.OFF,
    CampaignStatus.ON,
    CampaignStatus.AUTO,
    CampaignStatus.SCHEDULE_ONLY,
)


def status_text(campaign: Campaign) -> str:
    """Return the one state of a campaign that matters most to an agent."""
    match next((status for status in _BY_WEIGHT if status in campaign.status), None):
        case CampaignStatus.INVALID:
            return translate("Campaigns", "invalid")
        case CampaignStatus.COMPLETED:
            return translate("Campaigns", "completed")
        case CampaignStatus.PAUSED:
            return translate("Campaigns", "paused")
        case CampaignStatus.OFF:
            return translate("Campaigns", "off")
        case CampaignStatus.ON:
            return translate("Campaigns", "running")
        case CampaignStatus.AUTO:
            return translate("Campaigns", "automatic")
        case CampaignStatus.SCHEDULE_ONLY:
            return translate("Campaigns", "callbacks only")
        case _:
            return ""


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
