"""Everything that can go wrong between the desk and the server, as one tree.

::

    IcwsError
    ├── InvalidRequest (a ValueError)  refused here; nothing was sent
    │   ├── AddressError               the text names no server
    │   ├── CaFileUnusable             the CA file can't be read or holds no certificate
    │   └── FeatureMissing             the server's feature list lacks what the call needs
    ├── Aborted                        ended by an Abort, or by closing the client
    ├── Unreachable                    no connection, so nothing was sent
    │   ├── NoNetwork                  this computer has no way to the host
    │   ├── UnknownHost
    │   ├── ConnectionRefused
    │   ├── ConnectTimeout
    │   ├── CertificateRejected
    │   ├── TlsFailed
    │   ├── PlainHttpRefused           not encrypted, and not on this computer
    │   └── ProxyFailed
    ├── NoAnswer                       sent, but no whole answer: it may have taken effect
    ├── UnreadableAnswer               a success status with a body that can't be understood
    └── ServerRefused                  the server answered, and the answer is no
        ├── BadRequest                 400
        │   ├── LogOnRefused           400 on logging on: user, password or token
        │   ├── CampaignRefused        400 on logging in to a campaign
        │   ├── StageRefused           400 on update-stage
        │   └── OutcomeRefused         400 on disposition
        ├── SessionGone                401
        ├── Forbidden                  403
        │   └── LicenceMissing         403 of the dialer: no Dialer Add-on licence
        ├── NotFound                   404
        │   └── NoSuchCall             404 of the dialer: no call to file or to place
        ├── MethodNotAllowed           405
        ├── ResourceRemoved            410
        ├── TooManyRequests            429
        ├── ServerFault                500
        ├── Unavailable                503
        ├── RedirectRefused            3xx: never followed
        └── UnexpectedStatus           any other

`str(error)` is a sentence for a person. No error carries a password, a token, a cookie,
a session id or a query.
"""

from typing import ClassVar


