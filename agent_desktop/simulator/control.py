"""Steering a running simulator: JSON under ``/simulator/``, for whoever has the key of this run.

Another user of the computer reaches the port too, but doesn't see the key. A web page cannot even
try: requests with an ``Origin``, or whose ``Host`` isn't a loopback name, are refused, so that no
site somebody visits can end a session here. What can be asked is in `orders`; a further order is
a struct there, a function here and a line in `ROUTES`.
"""

import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from flask import Blueprint, Response, jsonify, request

from agent_desktop.simulator import orders
from agent_desktop.simulator.agents import BREAK_PENDING, NOT_ON_BREAK, ON_BREAK, Agent
from agent_desktop.simulator.calls import ENDED_HERE, ENDED_THERE, Terms
from agent_desktop.simulator.faults import FaultRule
from agent_desktop.simulator.journal import Journal
from agent_desktop.simulator.people import CAMPAIGN_STATUSES, Campaign, User, campaign_of
from agent_desktop.simulator.scenario import CampaignTable
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.texts import text
from agent_desktop.simulator.world import World

KEY_HEADER: Final = "X-Simulator-Key"
Reply = dict[str, Any]


class Wrong(Exception):
    """The order can't be followed; the text says why."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def control(world: World, journal: Journal, key: str) -> Blueprint:
    """Return the routes that steer a world; `key` must come with each request."""
    routes = Blueprint("simulator", __name__, url_prefix="/simulator")

    @routes.before_request
    def guard() -> None:
        host = urlsplit(f"//{request.host}").hostname or ""
        if "Origin" in request.headers or not _loopback(host):
            raise Wrong("Only programs of this machine may steer the simulator.", 403)
        given = request.headers.get(KEY_HEADER, "")
        if not secrets.compare_digest(given.encode(), key.encode()):
            raise Wrong(f"{KEY_HEADER} must be the control key that was printed at start.", 401)

    @routes.errorhandler(Wrong)
    def wrong(error: Wrong) -> tuple[Response, int]:
        return jsonify({"message": str(error)}), error.status

    @routes.get("/journal")
    def read_journal() -> Response:
        since = request.args.get("since", "0")
        if not since.isdecimal():
            raise Wrong("since is the number given as 'next' before.")
        entries, last = journal.since(int(since))
        return jsonify({"entries": entries, "next": last})

    for method, path, order, follow, status in ROUTES:
        routes.add_url_rule(
            f"/{path}",
            endpoint=f"{method} {path}".replace(".", " "),
            view_func=_view(world, order, follow, status),
            methods=[method],
        )
    return routes


def _view(
    world: World, order: Any, follow: Callable[..., Reply], status: int
) -> Callable[..., tuple[Response, int]]:
    def view(**parameters: str) -> tuple[Response, int]:
        try:
            given = msgspec.json.decode(request.get_data() or b"{}", type=order)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise Wrong(str(error)) from error
        with world.lock:
            return jsonify(follow(world, given, **parameters)), status

    return view


def state(world: World, _: orders.Nothing) -> Reply:
    """Return the sessions, the faults in force and whether calls come by themselves."""
    return {
        "sessions": [_session(world, session) for session in world.sessions],
        "faults": world.faults.listing(),
        "dialing": world.pacing.on,
        "seed": world.seed,
    }


def switch_dialing(world: World, order: orders.SwitchDialing) -> Reply:
    """Start or stop the calls that come by themselves."""
    world.pacing.switch(on=order.on)
    return {}


def pop_call(world: World, order: orders.PopCall) -> Reply:
    """Give a user's agent a call now."""
    agent = world.agents.of_user(_user(world, order.user))
    if agent is None or not agent.in_dialer:
        raise Wrong(f"{order.user} isn't logged in to the dialer.", 409)
    if agent.call is not None and not order.during_call:
        raise Wrong(f"{order.user} has a call already.", 409)
    campaign = _campaign_to_dial(world, agent, order.campaign_id)
    call = world.pacing.pop(
        agent,
        campaign,
        contact=None if order.attributes is None else dict(order.attributes),
        terms=_terms(world, campaign, order),
        talk_for=order.talk_seconds,
        alerting=order.alerting,
    )
    return {"interactionId": call.id}


def _terms(world: World, campaign: Campaign, order: orders.PopCall) -> Terms:
    ordered = {
        "preview_for": order.preview_seconds,
        "allow_skip": order.allow_skip,
        "auto_disconnect": order.auto_disconnect,
        "allow_agent_callbacks": order.allow_agent_callbacks,
        "dispositions": order.dispositions,
    }
    given: dict[str, Any] = {name: value for name, value in ordered.items() if value is not None}
    return replace(world.pacing.terms(campaign, order.dialing_mode), **given)


