"""Steering a running simulator: JSON under ``/simulator/``, answered to this machine only.

A web page cannot use it: requests with an ``Origin``, or whose ``Host`` isn't a loopback name,
are refused, so that no site an agent visits can end a session here.
"""

import ipaddress
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
from flask import Blueprint, Response, jsonify, request

from agent_desktop.simulator.faults import FaultRule
from agent_desktop.simulator.journal import Journal
from agent_desktop.simulator.people import CAMPAIGN_STATUSES, Campaign, User, campaign_of
from agent_desktop.simulator.scenario import CampaignStatus, CampaignTable
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.switchboard import ENDED_HERE, ENDED_THERE
from agent_desktop.simulator.texts import text
from agent_desktop.simulator.world import World

T = TypeVar("T")
Reply = tuple[Response, int]


class Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """The body of a request: no key but the ones named, in camel case."""


class SwitchDialing(Order, frozen=True, kw_only=True):
    """``POST dialing``."""

    on: bool


class PopCall(Order, frozen=True, kw_only=True):
    """``POST calls``; without a campaign the agent's first running one."""

    user: str
    campaign_id: str | None = None
    talk_seconds: float | None = None
    alerting: bool = True


class EndCall(Order, frozen=True, kw_only=True):
    """``POST calls/{id}/end``."""

    side: Literal["remote", "local"] = "remote"


class EndSessions(Order, frozen=True, kw_only=True):
    """``POST sessions/end``; `silent` ends without a message."""

    user: str | None = None
    session_id: str | None = None
    reason: str = ""
    should_reconnect: bool = False
    silent: bool = False


class ResetStreams(Order, frozen=True, kw_only=True):
    """``POST streams/reset``: breaks open event streams off."""

    user: str | None = None


class Licence(Order, frozen=True, kw_only=True):
    """``POST licences``."""

    dialer: bool
    user: str | None = None
    station: str | None = None


class Link(Order, frozen=True, kw_only=True):
    """``POST link``: the outbound server."""

    state: Literal["up", "down"]
    reason: str = ""


class SwitchOver(Order, frozen=True, kw_only=True):
    """``POST switchover``; sessions of the address that closes are ended."""

    active: bool
    alternates: list[str] | None = None
    end_sessions: bool = True


class RawMessage(Order, frozen=True, kw_only=True):
    """``POST messages``."""

    user: str
    message: dict[str, Any]


class ChangeCampaign(Order, frozen=True, kw_only=True):
    """``PATCH campaigns/{id}``; `stages` are the numbers of its set from now on."""

    name: str | None = None
    status: list[CampaignStatus | int] | None = None
    stages: list[int] | None = None


class Supervise(Order, frozen=True, kw_only=True):
    """``POST campaigns/{id}/log-in`` and ``…/log-out``."""

    user: str
    initiator_name: str = "Supervisor"


class ChangeStatus(Order, frozen=True, kw_only=True):
    """``POST status``."""

    user: str
    status_id: str


