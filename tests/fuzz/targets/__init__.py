"""Every target, of both engines."""

from tests.fuzz.target import Target
from tests.fuzz.targets import answers, desk, files, lines, messages, server

TARGETS: tuple[Target, ...] = (
    *messages.TARGETS,
    *answers.TARGETS,
    *lines.TARGETS,
    *files.TARGETS,
    *server.TARGETS,
    *desk.TARGETS,
)
BY_NAME = {target.name: target for target in TARGETS}


def cases_of(target: Target, overall: int) -> int:
    """Return how many of so many cases are this target's, rounded up."""
    shares = sum(each.share for each in TARGETS)
    return -(-overall * target.share // shares)