class IcwsError(Exception):
    """The root of the tree; catch it to catch all.

    `status` is the HTTP status or None, `error_id` and `error_code` the server's own (reference
    section 5), `message` the server's words (may be empty), `reference` the request's own id
    as sent in `X-Request-ID`, `method_path` the method and path template, and `hosts_tried`
    the servers a log-on went through, in order.
    """

    def __init__(
        self,
        sentence: str,
        *,
        status: int | None = None,
        error_id: str = "",
        error_code: int | None = None,
        message: str = "",
        reference: str = "",
        method_path: str = "",
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.error_id = error_id
        self.error_code = error_code
        self.message = message
        self.reference = reference
        self.method_path = method_path
        self.hosts_tried: tuple[str, ...] = ()


class InvalidRequest(IcwsError, ValueError):
    """The request was wrong before it was sent; nothing left this computer."""


class AddressError(InvalidRequest):
    """The text names no server."""


class CaFileUnusable(InvalidRequest):
    """The CA file can't be read or holds no certificate in PEM form."""


class FeatureMissing(InvalidRequest):
    """The server doesn't list the feature version a call needs (reference section 7).

    `area` and `needed` say what the call needs; `found` is the listed version, 0 if none.
    """

    def __init__(self, area: str, needed: int, found: int, *, method_path: str = "") -> None:
        has = f"has version {found}" if found else "doesn't offer it"
        super().__init__(
            f"This needs feature {area} {needed}, and the server {has}.", method_path=method_path
        )
        self.area = area
        self.needed = needed
        self.found = found


class Aborted(IcwsError):
    """The call was ended from this side. If `sent`, the server may have seen the request."""

    def __init__(self, *, sent: bool = False, reference: str = "", method_path: str = "") -> None:
        super().__init__("The request was stopped.", reference=reference, method_path=method_path)
        self.sent = sent


class Unreachable(IcwsError):
    """No connection could be made to `host`, so nothing was sent."""

    def __init__(
        self, sentence: str, *, host: str, reference: str = "", method_path: str = ""
    ) -> None:
        super().__init__(sentence, reference=reference, method_path=method_path)
        self.host = host


class NoNetwork(Unreachable):
    """There is no way to the host from this computer: no cable, no radio, no VPN."""


class UnknownHost(Unreachable):
    """The name can't be resolved."""


class ConnectionRefused(Unreachable):
    """The host turned the connection away."""


class ConnectTimeout(Unreachable):
    """Looking up, connecting or agreeing on encryption took too long."""


class TlsFailed(Unreachable):
    """No encrypted connection came about: often a server that speaks plain HTTP there."""


class PlainHttpRefused(Unreachable):
    """The address asks for plain http to another computer, and that isn't allowed."""


class CertificateRejected(Unreachable):
    """The server's certificate isn't trusted; `reason` is the verifier's own words."""

    def __init__(
        self, *, host: str, reason: str, reference: str = "", method_path: str = ""
    ) -> None:
        super().__init__(
            f"The certificate of {host} isn't trusted: {reason}.",
            host=host,
            reference=reference,
            method_path=method_path,
        )
        self.reason = reason


class ProxyFailed(Unreachable):
    """The proxy of this computer's settings didn't make the connection."""


class NoAnswer(IcwsError):
    """The request was sent, and no whole answer came: it may have taken effect or not."""

    sent: ClassVar[bool] = True


class UnreadableAnswer(IcwsError):
    """The server said it succeeded, but its answer isn't what the resource is declared to give."""


class ServerRefused(IcwsError):
    """The server, or something between, answered with a status that isn't a success.

    `retry_after` is how many seconds a 429 or 503 asks to wait, None where it names none.
    """

    lead: ClassVar[str] = "The server refused the request"
    retry_after: float | None = None


class BadRequest(ServerRefused):
    """400. `property_name` is the property the server named, where it did."""

    property_name: str = ""


class LogOnRefused(BadRequest):
    """400 on logging on: user, password or token isn't right."""

    lead = "The server refused the log-on"


class StageRefused(BadRequest):
    """400 on update-stage: an error occurred while trying to change the stage of the call."""

    lead = "The server refused the stage change"


class OutcomeRefused(BadRequest):
    """400 on disposition: the outcome can't be filed as it was asked for."""

    lead = "The server refused the outcome"


class CampaignRefused(BadRequest):
    """400 on logging in to the dialer or a campaign.

    `logon_error` is Unknown 0, WrongWorkgroup 1, CampaignNotFound 2 or CampaignStopping 3;
    None where the server named none.
    """

    lead = "The server refused the campaign"
    logon_error: int | None = None


class SessionGone(ServerRefused):
    """401: the session token is missing, invalid or expired.

    `realm` and `location` come from `WWW-Authenticate` (empty where absent); the location is
    where to log on again and may be relative.
    """

    lead = "The session with the server has ended"
    realm: str = ""
    location: str = ""


class Forbidden(ServerRefused):
    """403: this user may not do that."""

    lead = "The server doesn't allow this"


class LicenceMissing(Forbidden):
    """403 of the dialer: neither the agent nor the station has a Dialer Add-on licence."""

    lead = "Neither the agent nor the station has a Dialer Add-on licence available"


class NotFound(ServerRefused):
    """404: there is no such call, station or resource."""

    lead = "The server doesn't know what was asked for"


class NoSuchCall(NotFound):
    """404 of the dialer: the agent has no call that an outcome or a preview's call is for."""

    lead = "The dialer has no such call"


class MethodNotAllowed(ServerRefused):
    """405: the server has the resource, but not this method of it."""

    lead = "The server doesn't offer this operation"


class ResourceRemoved(ServerRefused):
    """410: the resource was removed from the server's API."""

    lead = "The server no longer has this operation"


class TooManyRequests(ServerRefused):
    """429."""

    lead = "The server asks for fewer requests"


class ServerFault(ServerRefused):
    """500: an unexpected error on the server."""

    lead = "The server had an internal error"


class Unavailable(ServerRefused):
    """503. `alternates` are the hosts the server names in its place."""

    lead = "The server takes no sessions just now"
    alternates: tuple[str, ...] = ()


class RedirectRefused(ServerRefused):
    """3xx. `location` is the host it pointed to, empty where it named none."""

    lead = "The server pointed to another address, and that isn't followed"
    location: str = ""


class UnexpectedStatus(ServerRefused):
    """A status the resource doesn't declare."""

    lead = "The server gave an answer that isn't expected"