class Wrong(Exception):
    """The request can't be done; the text says why."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def control(world: World, journal: Journal) -> Blueprint:
    """Return the routes that steer a world."""
    routes = Blueprint("simulator", __name__, url_prefix="/simulator")

    @routes.before_request
    def guard() -> None:
        host = urlsplit(f"//{request.host}").hostname or ""
        if "Origin" in request.headers or not _loopback(host):
            raise Wrong("Only programs of this machine may steer the simulator.", 403)

    @routes.errorhandler(Wrong)
    def wrong(error: Wrong) -> Reply:
        return jsonify({"message": str(error)}), error.status

    @routes.get("/state")
    def state() -> Response:
        with world.lock:
            return jsonify(
                {
                    "sessions": [_session(world, session) for session in world.sessions],
                    "faults": world.faults.listing(),
                    "dialing": world.pacing.on,
                    "seed": world.seed,
                }
            )

    @routes.get("/journal")
    def read_journal() -> Response:
        since = request.args.get("since", "0")
        if not since.isdecimal():
            raise Wrong("since is the number given as 'next' before.")
        entries, last = journal.since(int(since))
        return jsonify({"entries": entries, "next": last})

    _dialing_routes(routes, world)
    _fault_routes(routes, world)
    _session_routes(routes, world)
    _campaign_routes(routes, world)
    return routes


def _dialing_routes(routes: Blueprint, world: World) -> None:
    @routes.post("/dialing")
    def switch_dialing() -> Response:
        order = _order(SwitchDialing)
        with world.lock:
            world.pacing.switch(on=order.on)
        return jsonify({})

    @routes.post("/calls")
    def pop_call() -> Reply:
        order = _order(PopCall)
        with world.lock:
            agent = world.agents.of_user(_user(world, order.user))
            if agent is None or not agent.in_dialer:
                raise Wrong(f"{order.user} isn't logged in to the dialer.", 409)
            if agent.call is not None:
                raise Wrong(f"{order.user} has a call already.", 409)
            joined = [world.dialer.campaigns[each] for each in agent.joined]
            if order.campaign_id is not None:
                joined = [each for each in joined if each.id == order.campaign_id]
            else:
                joined = [each for each in joined if each.running]
            if not joined:
                raise Wrong(f"{order.user} isn't logged in to such a campaign.", 409)
            call = world.pacing.pop(
                agent, joined[0], talk_for=order.talk_seconds, alerting=order.alerting
            )
        return jsonify({"interactionId": call.id}), 201

    @routes.post("/calls/<call_id>/end")
    def end_call(call_id: str) -> Response:
        order = _order(EndCall)
        with world.lock:
            call = world.switchboard.get(call_id)
            if call is None or call.over:
                raise Wrong("There is no such call.", 404)
            world.switchboard.end(call, ENDED_HERE if order.side == "local" else ENDED_THERE)
        return jsonify({})

    @routes.post("/link")
    def link() -> Response:
        order = _order(Link)
        with world.lock:
            world.dialer.set_link(up=order.state == "up", reason=order.reason)
        return jsonify({})

    @routes.post("/status")
    def status() -> Response:
        order = _order(ChangeStatus)
        with world.lock:
            chosen = world.status(order.status_id)
            if chosen is None:
                raise Wrong(f"There is no status '{order.status_id}'.", 404)
            world.set_status(_user(world, order.user), chosen)
        return jsonify({})


def _fault_routes(routes: Blueprint, world: World) -> None:
    @routes.post("/faults")
    def add_fault() -> Reply:
        rule = _order(FaultRule)
        with world.lock:
            return jsonify({"id": world.faults.add(rule)}), 201

    @routes.delete("/faults")
    def clear_faults() -> Response:
        with world.lock:
            world.faults.clear()
        return jsonify({})

    @routes.delete("/faults/<fault_id>")
    def remove_fault(fault_id: str) -> Response:
        with world.lock:
            if not world.faults.remove(fault_id):
                raise Wrong("There is no such fault.", 404)
        return jsonify({})


def _session_routes(routes: Blueprint, world: World) -> None:
    @routes.post("/sessions/end")
    def end_sessions() -> Response:
        order = _order(EndSessions)
        if (order.user is None) == (order.session_id is None):
            raise Wrong("Name either a user or a sessionId.")
        with world.lock:
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
        return jsonify({"ended": len(ending)})

    @routes.post("/streams/reset")
    def reset_streams() -> Response:
        order = _order(ResetStreams)
        with world.lock:
            sessions = list(world.sessions)
            if order.user is not None:
                sessions = world.sessions.of(_user(world, order.user))
            torn = [session for session in sessions if session.mailbox.tear_streams()]
        return jsonify({"reset": len(torn)})

    @routes.post("/licences")
    def licences() -> Response:
        order = _order(Licence)
        with world.lock:
            if order.user is not None:
                _user(world, order.user).dialer_licence = order.dialer
            if order.station is not None:
                station = world.stations.get(order.station.casefold())
                if station is None:
                    raise Wrong(f"There is no station '{order.station}'.", 404)
                station.dialer_licence = order.dialer
        if order.user is None and order.station is None:
            raise Wrong("Name a user or a station.")
        return jsonify({})

    @routes.post("/switchover")
    def switch_over() -> Response:
        order = _order(SwitchOver)
        with world.lock:
            world.switchover.active = order.active
            if order.alternates is not None:
                world.switchover.alternates = order.alternates
            second = world.manners.second_address
            for session in world.sessions if order.end_sessions else ():
                closing = (session.host != second) == order.active
                if closing and (order.active or second is not None):
                    reason = text("switchover", session.language)
                    world.sessions.end(session, reason, should_reconnect=True)
        return jsonify({})

    @routes.post("/messages")
    def send_message() -> Response:
        order = _order(RawMessage)
        with world.lock:
            sessions = world.sessions.of(_user(world, order.user))
            for session in sessions:
                session.tell(order.message)
        return jsonify({"sessions": len(sessions)})


def _campaign_routes(routes: Blueprint, world: World) -> None:
    @routes.post("/campaigns")
    def add_campaign() -> Reply:
        table = _order(CampaignTable)
        with world.lock:
            campaign = campaign_of(table, world.scenario)
            if campaign.id in world.dialer.campaigns:
                raise Wrong("There is such a campaign already.", 409)
            world.dialer.add_campaign(campaign)
        return jsonify({"id": campaign.id}), 201

    @routes.patch("/campaigns/<campaign_id>")
    def change_campaign(campaign_id: str) -> Response:
        order = _order(ChangeCampaign)
        with world.lock:
            campaign = _campaign(world, campaign_id)
            if order.name is not None:
                campaign.name = order.name
            if order.status is not None:
                campaign.status = [
                    each if isinstance(each, int) else CAMPAIGN_STATUSES[each]
                    for each in order.status
                ]
            if order.stages is not None:
                campaign.stages = {0: campaign.stages[0]} | {
                    number: campaign.stages.get(number, "") for number in order.stages
                }
            world.dialer.campaign_changed(campaign)
        return jsonify({})

    @routes.delete("/campaigns/<campaign_id>")
    def remove_campaign(campaign_id: str) -> Response:
        with world.lock:
            world.dialer.remove_campaign(_campaign(world, campaign_id))
        return jsonify({})

    @routes.post("/campaigns/<campaign_id>/log-in")
    def supervisor_log_in(campaign_id: str) -> Response:
        return supervise(campaign_id, log_in=True)

    @routes.post("/campaigns/<campaign_id>/log-out")
    def supervisor_log_out(campaign_id: str) -> Response:
        return supervise(campaign_id, log_in=False)

    def supervise(campaign_id: str, *, log_in: bool) -> Response:
        order = _order(Supervise)
        act = world.dialer.supervisor_log_in if log_in else world.dialer.supervisor_log_out
        with world.lock:
            campaign = _campaign(world, campaign_id)
            agent = world.agents.of_user(_user(world, order.user))
            if agent is None or not act(agent, campaign, order.initiator_name):
                raise Wrong(f"{order.user} isn't in a state for that.", 409)
        return jsonify({})


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _order(kind: type[T]) -> T:
    try:
        return msgspec.json.decode(request.get_data() or b"{}", type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise Wrong(str(error)) from error


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


def _session(world: World, session: Session) -> dict[str, Any]:
    agent = world.agents.of(session)
    station = session.station
    call = agent.call
    return {
        "sessionId": session.id,
        "user": session.user.id,
        "station": station.station.id if station and station.station else None,
        "stationKind": station.setting if station else None,
        "campaigns": list(agent.joined),
        "ready": [campaign_id for campaign_id, ready in agent.joined.items() if ready],
        "statusId": session.user.status_id,
        "call": {
            "interactionId": call.id,
            "campaignId": call.campaign.id,
            "state": call.state,
            "stage": call.stage,
        }
        if call is not None
        else None,
    }
