"""Looks at the way to a server and at the server, for support staff. Plain and synchronous.

::

    for finding in look(target, abort):
        print(finding.name, finding.verdict.value, finding.what, finding.advice)

Each check has a deadline of its own and ends at once when the Abort is thrown; a session that was
begun is always ended again. What is ICWS is asked with the program's own client.
"""

from agent_desktop.checks.finding import Check, Finding, Verdict, lines, worst
from agent_desktop.checks.run import look
from agent_desktop.checks.target import Target

__all__ = ["Check", "Finding", "Target", "Verdict", "lines", "look", "worst"]
