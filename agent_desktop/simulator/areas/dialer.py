"""The dialer's resources (reference section 4 and the vendor page update-stage).

A further resource is a function here and a line in `RESOURCES`.
"""

from collections.abc import Callable
from typing import Any

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.agents import Agent
from agent_desktop.simulator.body import boolean, integer, list_of, string, texts
from agent_desktop.simulator.calls import Call
from agent_desktop.simulator.exchange import Answer, Exchange, Resource, async_operation
from agent_desktop.simulator.outcomes import Disposition
from agent_desktop.simulator.refusals import Refusal, invalid_property, missing_property, no_licence

RELATIVE_TO = {0, 1}
"""``relativeTo``: UTC, Contact. The simulator's contacts all live in UTC."""
AGENT_TYPES = {1, 2, 3}
"""``agentType``: Regular, Finishing, Composite."""


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


def disposition(exchange: Exchange) -> Answer:
    """``disposition``: the outcome of the agent's last call; 200 without a body, 404 without one.

    All of it is read before the call is looked for.
    """
    body = exchange.body
    relative_to = body.optional("relativeTo", integer)
    if relative_to is not None and relative_to not in RELATIVE_TO:
        raise invalid_property("relativeTo")
    sent: dict[str, Any] = {
        "scheduledTime": body.optional("scheduledTime", integer),
        "scheduledAgent": body.optional("scheduledAgent", string),
        "relativeTo": relative_to,
        "placeAdditionalFollowUpCall": body.optional("placeAdditionalFollowUpCall", boolean),
        "callAttributes": body.optional("callAttributes", texts),
        "isAbandon": body.optional("isAbandon", boolean),
    }
    wanted = Disposition(
        label=body.required("label", string),
        scheduled_time=sent["scheduledTime"],
        scheduled_agent=sent["scheduledAgent"],
        attributes=sent["callAttributes"] or {},
        sent=sent,
    )
    exchange.world.outcomes.file(exchange.world.dialer.agent(exchange.session), wanted)
    return Answer(200)


def request_break(exchange: Exchange) -> Answer:
    """``request-break``: granted by a message once no call is open."""
    agent = exchange.world.dialer.agent(exchange.session)
    exchange.world.breaks.request(agent)
    exchange.world.dialer.settle(agent)
    return _accepted(exchange)


def end_break(exchange: Exchange) -> Answer:
    """``end-break``."""
    agent = exchange.world.dialer.agent(exchange.session)
    exchange.world.breaks.end(agent)
    exchange.world.dialer.settle(agent)
    return _accepted(exchange)


def establish_persistent_connection(exchange: Exchange) -> Answer:  # noqa: ARG001 - nothing to read
    """``establish-persistent-connection``: accepted; how it went is never reported."""
    return Answer(202)


def place_preview_call(exchange: Exchange) -> Answer:
    """``place-preview-call``: dials what the agent previews; the previewPop comes again."""
    exchange.body.optional("callInitiatedByTimer", boolean)
    attributes = exchange.body.optional("callAttributes", texts) or {}
    agent = exchange.world.dialer.agent(exchange.session)
    exchange.world.pacing.place_preview(agent, attributes)
    return Answer(200)


def update_call_data(exchange: Exchange) -> Answer:
    """``update-call-data``: writes columns of the contact."""
    attributes = exchange.body.required("callAttributes", texts)
    _call(exchange).contact.update(attributes)
    return _accepted(exchange)


def request_contact_data(exchange: Exchange) -> Answer:
    """``request-contact-data``: the contact's columns."""
    return Answer(200, {"contacts": [{"contactdata": dict(_call(exchange).contact)}]})


def mark_call_for_finishing(exchange: Exchange) -> Answer:
    """``mark-call-for-finishing``."""
    attributes = exchange.body.optional("callAttributes", texts) or {}
    call = _call(exchange)
    call.finishing = True
    call.contact.update(attributes)
    return Answer(200)