def _campaign_to_dial(world: World, agent: Agent, campaign_id: str | None) -> Campaign:
    for joined in agent.joined:
        campaign = world.dialer.campaigns[joined]
        if joined == campaign_id or (campaign_id is None and campaign.running):
            return campaign
    raise Wrong(f"{agent.user.id} isn't logged in to such a campaign.", 409)


def end_call(world: World, order: orders.EndCall, call_id: str) -> Reply:
    """Hang up, on either side."""
    call = world.switchboard.get(call_id)
    if call is None or call.over:
        raise Wrong("There is no such call.", 404)
    world.switchboard.end(call, ENDED_HERE if order.side == "local" else ENDED_THERE)
    return {}


def list_calls(world: World, _: orders.Nothing) -> Reply:
    """Return every call with its stages and when each began."""
    return {"calls": world.record.calls()}


def list_outcomes(world: World, _: orders.Nothing) -> Reply:
    """Return every outcome as it was filed."""
    return {"outcomes": world.record.outcomes()}


def add_fault(world: World, rule: FaultRule) -> Reply:
    """Put a fault in force."""
    return {"id": world.faults.add(rule)}


def clear_faults(world: World, _: orders.Nothing) -> Reply:
    """End all faults."""
    world.faults.clear()
    return {}


def remove_fault(world: World, _: orders.Nothing, fault_id: str) -> Reply:
    """End one fault."""
    if not world.faults.remove(fault_id):
        raise Wrong("There is no such fault.", 404)
    return {}


def end_sessions(world: World, order: orders.EndSessions) -> Reply:
    """End sessions with a reason, or without a word."""
    if order.user is not None:
        ending = world.sessions.of(_user(world, order.user))
    else:
        ending = [each for each in world.sessions if each.id == order.session_id]
    for session in ending:
        world.sessions.end(
            session,
            order.reason,
            should_reconnect=order.should_reconnect,
            silent=order.silent,
        )
    return {"ended": len(ending)}


def reset_streams(world: World, order: orders.ResetStreams) -> Reply:
    """Break event streams off as a cut cable would; the sessions stay."""
    sessions = list(world.sessions)
    if order.user is not None:
        sessions = world.sessions.of(_user(world, order.user))
    return {"reset": sum(session.mailbox.tear_streams() for session in sessions)}


def give_licence(world: World, order: orders.Licence) -> Reply:
    """Give or take a Dialer Add-on licence."""
    if order.station is not None:
        station = world.stations.get(order.station.casefold())
        if station is None:
            raise Wrong(f"There is no station '{order.station}'.", 404)
        station.dialer_licence = order.dialer
    if order.user is not None:
        _user(world, order.user).dialer_licence = order.dialer
    return {}


def set_link(world: World, order: orders.Link) -> Reply:
    """Connect or lose the outbound server."""
    world.dialer.set_link(up=order.state == "up", reason=order.reason)
    return {}


def switch_over(world: World, order: orders.SwitchOver) -> Reply:
    """Hand over from the first address to the second, or back."""
    switchover = world.switchover
    switchover.active = order.active
    if order.alternates is not None:
        switchover.alternates = order.alternates
    for session in world.sessions if order.end_sessions else ():
        if session.host in world.closed_addresses():
            reason = text("switchover", session.language)
            world.sessions.end(session, reason, should_reconnect=True)
    return {}


def send_message(world: World, order: orders.RawMessage) -> Reply:
    """Put a message as it is into the mailboxes of a user's sessions."""
    sessions = world.sessions.of(_user(world, order.user))
    for session in sessions:
        session.tell(order.message)
    return {"sessions": len(sessions)}


def add_campaign(world: World, table: CampaignTable) -> Reply:
    """Add a campaign, described as in a scenario file."""
    campaign = campaign_of(table, world.scenario)
    if campaign.id in world.dialer.campaigns:
        raise Wrong("There is such a campaign already.", 409)
    world.dialer.add_campaign(campaign)
    return {"id": campaign.id}


def change_campaign(world: World, order: orders.ChangeCampaign, campaign_id: str) -> Reply:
    """Give a campaign another name, status or stage set."""
    campaign = _campaign(world, campaign_id)
    if order.name is not None:
        campaign.name = order.name
    if order.status is not None:
        campaign.status = [
            each if isinstance(each, int) else CAMPAIGN_STATUSES[each] for each in order.status
        ]
    if order.stages is not None:
        campaign.stages = {0: campaign.stages[0]} | {
            number: campaign.stages.get(number, "") for number in order.stages
        }
    world.dialer.campaign_changed(campaign)
    return {}


def remove_campaign(world: World, _: orders.Nothing, campaign_id: str) -> Reply:
    """Take a campaign away."""
    world.dialer.remove_campaign(_campaign(world, campaign_id))
    return {}


