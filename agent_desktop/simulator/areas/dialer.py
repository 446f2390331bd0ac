"""The dialer's resources (reference section 4 and the vendor page update-stage).

A further resource is a function here and a line in `RESOURCES`.
"""

from collections.abc import Callable

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.body import integer, list_of, string
from agent_desktop.simulator.exchange import Answer, Exchange, Resource
from agent_desktop.simulator.refusals import Refusal, no_licence


def _resource(
    name: str, version: int, answer: Callable[[Exchange], Answer], *, licence: bool = True
) -> Resource:
    """Return ``POST dialer/{name}``; with `licence`, 403 unless agent or station has one."""

    def guarded(exchange: Exchange) -> Answer:
        if licence and not exchange.world.dialer_licence(exchange.session):
            raise no_licence()
        if not exchange.world.dialer.link_up:
            raise Refusal(
                assumptions.LINK_DOWN_STATUS, "link_down", error_id=assumptions.ID_LINK_DOWN
            )
        return answer(exchange)

    return Resource("POST", f"dialer/{name}", guarded, ("dialer", version))


def log_in(exchange: Exchange) -> Answer:
    """``log-in``: to the dialer, or with ``campaignId`` to a campaign."""
    campaign_id = exchange.body.optional("campaignId", string)
    if campaign_id is None:
        exchange.world.dialer.log_in(exchange.session)
    else:
        exchange.world.dialer.log_in_to(exchange.session, campaign_id)
    return Answer(200)


def log_off(exchange: Exchange) -> Answer:
    """``log-off``: from ``campaignIds``, or without any from the dialer; granted by a message."""
    campaign_ids = exchange.body.optional("campaignIds", list_of(string))
    exchange.world.dialer.log_off(exchange.session, campaign_ids)
    return Answer(200)


def ready_for_calls(exchange: Exchange) -> Answer:
    """``ready-for-calls``: of ``campaignIds``, or of all campaigns."""
    campaign_ids = exchange.body.optional("campaignIds", list_of(string))
    exchange.world.dialer.ready_for_calls(exchange.session, campaign_ids)
    return Answer(200)


def request_form_definition(exchange: Exchange) -> Answer:
    """``request-form-definition``: the base script's form of a campaign."""
    campaign_id = exchange.body.optional("campaignId", string)
    return Answer(200, exchange.world.dialer.form_definition(exchange.session, campaign_id))


def update_stage(exchange: Exchange) -> Answer:
    """``update-stage``: moves the agent to a new stage in the call; 200 without a body."""
    exchange.world.dialer.update_stage(
        exchange.session,
        stage=exchange.body.required("newStageId", integer),
        campaign_id=exchange.body.required("campaignId", string),
        agent_id=exchange.body.optional("agentId", string),
    )
    return Answer(200)


RESOURCES = [
    _resource("log-in", 2, log_in),
    _resource("log-off", 2, log_off),
    _resource("ready-for-calls", 2, ready_for_calls),
    _resource("request-form-definition", 3, request_form_definition),
    _resource("update-stage", 5, update_stage),
]
