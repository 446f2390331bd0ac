"""The IC server of the shift: all that it says is canaries, and it fails where it can."""

import json
from dataclasses import replace
from typing import Any

from tests.canaries.planted import Canaries
from tests.services.ic_server import (
    GONE,
    SPRING,
    WINBACK,
    Asked,
    IcServer,
    Reply,
    break_status,
    campaign,
    campaigns,
    completed,
    granted,
    offered,
    page,
    pop,
    queue_of,
    status,
)

_DIALER = "urn:inin.com:dialer:"
MANUAL = {
    "__type": f"{_DIALER}manualOutboundCallStatusMessage",
    "isDelta": False,
    "campaignId": SPRING,
    "agentId": "ada",
    "identity": "identity",
    "status": 10,
}
LOG_IN = {
    "__type": f"{_DIALER}autoLoginMessage",
    "isDelta": False,
    "campaignId": WINBACK,
    "initiatorName": "supervisor",
}
LOG_OUT = {
    "__type": f"{_DIALER}autoLogoutMessage",
    "isDelta": False,
    "campaignIds": [WINBACK],
    "initiatorName": "supervisor",
}
DIALER_DOWN = {
    "__type": f"{_DIALER}outboundServerConnectionStateChangeMessage",
    "isDelta": False,
    "newConnectionState": 2,
    "previousConnectionState": 1,
    "reason": "because",
}
STATION = {"stationId": "7001", "sipPassword": "secret", "sipUserName": "name", "sipDomain": "x"}


class CanaryServer(IcServer):
    """Begins with a refused log-on, then gives a campaign, a call and its script."""

    def __init__(self, canaries: Canaries, **options: Any) -> None:
        super().__init__(**options)
        self._canaries = canaries
        into, make = canaries.into, canaries.make
        self.password = make("the password")
        self._token, self._cookie = make("the CSRF token"), make("the cookie")
        refused = Reply(400, into({"errorId": "x", "message": "wrong", "property": "y"}))
        self.answer("POST", "connection", refused, lambda _: self._enter())
        self.answer("GET", "connection/server-info", Reply(200, into(self._offer(), "server-info")))
        self.answer("PUT", "connection/station", Reply(200, into(STATION, "station")))
        self.answer("GET", "connection/station", Reply(200, into(STATION, "station")))
        failed = {"errorId": "x", "message": "failed", "data": "y"}
        refuse = Reply(400, into(failed, "a refusal"))
        odd_body = make("a body that is none").encode()
        taken = Reply(202, {"requestId": "2"})
        self.answer("POST", "dialer/update-stage", Reply(500, into(failed, "a fault")))
        self.answer("POST", "dialer/disposition", refuse)
        self.answer("POST", "dialer/initiate-manual-outbound-call", refuse)
        self.answer("POST", "dialer/request-break", Reply(500, odd_body))
        self.answer("GET", "dialer/request-contact-data", Reply(500, into(failed, "a fault")))
        self.answer("POST", "dialer/request-contact-data", Reply(500, into(failed, "a fault")))
        form = {"pages": [self._page("Identify", 1), self._page("Offer", 2)]}
        self.answer("POST", "dialer/request-form-definition", Reply(200, into(form, "form")))
        reason = {"connectionState": 2, "reason": "because", "shouldReconnect": False}
        self.answer("GET", "connection", Reply(200, into(reason, "connection")))
        self.answer("PUT", "status/user-statuses/ada", self._go_wrong, self._end, taken)
        self.say(*map(into, self._beginning()))

    def _go_wrong(self, _asked: Asked) -> Reply:
        """Say what nobody can read, what nobody knows, and that an operation failed."""
        make, into = self._canaries.make, self._canaries.into
        odd = pop("9002", interactionId={"x": make("an id that is none")})
        unknown = {"__type": f"urn:x:{make('an unknown kind')}", "what": make("an unknown message")}
        parts = (completed("1", "failed"), MANUAL, LOG_IN, LOG_OUT, DIALER_DOWN)
        self.say(*map(into, parts), into(granted(WINBACK)), odd, unknown)
        return Reply(202, {"requestId": "1"})

    def _end(self, _asked: Asked) -> Reply:
        """End the session under the agent."""
        self.end_session()
        self.cut_streams()
        return replace(GONE, body=self._canaries.into(GONE.body, "a 401"))

    def _enter(self) -> Reply:
        usual = super().log_on()
        body = self._canaries.into(dict(usual.body), "connected")
        body["csrfToken"] = self._token
        body["features"] = usual.body["features"]
        body["alternateHostList"] = []
        session = usual.body["sessionId"]
        cookie = f"icws_{session}={self._cookie}; Path=/icws/{session}; HttpOnly"
        return Reply(201, body, {"Set-Cookie": cookie})

    def _offer(self) -> dict[str, Any]:
        provider = {"identityProviderId": "x", "displayName": "Provider"}
        agreed = {"allowIcAuth": True, "userAgreementText": "I agree."}
        return {"authentication": agreed | {"identityProviders": [provider]}}

    def _page(self, name: str, stage: int) -> dict[str, Any]:
        control = {"type": 0, "column": "Plan", "label": "Plan", "dataItems": ["a", "b"]}
        return page(name, stage) | {"text": "Read this.", "controls": [control]}

    def _beginning(self) -> list[dict[str, Any]]:
        joined = campaign(isLoggedIn=True, customScriptUrl="https://x.example/")
        call = pop("9001", SPRING, dispositions=[offered("Sale"), offered("No", "Failure")])
        queue = queue_of(("9001", "C"))
        (entry,) = queue["interactionsAdded"]
        entry["attributes"] |= {"Eic_RemoteAddress": "+1 202 555 0199", "Eic_CallNote": "note"}
        listed = campaigns(joined, campaign(WINBACK, "Winback"))
        return [listed, status("Available"), break_status(0), call, queue]

    def was_told(self) -> bytes:
        """Return all that was asked: by this way canaries do go."""
        return json.dumps([[each.headers, each.body] for each in self.asked]).encode()
