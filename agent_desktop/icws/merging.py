"""Keeping what messages tell: `isDelta` false replaces it, true merges (reference section 3).

Each function returns a new mapping. In a delta an absent property (None) is as it was.
"""

from collections.abc import Mapping

import msgspec

from agent_desktop.icws.dialer_messages import AvailableCampaign, AvailableCampaignsMessage
from agent_desktop.icws.queues import Interaction, QueueContentsMessage
from agent_desktop.icws.status import UserStatus, UserStatusMessage


def merge_campaigns(
    known: Mapping[str, AvailableCampaign], message: AvailableCampaignsMessage
) -> dict[str, AvailableCampaign]:
    """Return the campaigns by id."""
    campaigns = dict(known) if message.is_delta else {}
    campaigns.update({campaign.id: campaign for campaign in message.campaigns_added or ()})
    for change in message.campaigns_changed or ():
        if campaign := campaigns.get(change.id):
            campaigns[change.id] = msgspec.structs.replace(campaign, **_said(change))
    for removed in message.campaigns_removed or ():
        campaigns.pop(removed.id, None)
    return campaigns


def merge_statuses(
    known: Mapping[str, UserStatus], message: UserStatusMessage
) -> dict[str, UserStatus]:
    """Return the statuses by user id in lower case."""
    statuses = dict(known) if message.is_delta else {}
    for told in message.user_status_list:
        key = told.user_id.lower()
        before = statuses.get(key)
        statuses[key] = told if before is None else msgspec.structs.replace(before, **_said(told))
    return statuses


def merge_queue(
    known: Mapping[str, Interaction], message: QueueContentsMessage
) -> dict[str, Interaction]:
    """Return the interactions of one subscription by id."""
    interactions = dict(known) if message.is_delta else {}
    for added in message.interactions_added:
        interactions[added.interaction_id] = added
    for change in message.interactions_changed:
        # A change of an interaction that was never added still tells that it is there.
        before = interactions.get(change.interaction_id, change)
        interactions[change.interaction_id] = msgspec.structs.replace(
            before, attributes={**before.attributes, **change.attributes}
        )
    for removed in message.interactions_removed:
        interactions.pop(removed, None)
    return interactions


def _said(change: msgspec.Struct) -> dict[str, object]:
    return {
        name: value for name, value in msgspec.structs.asdict(change).items() if value is not None
    }
