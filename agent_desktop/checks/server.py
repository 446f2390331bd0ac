"""What a server says of itself to whoever asks, without anyone logging on."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from agent_desktop.checks.finding import Check, Finding, failed, ok, warning
from agent_desktop.icws import (
    Abort,
    Client,
    Features,
    NotFound,
    ResourceRemoved,
    ServerRefused,
    ServerTime,
    Version,
)

SECONDS_TO_WARN = 60.0
# The features that the desk's work needs, and since which version.
STAGES_SINCE = 5
STREAMS_SINCE = 2
_HAS_NOT = (NotFound, ResourceRemoved)


def look_at_version(client: Client, deadline: float, abort: Abort) -> Finding:
    """Ask for the version: the first proof that an IC server answers. Raises IcwsError."""
    check = Check.VERSION
    try:
        return ok(check, _version(client.version(deadline=deadline, abort=abort)))
    except _HAS_NOT as error:
        _must_tell(error)
        return warning(check, "the server doesn't tell its version", "It is an old one.")


def look_at_clock(client: Client, deadline: float, abort: Abort) -> Finding:
    """Compare the server's clock with this computer's. Raises IcwsError."""
    told = client.clock(deadline=deadline, abort=abort)
    if told is None:
        return ok(Check.CLOCK, "the server doesn't tell the time before a log-on")
    return compare(told)


def compare(told: ServerTime) -> Finding:
    """Say how far this computer's clock is from a server's, which it was told just now."""
    check = Check.CLOCK
    theirs = told.utc + timedelta(seconds=monotonic() - told.mono)
    ahead = (datetime.now(UTC) - theirs).total_seconds()
    how_far = f"{_span(abs(ahead))} {'ahead of' if ahead > 0 else 'behind'} the server's"
    if abs(ahead) > SECONDS_TO_WARN:
        return warning(
            check,
            f"this computer's clock is {how_far}",
            "Have both set by the network (NTP): certificates and the history go by them.",
        )
    return ok(check, f"this computer's clock is less than {SECONDS_TO_WARN:g} s from the server's")


def look_at_features(client: Client, deadline: float, abort: Abort) -> Finding:
    """Ask what the server can do. Raises IcwsError."""
    try:
        features = client.features(deadline=deadline, abort=abort)
    except _HAS_NOT as error:
        _must_tell(error)
        features = Features()  # so old that it has no list: nothing that needs one is there
    return judge(features)


def judge(features: Features) -> Finding:
    """Say whether these features are enough for the desk."""
    check = Check.FEATURES
    dialer, messaging = features.version("dialer"), features.version("messaging")
    listed = f"dialer {dialer or 'none'}, messaging {messaging or 'none'}"
    if not dialer:
        return failed(check, listed, "The server has no Dialer, or ICWS doesn't offer it.")
    if not messaging:
        return failed(check, listed, "Without messages no calls come: the server is too old.")
    if dialer < STAGES_SINCE:
        return failed(
            check,
            f"{listed}: stages need dialer {STAGES_SINCE}",
            "The server is too old to take stages; all else works. Update PureConnect.",
        )
    way = "by event stream" if messaging >= STREAMS_SINCE else "by asking every second"
    return ok(check, f"{listed} (messages {way})")


def look_at_log_on_ways(client: Client, deadline: float, abort: Abort) -> Finding:
    """Ask in which ways people log on there. Raises IcwsError."""
    check = Check.LOG_ON_WAYS
    try:
        info = client.server_info(deadline=deadline, abort=abort)
    except _HAS_NOT as error:
        _must_tell(error)
        return ok(check, "the server doesn't tell; user and password are usual")
    offered = info.authentication
    providers = len((offered and offered.identity_providers) or ())
    others = f"; {providers} identity provider(s) are offered too" if providers else ""
    if offered is not None and not offered.allow_ic_auth:
        return failed(
            check,
            f"not with user and password{others}",
            "Have IC authentication allowed on the server: this program logs on by password.",
        )
    return ok(check, f"with user and password{others}")


def _must_tell(error: ServerRefused) -> None:
    """Raise the error again unless an IC server says in so many words that it hasn't got this."""
    if not error.message:
        raise error


def _version(version: Version) -> str:
    numbers = ".".join(filter(None, (version.major_version, version.minor_version)))
    parts = (
        version.product_id,
        numbers,
        version.su and f"SU {version.su}",
        version.build and f"build {version.build}",
    )
    return " ".join(filter(None, parts)) or "the server leaves its version empty"


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours"
