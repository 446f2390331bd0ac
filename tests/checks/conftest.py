"""The checks in this process, against servers of every kind."""

from collections.abc import Callable
from typing import Any

import pytest

from agent_desktop.checks import Check, Finding, Target, Verdict, look
from agent_desktop.icws import Abort, IcCredentials, Secret, ServerAddress, Trust
from tests.icws.conftest import ca, ca_file, no_proxies, server
from tests.icws.strict_server import FEATURES, PASSWORD, Reply, StrictServer

__all__ = ["ca", "ca_file", "no_proxies", "server"]

Found = dict[Check, Finding]
CREDENTIALS = IcCredentials("ada", Secret(PASSWORD))
STATUS_MESSAGE = {
    "__type": "urn:inin.com:status:userStatusMessage",
    "isDelta": False,
    "userStatusList": [{"userId": "ada", "statusId": "Available"}],
}


def target(address: str, trust: Trust | None = None, **more: Any) -> Target:
    parts: dict[str, Any] = {
        "plain_http_allowed": False,
        "language": "en-us",
        "deadline": 10.0,
    } | more
    return Target(ServerAddress.parse(address), trust=trust or Trust(), **parts)


def found_at(address: str, trust: Trust | None = None, **more: Any) -> Found:
    return {each.check: each for each in look(target(address, trust, **more), Abort())}


def verdicts(found: Found) -> dict[str, str]:
    return {check.value: each.verdict.value for check, each in found.items()}


def says(finding: Finding, verdict: Verdict, *parts: str) -> None:
    """Fail unless a finding has this verdict, these parts, and advice where it isn't good."""
    assert finding.verdict is verdict, finding
    for part in parts:
        assert part in f"{finding.what} | {finding.advice}", finding
    if verdict in {Verdict.WARNING, Verdict.FAILED}:
        assert finding.advice, finding


def serve(server: StrictServer, features: list[dict[str, Any]] = FEATURES) -> None:
    """Have a server answer all that is looked at."""
    version = {"majorVersion": "22", "minorVersion": "1", "su": "3", "build": "7"}
    server.answer("GET", "/icws/connection/version", Reply.of(version))
    server.answer("GET", "/icws/connection/features", Reply.of({"featureInfoList": features}))
    offered = {"allowIcAuth": True, "identityProviders": [{"displayName": "Company"}]}
    info = Reply.of({"authentication": offered})
    server.answer("GET", "/icws/connection/server-info", info)
    server.session("PUT", "/connection/station", Reply(200))
    unknown = Reply.of({"message": "There is no such campaign."}, 400)
    server.session("POST", "/dialer/request-form-definition", unknown)
    server.session("PUT", "/messaging/subscriptions/status/user-statuses", Reply(200))
    server.session("GET", "/messaging/messages", Reply.of([STATUS_MESSAGE]))
    server.session("DELETE", "/connection", Reply(200))


@pytest.fixture
def at() -> Callable[[StrictServer], str]:
    return lambda server: f"http://127.0.0.1:{server.port}"