def log_in(world: World, order: orders.Supervise, campaign_id: str) -> Reply:
    """Log an agent in to a campaign, as a supervisor does."""
    campaign = _campaign(world, campaign_id)
    agent = world.agents.of_user(_user(world, order.user))
    if agent is None or not world.dialer.supervisor_log_in(agent, campaign, order.initiator_name):
        raise Wrong(f"{order.user} isn't in the dialer, or in the campaign already.", 409)
    return {}


def log_out(world: World, order: orders.Supervise, campaign_id: str) -> Reply:
    """Log an agent out of a campaign, as a supervisor does."""
    campaign = _campaign(world, campaign_id)
    agent = world.agents.of_user(_user(world, order.user))
    if agent is None or not world.dialer.supervisor_log_out(agent, campaign, order.initiator_name):
        raise Wrong(f"{order.user} isn't in the campaign.", 409)
    return {}


def set_status(world: World, order: orders.ChangeStatus) -> Reply:
    """Put a user in a status."""
    status = world.status(order.status_id)
    if status is None:
        raise Wrong(f"There is no status '{order.status_id}'.", 404)
    world.set_status(_user(world, order.user), status)
    return {}


def set_break(world: World, order: orders.ChangeBreak) -> Reply:
    """Put an agent on a break or take the agent out of one."""
    agent = world.agents.of_user(_user(world, order.user))
    if agent is None or not agent.in_dialer:
        raise Wrong(f"{order.user} isn't logged in to the dialer.", 409)
    world.breaks.put(agent, BREAKS[order.status])
    world.dialer.settle(agent)
    return {}


BREAKS: Final = {"not on break": NOT_ON_BREAK, "pending": BREAK_PENDING, "on break": ON_BREAK}
ROUTES: Final[list[tuple[str, str, Any, Callable[..., Reply], int]]] = [
    ("GET", "state", orders.Nothing, state, 200),
    ("POST", "dialing", orders.SwitchDialing, switch_dialing, 200),
    ("GET", "calls", orders.Nothing, list_calls, 200),
    ("POST", "calls", orders.PopCall, pop_call, 201),
    ("POST", "calls/<call_id>/end", orders.EndCall, end_call, 200),
    ("GET", "outcomes", orders.Nothing, list_outcomes, 200),
    ("POST", "faults", FaultRule, add_fault, 201),
    ("DELETE", "faults", orders.Nothing, clear_faults, 200),
    ("DELETE", "faults/<fault_id>", orders.Nothing, remove_fault, 200),
    ("POST", "sessions/end", orders.EndSessions, end_sessions, 200),
    ("POST", "streams/reset", orders.ResetStreams, reset_streams, 200),
    ("POST", "licences", orders.Licence, give_licence, 200),
    ("POST", "link", orders.Link, set_link, 200),
    ("POST", "switchover", orders.SwitchOver, switch_over, 200),
    ("POST", "messages", orders.RawMessage, send_message, 200),
    ("POST", "campaigns", CampaignTable, add_campaign, 201),
    ("PATCH", "campaigns/<campaign_id>", orders.ChangeCampaign, change_campaign, 200),
    ("DELETE", "campaigns/<campaign_id>", orders.Nothing, remove_campaign, 200),
    ("POST", "campaigns/<campaign_id>/log-in", orders.Supervise, log_in, 200),
    ("POST", "campaigns/<campaign_id>/log-out", orders.Supervise, log_out, 200),
    ("POST", "breaks", orders.ChangeBreak, set_break, 200),
    ("POST", "status", orders.ChangeStatus, set_status, 200),
]
"""Method, path, the order's shape, who follows it, and the status when it was."""


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _user(world: World, user_id: str) -> User:
    user = world.user(user_id)
    if user is None:
        raise Wrong(f"There is no user '{user_id}'.", 404)
    return user


def _campaign(world: World, campaign_id: str) -> Campaign:
    campaign = world.dialer.campaigns.get(campaign_id)
    if campaign is None:
        raise Wrong("There is no such campaign.", 404)
    return campaign


def _session(world: World, session: Session) -> Reply:
    agent = world.agents.of(session)
    station, call = session.station, agent.call
    return {
        "sessionId": session.id,
        "user": session.user.id,
        "station": station.station.id if station and station.station else None,
        "stationKind": station.setting if station else None,
        "campaigns": list(agent.joined),
        "ready": [campaign_id for campaign_id, ready in agent.joined.items() if ready],
        "statusId": session.user.status_id,
        "breakStatus": agent.break_status,
        "agentType": agent.type,
        "unfiled": [unfiled.id for unfiled in agent.unfiled],
        "call": None
        if call is None
        else {
            "interactionId": call.id,
            "campaignId": call.campaign.id,
            "state": call.state,
            "stage": call.stage,
        },
    }
