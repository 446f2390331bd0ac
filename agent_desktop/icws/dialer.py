"""The dialer: logging in to campaigns, and the stage of the call (reference section 4).

Another dialer resource is one line in the table of `dialer_resources`, one body, one method.
"""

from collections.abc import Callable, Sequence

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.checks import named, whole_number
from agent_desktop.icws.connection import Accepted
from agent_desktop.icws.dialer_resources import DIALER, DialerArea, DialerResource
from agent_desktop.icws.forms import FormDefinition
from agent_desktop.icws.wire import Wire
from agent_desktop.immutable import immutable

# ready-for-calls takes a body since this version of the dialer feature.
READY_BODY_SINCE = 4


class OneCampaign(Wire, frozen=True):
    """A body that may name a campaign."""

    campaign_id: str | None = None


class ManyCampaigns(Wire, frozen=True):
    """A body that may name campaigns."""

    campaign_ids: tuple[str, ...] | None = None


class UpdateStageParameters(Wire, frozen=True):
    """The body of update-stage (vendor page update-stage, updateStageParameters)."""

    campaign_id: str
    new_stage_id: int
    agent_id: str | None = None


@immutable
class StageAccepted:
    """The server's 200 for one stage change; `reference` is the request's own id."""

    campaign_id: str
    new_stage_id: int
    status: int
    reference: str


class DialerCalls(DialerArea):
    """Working with the dialer.

    Each raises FeatureMissing where the server's dialer is too old or absent, and
    LicenceMissing where neither agent nor station has a Dialer Add-on licence available.
    """

    def update_stage(
        self,
        campaign_id: str,
        new_stage_id: int,
        agent_id: str | None = None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
        last_look: Callable[[], None] | None = None,
    ) -> StageAccepted:
        """Move the agent to a new stage in the call (vendor page update-stage, dialer 5).

        `new_stage_id` is a number of the campaign's stage set, 0 to 2**31-1; `agent_id` the
        user id of the agent on the interaction, left out if None. `deadline` is in seconds.
        `last_look` is called once the request is ready, and may wait; what it raises keeps it.
        A 200 is a success whatever its body, unless that is a web page (UnreadableAnswer).

        Raises InvalidRequest before anything is sent, and by the server's answer StageRefused
        (400), SessionGone (401), LicenceMissing (403), ResourceRemoved (410), ServerFault
        (500) or another ServerRefused. After NoAnswer the stage may have changed or not;
        after Unreachable it has not. It is never sent twice.
        """
        body = UpdateStageParameters(
            campaign_id=named(campaign_id, "The campaign"),
            new_stage_id=whole_number(new_stage_id, "A stage"),
            agent_id=None if agent_id is None else named(agent_id, "The agent"),
        )
        answer = self._line.ask(
            DialerResource.UPDATE_STAGE.value,
            body=body,
            deadline=deadline,
            abort=abort,
            last_look=last_look,
        )
        return StageAccepted(campaign_id, new_stage_id, answer.status, answer.facts["reference"])

    def dialer_log_in(
        self,
        campaign_id: str | None = None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Log in to the dialer or, with the Logon Campaign right, to one campaign as well.

        Raises CampaignRefused where the campaign can't be joined.
        """
        body = OneCampaign(campaign_id=campaign_id)
        return self._accepted(DialerResource.LOG_IN, body, deadline, abort)

    def dialer_log_off(
        self,
        campaign_ids: Sequence[str] | None = None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Ask to leave campaigns, or the dialer; granted later by a LogoutGranted message."""
        return self._accepted(DialerResource.LOG_OFF, _campaigns(campaign_ids), deadline, abort)

    def ready_for_calls(
        self,
        campaign_ids: Sequence[str] | None = None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
    ) -> Accepted:
        """Say that calls may come; needed after every log-in.

        A dialer before version 4 takes no body, so that the campaigns aren't named to it.
        """
        takes_body = self._line.features.supports(DIALER, READY_BODY_SINCE)
        body = _campaigns(campaign_ids) if takes_body else None
        return self._accepted(DialerResource.READY_FOR_CALLS, body, deadline, abort)

    def request_form_definition(
        self, campaign_id: str, *, deadline: float | None = None, abort: Abort | None = None
    ) -> FormDefinition:
        """Return the base-script form of a campaign: its pages, and the stage of each."""
        body = OneCampaign(campaign_id=named(campaign_id, "The campaign"))
        answer = self._ask(DialerResource.REQUEST_FORM_DEFINITION, body, deadline, abort)
        return answer.decode(FormDefinition)


def _campaigns(campaign_ids: Sequence[str] | None) -> ManyCampaigns:
    return ManyCampaigns(campaign_ids=None if campaign_ids is None else tuple(campaign_ids))