def set_agent_type(exchange: Exchange) -> Answer:
    """``set-agent-type``: of an agent in all of ``campaignIds``."""
    kind = exchange.body.required("agentType", integer)
    campaign_ids = exchange.body.required("campaignIds", list_of(string))
    if kind not in AGENT_TYPES:
        raise invalid_property("agentType")
    exchange.world.dialer.agent_in(exchange.session, campaign_ids).type = kind
    return Answer(200)


def allocate_agents(exchange: Exchange) -> Answer:
    """``allocate-agents``: in to and out of campaigns, as a supervisor does."""
    body, dialer = exchange.body, exchange.world.dialer
    agent_ids = body.required("agentIds", list_of(string))
    given = {
        name: body.optional(name, list_of(string)) for name in ("campaignIdsIn", "campaignIdsOut")
    }
    if not any(given.values()):
        raise missing_property("campaignIdsIn")
    for name, campaign_ids in given.items():
        if any(campaign_id not in dialer.campaigns for campaign_id in campaign_ids or []):
            raise invalid_property(name)
    dialer.allocate(
        agent_ids,
        given["campaignIdsIn"] or [],
        given["campaignIdsOut"] or [],
        exchange.session.user.name,
    )
    return _accepted(exchange)


def initiate_manual_outbound_call(exchange: Exchange) -> Answer:
    """``initiate-manual-outbound-call``: keys in lower case; messages tell how it goes."""
    body, dialer = exchange.body, exchange.world.dialer
    campaign_id = body.required("campaignid", string)
    agent_id = body.required("agentid", string)
    identity = body.required("identity", string)
    kind = body.required("type", integer)
    value = body.optional("numbervalue", string)
    agent: Agent = dialer.agent_in(exchange.session, [campaign_id])
    if agent_id.casefold() != agent.user.id.casefold():
        raise Refusal(400, "stage_wrong_agent", error_id=assumptions.ID_MANUAL_WRONG_AGENT)
    campaign = dialer.campaigns[campaign_id]
    response = exchange.world.manual_calls.initiate(agent, campaign, identity, kind, value)
    return Answer(200, {"response": response})


def _call(exchange: Exchange) -> Call:
    """Return the agent's call that ``callId`` and ``campaignId`` name. Raises `Refusal`."""
    call_id = exchange.body.required("callId", string)
    campaign_id = exchange.body.required("campaignId", string)
    call = exchange.world.dialer.agent(exchange.session).call_of(call_id, campaign_id)
    if call is None:
        raise Refusal(
            assumptions.CALL_DATA_REFUSED_STATUS,
            "call_unknown",
            error_id=assumptions.ID_NO_SUCH_CALL,
        )
    return call


def _accepted(exchange: Exchange) -> Answer:
    if exchange.world.manners.accepted_with_request_id:
        return async_operation(exchange)
    return Answer(202)


RESOURCES = [
    _resource("log-in", 2, log_in),
    _resource("log-off", 2, log_off),
    _resource("ready-for-calls", 2, ready_for_calls),
    _resource("disposition", 2, disposition),
    _resource("request-break", 2, request_break, licence=False),
    _resource("end-break", 2, end_break, licence=False),
    _resource("establish-persistent-connection", 2, establish_persistent_connection, licence=False),
    _resource("place-preview-call", 3, place_preview_call),
    _resource("request-form-definition", 3, request_form_definition),
    _resource("update-call-data", 3, update_call_data, licence=False),
    _resource("set-agent-type", 3, set_agent_type),
    _resource("update-stage", 5, update_stage),
    _resource("mark-call-for-finishing", 7, mark_call_for_finishing),
    _resource("allocate-agents", 7, allocate_agents),
    _resource("initiate-manual-outbound-call", 7, initiate_manual_outbound_call),
    _resource("request-contact-data", assumptions.CONTACT_DATA_VERSION, request_contact_data),
]
